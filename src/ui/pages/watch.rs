//! 值班与突发 (L14): who is on duty and when nobody is; red lines that are to stay at 0; an incident and its report.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::Value as Json;
use yew::{Callback, html};

use super::today::wall;
use super::weather::minute;
use crate::app::{Action, Route, Told};
use crate::campaign::Campaign;
use crate::journal::{DELETED, Fields, Kind, RecordId};
use crate::ledger::natural;
use crate::plan::{INCIDENT, Incident, RedLines, SHIFT, Shift, kind, on_duty, red_lines};
use crate::register::Region;
use crate::text::words::{Word, today, watch};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{
    Choice, Clock, Field, Keyboard, Tone, Typed, button, choice, empty, field, icon_button, link, when,
};
use crate::web::entropy;

/// The hours for which somebody should be on duty.
const AHEAD: u32 = 24;

/// The list of the campaign that names the kinds of incident.
const KINDS: &str = "incident";

/// Duty and incidents.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let title = watch::TITLE.text(lang);
    let Some(season) = ui.app.season() else { return Page::new(title, el("div", "")).back(Route::Today) };
    let journal = &ui.app.journal;
    let shifts: Vec<(RecordId, Shift)> =
        journal.records(&kind(SHIFT)).filter_map(|record| Some((record.id().clone(), Shift::of(&record)?))).collect();
    let mut incidents: Vec<(RecordId, Incident)> = journal
        .records(&kind(INCIDENT))
        .filter_map(|record| Some((record.id().clone(), Incident::of(&record)?)))
        .collect();
    incidents.sort_unstable_by_key(|(_, incident)| std::cmp::Reverse(incident.at));
    let new = link(Tone::Main, Some(Icon::Octagon), watch::NEW.text(lang), "#");
    let new = new.click(ui.acts(|event: web_sys::MouseEvent| {
        event.prevent_default();
        Action::Go(Route::Incident(entropy::record()))
    }));
    let villages = Villages::of(ui);
    let body = el("div", "stack far")
        .child(now(ui, &season.campaign, &shifts, &villages))
        .child(lines(&red_lines(incidents.iter().map(|(_, incident)| incident)), ui))
        .child(el("div", "").child(new))
        .child(list(ui, &season.campaign, &incidents, &villages))
        .child(roster(ui, shifts, &villages));
    Page::new(title, body).back(Route::Today)
}

/// The villages, where there are several to be told apart.
struct Villages {
    names: BTreeMap<String, String>,
    /// The only one there is; empty where there are none or several.
    only: String,
}

impl Villages {
    fn of(ui: &Ui<'_>) -> Self {
        let regions = ui.app.journal.records(&Kind::Region);
        let mut names: BTreeMap<String, String> =
            regions.map(|record| (record.id().0.clone(), Region::of(&record).village)).collect();
        let only = if names.len() == 1 { names.pop_first().map(|(id, _)| id) } else { None };
        Self { names, only: only.unwrap_or_default() }
    }

    /// Which of two villages, by their records, stands first: as their names count.
    fn order(&self, one: &str, other: &str) -> Ordering {
        let name = |village: &str| self.names.get(village).map_or("", String::as_str);
        natural(name(one), name(other)).then_with(|| one.cmp(other))
    }

    /// What stands before something of a village: its name, where there are others.
    fn before(&self, village: &str) -> String {
        self.names.get(village).map(|name| format!("{name} ")).unwrap_or_default()
    }
}

