//! The drawer behind a number: the households that a rate still lacks, and those that count.

use yew::{Callback, Html};

use crate::app::Route;
use crate::journal::RecordId;
use crate::office::township::{Ask, Behind, HomeView, Told};
use crate::text::words::rollup;
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::page::Ui;
use crate::ui::parts::{Shape, dialog};

/// The drawer of what was asked, with what stands above the lists.
pub fn drawer(ui: &Ui<'_>, ask: &Ask, above: Option<El>) -> Html {
    let lang = ui.lang;
    let answer = ui.app.desk.answered(|other| other == ask).map(|answered| &*answered.told);
    let memory = ui.memory.clone();
    let close = Callback::from(move |()| memory.change(|kept| kept.here.asked = None));
    let (title, body) = match answer {
        Some(Told::Behind(behind)) => (behind.title.clone(), lists(ui, behind)),
        _ => (
            rollup::LOOKING.text(lang).to_owned(),
            el("p", "muted").attr("role", "status").text(rollup::LOOKING.text(lang)),
        ),
    };
    dialog(lang, title, Shape::Drawer, close, el("div", "stack").maybe(above).child(body), None)
}

fn lists(ui: &Ui<'_>, behind: &Behind) -> El {
    let lang = ui.lang;
    let list = |title: String, count: usize, homes: &[HomeView]| {
        let more = count.saturating_sub(homes.len());
        let more = (more > 0).then(|| el("p", "small muted").text(rollup::AND_MORE.text(lang, [&format::count(more)])));
        let rows = homes.iter().enumerate().map(|(at, home)| (format!("{at} {}", home.id), row(home)));
        el("section", "stack near").child(el("h3", "").text(title)).child(el("div", "rows").list(rows)).maybe(more)
    };
    let lacking = (behind.lacking_count > 0).then(|| {
        let title = rollup::LACKING.text(lang, [&format::count(behind.lacking_count)]);
        list(title, behind.lacking_count, &behind.lacking)
    });
    let counted = (behind.counted_count > 0).then(|| {
        let title = rollup::COUNTED.text(lang, [&format::count(behind.counted_count)]);
        list(title, behind.counted_count, &behind.counted)
    });
    let none =
        (behind.lacking_count + behind.counted_count == 0).then(|| el("p", "muted").text(rollup::NOBODY.text(lang)));
    el("div", "stack").maybe(lacking).maybe(counted).maybe(none)
}

/// A household that leads to its page.
pub(in crate::ui::pages) fn row(home: &HomeView) -> El {
    let place = [home.village.as_str(), &home.group, &home.phone];
    let place: Vec<&str> = place.into_iter().filter(|word| !word.is_empty()).collect();
    let words = (!home.words.is_empty()).then(|| el("span", "small block").text(home.words.clone()));
    el("a", "row").set("href", Route::Household(RecordId(home.id.clone())).hash().into()).child(
        el("span", "grow")
            .child(el("span", "strong").text(home.head.clone()))
            .child(el("span", "small muted block").text(place.join(" · ")))
            .maybe(words),
    )
}
