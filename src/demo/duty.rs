//! 值班与突发 in a made-up village: a roster with one gap tomorrow, and in some villages an incident that went well.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::visits::Cadre;
use crate::journal::RecordId;
use crate::moment::Moment;
use crate::plan::{INCIDENT, Incident, SHIFT, Shift, kind};
use crate::register::identity;

/// How many days of the roster are past, and how many are to come.
const ROSTER: (u64, u64) = (1, 6);

/// The leaders and officers, who take turns; they are plainly nobody.
const LEADERS: [&str; 3] = ["测试甲", "测试乙", "测试丙"];

/// The list of the campaign that names the kinds of incident, and the kind that is made up.
const KIND: (&str, &str) = ("incident", "poisoning");

impl Cadre<'_> {
    /// Two shifts a day around the day of sending. Tomorrow's day shift is left to be given to somebody.
    pub(super) fn roster(&mut self, village: &RecordId) {
        let today = self.until.day();
        let Some(first) = today.checked_sub_days(Days::new(ROSTER.0)) else { return };
        for day in 0..=ROSTER.0 + ROSTER.1 {
            let Some(date) = first.checked_add_days(Days::new(day)) else { return };
            for (turn, hour) in [(0, 8), (1, 20)] {
                if (day, turn) == (ROSTER.0 + 1, 0) {
                    continue;
                }
                let Some(from) = self.clock(date, hour) else { continue };
                let name = |place: u64| {
                    let place = usize::try_from(place).unwrap_or(0) % LEADERS.len();
                    LEADERS.get(place).copied().unwrap_or_default().to_owned()
                };
                let shift = Shift {
                    village: village.0.clone(),
                    from,
                    to: from.plus_hours(12),
                    leader: name(day),
                    officer: name(day + turn + 1),
                    phone: String::new(),
                };
                let id = identity::derive("s", &["shift", &village.0, &from.to_string()]);
                self.write(kind(SHIFT), &id, shift.fields(), self.until);
            }
        }
    }

    /// Somebody was found in time, a day before the data are sent.
    pub(super) fn incident(&mut self, village: &RecordId, group: &str) {
        let known = self.campaign.choice(KIND.0, KIND.1, crate::text::Lang::ZhHans) != KIND.1;
        let at = Moment::new((self.until.millis() - TimeDelta::hours(26).num_milliseconds()).max(0), 480);
        if !known {
            return;
        }
        let incident = Incident {
            village: village.0.clone(),
            what: KIND.1.to_owned(),
            at,
            heard: Some(at.plus_minutes(6)),
            reported: Some(at.plus_minutes(14)),
            place: group.to_owned(),
            hurt: 1,
            dead: 0,
            text: "夜里用炭盆取暖，头晕，被邻居发现。".to_owned(),
            first: "测试甲".to_owned(),
            handled: "开窗通风，送卫生院观察，已好转；炭盆收走，装上报警器。".to_owned(),
        };
        let id = identity::derive("i", &["incident", &village.0]);
        self.write(kind(INCIDENT), &id, incident.fields(), at.plus_minutes(30));
    }

    fn clock(&self, day: NaiveDate, hour: u32) -> Option<Moment> {
        self.until.on(day.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?))
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::campaign::tests::sheet::winter;
    use crate::demo::Demo;
    use crate::moment::Moment;
    use crate::plan::{INCIDENT, Incident, SHIFT, Shift, kind, on_duty, red_lines};

    #[test]
    fn a_made_up_village_has_somebody_on_duty_a_gap_tomorrow_and_an_incident_that_was_reported() {
        let now = Moment::parse("2026-12-22T09:00:00+08:00").unwrap();
        let demo = Demo { villages: 2, households: 3, seed: 1, sent: Some(now) };
        let journal = demo.survey(&demo.village(1), &winter()).1;
        let shifts: Vec<Shift> = journal.records(&kind(SHIFT)).filter_map(|record| Shift::of(&record)).collect();
        let (on, gaps) = on_duty(&shifts, now, 24);
        assert_eq!(on.len(), 1);
        assert_eq!(gaps, [(now.plus_hours(23), now.plus_hours(24))], "tomorrow from eight on");
        let incidents: Vec<Incident> =
            journal.records(&kind(INCIDENT)).filter_map(|record| Incident::of(&record)).collect();
        let lines = red_lines(&incidents);
        assert_eq!((incidents.len(), lines.hurt, lines.dead, lines.unreported), (1, 1, 0, 0));
        let other = demo.survey(&demo.village(2), &winter()).1;
        assert_eq!(other.records(&kind(INCIDENT)).count(), 0, "not every village has one");
    }
}