/// Who is on duty now, whom to call, and the hours ahead without anybody; village by village.
fn now(ui: &Ui<'_>, campaign: &Campaign, shifts: &[(RecordId, Shift)], villages: &Villages) -> El {
    let (lang, now) = (ui.lang, ui.now());
    let mut all: BTreeMap<String, Vec<Shift>> = BTreeMap::new();
    for (_, shift) in shifts {
        // What names no village is of the only one.
        let village = if villages.names.contains_key(&shift.village) { &shift.village } else { "" };
        all.entry(village.to_owned()).or_default().push(shift.clone());
    }
    let (mut on, mut gaps) = (Vec::new(), Vec::new());
    let mut all: Vec<(String, Vec<Shift>)> = all.into_iter().collect();
    all.sort_unstable_by(|(one, _), (other, _)| villages.order(one, other));
    for (village, shifts) in &all {
        let (here, without) = on_duty(shifts, now, AHEAD);
        on.extend(here.into_iter().map(|shift| (village.as_str(), shift)));
        gaps.extend(without.into_iter().map(|(from, to)| (village.as_str(), from, to)));
    }
    let one = |(at, (village, shift)): (usize, &(&str, &Shift))| {
        let fact = |word: Word, text: &str| {
            el("div", "").child(el("dt", "").text(word.text(lang))).child(el("dd", "").text(text.to_owned()))
        };
        let call = (!shift.phone.is_empty()).then(|| {
            link(
                Tone::Plain,
                Some(Icon::Phone),
                today::CALL_NUMBER.text(lang, [&shift.phone]),
                format!("tel:{}", shift.phone),
            )
        });
        let facts =
            el("dl", "facts").child(fact(watch::LEADER, &shift.leader)).child(fact(watch::OFFICER, &shift.officer));
        let name = villages.names.get(*village).map(|name| el("h3", "").text(name.clone()).key("village"));
        (at.to_string(), el("div", "stack near").maybe(name).child(facts).maybe(call))
    };
    let nobody = on.is_empty().then(|| el("p", "").text(watch::NOBODY.text(lang)));
    let time = |moment: crate::moment::Moment| format::moment(moment.wall(), now.wall(), lang);
    let gaps = gaps.iter().map(|(village, from, to)| {
        let text = villages.before(village) + &watch::GAP.text(lang, [&time(*from), &time(*to)]);
        (format!("{village} {from}"), el("p", "small muted").text(text))
    });
    let helpline = (!campaign.hotline.is_empty()).then(|| {
        let word = watch::HELPLINE.text(lang, [&campaign.hotline]);
        link(Tone::Quiet, Some(Icon::Phone), word, format!("tel:{}", campaign.hotline))
    });
    el("section", "card stack near")
        .child(el("h2", "").text(watch::NOW.text(lang)))
        .list(on.iter().enumerate().map(one))
        .maybe(nobody)
        .list(gaps)
        .maybe(helpline)
}

fn lines(lines: &RedLines, ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let count: usize = lines.incidents.values().sum();
    let people = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let facts = [
        (watch::INCIDENTS, count),
        (watch::HURT, people(lines.hurt)),
        (watch::DEAD, people(lines.dead)),
        (watch::UNREPORTED, lines.unreported),
    ];
    let facts = facts.into_iter().map(|(word, count)| {
        let number = el("dd", if count > 0 { "big hot" } else { "big" }).text(format::count(count));
        (word.en, el("div", "").child(el("dt", "").text(word.text(lang))).child(number))
    });
    let calm = count == 0;
    el("section", if calm { "card stack near" } else { "card bad stack near" })
        .child(el("h2", "").text(watch::RED_LINES.text(lang)))
        .child(el("p", "small muted").text(watch::RED_LINES_TEXT.text(lang)))
        .child(el("dl", "facts").list(facts))
}

fn list(ui: &Ui<'_>, campaign: &Campaign, incidents: &[(RecordId, Incident)], villages: &Villages) -> El {
    let (lang, now) = (ui.lang, ui.now());
    if incidents.is_empty() {
        return empty(Icon::Shield, watch::NONE.text(lang), watch::NONE_TEXT.text(lang), None);
    }
    let row = |(id, incident): &(RecordId, Incident)| {
        let at = format::moment(incident.at.wall(), now.wall(), lang);
        let state = reported(incident, now, lang);
        let class = if incident.reported.is_some() { "small muted block" } else { "small block hot" };
        let words = el("span", "grow")
            .child(el("b", "block").text(campaign.choice(KINDS, &incident.what, lang).to_owned()))
            .child(el("span", "small muted block").text(format!(
                "{at} {}{}",
                villages.before(&incident.village),
                incident.place
            )))
            .child(el("span", class).text(state));
        let row = el("a", "row").set("href", Route::Incident(id.clone()).hash().into());
        (id.0.clone(), row.child(words).icon(Icon::Next))
    };
    el("section", "stack near")
        .child(el("h2", "").text(watch::ALL.text(lang)))
        .child(el("div", "rows").list(incidents.iter().map(row)))
}

