//! 填上级的空表: which file; then what each of its columns holds, to be put right; then the file, filled.

use yew::Callback;

use super::ledgers::edition;
use crate::app::{Action, BlankReview, Job, PaperAct, PaperJob, Route};
use crate::ledger::Existing;
use crate::office::papers::BlankColumn;
use crate::text::Say;
use crate::text::words::papers;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, button, choose_files, notice, pick, select};

/// The question, or the blank under review.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let title = papers::BLANK.text(ui.lang);
    let Some(review) = &ui.app.desk.papers.blank else {
        return Page::new(title, ask(ui)).back(Route::Ledgers);
    };
    let mut page = Page::new(title, reviewed(ui, review)).back(Route::Ledgers);
    page.below = review.file.name.clone().into();
    page.foot = Some(foot(ui));
    page
}

fn ask(ui: &Ui<'_>) -> El {
    let (host, lang) = (ui.host.clone(), ui.lang);
    let chosen = Callback::from(move |files: Vec<web_sys::File>| {
        for file in files.into_iter().take(1) {
            host.choose(file, |file| Job::Paper(PaperJob::ReadBlank(file)));
        }
    });
    let choose = choose_files(Tone::Main, "blank", papers::CHOOSE_BLANK.text(lang), false, chosen);
    el("section", "stack")
        .child(el("p", "").text(papers::BLANK_TEXT.text(lang)))
        .child(el("p", "line-up").child(choose))
}

fn reviewed(ui: &Ui<'_>, review: &BlankReview) -> El {
    let (view, lang) = (&*review.view, ui.lang);
    let known = view.known.then(|| notice("card fine line-up", Icon::Done, papers::BLANK_KNOWN.text(lang), None));
    let sheet = papers::BLANK_SHEET.text(lang, [&view.sheet, &view.room.to_string()]);
    let others = (!view.others.is_empty()).then(|| {
        let names = view.others.join(lang.pick("、", ", "));
        el("p", "hint").text(papers::BLANK_OTHERS.text(lang, [&names]))
    });
    let taken = (view.taken > 0).then(|| taken(ui, view.taken));
    let onpick = ui.acts(|ledger: String| Action::Paper(PaperAct::BlankLedger(ledger)));
    let ledgers =
        select(view.ledgers.clone(), &view.ledger, onpick).attr("aria-label", papers::BLANK_LEDGER.text(lang));
    let open = view.columns.iter().filter(|column| column.source.is_empty()).count();
    let open = (open > 0).then(|| el("p", "small muted").text(papers::BLANK_OPEN.text(lang, [&open.to_string()])));
    let columns = view.columns.iter().map(|one| (one.at.to_string(), column(ui, review, one)));
    el("div", "stack far")
        .maybe(known)
        .maybe(taken)
        .child(edition(ui))
        .child(
            el("section", "field")
                .child(el("h2", "label").text(papers::BLANK_LEDGER.text(lang)))
                .child(ledgers)
                .child(el("p", "hint").text(sheet))
                .maybe(others),
        )
        .child(
            el("section", "stack near")
                .child(el("h2", "").text(papers::BLANK_COLUMNS.text(lang)))
                .child(el("p", "muted").text(papers::BLANK_COLUMNS_TEXT.text(lang)))
                .maybe(open)
                .child(el("div", "rows").list(columns)),
        )
}

/// What becomes of the rows that are there: ours after them, or ours instead.
fn taken(ui: &Ui<'_>, rows: usize) -> El {
    let lang = ui.lang;
    let title = papers::BLANK_TAKEN.text(lang, [&rows.to_string()]);
    let chosen = ui.app.desk.papers.existing.map_or("", Existing::word);
    let words = Existing::ALL.into_iter().map(|one| (one.word(), one.say(lang).into()));
    let onpick = ui.acts(|word: &'static str| {
        let existing = Existing::named(word).unwrap_or(Existing::Append);
        Action::Paper(PaperAct::BlankExisting(existing))
    });
    el("section", "field card warn")
        .child(el("h2", "label").text(title.clone()))
        .child(pick("existing", title, words, chosen, &onpick))
        .child(el("p", "hint").text(papers::BLANK_TAKEN_TEXT.text(lang)))
}

fn column(ui: &Ui<'_>, review: &BlankReview, column: &BlankColumn) -> El {
    let nothing = (String::new(), papers::BLANK_NOTHING.text(ui.lang).to_owned());
    let at = column.at;
    let onpick = ui.acts(move |source: String| Action::Paper(PaperAct::BlankColumn(at, source)));
    let options = std::iter::once(&nothing).chain(&review.view.sources).cloned().collect();
    let select = select(options, &column.source, onpick).set("aria-label", column.title.clone().into());
    el("div", "row").child(el("span", "grow").text(column.title.clone())).child(el("span", "grow").child(select))
}

fn foot(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let another = button(Tone::Plain, None, papers::ANOTHER.text(lang), ui.does(Action::Paper(PaperAct::DropBlank)));
    let fill =
        button(Tone::Main, Some(Icon::Out), papers::FILL.text(lang), ui.does(Action::Paper(PaperAct::FillBlank)));
    let fill = fill.flag("disabled", !ui.app.desk.papers.is_blank_ready());
    el("div", "foot-buttons").child(another).child(fill)
}
