//! 更多: everything that has no button of its own in the bar.

use super::settings::backed_up;
use crate::app::{Role, Route};
use crate::text::words::{Word, places, report, trial};
use crate::ui::el::el;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::row_link;

const ROWS: [(Icon, Word, Route); 11] = [
    (Icon::Table, places::LEDGERS, Route::Ledgers),
    (Icon::File, report::TITLE, Route::Report),
    (Icon::People, places::HELPERS, Route::Helpers),
    (Icon::In, places::IMPORT, Route::Import),
    (Icon::Parcel, places::PACKAGES, Route::Packages),
    (Icon::Hall, places::TOWNSHIP_ROLLUP, Route::Rollup(None)),
    (Icon::Pen, trial::TITLE, Route::Try(None)),
    (Icon::Flag, places::CAMPAIGN, Route::Campaign),
    (Icon::Safe, places::BACKUP, Route::Backup),
    (Icon::Sliders, places::SETTINGS, Route::Settings),
    (Icon::Shield, places::ABOUT, Route::About),
];

/// The list of the other screens.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    // A village has its ledgers in the bar.
    let village = ui.app.settings.role == Some(Role::Village);
    let rows =
        ROWS.into_iter().filter(|(.., route)| !village || *route != Route::Ledgers).map(|(icon, name, route)| {
            let below = match route {
                Route::Backup if !ui.app.journal.is_empty() && !ui.app.settings.demo => Some(backed_up(ui).into()),
                _ => None,
            };
            (name.en, row_link(icon, name.text(lang), below, route.hash()))
        });
    let name = places::MORE.text(lang);
    Page::new(name, el("nav", "rows").attr("aria-label", name).list(rows))
}
