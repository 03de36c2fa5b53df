//! Comparison with exhaustive search, laws, and speed.

use proptest::prelude::*;

use super::*;

/// The least Σ urgency × lateness over every way to put the calls into helper-days; over those that reach everybody, if there
/// is one.
fn optimum(task: &Task) -> f64 {
    let everybody = least(task, true);
    if everybody.is_finite() { everybody } else { least(task, false) }
}

fn least(task: &Task, everybody: bool) -> f64 {
    let mut walk = Walk { task, days: task.minutes[0].len(), everybody, best: f64::INFINITY };
    let room = task.minutes.iter().flatten();
    walk.go(0, &mut room.map(|minutes| (i64::from(*minutes), Vec::new())).collect(), 0.0);
    walk.best
}

struct Walk<'t> {
    task: &'t Task,
    days: usize,
    everybody: bool,
    best: f64,
}

impl Walk<'_> {
    fn go(&mut self, call: usize, left: &mut Vec<(i64, Vec<u32>)>, sum: f64) {
        if sum >= self.best {
            return;
        }
        let Some(this) = self.task.calls.get(call) else {
            self.best = sum;
            return;
        };
        for bin in 0..left.len() {
            let (room, groups) = &left[bin];
            let near = groups.is_empty() || groups.contains(&this.group);
            let rest = room - i64::from(this.minutes) - if near { 0 } else { i64::from(self.task.walk) };
            let day = bin % self.days;
            if rest < 0 || day < this.from || this.helper.is_some_and(|helper| helper != bin / self.days) {
                continue;
            }
            let before = left[bin].clone();
            left[bin].0 = rest;
            left[bin].1.push(this.group);
            self.go(call + 1, left, sum + this.urgency * late(day - this.from));
            left[bin] = before;
        }
        if !self.everybody {
            self.go(call + 1, left, sum + this.urgency * UNREACHED * late(self.days));
        }
    }
}

fn late(days: usize) -> f64 {
    f64::from(u32::try_from(days).unwrap())
}

fn cost(task: &Task, plan: &Plan) -> f64 {
    let days = task.minutes[0].len();
    let seen = plan.days.iter().flat_map(|helper| helper.iter().enumerate());
    let one = |day: usize, call: &Call| call.urgency * late(day - call.from);
    let seen: f64 = seen.flat_map(|(day, calls)| calls.iter().map(move |call| one(day, &task.calls[*call]))).sum();
    seen + plan.unreached.iter().map(|call| task.calls[*call].urgency * UNREACHED * late(days)).sum::<f64>()
}

/// Every call stands once and not before its day, nobody works longer than they can, and only the one helper sees whom only they
/// can see.
fn check(task: &Task, plan: &Plan) {
    let mut seen: Vec<usize> = plan.days.iter().flatten().flatten().chain(&plan.unreached).copied().collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..task.calls.len()).collect::<Vec<_>>());
    for (helper, days) in plan.days.iter().enumerate() {
        for (day, calls) in days.iter().enumerate() {
            let mut groups: Vec<u32> = calls.iter().map(|call| task.calls[*call].group).collect();
            groups.dedup();
            let stops = groups.len();
            groups.sort_unstable();
            groups.dedup();
            assert_eq!(groups.len(), stops, "a group is walked to once");
            let work: u32 = calls.iter().map(|call| task.calls[*call].minutes).sum();
            let walk = task.walk * u32::try_from(stops.saturating_sub(1)).unwrap();
            assert!(work + walk <= task.minutes[helper][day]);
            assert!(calls.iter().all(|call| task.calls[*call].helper.is_none_or(|only| only == helper)));
            assert!(calls.iter().all(|call| task.calls[*call].from <= day));
        }
    }
    assert!((cost(task, plan) - plan.lateness).abs() < 1e-6);
}

fn call(helpers: usize) -> impl Strategy<Value = Call> {
    let from = prop_oneof![4 => Just(0), 1 => 0..4_usize];
    (0..3_u32, 1..100_u32, 5..60_u32, prop::option::weighted(0.2, 0..helpers), from).prop_map(
        |(group, urgency, minutes, helper, from)| Call {
            id: String::new(),
            group,
            urgency: f64::from(urgency),
            minutes,
            helper,
            from,
        },
    )
}

