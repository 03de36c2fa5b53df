//! 物资、慰问、线索: the registers behind L10, L13 and L15. A list of entries, the newest first, and a page for each (`entry`).

mod entry;

use std::collections::BTreeMap;

use crate::app::{Action, Route};
use crate::journal::{Kind, Record, RecordId};
use crate::register::Household;
use crate::text::Lang;
use crate::text::words::{Word, log};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, button, empty, link};
use crate::web::entropy;

pub use self::entry::entry;

/// A register: the kind of its records, its ledger, its words.
pub struct Register {
    /// The kind.
    pub kind: &'static str,
    ledger: &'static str,
    title: Word,
    none: Word,
    none_text: Word,
    icon: Icon,
}

/// The registers.
const ALL: [Register; 3] = [
    Register {
        kind: "stock",
        ledger: "L10",
        title: log::STOCK,
        none: log::NONE_STOCK,
        none_text: log::NONE_STOCK_TEXT,
        icon: Icon::Parcel,
    },
    Register {
        kind: "gift",
        ledger: "L13",
        title: log::GIFT,
        none: log::NONE_GIFT,
        none_text: log::NONE_GIFT_TEXT,
        icon: Icon::Heart,
    },
    Register {
        kind: "clue",
        ledger: "L15",
        title: log::CLUE,
        none: log::NONE_CLUE,
        none_text: log::NONE_CLUE_TEXT,
        icon: Icon::Flag,
    },
];

/// The register of a kind of record.
pub fn register(kind: &str) -> Option<&'static Register> {
    ALL.iter().find(|register| register.kind == kind)
}

/// The button that begins an entry.
pub fn add(ui: &Ui<'_>, register: &Register, tone: Tone) -> El {
    let kind = register.kind;
    let click = ui.acts(move |_| Action::Go(Route::Log(kind.to_owned(), Some(entropy::record()))));
    button(tone, Some(Icon::Plus), log::ADD.text(ui.lang), click)
}

/// A register.
#[inline(never)]
pub fn page(ui: &Ui<'_>, kind: &str) -> Page {
    let lang = ui.lang;
    let Some(register) = register(kind) else {
        let title = log::UNKNOWN.text(lang);
        return Page::new(title, empty(Icon::Table, title, "", None)).back(Route::Ledgers);
    };
    let mut records: Vec<Record<'_>> = ui.app.journal.records(&Kind::from(kind)).collect();
    let title = register.title.text(lang);
    if records.is_empty() {
        let nothing = empty(
            register.icon,
            register.none.text(lang),
            register.none_text.text(lang),
            Some(add(ui, register, Tone::Main)),
        );
        return Page::new(title, el("div", "stack").maybe(helpline(ui, register)).child(nothing)).back(Route::Ledgers);
    }
    records.sort_unstable_by(|a, b| (day(b), b.id()).cmp(&(day(a), a.id())));
    let left = (kind == "stock").then(|| left(&records, lang));
    let rows = records.iter().map(|record| (record.id().0.clone(), row(ui, register, record)));
    let rows: Vec<(String, El)> = rows.collect();
    let ledger = Route::Ledger(register.ledger.to_owned()).hash();
    let body = el("div", "stack far")
        .maybe(helpline(ui, register))
        .maybe(left)
        .child(el("nav", "rows").attr("aria-label", title).list(rows.into_iter()))
        .child(el("p", "line-up").child(link(Tone::Quiet, Some(Icon::Table), log::SEE_LEDGER.text(lang), ledger)));
    let foot = el("div", "foot-acts").child(add(ui, register, Tone::Main));
    Page { foot: Some(foot), ..Page::new(title, body).back(Route::Ledgers) }
}

/// The day of an entry.
fn day<'r>(record: &'r Record<'_>) -> &'r str {
    let text = [record.text("date"), record.text("when")].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    text.get(..10).unwrap_or(text)
}

