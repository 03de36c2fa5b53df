//! A finding that a person raises by hand: what no question asks about. From then on it is one like any other.
//!
//! What is typed is kept when the sheet is closed, until the screen is left or the finding is recorded.

use yew::{AttrValue, Callback, Html, html};

use super::el::{El, el};
use super::form::{Attached, widget::Widget};
use super::icon::Icon;
use super::memory::{Kept, Sheet};
use super::page::Ui;
use super::parts::{
    Choice, Field, Keyboard, Level, Shape, Tone, Typed, button, choice, dialog, field, pick, says, select,
};
use crate::app::{Action, Told};
use crate::campaign::{Campaign, Due, Level as Grade};
use crate::finding::{Draft, DueBy, Setting, State, urgent_hours, usual_days};
use crate::journal::{Fields, Kind, RecordId};
use crate::moment::Moment;
use crate::text::Lang;
use crate::text::words::{Word, findings};
use crate::web::entropy;

/// The levels, from the gravest.
const LEVELS: [(Level, Grade); 3] =
    [(Level::Red, Grade::Red), (Level::Yellow, Grade::Yellow), (Level::Need, Grade::Need)];

/// What is typed into the sheet, by the names under which the screen keeps it.
const LEVEL: &str = "level";
const TEXT: &str = "text";
const CLASS: &str = "class";
const NEED: &str = "need";
const DEPARTMENT: &str = "department";
const DAYS: &str = "days";
const URGENT: &str = "urgent";
const PHOTO: &str = "photo";
const NOTE: &str = "note";

/// The button that opens the sheet: for a household, and for its visit that is going on.
pub fn ask(ui: &Ui<'_>, tone: Tone, visit: Option<&RecordId>) -> El {
    let visit = visit.cloned();
    let open = ui.keeps(move |kept| kept.here.sheet = Some(Sheet::Raise(visit.clone())));
    button(tone, Some(Icon::Plus), findings::RAISE.text(ui.lang), open)
}

/// The sheet, where it is open.
pub fn sheet(ui: &Ui<'_>, household: &RecordId) -> Html {
    let (Some(Sheet::Raise(visit)), Some(season)) = (ui.memory.with(|kept| kept.here.sheet.clone()), ui.app.season())
    else {
        return Html::default();
    };
    let (campaign, lang) = (&*season.campaign, ui.lang);
    let level = Grade::named(&typed(ui, LEVEL));
    let pressed = ui.memory.with(|kept| kept.here.pressed);
    let body = el("div", "stack")
        .child(levels(ui, pressed && level.is_none()))
        .child(what(ui, pressed && typed(ui, TEXT).trim().is_empty()))
        .child(one_of(ui, campaign, ("class", findings::CLASS, findings::CLASS_OTHER), CLASS))
        .maybe(
            (level == Some(Grade::Need))
                .then(|| one_of(ui, campaign, ("need", findings::NEED_KIND, findings::CLASS_OTHER), NEED).key("need")),
        )
        .child(one_of(ui, campaign, ("department", findings::DEPARTMENT, findings::LATER), DEPARTMENT))
        .child(due(ui, campaign, level))
        .child(photo(ui))
        .child(line(ui, (NOTE, findings::NOTE, Keyboard::Text), AttrValue::default(), typed(ui, NOTE)));
    let record = {
        // Leaving a field hands on what was typed, just before the tap arrives here.
        let (host, memory, household) = (ui.host.clone(), ui.memory.clone(), household.clone());
        Callback::from(move |_| {
            let made = host.read(|app| {
                let now = Moment::new(app.now, app.zone);
                let setting = Setting {
                    household: &household.0,
                    visit: visit.as_ref().map_or("", |visit| &visit.0),
                    now,
                    finder: &app.settings.author,
                };
                let campaign = app.season()?.campaign;
                memory.with(|kept| fields(kept, &campaign, setting))
            });
            let Some(fields) = made else {
                memory.change(|kept| kept.here.pressed = true);
                return;
            };
            memory.with(|kept| {
                close(kept);
                kept.here.typed.clear();
            });
            let told = Told::Finding(State::New);
            host.act(Action::Change { kind: Kind::Finding, record: entropy::record(), fields, told });
        })
    };
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| memory.change(close));
    let foot = button(Tone::Main, Some(Icon::Check), findings::RECORD.text(lang), record);
    dialog(lang, findings::RAISE.text(lang), Shape::Sheet, onclose, body, Some(foot))
}

fn close(kept: &mut Kept) {
    kept.here.sheet = None;
    kept.here.pressed = false;
}

/// The fields of what was typed; none while the level or the words are missing.
fn fields(kept: &Kept, campaign: &Campaign, setting: Setting<'_>) -> Option<Fields> {
    let typed = |name: &str| kept.here.typed(name).unwrap_or_default().trim().to_owned();
    let level = Grade::named(&typed(LEVEL))?;
    let text = Some(typed(TEXT)).filter(|text| !text.is_empty())?;
    let or_other = |code: String| if code.is_empty() { "other".to_owned() } else { code };
    let urgent = !typed(URGENT).is_empty();
    let due = match typed(DAYS).parse() {
        _ if urgent => Due::Hours(urgent_hours(campaign)),
        Ok(days) => Due::Days(days),
        Err(_) => Due::Days(usual_days(campaign, level).unwrap_or_default()),
    };
    let draft = Draft {
        class: or_other(typed(CLASS)),
        level,
        need: if level == Grade::Need { or_other(typed(NEED)) } else { String::new() },
        text,
        department: typed(DEPARTMENT),
        due: DueBy::after(due, setting.now),
        urgent,
        // Who asked for something hears what came of it.
        callback: level == Grade::Need,
    };
    let mut fields = draft.fields(campaign, setting);
    if !typed(PHOTO).is_empty() {
        fields.insert("photos".to_owned(), vec![typed(PHOTO)].into());
    }
    if !typed(NOTE).is_empty() {
        fields.insert("note".to_owned(), typed(NOTE).into());
    }
    Some(fields)
}