fn task(calls: usize) -> impl Strategy<Value = Task> {
    (1..3_usize, 1..4_usize).prop_flat_map(move |(helpers, days)| {
        let minutes = prop::collection::vec(prop::collection::vec(0..150_u32, days), helpers);
        (prop::collection::vec(call(helpers), 0..=calls), minutes, 0..20_u32).prop_map(|(calls, minutes, walk)| Task {
            calls,
            minutes,
            walk,
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_plan_is_within_five_percent_of_the_optimum_on_small_cases(task in task(7)) {
        let (plan, best) = (plan(&task), optimum(&task));
        check(&task, &plan);
        prop_assert!(plan.lateness <= best * 1.05 + 1e-6, "{} instead of {best}", plan.lateness);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn a_plan_keeps_to_what_it_was_given(task in task(60)) {
        check(&task, &plan(&task));
    }

    #[test]
    fn a_remedy_is_enough(task in task(20)) {
        if !plan(&task).unreached.is_empty() {
            let remedies = remedies(&task);
            if let Some(days) = remedies.days {
                let mut longer = task.clone();
                for helper in &mut longer.minutes {
                    let most = helper.iter().copied().max().unwrap_or(0);
                    helper.extend(std::iter::repeat_n(most, days as usize));
                }
                prop_assert!(plan(&longer).unreached.is_empty());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_plan_is_as_near_where_no_window_holds_all(task in task(11)) {
        let (plan, best) = (plan(&task), optimum(&task));
        prop_assert!(plan.lateness <= best * 1.05 + 1e-6, "{} instead of {best}", plan.lateness);
    }
}

#[test]
fn the_neediest_are_seen_first() {
    let call = |urgency: f64| Call { id: String::new(), group: 0, urgency, minutes: 30, helper: None, from: 0 };
    let task = Task { calls: [1.0, 9.0, 5.0].map(call).to_vec(), minutes: vec![vec![60, 60]], walk: 0 };
    let plan = plan(&task);
    assert_eq!(plan.days, [[vec![1, 2], vec![0]]]);
    assert!(plan.unreached.is_empty());
}

#[test]
fn who_was_put_off_is_not_seen_before_their_day_and_makes_room_for_others() {
    let call = |urgency: f64, from| Call { id: String::new(), group: 0, urgency, minutes: 60, helper: None, from };
    let calls = vec![call(9.0, 1), call(1.0, 0), call(2.0, 0)];
    let task = Task { calls, minutes: vec![vec![60, 60, 60]], walk: 0 };
    let plan = plan(&task);
    assert_eq!(plan.days, [[vec![2], vec![0], vec![1]]]);
    assert!((plan.lateness - 2.0).abs() < 1e-9, "whoever waits by their own word is not late");
}

#[test]
fn who_cannot_be_reached_is_said_and_what_would_change_that() {
    let call = |_| Call { id: String::new(), group: 0, urgency: 1.0, minutes: 30, helper: None, from: 0 };
    let task = Task { calls: (0..10).map(call).collect(), minutes: vec![vec![60, 60]], walk: 0 };
    assert_eq!(plan(&task).unreached.len(), 6);
    assert_eq!(remedies(&task), Remedies { helpers: Some(2), minutes: Some(90), days: Some(3) });
}

#[test]
fn the_minutes_of_a_visit_are_the_median_of_those_made() {
    let at = |minute: i64| crate::moment::Moment::new(minute * 60_000, 480);
    let made = [10, 12, 14, 16, 200, 0, 18].map(|minutes| (at(0), at(minutes)));
    assert_eq!(minutes_per_visit(made, 15), 14);
    assert_eq!(minutes_per_visit([(at(0), at(3))], 15), 15);
}

#[test]
fn a_case_in_which_all_must_move_at_once_is_solved() {
    let hard = [
        (0, 44.0, 35),
        (0, 22.0, 7),
        (2, 22.0, 12),
        (0, 23.0, 17),
        (0, 5.0, 5),
        (2, 45.0, 32),
        (2, 22.0, 8),
        (1, 61.0, 31),
    ];
    let calls = hard.map(|(group, urgency, minutes)| Call {
        id: String::new(),
        group,
        urgency,
        minutes,
        helper: None,
        from: 0,
    });
    let task = Task { calls: calls.to_vec(), minutes: vec![vec![17, 47, 62]], walk: 12 };
    assert!((plan(&task).lateness - optimum(&task)).abs() < 1e-6);
}
