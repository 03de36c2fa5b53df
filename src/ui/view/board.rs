//! 问题: every finding with its household, as a board shows them: by what is to be done next, the most pressing first.

use std::cmp::Reverse;

use chrono::TimeDelta;

use super::village::Village;
use crate::campaign::Level;
use crate::finding::{DueBy, Finding, State, Step};
use crate::journal::{Journal, Kind};
use crate::moment::Moment;

/// Every finding that was not taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The findings.
    pub cards: Vec<Card>,
}

/// A finding and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The finding.
    pub finding: Finding,
    /// 户主姓名.
    pub head: String,
    /// 组.
    pub group: String,
}

/// Who is to act next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// 待处理: nobody has done anything, or it came back.
    #[default]
    Todo,
    /// 处理中: a department has it.
    Doing,
    /// 待复核: done, to be looked at.
    Verify,
    /// 已销号.
    Closed,
}

impl Stage {
    /// All of them, in the order of a finding's way.
    pub const ALL: [Self; 4] = [Self::Todo, Self::Doing, Self::Verify, Self::Closed];

    /// Where a state belongs; nowhere for one that was taken back.
    #[must_use]
    pub const fn of(state: State) -> Option<Self> {
        match state {
            State::New | State::Returned => Some(Self::Todo),
            State::Reported | State::Accepted | State::InProgress => Some(Self::Doing),
            State::ToVerify => Some(Self::Verify),
            State::Closed => Some(Self::Closed),
            State::Withdrawn => None,
        }
    }
}

/// By when, as a filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Due {
    /// Whenever.
    #[default]
    Any,
    /// 超期.
    Over,
    /// Today, or over.
    Today,
    /// Within seven days, or over.
    Week,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Who is to act next.
    pub stage: Stage,
    /// Of this level.
    pub level: Option<Level>,
    /// 急难 only.
    pub urgent: bool,
    /// By when.
    pub due: Due,
    /// Of this department; of any where empty.
    pub department: String,
    /// Of a household or with a text that holds every word of this.
    pub query: String,
}

impl Wish {
    /// How many of the filters in the sheet are set.
    #[must_use]
    pub fn narrowed(&self) -> usize {
        usize::from(self.level.is_some())
            + usize::from(self.urgent)
            + usize::from(self.due != Due::Any)
            + usize::from(!self.department.is_empty())
    }

    fn lets(&self, card: &Card, now: Moment) -> bool {
        let finding = &card.finding;
        let left = || finding.left(now);
        let due = match self.due {
            Due::Any => true,
            Due::Over => finding.is_overdue(now),
            Due::Today => left().is_some_and(|left| left <= TimeDelta::days(1)),
            Due::Week => left().is_some_and(|left| left <= TimeDelta::days(7)),
        };
        due && self.level.is_none_or(|level| level == finding.level)
            && (!self.urgent || finding.urgent)
            && (self.department.is_empty() || self.department == finding.department)
            && self
                .query
                .split_whitespace()
                .all(|word| [&card.head, &card.group, &finding.text].iter().any(|text| text.contains(word)))
    }
}

impl Board {
    /// Reads the journal.
    #[must_use]
    pub fn of(journal: &Journal, village: &Village) -> Self {
        let findings = journal.records(&Kind::Finding).map(|record| Finding::of(&record));
        let cards = findings.filter(|finding| finding.state != State::Withdrawn).map(|finding| {
            let entry = village.entry(&finding.household);
            let (head, group) = entry.map(|entry| (entry.head.clone(), entry.group.clone())).unwrap_or_default();
            Card { finding, head, group }
        });
        Self { cards: cards.collect() }
    }

    /// The places of the cards that a wish lets through, the most pressing first; of those that are closed the latest.
    #[must_use]
    pub fn find(&self, wish: &Wish, now: Moment) -> Vec<usize> {
        let all = self.cards.iter().enumerate();
        let wanted = |card: &Card| Stage::of(card.finding.state) == Some(wish.stage) && wish.lets(card, now);
        let mut places: Vec<usize> = all.filter(|(_, card)| wanted(card)).map(|(at, _)| at).collect();
        let pressing = |card: &Card| {
            let finding = &card.finding;
            let closed = finding.closed.filter(|_| wish.stage == Stage::Closed).map(Moment::millis);
            let left = finding.left(now).map_or(i64::MAX, |left| left.num_minutes());
            (Reverse(closed), left, Reverse(finding.level), finding.found.map(Moment::millis))
        };
        places.sort_by_cached_key(|at| self.cards.get(*at).map(pressing));
        places
    }