/// Whom to call first, where somebody homeless was seen.
fn helpline(ui: &Ui<'_>, register: &Register) -> Option<El> {
    let season = ui.app.season().filter(|season| register.kind == "clue" && !season.campaign.hotline.is_empty())?;
    let number = &season.campaign.hotline;
    let call = link(Tone::Plain, Some(Icon::Phone), log::HELPLINE.text(ui.lang, [number]), format!("tel:{number}"));
    Some(el("p", "line-up").child(call))
}

/// 结存 of each article, in the order of their names.
fn left(records: &[Record<'_>], lang: Lang) -> El {
    let mut articles: BTreeMap<String, f64> = BTreeMap::new();
    for record in records {
        let name = [record.text("item"), record.text("spec")].join(" ");
        let key = format!("{}\n{}", name.trim(), record.text("unit"));
        let change = record.number("in").unwrap_or_default() - record.number("out").unwrap_or_default();
        *articles.entry(key).or_default() += change;
    }
    let facts = articles.into_iter().map(|(key, count)| {
        let (name, unit) = key.split_once('\n').unwrap_or((&key, ""));
        let number = el("dd", if count < 0.0 { "big hot" } else { "big" }).text(format!("{} {unit}", trimmed(count)));
        (key.clone(), el("div", "").child(el("dt", "").text(name.to_owned())).child(number))
    });
    let facts: Vec<(String, El)> = facts.collect();
    el("section", "card stack near")
        .child(el("h2", "").text(log::LEFT.text(lang)))
        .child(el("dl", "facts").list(facts.into_iter()))
}

/// A number with at most three decimals, and none that are nought.
pub(super) fn trimmed(number: f64) -> String {
    ((number * 1000.0).round() / 1000.0).to_string()
}

fn row(ui: &Ui<'_>, register: &Register, record: &Record<'_>) -> El {
    let (name, words) = told(ui, register, record);
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    el("a", "row")
        .set("href", Route::Log(register.kind.to_owned(), Some(record.id().clone())).hash().into())
        .child(el("span", "lead").icon(register.icon))
        .child(
            el("span", "grow")
                .child(el("b", "block").text(name))
                .child(el("span", "small muted block").text(words.join(" · "))),
        )
        .icon(Icon::Next)
}

/// What an entry is about, and what there is to say of it.
fn told(ui: &Ui<'_>, register: &Register, record: &Record<'_>) -> (String, Vec<String>) {
    let lang = ui.lang;
    let text = |path: &str| record.text(path).to_owned();
    let number = |path: &str| record.number(path).filter(|number| *number != 0.0);
    let season = ui.app.season();
    let choice = |list: &str, code: &str| {
        season.as_ref().map_or_else(String::new, |season| season.campaign.choice(list, code, lang).to_owned())
    };
    let mut words = vec![day(record).to_owned()];
    let name = match register.kind {
        "stock" => {
            let moved = |path, word: Word| {
                number(path).map(|count| format!("{} {} {}", word.text(lang), trimmed(count), record.text("unit")))
            };
            words.extend(moved("in", log::IN));
            words.extend(moved("out", log::OUT));
            words.push(text("spec"));
            text("item")
        }
        "gift" => {
            let yuan = |count: f64| format!("{} {}", trimmed(count), lang.pick("元", "yuan"));
            words.extend(number("money").map(yuan));
            words.push(text("goods"));
            whom(ui, record)
        }
        _ => {
            words.push(choice("clue_who", record.text("who")));
            words.push(choice("clue_handling", record.text("handling")));
            text("place")
        }
    };
    let name = if name.is_empty() { log::NO_NAME.text(lang).to_owned() } else { name };
    (name, words)
}

/// To whom a gift went: a household of the register, or a name.
fn whom(ui: &Ui<'_>, record: &Record<'_>) -> String {
    let person = record.text("person");
    if !person.is_empty() {
        return person.to_owned();
    }
    let household = RecordId::from(record.text("household"));
    let home = ui.app.journal.record(&Kind::Household, &household);
    home.map(|home| Household::of(&home).head).unwrap_or_default()
}
