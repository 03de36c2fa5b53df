//! 读回改过的台账: which file; then what was changed, household by household, before anything is.

use yew::{AttrValue, Callback, Html, html};

use crate::app::{Action, BackReview, Job, PaperAct, PaperJob, Route};
use crate::journal::RecordId;
use crate::office::papers::BackChange;
use crate::text::Lang;
use crate::text::words::{Phrase, papers};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Tone, button, choice, choose_files, empty, notice};

/// Changes that are shown at once; the count tells of the rest.
const SHOWN: usize = 200;

/// The question, or the ledger under review.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let title = papers::READ_BACK.text(ui.lang);
    let Some(review) = &ui.app.desk.papers.back else {
        return Page::new(title, ask(ui)).back(Route::Ledgers);
    };
    let mut page = Page::new(title, reviewed(ui, review)).back(Route::Ledgers);
    page.below = review.name.clone().into();
    page.foot = Some(foot(ui, review));
    page
}

fn ask(ui: &Ui<'_>) -> El {
    let (host, lang) = (ui.host.clone(), ui.lang);
    let chosen = Callback::from(move |files: Vec<web_sys::File>| {
        for file in files.into_iter().take(1) {
            host.choose(file, |file| Job::Paper(PaperJob::ReadLedger(file)));
        }
    });
    let done = ui.app.desk.papers.taken.map(|count| {
        let said = papers::TAKEN.text(lang, [&format::count(count)]);
        notice("card fine line-up", Icon::Done, said, None).attr("role", "status")
    });
    el("div", "stack far").maybe(done).child(
        el("section", "stack")
            .child(el("p", "").text(papers::READ_BACK_TEXT.text(lang)))
            .child(el("p", "small muted").text(papers::READ_BACK_RULES.text(lang)))
            .child(el("p", "line-up").child(choose_files(
                Tone::Main,
                "edited",
                papers::CHOOSE_LEDGER.text(lang),
                false,
                chosen,
            ))),
    )
}

fn reviewed(ui: &Ui<'_>, review: &BackReview) -> El {
    let (view, lang) = (&*review.view, ui.lang);
    let found = view.sheets.join(lang.pick("；", "; "));
    let found = format!("{}{}{found}", papers::FOUND.text(lang), lang.pick("：", ": "));
    let changes = if view.changes.is_empty() {
        empty(Icon::Done, papers::NO_CHANGES.text(lang), papers::NO_CHANGES_TEXT.text(lang), None).key("none")
    } else {
        list(ui, &view.changes).key("some")
    };
    el("div", "stack far")
        .child(el("p", "small muted").text(found))
        .child(changes)
        .maybe(said(&view.lost, papers::LOST, true, lang))
        .maybe(said(&view.left, papers::LEFT, false, lang))
}

/// Every change with its tick, which a tap takes off.
fn list(ui: &Ui<'_>, changes: &[BackChange]) -> El {
    let lang = ui.lang;
    let left_out = ui.memory.with(|kept| kept.here.ticked.clone());
    let one = |(at, change): (usize, &BackChange)| {
        let place = RecordId(at.to_string());
        let on = !left_out.contains(&place);
        let (memory, key) = (ui.memory.clone(), place.0.clone());
        let onpick = Callback::from(move |()| {
            let place = place.clone();
            memory.change(|kept| {
                let before = kept.here.ticked.len();
                kept.here.ticked.retain(|other| *other != place);
                if kept.here.ticked.len() == before {
                    kept.here.ticked.push(place);
                }
            });
        });
        let shown = Choice {
            many: true,
            name: AttrValue::from("change"),
            value: key.clone().into(),
            label: words(change, lang),
            state: on.into(),
            readonly: false,
        };
        (key, choice(shown, onpick))
    };
    let rest = changes.len().saturating_sub(SHOWN);
    let more = (rest > 0).then(|| el("p", "muted").text(papers::MORE_CHANGES.text(lang, [&format::count(rest)])));
    el("section", "stack near")
        .child(el("h2", "").text(papers::CHANGES.text(lang, [&format::count(changes.len())])))
        .child(el("p", "muted").text(papers::UNTICK.text(lang)))
        .child(el("div", "choices tall").list(changes.iter().enumerate().take(SHOWN).map(one)))
        .maybe(more)
}

/// Whose, which column, and from what to what.
fn words(change: &BackChange, lang: Lang) -> Html {
    let old = if change.old.is_empty() { papers::NOTHING.text(lang) } else { &change.old };
    let head = el("span", "strong").text(format!("{} · {}", change.who, change.column)).done();
    let old = el("del", "muted").text(old.to_owned()).done();
    let new = el("ins", "").text(change.new.clone()).done();
    let place = el("span", "small muted block").text(change.place.clone()).done();
    let doubt = (!change.doubt.is_empty()).then(|| {
        let said = el("span", "").text(change.doubt.clone());
        el("span", "wrong-text").icon(Icon::Triangle).child(said).done()
    });
    html! { <>{ head }<span class="block">{ old }{ " → " }{ new }</span>{ doubt.unwrap_or_default() }{ place }</> }
}

fn said(lines: &[String], title: Phrase<1>, open: bool, lang: Lang) -> Option<El> {
    let items = lines.iter().enumerate().map(|(at, line)| (at.to_string(), el("li", "row top").text(line.clone())));
    (!lines.is_empty()).then(|| {
        el("details", "fold")
            .flag("open", open)
            .child(el("summary", "").text(title.text(lang, [&format::count(lines.len())])))
            .child(el("ul", "rows").list(items))
    })
}

fn foot(ui: &Ui<'_>, review: &BackReview) -> El {
    let lang = ui.lang;
    let left_out: Vec<usize> =
        ui.memory.with(|kept| kept.here.ticked.iter().filter_map(|place| place.0.parse().ok()).collect());
    let count = review.view.changes.len().saturating_sub(left_out.len());
    let drop = button(Tone::Plain, None, papers::LEAVE.text(lang), act(ui, PaperAct::DropBack));
    let take = button(
        Tone::Main,
        Some(Icon::Check),
        papers::TAKE.text(lang, [&format::count(count)]),
        act(ui, PaperAct::TakeBack(left_out)),
    );
    el("div", "foot-buttons").child(drop).child(take.flag("disabled", count == 0))
}

/// Does it, and forgets what was ticked: the next file has other places.
fn act(ui: &Ui<'_>, act: PaperAct) -> Callback<web_sys::MouseEvent> {
    ui.does_and_keeps(Action::Paper(act), |kept| kept.here.ticked.clear())
}