    /// How many there are to act on next, whatever the stage that is shown.
    #[must_use]
    pub fn counts(&self, wish: &Wish, now: Moment) -> [usize; 4] {
        let mut counts = [0; 4];
        for card in self.cards.iter().filter(|card| wish.lets(card, now)) {
            let stage =
                Stage::of(card.finding.state).and_then(|stage| Stage::ALL.iter().position(|known| *known == stage));
            if let Some(count) = stage.and_then(|stage| counts.get_mut(stage)) {
                *count += 1;
            }
        }
        counts
    }

    /// How many are overdue.
    #[must_use]
    pub fn overdue(&self, now: Moment) -> usize {
        self.cards.iter().filter(|card| card.finding.is_overdue(now)).count()
    }

    /// The departments that have something open, each with how much, the busiest first.
    #[must_use]
    pub fn departments(&self) -> Vec<(String, usize)> {
        let mut departments: Vec<(String, usize)> = Vec::new();
        for finding in self.cards.iter().map(|card| &card.finding).filter(|finding| finding.state.is_open()) {
            match departments.iter_mut().find(|(name, _)| *name == finding.department) {
                Some((_, count)) => *count += 1,
                None => departments.push((finding.department.clone(), 1)),
            }
        }
        departments.sort_by_key(|(_, count)| Reverse(*count));
        departments
    }
}

/// How much time a finding has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// So many hours.
    Hours(i64),
    /// Until tonight.
    Today,
    /// So many days.
    Days(i64),
    /// Over by so many hours.
    OverHours(i64),
    /// Over by so many days.
    OverDays(i64),
}

impl Left {
    /// What is left of a finding's time; none where it has none, or needs none any more.
    #[must_use]
    pub fn of(finding: &Finding, now: Moment) -> Option<Self> {
        let left = finding.left(now)?;
        let exact = matches!(finding.due, Some(DueBy::Moment(_)));
        Some(match (left.num_days(), exact) {
            (_, true) if left > TimeDelta::zero() && left.num_hours() < 48 => Self::Hours(left.num_hours()),
            (_, true) if left <= TimeDelta::zero() && left.num_hours() > -48 => {
                Self::OverHours(left.num_hours().abs().max(1))
            }
            (days, _) if left <= TimeDelta::zero() => Self::OverDays(days.abs() + i64::from(!exact)),
            (0, _) => Self::Today,
            (days, _) => Self::Days(days),
        })
    }

    /// Whether it is over.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::OverHours(_) | Self::OverDays(_))
    }
}

/// What a person can do with a finding, before it is said with which words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// 现场解决.
    FixOnSite,
    /// 上报.
    Report,
    /// 受理.
    Accept,
    /// 开始整改.
    Start,
    /// 整改完成.
    Finish,
    /// 销号.
    Close,
    /// 回访.
    CallBack,
    /// 临时措施.
    Interim,
    /// 退回.
    SendBack,
    /// 撤回.
    Withdraw,
}

