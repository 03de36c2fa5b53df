//! 更多: everything that has no button of its own in the bar.

use super::settings::backed_up;
use crate::app::{Role, Route};
use crate::text::words::{Word, places, report, rollup, trial};
use crate::ui::el::el;
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::row_link;

const ROWS: [(Icon, Word, Route); 12] = [
    (Icon::Table, places::LEDGERS, Route::Ledgers),
    (Icon::File, report::TITLE, Route::Report),
    (Icon::People, places::HELPERS, Route::Helpers),
    (Icon::In, places::IMPORT, Route::Import),
    (Icon::Parcel, places::PACKAGES, Route::Packages),
    (Icon::Triangle, rollup::DOUBTS, Route::Doubts),
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
    // A village has its ledgers in the bar, and a township what is to be looked into among its tables.
    let elsewhere = match ui.app.settings.role {
        Some(Role::Township) => Route::Doubts,
        _ => Route::Ledgers,
    };
    let disputed = ui.memory.with(|kept| kept.disputes(ui.app).all().len());
    let rows = ROWS.into_iter().filter(|(.., route)| *route != elsewhere).map(|(icon, name, route)| {
        let below = match route {
            Route::Doubts if disputed > 0 => Some(rollup::DISPUTED.text(lang, [&format::count(disputed)]).into()),
            Route::Backup if !ui.app.journal.is_empty() && !ui.app.settings.demo => Some(backed_up(ui).into()),
            _ => None,
        };
        (name.en, row_link(icon, name.text(lang), below, route.hash()))
    });
    let name = places::MORE.text(lang);
    Page::new(name, el("nav", "rows").attr("aria-label", name).list(rows))
}