/// When an incident was reported, or for how long it has not been.
fn reported(incident: &Incident, now: crate::moment::Moment, lang: crate::text::Lang) -> String {
    let minutes = incident.delay(now).num_minutes().max(0).to_string();
    match incident.reported {
        Some(at) => watch::REPORTED_AT.text(lang, [&format::moment(at.wall(), now.wall(), lang), &minutes]),
        None => watch::WAITING.text(lang, [&minutes]),
    }
}

/// The shifts that are not over, and one more.
fn roster(ui: &Ui<'_>, mut shifts: Vec<(RecordId, Shift)>, villages: &Villages) -> El {
    let (lang, now) = (ui.lang, ui.now());
    shifts.retain(|(_, shift)| shift.to > now);
    shifts.sort_by(|(_, one), (_, other)| {
        villages.order(&one.village, &other.village).then_with(|| one.from.cmp(&other.from))
    });
    let row = |(id, shift): &(RecordId, Shift)| {
        let time = |moment: crate::moment::Moment| format::moment(moment.wall(), now.wall(), lang);
        let who = [&shift.leader, &shift.officer]
            .map(String::as_str)
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>();
        let fields = Fields::from([(DELETED.to_owned(), Json::Bool(true))]);
        let remove = Action::Change { kind: kind(SHIFT), record: id.clone(), fields, told: Told::Deleted };
        let name = watch::REMOVE_SHIFT.text(lang, [&time(shift.from)]);
        let words = el("span", "grow")
            .text(format!("{}{} — {}", villages.before(&shift.village), time(shift.from), time(shift.to)))
            .child(el("span", "small muted block").text(who.join(" · ")));
        (id.0.clone(), el("li", "row").child(words).child(icon_button(Icon::Bin, name, ui.does(remove))))
    };
    let none = shifts.is_empty().then(|| el("p", "muted").text(watch::NO_ROSTER.text(lang)));
    let rows = (!shifts.is_empty()).then(|| el("ul", "rows").list(shifts.iter().map(row)));
    el("section", "stack near")
        .child(el("h2", "").text(watch::ROSTER.text(lang)))
        .maybe(none)
        .maybe(rows)
        .child(add(ui, &villages.only))
}

/// One more shift: typed, and saved as a whole.
fn add(ui: &Ui<'_>, village: &str) -> El {
    let lang = ui.lang;
    let typed = |name: &'static str| ui.memory.with(|kept| kept.here.typed(name).unwrap_or_default().to_owned());
    let saves = |name: &'static str| {
        let memory = ui.memory.clone();
        Callback::from(move |text: String| memory.change(|kept| kept.here.write(name, text)))
    };
    let text = |name: &'static str, word: Word, keyboard| {
        let label = word.text(lang).into();
        field(
            Field { id: name.into(), label, hint: "".into(), value: typed(name).into(), problem: None, keyboard },
            saves(name),
        )
    };
    let moment = |name: &'static str| wall(&typed(name)).and_then(|wall| ui.now().on(wall));
    let span = moment("shift-from").zip(moment("shift-to"));
    let wrong =
        span.is_some_and(|(from, to)| to <= from).then(|| el("p", "wrong-text").text(watch::SAME_TIME.text(lang)));
    let save = span.filter(|(from, to)| from < to).map(|(from, to)| {
        let shift = Shift {
            village: village.to_owned(),
            from,
            to,
            leader: typed("leader"),
            officer: typed("officer"),
            phone: typed("shift-phone"),
        };
        let action = Action::Save { kind: kind(SHIFT), record: entropy::record(), fields: shift.fields() };
        // The next shift usually follows on this one, with the same telephone.
        let (next, phone) = (typed("shift-to"), typed("shift-phone"));
        let click = ui.does_and_keeps(action, move |kept| {
            kept.here.typed.clear();
            kept.here.write("shift-from", next.clone());
            kept.here.write("shift-phone", phone.clone());
        });
        button(Tone::Main, Some(Icon::Plus), watch::SAVE_SHIFT.text(lang), click)
    });
    el("details", "fold").child(el("summary", "").text(watch::ADD_SHIFT.text(lang))).child(
        el("div", "card stack")
            .child(when("shift-from", watch::FROM.text(lang), Clock::DayTime, typed("shift-from"), saves("shift-from")))
            .child(when("shift-to", watch::TO.text(lang), Clock::DayTime, typed("shift-to"), saves("shift-to")))
            .maybe(wrong)
            .child(text("leader", watch::LEADER, Keyboard::Text))
            .child(text("officer", watch::OFFICER, Keyboard::Text))
            .child(text("shift-phone", watch::PHONE, Keyboard::Phone))
            .maybe(save),
    )
}