impl Act {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 10] = [
        Self::Accept,
        Self::Start,
        Self::Finish,
        Self::FixOnSite,
        Self::Report,
        Self::CallBack,
        Self::Close,
        Self::Interim,
        Self::SendBack,
        Self::Withdraw,
    ];

    /// The step, with what was typed.
    #[must_use]
    pub fn step(self, words: &str) -> Step {
        let text = || words.to_owned();
        match self {
            Self::FixOnSite => Step::FixOnSite { action: text() },
            Self::Report => Step::Report { department: Some(text()).filter(|text| !text.is_empty()) },
            Self::Accept => Step::Accept { officer: text() },
            Self::Start => Step::Start,
            Self::Finish => Step::Finish { result: text() },
            Self::Close => Step::Close { verifier: text() },
            Self::CallBack => Step::CallBack,
            Self::Interim => Step::Interim { measure: text() },
            Self::SendBack => Step::SendBack { reason: text() },
            Self::Withdraw => Step::Withdraw { reason: text() },
        }
    }

    /// Whether it is taken with the tap itself.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Start | Self::CallBack)
    }

    /// What can be done with a finding as it stands, the likeliest first.
    #[must_use]
    pub fn of(finding: &Finding) -> Vec<Self> {
        let can = |act: &Self| match act {
            // Told once is told.
            Self::CallBack => finding.callback && finding.answered.is_none() && finding.state == State::ToVerify,
            Self::Close if finding.callback && finding.answered.is_none() => false,
            // What a department works on is put right by it.
            Self::FixOnSite if Stage::of(finding.state) == Some(Stage::Doing) => false,
            act => act.step("-").leads(finding.state).is_ok(),
        };
        Self::ALL.into_iter().filter(can).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ui::view::made::journal;

    fn now() -> Moment {
        Moment::parse("2026-12-20T12:00:00+08:00").unwrap()
    }

    fn board() -> Board {
        let finding = |id: &'static str, state: &str, level: &str, due: &str, department: &str| {
            let fields = json!({
                "household": "h", "text": format!("问题{id}"), "state": state, "level": level, "due": due,
                "department": department, "urgent": due.contains('T'),
            });
            (Kind::Finding, id, fields)
        };
        let journal = journal(&[
            (Kind::Household, "h", json!({"head": "测试甲", "group": "2组"})),
            finding("a", "new", "yellow", "2026-12-27", "housing"),
            finding("b", "new", "red", "2026-12-19", "emergency"),
            finding("c", "returned", "need", "2026-12-20T18:00:00+08:00", "civil"),
            finding("d", "in-progress", "red", "2026-12-18", "housing"),
            finding("e", "to-verify", "yellow", "2026-12-01", "housing"),
            finding("f", "closed", "yellow", "2026-12-01", "housing"),
            finding("g", "withdrawn", "red", "2026-12-01", "housing"),
        ]);
        Board::of(&journal, &Village::of(&journal))
    }

    fn found(board: &Board, wish: &Wish) -> Vec<String> {
        board.find(wish, now()).iter().map(|at| board.cards[*at].finding.id.0.clone()).collect()
    }

    #[test]
    fn the_most_pressing_stand_first_and_what_was_taken_back_nowhere() {
        let board = board();
        assert_eq!(found(&board, &Wish::default()), ["b", "c", "a"]);
        assert_eq!(board.counts(&Wish::default(), now()), [3, 1, 1, 1]);
        assert_eq!(board.overdue(now()), 2, "what waits to be looked at is not overdue");
        assert_eq!(board.departments()[0], ("housing".to_owned(), 3));
    }

    #[test]
    fn every_filter_narrows() {
        let board = board();
        let wish = |change: fn(&mut Wish)| {
            let mut wish = Wish::default();
            change(&mut wish);
            wish
        };
        assert_eq!(found(&board, &wish(|wish| wish.level = Some(Level::Red))), ["b"]);
        assert_eq!(found(&board, &wish(|wish| wish.urgent = true)), ["c"]);
        assert_eq!(found(&board, &wish(|wish| wish.due = Due::Over)), ["b"]);
        assert_eq!(found(&board, &wish(|wish| wish.due = Due::Today)), ["b", "c"]);
        assert_eq!(found(&board, &wish(|wish| wish.due = Due::Week)), ["b", "c"]);
        assert_eq!(found(&board, &wish(|wish| wish.department = "housing".into())), ["a"]);
        assert_eq!(found(&board, &wish(|wish| wish.query = "测试 2组 问题a".into())), ["a"]);
        assert_eq!(found(&board, &wish(|wish| wish.stage = Stage::Doing)), ["d"]);
    }

    #[test]
    fn time_is_told_in_hours_where_a_clock_runs_and_in_days_elsewhere() {
        let board = board();
        let left = |id: &str| {
            let card = board.cards.iter().find(|card| card.finding.id.0 == id).unwrap();
            Left::of(&card.finding, now())
        };
        assert_eq!(left("a"), Some(Left::Days(7)));
        assert_eq!(left("b"), Some(Left::OverDays(1)));
        assert_eq!(left("c"), Some(Left::Hours(6)));
        assert_eq!(left("e"), None);
    }

    #[test]
    fn what_is_offered_can_be_done() {
        let board = board();
        for card in &board.cards {
            for act in Act::of(&card.finding) {
                assert!(act.step("测试").leads(card.finding.state).is_ok(), "{act:?} from {:?}", card.finding.state);
            }
        }
        let of = |id: &str| Act::of(&board.cards.iter().find(|card| card.finding.id.0 == id).unwrap().finding);
        assert_eq!(of("b"), [Act::FixOnSite, Act::Report, Act::Interim, Act::Withdraw]);
        assert_eq!(of("d"), [Act::Finish, Act::Interim, Act::SendBack, Act::Withdraw]);
        assert_eq!(of("e"), [Act::Close, Act::Interim, Act::SendBack, Act::Withdraw]);
        assert_eq!(of("f"), []);
    }
}
