//! 数据包 out of a village: what is in it, when one last left, and one tap that makes it.

use crate::app::{Action, Job, PaperAct, Route, local};
use crate::journal::{Journal, Kind, RecordId};
use crate::ledger::natural;
use crate::moment::Moment;
use crate::register::Region;
use crate::text::Lang;
use crate::text::words::{places, seal, sending};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Field, Keyboard, Tone, button, field, link};

/// A part of the page a village.
pub fn send(ui: &Ui<'_>) -> El {
    let (journal, lang) = (&ui.app.journal, ui.lang);
    let villages: Vec<RecordId> = journal.records(&Kind::Region).map(|record| record.id().clone()).collect();
    let section = el("section", "stack near")
        .child(el("h2", "").text(sending::SEND.text(lang)))
        .child(el("p", "").text(sending::SEND_TEXT.text(lang)));
    if villages.is_empty() {
        let import = link(Tone::Plain, Some(Icon::In), places::IMPORT.text(lang), Route::Import.hash());
        let name = link(Tone::Plain, Some(Icon::Sliders), places::SETTINGS.text(lang), Route::Settings.hash());
        return section
            .child(el("p", "muted").text(sending::NO_VILLAGE.text(lang)))
            .child(el("p", "line-up").child(name).child(import));
    }
    section.list(villages.iter().map(|id| (id.0.as_str(), village(ui, id)))).child(wrapping(ui))
}

/// A township's way to hand its villages on to the county: a package each, folded away.
pub fn hand_on(ui: &Ui<'_>) -> Option<El> {
    let lang = ui.lang;
    let mut villages: Vec<(String, RecordId)> = ui
        .app
        .journal
        .records(&Kind::Region)
        .map(|record| (Region::of(&record).village, record.id().clone()))
        .collect();
    villages.sort_by(|(a, _), (b, _)| natural(a, b));
    let row = |(name, id): &(String, RecordId)| {
        let sort = Job::Package(id.clone()).sort();
        let sent = sort.and_then(|sort| Moment::parse(ui.app.settings.sent.get(&sort)?));
        let now = local(ui.app.now, ui.app.zone);
        let sent = sent.map(|when| sending::SENT.text(lang, [&format::moment(when.wall(), now, lang)]));
        let words = el("span", "grow").child(el("span", "strong block").text(name.clone()));
        let words = words.maybe(sent.map(|sent| el("span", "small muted block").text(sent)));
        let make =
            button(Tone::Plain, Some(Icon::Parcel), sending::MAKE.text(lang), ui.does(Action::MakePackage(id.clone())));
        (id.0.clone(), el("div", "row").child(words).child(make))
    };
    (!villages.is_empty()).then(|| {
        el("section", "stack near no-print")
            .child(el("h2", "").text(sending::HAND_ON.text(lang)))
            .child(el("p", "").text(sending::HAND_ON_TEXT.text(lang)))
            .child(wrapping(ui))
            .child(
                el("details", "fold")
                    .child(el("summary", "").text(sending::VILLAGES.text(lang, [&format::count(villages.len())])))
                    .child(el("div", "rows").list(villages.iter().map(row))),
            )
    })
}