/// One incident: what is known of it is saved as it is typed, and its report stands ready to be copied.
#[inline(never)]
pub fn incident(ui: &Ui<'_>, id: &RecordId) -> Page {
    let (lang, now) = (ui.lang, ui.now());
    let title = watch::NEW.text(lang);
    let Some(season) = ui.app.season() else { return Page::new(title, el("div", "")).back(Route::Watch) };
    let record = ui.app.journal.record(&kind(INCIDENT), id);
    if record.as_ref().is_some_and(crate::journal::Record::is_deleted) {
        return Page::new(title, empty(Icon::Shield, watch::NOT_HERE.text(lang), "", None)).back(Route::Watch);
    }
    let known = record.as_ref().and_then(Incident::of);
    let value = |path: &str| record.as_ref().map(|record| record.text(path).to_owned()).unwrap_or_default();
    let number = |path: &str| {
        record.as_ref().and_then(|record| record.number(path)).map(|count| count.to_string()).unwrap_or_default()
    };
    let form = Form { ui, id, begun: known.is_some(), village: Villages::of(ui).only };
    let kinds = season.campaign.form.lists.iter().find(|list| list.name == KINDS);
    let kinds =
        kinds.map(|list| (0..list.len()).map(|at| list.value(at).to_owned()).collect::<Vec<_>>()).unwrap_or_default();
    let what = value("what");
    let kinds = kinds.iter().map(|code| {
        let words = html! { { season.campaign.choice(KINDS, code, lang).to_owned() } };
        let one = Choice {
            many: false,
            name: "what".into(),
            value: code.clone().into(),
            label: words,
            state: (what == *code).into(),
            readonly: false,
        };
        let onpick = {
            let (save, code) = (form.saves("what", false), code.clone());
            Callback::from(move |()| save.emit(code.clone()))
        };
        (code.clone(), choice(one, onpick))
    });
    let date = |path: &'static str, word: Word| {
        let shown = crate::moment::Moment::parse(&value(path)).map(minute).unwrap_or_default();
        when(path, word.text(lang), Clock::DayTime, shown, form.saves_moment(path))
    };
    let body = el("div", "stack")
        .child(el("h2", "label").text(watch::WHAT.text(lang)))
        .child(el("div", "choices").attr("role", "radiogroup").attr("aria-label", watch::WHAT.text(lang)).list(kinds))
        .child(form.text("place", watch::PLACE, Some(watch::PLACE_HINT), value("place"), Keyboard::Text))
        .child(
            el("div", "pair")
                .child(form.text("hurt", watch::HURT, None, number("hurt"), Keyboard::Digits))
                .child(form.text("dead", watch::DEAD, None, number("dead"), Keyboard::Digits)),
        )
        .child(form.area("text", watch::TEXT, value("text")))
        .child(form.area("handled", watch::HANDLED, value("handled")))
        .child(form.text("first", watch::FIRST, Some(watch::FIRST_HINT), value("first"), Keyboard::Text))
        .child(date("at", watch::AT))
        .child(date("heard", watch::HEARD))
        .maybe(known.as_ref().map(|incident| report(ui, &season.campaign, id, incident)));
    let mut page = Page::new(title, body).back(Route::Watch);
    if let Some(incident) = &known {
        page.below = reported(incident, now, lang).into();
    }
    page
}

/// Saving an incident's fields as they are typed. The first one begins it: it happened now, and was heard of now, until somebody says
/// otherwise.
struct Form<'a> {
    ui: &'a Ui<'a>,
    id: &'a RecordId,
    begun: bool,
    /// Whose it is; empty where there is no village or more than one.
    village: String,
}

