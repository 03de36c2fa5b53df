//! 值班与突发 (L14): who is on duty and when nobody is; red lines that are to stay at 0; an incident and its report.

mod incident;
mod roster;

use std::cmp::Ordering;
use std::collections::BTreeMap;

pub use self::incident::incident;
use self::roster::roster;
use crate::app::{Action, Route};
use crate::campaign::Campaign;
use crate::journal::{Kind, RecordId};
use crate::ledger::natural;
use crate::plan::{INCIDENT, Incident, RedLines, SHIFT, Shift, kind, on_duty, red_lines};
use crate::register::Region;
use crate::text::words::{Word, today, watch};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, empty, link};
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
