//! 台账: the campaign's tables by name, for whom they are made, and what was exported when.

use yew::Callback;

use crate::app::{Action, App, Job, PaperAct, Route, local};
use crate::ledger::Edition;
use crate::moment::Moment;
use crate::office::tables::{Form, Leaf, TableView};
use crate::text::Lang;
use crate::text::words::{Word, ledgers, papers, places, report};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, button, empty, pick, row_link};

const EDITIONS: [(Edition, Word, Word); 3] = [
    (Edition::Public, ledgers::PUBLIC, ledgers::PUBLIC_TEXT),
    (Edition::Check, ledgers::CHECK, ledgers::CHECK_TEXT),
    (Edition::Report, ledgers::REPORT, ledgers::REPORT_TEXT),
];

/// The list of ledgers.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let (app, lang) = (ui.app, ui.lang);
    let title = places::LEDGERS.text(lang);
    let (Some(season), false) = (app.season(), app.journal.is_empty()) else {
        return Page::new(title, empty(Icon::Table, title, ledgers::NONE_TEXT.text(lang), None));
    };
    let rows = season.campaign.ledgers.iter().map(|ledger| {
        let key = key(&ledger.number, &ledger.name);
        let name = el("span", "grow")
            .child(el("b", "block").text(format!("{} {}", ledger.number, ledger.label.get(lang))))
            .child(el("span", "small muted block").text(sent(ui, key)));
        let count = match made(app, key, ledger.label.get(lang)) {
            Some(table) => ledgers::ROWS.text(lang, [&format::count(table.count)]),
            None => "…".to_owned(),
        };
        let row = el("a", "row")
            .set("href", Route::Ledger(key.to_owned()).hash().into())
            .child(el("span", "lead").icon(Icon::Table))
            .child(name)
            .child(el("span", "small muted num short").text(count))
            .icon(Icon::Next);
        (ledger.name.clone(), row)
    });
    let all =
        button(Tone::Plain, Some(Icon::Out), ledgers::EXPORT_ALL.text(lang), export(ui, Vec::new(), Form::Workbook));
    let body = el("div", "stack far")
        .child(edition(ui))
        .child(el("nav", "rows").attr("aria-label", title).list(rows))
        .child(el("p", "line-up").child(all))
        .child(besides(ui));
    Page::new(title, body)
}

/// What else can be made of the records: reports, what inspectors are shown, blanks, and a ledger that comes back.
fn besides(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let row = |icon: Icon, name: Word, below: Word, route: Route| {
        (name.en, row_link(icon, name.text(lang), Some(below.text(lang).into()), route.hash()))
    };
    let rows = [
        row(Icon::File, report::TITLE, report::BELOW, Route::Report),
        row(Icon::Pen, papers::BLANK, papers::BLANK_BELOW, Route::Blank),
        row(Icon::In, papers::READ_BACK, papers::READ_BACK_BELOW, Route::ReadBack),
    ];
    let pack = ui.does(Action::Paper(PaperAct::Inspection));
    let pack = el("div", "card stack near")
        .child(el("p", "").text(papers::INSPECTION_TEXT.text(lang)))
        .child(el("p", "line-up").child(button(Tone::Plain, Some(Icon::Parcel), papers::INSPECTION.text(lang), pack)));
    el("section", "stack no-print")
        .child(el("h2", "").text(papers::MORE.text(lang)))
        .child(el("nav", "rows").attr("aria-label", papers::MORE.text(lang)).list(rows.into_iter()))
        .child(pack)
}

/// What a ledger is called by in addresses and wishes.
pub fn key<'l>(number: &'l str, name: &'l str) -> &'l str {
    if number.is_empty() { name } else { number }
}

/// The table of a ledger as it was made for the screen, for whom it is now shown.
pub fn made<'a>(app: &'a App, key: &str, label: &str) -> Option<&'a TableView> {
    let made = app.desk.ledger.as_ref().filter(|made| made.order.edition == app.desk.edition().word())?;
    let table = made.tables.iter().find(|table| table.number() == key || table.view().title == label);
    table.map(Leaf::view)
}

/// When a ledger last left.
pub fn sent(ui: &Ui<'_>, key: &str) -> String {
    let (app, lang) = (ui.app, ui.lang);
    let order = app.ledgers(vec![key.to_owned()], Form::Workbook);
    let when = Job::Tables(order).sort().and_then(|sort| Moment::parse(app.settings.sent.get(&sort)?));
    match when {
        Some(when) => ledgers::SENT.text(lang, [&format::moment(when.wall(), local(app.now, app.zone), lang)]),
        None => ledgers::NOT_SENT.text(lang).to_owned(),
    }
}

/// Makes a file of these ledgers, of all where none is named.
pub fn export(ui: &Ui<'_>, names: Vec<String>, form: Form) -> Callback<web_sys::MouseEvent> {
    ui.does(Action::MakeTables(ui.app.ledgers(names, form)))
}

/// For whom: chosen before anything leaves.
pub fn edition(ui: &Ui<'_>) -> El {
    let lang: Lang = ui.lang;
    let now = ui.app.desk.edition();
    let text = EDITIONS.iter().find(|(edition, ..)| *edition == now).map_or("", |(.., text)| text.text(lang));
    let words = EDITIONS.into_iter().map(|(edition, word, _)| (edition.word(), word.text(lang).into()));
    let onpick = ui.acts(|key: &'static str| {
        let edition = EDITIONS.iter().find(|(edition, ..)| edition.word() == key).map(|(edition, ..)| *edition);
        Action::ShowEdition(edition.unwrap_or_default())
    });
    let name = ledgers::EDITION.text(lang);
    el("section", "field no-print")
        .child(el("h2", "label").text(name))
        .child(pick("edition", name, words, now.word(), &onpick))
        .child(el("p", "hint").text(text))
}
