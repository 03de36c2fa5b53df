//! 帮扶责任: who answers for how many households, and which households nobody answers for.

use yew::{AttrValue, Callback, Html};

use crate::app::{Action, Route, Told};
use crate::journal::{Fields, Journal, Kind, RecordId};
use crate::register::Helper;
use crate::text::words::{Word, helpers, household, places};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::{Kept, Sheet};
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Field, Keyboard, Shape, Tone, button, choice, dialog, empty, field, notice};
use crate::ui::view::village::{Entry, Filter};

/// The helpers and the households without one.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let all = all(&ui.app.journal);
    let title = places::HELPERS.text(lang);
    let dialog = match ui.memory.with(|kept| kept.here.sheet.clone()) {
        Some(Sheet::Helper) => new(ui),
        Some(Sheet::Answering(household)) => pick(ui, &household),
        _ => Html::default(),
    };
    let add = |tone| {
        let open = ui.keeps(|kept| {
            kept.here.sheet = Some(Sheet::Helper);
            kept.here.helper = Helper::default();
        });
        button(tone, Some(Icon::Plus), helpers::ADD.text(lang), open)
    };
    if all.is_empty() {
        let none = empty(Icon::People, helpers::NONE.text(lang), helpers::NONE_TEXT.text(lang), Some(add(Tone::Main)));
        return Page { dialog, ..Page::new(title, none).back(Route::More) };
    }
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let rows = all.iter().map(|(id, helper)| {
        let count = village.entries.iter().filter(|entry| entry.helpers.contains(&id.0)).count();
        let name = el("span", "grow")
            .text(helper.name.clone())
            .child(el("span", "small muted block").text(helper.duty.clone()));
        let row = el("a", "row").set("href", Route::Helper(id.clone()).hash().into()).icon(Icon::Person).child(name);
        (id.0.clone(), row.child(el("span", "muted num short").text(pairing(count, lang))).icon(Icon::Next))
    });
    let list = el("section", "stack near")
        .child(el("h2", "").text(helpers::LIST.text(lang)))
        .child(el("div", "rows").list(rows));
    let body = el("div", "stack far").child(list).child(alone(ui));
    Page { dialog, end: Some(add(Tone::Quiet)), ..Page::new(title, body).back(Route::More) }
}

/// The helpers, by name.
pub fn all(journal: &Journal) -> Vec<(RecordId, Helper)> {
    let records = journal.records(&Kind::Helper);
    let mut all: Vec<_> = records.map(|record| (record.id().clone(), Helper::of(&record))).collect();
    all.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
    all
}

/// 一帮一, 一帮多.
pub fn pairing(count: usize, lang: Lang) -> String {
    match count {
        0 => helpers::HOUSEHOLDS.text(lang, ["0"]),
        1 => helpers::ONE.text(lang).to_owned(),
        many => helpers::MANY.text(lang, [&format::count(many)]),
    }
}

/// The households that nobody answers for, those that ask for more first.
fn alone(ui: &Ui<'_>) -> El {
    const SHOWN: usize = 60;
    let lang = ui.lang;
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let mut all: Vec<&Entry> =
        village.entries.iter().map(AsRef::as_ref).filter(|entry| Filter::Alone.lets(entry)).collect();
    let section = el("section", "stack near").child(el("h2", "").text(helpers::ALONE.text(lang)));
    if all.is_empty() {
        return section.child(notice("card fine line-up", Icon::Done, helpers::ALL_HAVE.text(lang), None));
    }
    all.sort_by_key(|entry| entry.categories.is_empty());
    let rest = all.len().saturating_sub(SHOWN);
    let rows = all.iter().take(SHOWN).map(|entry| {
        let sheet = Sheet::Answering(RecordId::from(*entry));
        let open = ui.keeps(move |kept| kept.here.sheet = Some(sheet.clone()));
        let row = el("div", "row").child(who(entry, lang));
        (entry.id.clone(), row.child(button(Tone::Plain, None, household::ASSIGN.text(lang), open)))
    });
    let more = (rest > 0)
        .then(|| el("p", "small muted").text(helpers::ALONE_MORE.text(lang, [&format::count(rest)])).key("more"));
    section.child(el("div", "rows").list(rows)).maybe(more)
}

/// A household by name, group and what it is.
pub fn who(entry: &Entry, lang: Lang) -> El {
    let tags: Vec<String> = entry.categories.iter().map(|category| category.say(lang)).collect();
    let below: Vec<&str> =
        [entry.group.as_str()].into_iter().chain(tags.iter().map(String::as_str)).filter(|t| !t.is_empty()).collect();
    el("span", "grow")
        .child(el("span", "block strong").text(entry.head.clone()))
        .child(el("span", "small muted block oneline").text(below.join(" · ")))
}

/// Assigns a helper to a household, or takes them off; one tap puts it back.
pub fn assign(household: &RecordId, id: &RecordId, name: &str, on: bool) -> Action {
    let value = if on { true.into() } else { serde_json::Value::Null };
    let fields = Fields::from([(format!("helper/{}", id.0), value)]);
    Action::Change { kind: Kind::Household, record: household.clone(), fields, told: Told::Helper(name.to_owned(), on) }
}