impl Form<'_> {
    fn saves(&self, path: &'static str, number: bool) -> Callback<String> {
        let (id, begun, now) = (self.id.clone(), self.begun, self.ui.now().to_string());
        let village = self.village.clone();
        let author = self.ui.app.settings.author.clone();
        self.ui.acts(move |text: String| {
            let value = match text.trim().parse::<u32>() {
                Ok(count) if number => Json::from(count),
                _ if number || text.trim().is_empty() => Json::Null,
                _ => Json::from(text),
            };
            let mut fields = Fields::from([(path.to_owned(), value)]);
            if !begun {
                let usual =
                    [("village", &*village), ("at", &now), ("heard", &now), ("what", "other"), ("first", &author)];
                for (path, text) in usual.into_iter().filter(|(_, text)| !text.is_empty()) {
                    fields.entry(path.to_owned()).or_insert_with(|| Json::from(text));
                }
            }
            Action::Save { kind: kind(INCIDENT), record: id.clone(), fields }
        })
    }

    fn saves_moment(&self, path: &'static str) -> Callback<String> {
        let (save, zone) = (self.saves(path, false), self.ui.now());
        Callback::from(move |text: String| {
            if let Some(moment) = wall(&text).and_then(|wall| zone.on(wall)) {
                save.emit(moment.to_string());
            }
        })
    }

    fn text(&self, path: &'static str, word: Word, hint: Option<Word>, value: String, keyboard: Keyboard) -> El {
        let lang = self.ui.lang;
        let hint = hint.map_or("", |hint| hint.text(lang)).into();
        let number = keyboard == Keyboard::Digits;
        let one = Field {
            id: path.into(),
            label: word.text(lang).into(),
            hint,
            value: value.into(),
            problem: None,
            keyboard,
        };
        field(one, self.saves(path, number))
    }

    fn area(&self, path: &'static str, word: Word, value: String) -> El {
        let onsave = self.saves(path, false);
        let area = html! { <Typed id={path} {value} invalid=false keyboard={Keyboard::Text} rows=3 readonly=false {onsave} /> };
        el("div", "field").child(el("label", "").attr("for", path).text(word.text(self.ui.lang))).html(area)
    }
}

/// The text of the report, to be copied with one tap, and the stamp of its reporting.
fn report(ui: &Ui<'_>, campaign: &Campaign, id: &RecordId, incident: &Incident) -> El {
    let (lang, now) = (ui.lang, ui.now());
    let mut regions = ui.app.journal.records(&Kind::Region);
    let region = regions.next().filter(|_| regions.next().is_none()).map(|record| Region::of(&record));
    let unit = region.map(|region| format!("{}{}", region.township, region.village)).unwrap_or_default();
    let text = incident.report(campaign.choice(KINDS, &incident.what, lang), &unit, now, lang);
    let change = |fields, told| Action::Change { kind: kind(INCIDENT), record: id.clone(), fields, told };
    let stamp = incident.reported.is_none().then(|| {
        let fields = Fields::from([("reported".to_owned(), Json::from(now.to_string()))]);
        button(
            Tone::Main,
            Some(Icon::Check),
            watch::REPORT_NOW.text(lang),
            ui.does(change(fields, Told::HandedIn(true))),
        )
    });
    let delete = change(Fields::from([(DELETED.to_owned(), Json::Bool(true))]), Told::Deleted);
    let copied = ui.memory.with(|kept| kept.here.copied).map(|copied| {
        let word = if copied { today::COPIED } else { today::NOT_COPIED };
        el("span", "saved")
            .attr("role", "status")
            .icon(if copied { Icon::Check } else { Icon::Info })
            .text(word.text(lang))
    });
    el("section", "card pine stack")
        .child(el("h2", "").text(watch::REPORT.text(lang)))
        .child(el("p", "report").text(text.clone()))
        .child(
            el("div", "line-up")
                .child(button(Tone::Plain, Some(Icon::Out), watch::COPY.text(lang), ui.copies(text)))
                .maybe(copied)
                .maybe(stamp),
        )
        .child(el("div", "").child(button(
            Tone::Quiet,
            Some(Icon::Bin),
            watch::DELETE.text(lang),
            ui.does_and_goes(delete, Route::Watch),
        )))
}
