//! Visits to made-up households: answered by the campaign's own form, so that whatever the form asks is answered.
//!
//! Most answers are the ones that mean that nothing is wrong; now and then another is drawn, and the campaign's rules make
//! of it what they make of real answers.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::draw::Draw;
use super::people::Home;
use crate::campaign::{Campaign, Formula, Good, Question, Scope};
use crate::finding::{Change, Finding, Setting, Step, assess, take};
use crate::form::{Kind as Node, Pick, Source};
use crate::journal::{DeviceId, Fields, Journal, Kind, RecordId, Stamp};
use crate::moment::Moment;
use crate::plan::Contact;
use crate::register::Region;
use crate::visit::{self, Known, Visit};
use crate::workbook::Cell;

/// How many answers in a hundred are not the one that means that nothing is wrong.
const TROUBLE: u32 = 18;

/// How many households in a hundred nobody has been to yet.
const LEFT: u32 = 7;

/// The cadre of a made-up village with their phone.
pub(super) struct Cadre<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) script: &'a [Line],
    pub(super) region: &'a Region,
    pub(super) device: DeviceId,
    pub(super) name: &'static str,
    /// The first day of the visits.
    pub(super) first: NaiveDate,
    /// Nothing is done after this.
    pub(super) until: Moment,
    pub(super) journal: Journal,
}

/// A line of the form, as far as answering goes.
pub(super) enum Line {
    /// A group begins: its questions are asked only where this holds.
    Begin(Option<Formula>),
    /// It ends.
    End,
    /// A question, asked only where the first holds, and answered so that the second does.
    Ask(String, Option<Formula>, Option<Formula>),
}

/// The form's lines, from its sheet.
pub(super) fn script(campaign: &Campaign) -> Vec<Line> {
    let Some(sheet) = campaign.source.sheet("survey") else { return Vec::new() };
    let Some((head, rows)) = sheet.rows.split_first() else { return Vec::new() };
    let column = |name: &str| head.iter().position(|cell| cell.text() == name);
    let (kind, name, relevant, constraint) = (column("type"), column("name"), column("relevant"), column("constraint"));
    let text = |row: &[Cell], column: Option<usize>| {
        column.and_then(|column| row.get(column)).map(|cell| cell.text().trim().to_owned()).unwrap_or_default()
    };
    let lines = rows.iter().filter_map(|row| {
        let condition = Formula::parse(&text(row, relevant)).ok();
        match text(row, kind).replace('_', " ").as_str() {
            "begin group" => Some(Line::Begin(condition)),
            "end group" => Some(Line::End),
            "calculate" | "start" | "end" | "" => None,
            _ => {
                let name = text(row, name);
                // What a form calls `.` has its name among the facts of a visit.
                let constraint = text(row, constraint).replace(". ", &format!("${{{name}}} "));
                let constraint = Formula::parse(&constraint).ok().filter(|_| !constraint.is_empty());
                Some(Line::Ask(name, condition, constraint))
            }
        }
    });
    lines.collect()
}