/// Who answers for a household: a tick each.
pub fn pick(ui: &Ui<'_>, household: &RecordId) -> Html {
    let lang = ui.lang;
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let entry = village.entry(&household.0);
    let choices = all(&ui.app.journal).into_iter().map(|(id, helper)| {
        let on = entry.is_some_and(|entry| entry.helpers.contains(&id.0));
        let label = match helper.duty.as_str() {
            "" => helper.name.clone(),
            duty => format!("{} · {duty}", helper.name),
        };
        let (host, household, value) = (ui.host.clone(), household.clone(), id.0.clone());
        let onpick = Callback::from(move |()| host.act(assign(&household, &id, &helper.name, !on)));
        let shown = Choice {
            many: true,
            name: "helper".into(),
            value: value.clone().into(),
            label: label.into(),
            state: on.into(),
            readonly: false,
        };
        (value, choice(shown, onpick))
    });
    let choices: Vec<_> = choices.collect();
    let none = choices.is_empty().then(|| el("p", "muted").text(helpers::NONE_TEXT.text(lang)));
    let add = crate::ui::parts::link(Tone::Quiet, Some(Icon::Plus), helpers::ADD.text(lang), Route::Helpers.hash());
    let body = el("div", "stack")
        .maybe(none)
        .child(el("div", "choices tall").list(choices.into_iter()))
        .child(el("p", "line-up").child(add));
    let done = button(Tone::Main, Some(Icon::Check), household::DONE.text(lang), ui.keeps(close));
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| memory.change(close));
    dialog(lang, helpers::PICK.text(lang), Shape::Sheet, onclose, body, Some(done))
}

/// Forgets the open dialog.
pub fn close(kept: &mut Kept) {
    kept.here.sheet = None;
    kept.here.pressed = false;
}

/// A change to what is typed of a helper.
pub type Change = Box<dyn FnOnce(&mut Helper)>;

/// A part of a helper that is typed: its id, label, hint and keyboard, and how it is read and set.
type Part = (&'static str, Word, Option<Word>, Keyboard, fn(&Helper) -> &str, fn(&mut Helper, String));

/// What is typed of a helper.
const PARTS: [Part; 3] = [
    ("helper-name", helpers::NAME, None, Keyboard::Text, |helper| &helper.name, |helper, text| helper.name = text),
    (
        "helper-duty",
        helpers::DUTY,
        Some(helpers::DUTY_HINT),
        Keyboard::Text,
        |helper| &helper.duty,
        |helper, text| helper.duty = text,
    ),
    ("helper-phone", helpers::PHONE, None, Keyboard::Phone, |helper| &helper.phone, |helper, text| helper.phone = text),
];

/// The fields of a helper; `change` is told how to change them.
pub fn fields(helper: &Helper, pressed: bool, change: &Callback<Change>, lang: Lang) -> El {
    el("div", "stack").list(PARTS.into_iter().map(|(id, label, hint, keyboard, get, set)| {
        let change = change.clone();
        let onsave = Callback::from(move |text: String| change.emit(Box::new(move |helper| set(helper, text))));
        let missing = pressed && id == "helper-name" && helper.name.trim().is_empty();
        let shown = Field {
            id: id.into(),
            label: label.text(lang).into(),
            hint: hint.map_or("", |hint| hint.text(lang)).into(),
            value: get(helper).to_owned().into(),
            problem: missing.then(|| AttrValue::from(helpers::NEEDS_NAME.text(lang))),
            keyboard,
        };
        (id, field(shown, onsave))
    }))
}

/// Asks who a new helper is.
fn new(ui: &Ui<'_>) -> Html {
    let lang = ui.lang;
    let (helper, pressed) = ui.memory.with(|kept| (kept.here.helper.clone(), kept.here.pressed));
    let memory = ui.memory.clone();
    let change = Callback::from(move |change: Change| {
        memory.change(|kept| change(&mut kept.here.helper));
    });
    let body = fields(&helper, pressed, &change, lang);
    let save = {
        let (host, memory) = (ui.host.clone(), ui.memory.clone());
        Callback::from(move |_| {
            let mut helper = memory.with(|kept| kept.here.helper.clone());
            if helper.name.trim().is_empty() {
                memory.change(|kept| kept.here.pressed = true);
                return;
            }
            helper.village = host
                .read(|app| app.journal.records(&Kind::Region).map(|record| record.id().clone()).next())
                .unwrap_or_default()
                .0;
            memory.with(close);
            host.act(Action::Save { kind: Kind::Helper, record: helper.record_id(), fields: helper.fields() });
        })
    };
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| memory.change(close));
    let foot = button(Tone::Main, Some(Icon::Check), household::DONE.text(lang), save);
    dialog(lang, helpers::ADD.text(lang), Shape::Sheet, onclose, body, Some(foot))
}
