//! One file a screen. A screen is a function from [`Ui`] to a [`Page`]; it is never inlined, so that the phone loads each screen's
//! code only when it is wanted (`site::split`).

mod about;
mod backup;
mod blank;
mod campaign;
mod deadlines;
pub(super) mod doubts;
mod edit;
mod finding;
mod findings;
mod helper;
mod helpers;
mod history;
mod household;
mod households;
mod import;
mod ledger;
mod ledgers;
mod left_out;
mod log;
mod more;
mod packages;
mod plan;
mod read_back;
mod region;
mod report;
mod rollup;
mod seal;
mod sending;
mod settings;
mod start;
mod today;
mod trial;
mod villages;
mod visit;
mod watch;
mod weather;

pub use start::start;

use super::page::{Page, Ui};
use crate::app::Route;

/// The screen of the present route.
pub fn page(ui: &Ui<'_>) -> Page {
    match &ui.app.route {
        Route::Today => today::page(ui),
        Route::Missing(sort, name) => today::missing(ui, sort, name),
        Route::Plan(of) => plan::page(ui, of.as_deref()),
        Route::Weather => weather::page(ui),
        Route::Deadlines => deadlines::page(ui),
        Route::Watch => watch::page(ui),
        Route::Incident(id) => watch::incident(ui, id),
        Route::Villages => villages::page(ui),
        Route::Households => households::page(ui),
        Route::Household(id) => household::page(ui, id),
        Route::Helpers => helpers::page(ui),
        Route::Helper(id) => helper::page(ui, id),
        Route::Edit(id) => edit::page(ui, id),
        Route::Visit(id, block) => visit::page(ui, id, block.as_deref()),
        Route::Findings => findings::page(ui),
        Route::Finding(id) => finding::page(ui, id),
        Route::Ledgers => ledgers::page(ui),
        Route::Ledger(name) => ledger::page(ui, name),
        Route::ReadBack => read_back::page(ui),
        Route::Blank => blank::page(ui),
        Route::Report => report::page(ui),
        Route::Log(kind, None) => log::page(ui, kind),
        Route::Log(kind, Some(id)) => log::entry(ui, kind, id),
        Route::Import => import::page(ui),
        Route::Packages => packages::page(ui),
        Route::Rollup(table) => rollup::page(ui, table.as_deref()),
        Route::History(id) => history::page(ui, id),
        Route::Doubts => doubts::page(ui),
        Route::Backup => backup::page(ui),
        Route::Try(name) => trial::page(ui, name.as_deref()),
        Route::Campaign => campaign::page(ui),
        Route::Settings => settings::page(ui),
        Route::About => about::page(ui.lang),
        Route::More => more::page(ui),
    }
}