impl Cadre<'_> {
    /// Goes to every `number`-th of `count` households in turn, over five days; some are left for later.
    pub(super) fn visit(&mut self, home: &Home, number: u32, count: u32, draw: &mut Draw) {
        if draw.chance(LEFT) {
            return;
        }
        let start = moment(self.first, number, count, draw);
        let record = RecordId(format!("v~{}~1", home.id.0));
        let mut visit = Visit {
            household: home.id.0.clone(),
            campaign: self.campaign.id.clone(),
            started: Some(start),
            surveyor: self.name.to_owned(),
            ..Visit::default()
        };
        let begun = visit::begin(self.campaign, &home.id, start, self.name);
        self.write(Kind::Visit, &record, begun, start);
        let mut now = start;
        for (fields, minutes) in self.answers(home, &mut visit, now, draw) {
            now = later(now, minutes);
            self.write(Kind::Visit, &record, fields, now);
        }
        // Some visits are broken off and gone on with another day.
        if draw.chance(3) {
            return;
        }
        visit.finished = Some(now);
        self.write(Kind::Visit, &record, visit::finish(now), now);
        let (contact, met) = Contact::of_visit(&record, &home.id.0, start, now, self.name);
        self.write(Kind::Contact, &contact, met, now);
        self.raise(home, &record, &visit, now, draw);
    }

    /// One set of fields a screen, with the minutes it took.
    fn answers(&self, home: &Home, visit: &mut Visit, now: Moment, draw: &mut Draw) -> Vec<(Fields, i64)> {
        let mut screens = Vec::new();
        let mut open: Vec<bool> = Vec::new();
        let mut asserted: Vec<(String, String)> = Vec::new();
        let mut screen = Fields::new();
        for line in self.script {
            match line {
                Line::Begin(condition) => open.push(self.holds(home, visit, now, condition.as_ref())),
                Line::End => {
                    open.pop();
                    if open.is_empty() {
                        screen.extend(visit::confirm(&self.campaign.form, &std::mem::take(&mut asserted)));
                        if !screen.is_empty() {
                            screens.push((std::mem::take(&mut screen), 1));
                        }
                    }
                }
                Line::Ask(name, condition, constraint) => {
                    if !open.iter().all(|open| *open) || !self.holds(home, visit, now, condition.as_ref()) {
                        continue;
                    }
                    let Some(question) = self.campaign.questions.get(name) else { continue };
                    let Some((value, good)) = self.answer(home, visit, question, now, draw) else { continue };
                    let value = self.within_bounds(home, visit, now, (name, value), constraint.as_ref());
                    if good {
                        asserted.push((name.clone(), value.clone()));
                    } else {
                        screen.extend(visit::answer(&self.campaign.form, name, &value, visit));
                    }
                    visit.answers.insert(name, &value);
                }
            }
        }
        screens
    }

    /// An answer, and whether it is the one that means that nothing is wrong; none where nobody would type one.
    fn answer(
        &self,
        home: &Home,
        visit: &Visit,
        question: &Question,
        now: Moment,
        draw: &mut Draw,
    ) -> Option<(String, bool)> {
        let node = self.campaign.form.node(question.node)?;
        let trouble = draw.chance(TROUBLE);
        let good = match &question.ok {
            Good::Values(values) => values.first().cloned(),
            Good::Register(fact) => {
                let known = self.within(home, visit, now, |scope| {
                    scope.fact(fact).map(|value| crate::campaign::text_of(value, &now.env()))
                });
                Some(known.filter(|text| !text.is_empty()).unwrap_or_else(|| "0".to_owned()))
            }
            Good::Ask => None,
        };
        let from_register = matches!(question.ok, Good::Register(_));
        if let Some(good) = good.filter(|_| !trouble || from_register) {
            return Some((good, !from_register));
        }
        let value = match &node.kind {
            Node::Select(select) if select.pick != Pick::Rank => {
                let Source::List(list) = &select.source else { return None };
                let list = self.campaign.form.list(*list)?;
                let count = u32::try_from(list.len()).ok()?;
                // The first of a list are the usual ones.
                let place = draw.within(0, count).min(draw.within(0, count));
                list.value(place as usize).to_owned()
            }
            Node::Number(_) => draw.within(1, 20).to_string(),
            _ => return None,
        };
        Some((value, false))
    }

    /// A number that the form would take: as drawn, or smaller. In a household of two there are not fifteen who are ill.
    fn within_bounds(
        &self,
        home: &Home,
        visit: &Visit,
        now: Moment,
        (name, value): (&str, String),
        constraint: Option<&Formula>,
    ) -> String {
        let Ok(mut number) = value.parse::<u32>() else { return value };
        let mut tried = visit.clone();
        loop {
            let value = number.to_string();
            tried.answers.insert(name, &value);
            if number == 0 || self.holds(home, &tried, now, constraint) {
                return value;
            }
            number /= 2;
        }
    }

    fn holds(&self, home: &Home, visit: &Visit, now: Moment, condition: Option<&Formula>) -> bool {
        self.within(home, visit, now, |scope| scope.passes(condition))
    }

    fn within<T>(&self, home: &Home, visit: &Visit, now: Moment, ask: impl FnOnce(&Scope<'_>) -> T) -> T {
        let known = Known {
            id: &home.id.0,
            household: &home.household,
            region: Some(self.region),
            helpers: None,
            visit: Some(visit),
            visits: 0,
            today: now.day(),
        };
        ask(&self.campaign.scope(&|name| known.fact(name), &now.env()))
    }

    /// Raises what the rules find, and takes some of it further.
    fn raise(&mut self, home: &Home, record: &RecordId, visit: &Visit, now: Moment, draw: &mut Draw) {
        let campaign = self.campaign;
        let setting = Setting { household: &home.id.0, visit: &record.0, now, finder: self.name };
        let raised: Vec<(RecordId, Fields)> = self.within(home, visit, now, |scope| {
            let changes = assess(campaign, scope, &[], setting);
            changes
                .iter()
                .filter_map(|change: &Change<'_>| change.write())
                .map(|(id, fields)| (id.clone(), fields.clone()))
                .collect()
        });
        for (id, fields) in raised {
            self.write(Kind::Finding, &id, fields, now);
            self.follow_up(&id, now, draw);
        }
    }

    fn follow_up(&mut self, id: &RecordId, found: Moment, draw: &mut Draw) {
        let steps = if draw.chance(55) {
            vec![
                Step::FixOnSite { action: "当场处理".into() },
                Step::CallBack,
                Step::Close { verifier: "测试复核".into() },
            ]
        } else {
            vec![
                Step::Report { department: None },
                Step::Accept { officer: "测试经办".into() },
                Step::Start,
                Step::Finish { result: "已整改".into() },
                Step::CallBack,
                Step::Close { verifier: "测试复核".into() },
            ]
        };
        let far = draw.within(0, 8) as usize;
        let mut now = found;
        for (place, step) in steps.iter().take(far).enumerate() {
            now = later(now, if place == 0 { 5 } else { i64::from(draw.within(60, 1500)) });
            if now > self.until {
                return;
            }
            let taken = self.journal.record(&Kind::Finding, id).map(|record| take(&Finding::of(&record), step, now));
            if let Some(Ok(fields)) = taken {
                self.write(Kind::Finding, id, fields, now);
            }
        }
    }

    pub(super) fn write(&mut self, kind: Kind, record: &RecordId, fields: Fields, now: Moment) {
        let stamp = Stamp {
            seq: self.journal.next_seq(&self.device),
            device: self.device.clone(),
            at: now.millis(),
            author: self.name.to_owned(),
        };
        let write = self.journal.draft(stamp, kind, record.clone(), fields);
        self.journal.insert(&write);
    }
}

/// When the `number`-th of `count` households is visited: one after the other from the first day on, half past eight to six.
fn moment(first: NaiveDate, number: u32, count: u32, draw: &mut Draw) -> Moment {
    let day = first.checked_add_days(Days::new(u64::from((number - 1) * 5 / count.max(1)))).unwrap_or(first);
    let minutes = TimeDelta::minutes(510 + i64::from(draw.within(0, 560)));
    let wall = day.and_time(NaiveTime::MIN) + minutes;
    Moment::new(0, 480).on(wall).unwrap_or_else(|| Moment::new(0, 480))
}

fn later(now: Moment, minutes: i64) -> Moment {
    Moment::new(now.millis() + minutes * 60_000, 480)
}

#[cfg(test)]
mod tests {
    use crate::campaign::builtin;
    use crate::demo::Demo;
    use crate::journal::{Kind, Record};

    #[test]
    fn nobody_is_counted_who_is_not_at_home() {
        let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
        let demo = Demo { villages: 1, households: 300, seed: 1, sent: None };
        let (_, journal) = demo.survey(&demo.village(1), &campaign);
        let answer = |visit: &Record<'_>, name: &str| visit.number(&format!("answer/{name}"));
        let mut counted = 0.0;
        for visit in journal.records(&Kind::Visit) {
            let home = answer(&visit, "at_home").unwrap_or_default();
            for name in ["over60", "over80", "under16", "severe_disabled", "seriously_ill"] {
                let of_them = answer(&visit, name).unwrap_or_default();
                assert!(of_them <= home, "{name}: {of_them} of {home}");
                counted += of_them;
            }
        }
        assert!(counted > 300.0, "{counted}");
    }
}