fn typed(ui: &Ui<'_>, name: &str) -> String {
    ui.memory.with(|kept| kept.here.typed(name).unwrap_or_default().to_owned())
}

fn keeps(ui: &Ui<'_>, name: &'static str) -> Callback<String> {
    let memory = ui.memory.clone();
    Callback::from(move |text: String| memory.change(|kept| kept.here.write(name, text)))
}

fn levels(ui: &Ui<'_>, missing: bool) -> El {
    let lang = ui.lang;
    let options = LEVELS.into_iter().map(|(level, grade)| (grade.word(), AttrValue::from(level.word(lang))));
    let onpick = {
        let memory = ui.memory.clone();
        Callback::from(move |word: &'static str| memory.change(|kept| kept.here.write(LEVEL, word.to_owned())))
    };
    let missing = missing.then(|| AttrValue::from(findings::NEEDS_LEVEL.text(lang)));
    let label = findings::LEVEL.text(lang);
    el("div", "field")
        .child(el("span", "label").text(label))
        .child(pick("raise-level", label, options, &typed(ui, LEVEL), &onpick))
        .child(says("raise-level", &findings::LEVEL_HINT.text(lang).into(), missing.as_ref()))
}

fn what(ui: &Ui<'_>, missing: bool) -> El {
    let lang = ui.lang;
    let id: AttrValue = "raise-text".into();
    let (value, onsave) = (AttrValue::from(typed(ui, TEXT)), keeps(ui, TEXT));
    let problem = missing.then(|| AttrValue::from(findings::NEEDS_TEXT.text(lang)));
    let says = says(&id, &findings::TEXT_HINT.text(lang).into(), problem.as_ref());
    let area = html! { <Typed id={id.clone()} {value} invalid={missing} keyboard={Keyboard::Text} rows=2 readonly=false {onsave} /> };
    el("div", "field").child(el("label", "").set("for", id).text(findings::TEXT.text(lang))).html(area).child(says)
}

/// One of a list of the workbook, or none yet.
fn one_of(ui: &Ui<'_>, campaign: &Campaign, (list, label, none): (&str, Word, Word), name: &'static str) -> El {
    let lang = ui.lang;
    let known = campaign.codes(list).filter(|code| *code != "other" || none != findings::CLASS_OTHER);
    let known = known.map(|code| (code.to_owned(), campaign.choice(list, code, lang).to_owned()));
    let options = std::iter::once((String::new(), none.text(lang).to_owned())).chain(known).collect();
    let id: AttrValue = format!("raise-{name}").into();
    let select = select(options, &typed(ui, name), keeps(ui, name)).set("id", id.clone());
    el("div", "field").child(el("label", "").set("for", id).text(label.text(lang))).child(select)
}

/// Within how many days, or within a day where it cannot wait.
fn due(ui: &Ui<'_>, campaign: &Campaign, level: Option<Grade>) -> El {
    let lang = ui.lang;
    let urgent = !typed(ui, URGENT).is_empty();
    let hours = urgent_hours(campaign).to_string();
    let memory = ui.memory.clone();
    let flip = if urgent { "" } else { "yes" };
    let onpick = Callback::from(move |()| memory.change(|kept| kept.here.write(URGENT, flip.to_owned())));
    let shown = Choice {
        many: true,
        name: "raise-urgent".into(),
        value: "yes".into(),
        label: findings::URGENT_WITHIN.text(lang, [&hours]).into(),
        state: urgent.into(),
        readonly: false,
    };
    let usual = level.and_then(|level| usual_days(campaign, level));
    let value = Some(typed(ui, DAYS)).filter(|days| !days.is_empty());
    let value = value.or_else(|| usual.map(|days| days.to_string())).unwrap_or_default();
    let days = (!urgent).then(|| {
        let hint = findings::DAYS_HINT.text(lang);
        line(ui, (DAYS, findings::DAYS, Keyboard::Digits), hint.into(), value).key("days")
    });
    el("div", "stack").maybe(days).child(el("div", "choices tall").child(choice(shown, onpick)))
}

fn line(ui: &Ui<'_>, (name, label, keyboard): (&'static str, Word, Keyboard), hint: AttrValue, value: String) -> El {
    let shown = Field {
        id: format!("raise-{name}").into(),
        label: label.text(ui.lang).into(),
        hint,
        value: value.into(),
        problem: None,
        keyboard,
    };
    field(shown, keeps(ui, name))
}

fn photo(ui: &Ui<'_>) -> El {
    let lang: Lang = ui.lang;
    let label = findings::PHOTO.text(lang);
    let (value, answer) = (AttrValue::from(typed(ui, PHOTO)), keeps(ui, PHOTO));
    let (what, files) = (Widget::Photo { new: false, selfie: false }, ui.memory.with(|kept| kept.files(ui.host)));
    let photo = html! { <Attached {lang} id="raise-photo" {label} {value} {what} long_side=1600 readonly=false {answer} {files} /> };
    el("div", "field").child(el("span", "label").text(label)).html(photo)
}