/// A passphrase where there is no township's key, whether photos go with it, and how large a file may be.
fn wrapping(ui: &Ui<'_>) -> El {
    const MB: [u64; 4] = [0, 20, 50, 100];
    let lang = ui.lang;
    let now = &ui.app.desk.papers.wrapping;
    let short = (1..8).contains(&now.passphrase.chars().count());
    let passphrase = Field {
        id: "own-passphrase".into(),
        label: seal::OWN_PASSPHRASE.text(lang).into(),
        hint: seal::OWN_PASSPHRASE_HINT.text(lang).into(),
        value: now.passphrase.clone().into(),
        problem: short.then(|| seal::TOO_SHORT.text(lang).into()),
        keyboard: Keyboard::Text,
    };
    let onsave = ui.acts(|text: String| Action::Paper(PaperAct::Passphrase(text.trim().to_owned())));
    let keyless = ui.app.settings.seal_to.is_empty().then(|| field(passphrase, onsave));
    let size = |mb: u64| match mb {
        0 => seal::WHOLE.text(lang).to_owned(),
        mb => seal::MB.text(lang, [&mb.to_string()]),
    };
    let sizes = MB.into_iter().map(|mb| {
        let chip = el("button", "chip").attr("type", "button").either("aria-pressed", now.limit == mb << 20);
        (mb.to_string(), chip.text(size(mb)).click(ui.does(Action::Paper(PaperAct::Limit(mb << 20)))))
    });
    let photos = [(seal::WITH_FILES, false), (seal::WITHOUT_FILES, true)].into_iter().map(|(word, without)| {
        let chip = el("button", "chip").attr("type", "button").either("aria-pressed", now.without_files == without);
        (word.en, chip.text(word.text(lang)).click(ui.does(Action::Paper(PaperAct::LeaveFiles(without)))))
    });
    let mut said: Vec<String> = Vec::new();
    if keyless.is_some() && now.passphrase.chars().count() >= 8 {
        said.push(seal::WITH_PASSPHRASE.text(lang).to_owned());
    }
    if now.without_files {
        said.push(seal::WITHOUT_FILES.text(lang).to_owned());
    }
    if now.limit > 0 {
        said.push(size(now.limit >> 20));
    }
    let summary = match said.as_slice() {
        [] => seal::HOW.text(lang).to_owned(),
        said => seal::HOW_SET.text(lang, [&said.join(lang.pick("、", ", "))]),
    };
    el("details", "fold")
        .child(el("summary", "").text(summary))
        .maybe(keyless)
        .child(choices(seal::FILES.text(lang), photos))
        .maybe(now.without_files.then(|| el("p", "small muted").text(seal::FILES_LATER.text(lang))))
        .child(choices(seal::SIZE.text(lang), sizes))
}

/// Chips of which one is chosen, under what they are about.
fn choices<K: AsRef<str>>(label: &'static str, chips: impl Iterator<Item = (K, El)>) -> El {
    el("div", "field")
        .child(el("p", "label").text(label))
        .child(el("div", "chips").attr("role", "group").attr("aria-label", label).list(chips))
}

fn village(ui: &Ui<'_>, id: &RecordId) -> El {
    let (app, lang) = (ui.app, ui.lang);
    let name = app.journal.record(&Kind::Region, id).map(|record| Region::of(&record).village).unwrap_or_default();
    let sent = Job::Package(id.clone()).sort().and_then(|sort| Moment::parse(app.settings.sent.get(&sort)?));
    let sent = match sent {
        Some(when) => sending::SENT.text(lang, [&format::moment(when.wall(), local(app.now, app.zone), lang)]),
        None => sending::NOT_SENT.text(lang).to_owned(),
    };
    let make =
        button(Tone::Main, Some(Icon::Parcel), sending::MAKE.text(lang), ui.does(Action::MakePackage(id.clone())));
    let since = app.settings.exports.contains_key(&format!("known {}", id.0));
    let new = since.then(|| {
        let click = ui.does(Action::MakePackageNew(id.clone()));
        button(Tone::Plain, None, seal::MAKE_NEW.text(lang), click)
    });
    let holds = format!("{}{}{}", sending::HOLDS.text(lang), lang.pick("：", ": "), holds(&app.journal, id, lang));
    el("div", "card stack near")
        .child(el("p", "strong").text(name))
        .child(el("p", "").text(holds))
        .child(el("p", "small muted").text(sending::HOLDS_NOT.text(lang)))
        .child(el("p", "line-up").child(make).maybe(new).child(el("span", "muted").text(sent)))
}

/// What a village's package holds, in words.
fn holds(journal: &Journal, village: &RecordId, lang: Lang) -> String {
    let of = |path: &str, kind: &Kind, ids: &[RecordId]| {
        let is_of = |text: &str| ids.binary_search_by(|id| id.0.as_str().cmp(text)).is_ok();
        journal.records(kind).filter(|record| is_of(record.text(path))).map(|record| record.id().clone()).collect()
    };
    // Records come by identity, so what is gathered here is sorted.
    let homes: Vec<RecordId> = of("village", &Kind::Household, std::slice::from_ref(village));
    let count = |kind: Kind| -> usize { of("household", &kind, &homes).len() };
    let all = [
        (sending::HOUSEHOLDS, homes.len()),
        (sending::VISITS, count(Kind::Visit)),
        (sending::FINDINGS, count(Kind::Finding)),
        (sending::CONTACTS, count(Kind::Contact)),
    ];
    let said: Vec<String> =
        all.into_iter().filter(|(_, count)| *count > 0).map(|(word, n)| word.text(lang, [&format::count(n)])).collect();
    said.join(lang.pick("、", ", "))
}
