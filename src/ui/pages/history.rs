//! What became of a household and of everything that belongs to it: every write, who and when, what stood there before.

use crate::app::Route;
use crate::journal::RecordId;
use crate::office::township::{Ask, ChangeView, EventView, Told};
use crate::text::Lang;
use crate::text::words::rollup;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::empty;

/// The history of a household.
#[inline(never)]
pub fn page(ui: &Ui<'_>, id: &RecordId) -> Page {
    let lang = ui.lang;
    let ask = Ask::History { household: id.0.clone() };
    let answer = ui.app.desk.answered(|other| *other == ask).map(|answered| &*answered.told);
    let title = rollup::HISTORY.text(lang);
    let (below, body) = match answer {
        Some(Told::Story(story)) if story.events.is_empty() => {
            (String::new(), empty(Icon::Clock, rollup::NO_HISTORY.text(lang), "", None).key("none"))
        }
        Some(Told::Story(story)) => {
            let events = story.events.iter().enumerate().map(|(at, one)| (at.to_string(), event(one, lang)));
            (format!("{} {}", story.home.village, story.home.head), el("ol", "stack near").key("story").list(events))
        }
        _ => (String::new(), el("p", "muted").attr("role", "status").text(rollup::LOOKING.text(lang)).key("looking")),
    };
    let mut page = Page::new(title, body).back(Route::Household(id.clone()));
    page.below = below.into();
    page
}

fn event(one: &EventView, lang: Lang) -> El {
    let author = if one.author.is_empty() { rollup::NO_NAME.text(lang) } else { &one.author };
    let changes = one.changes.iter().enumerate().map(|(at, one)| (at.to_string(), change(one, lang)));
    el("li", "card stack near")
        .child(
            el("p", "line-up")
                .child(el("span", "strong").text(one.what.clone()))
                .child(el("span", "small muted").text(author.to_owned()))
                .child(el("span", "small muted num push").text(one.at.clone())),
        )
        .child(el("dl", "stack near").list(changes))
}

fn change(one: &ChangeView, lang: Lang) -> El {
    let before = (!one.before.is_empty()).then(|| el("s", "muted").text(one.before.clone()));
    let after = if one.after.is_empty() { rollup::CLEARED.text(lang).to_owned() } else { one.after.clone() };
    let tag = (!one.tag.is_empty()).then(|| el("span", "tag").text(one.tag.clone()));
    el("div", "line-up")
        .child(el("dt", "small muted").text(one.label.clone()))
        .child(el("dd", "line-up").maybe(before).child(el("span", "").text(after)).maybe(tag))
}
