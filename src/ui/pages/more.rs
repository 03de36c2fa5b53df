//! 更多: everything that has no button of its own in the bar.

use yew::prelude::*;

use crate::app::Route;
use crate::text::words::places;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::parts::row_link;
use crate::ui::root::use_lang;

/// The list of the other screens.
#[component]
pub fn More() -> Html {
    let lang = use_lang();
    html! {
        <Page title={places::MORE.text(lang)}>
            <div class="stack">
                <nav class="rows" aria-label={places::MORE.text(lang)}>
                    { row_link(Icon::Parcel, places::PACKAGES.text(lang), None, Route::Packages.hash()) }
                    { row_link(Icon::Safe, places::BACKUP.text(lang), None, Route::Backup.hash()) }
                    { row_link(Icon::Sliders, places::SETTINGS.text(lang), None, Route::Settings.hash()) }
                    { row_link(Icon::Shield, places::ABOUT.text(lang), None, Route::About.hash()) }
                </nav>
            </div>
        </Page>
    }
}
