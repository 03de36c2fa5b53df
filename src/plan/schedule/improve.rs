//! The improvement of a filling: single calls move up, two change places, and windows of a few are placed anew by branch and
//! bound. Each is kept only if the sum becomes lower, or as low with less walking.

use super::search::Search;
use crate::expr::Random;

/// How many ways of placing a window there may be, before any is ruled out.
const WAYS: usize = 400_000;

/// How many calls are few: then windows may search longer.
const SMALL: usize = 12;

/// The least that counts as lower.
const LESS: f64 = 1e-9;

impl Search<'_> {
    /// Improves as long as that helps and the budget lasts.
    pub(super) fn improve(&mut self, budget: usize) {
        let mut tries = budget;
        while tries > 0 && (self.advance(&mut tries) | self.exchange(&mut tries)) {}
        self.windows(budget);
        // What the windows have opened may let others move up.
        self.settle();
    }

    /// Moves single calls up until none can.
    pub(super) fn settle(&mut self) {
        let mut tries = usize::MAX;
        while self.advance(&mut tries) {}
    }

    /// Single calls to earlier days.
    fn advance(&mut self, tries: &mut usize) -> bool {
        let mut better = false;
        for call in self.order.clone() {
            let from = self.bin_of(call);
            *tries = tries.saturating_sub(self.nowhere());
            if *tries == 0 {
                break;
            }
            if let Some(to) = self.earliest(call).filter(|to| self.late(*to) < self.late(from)) {
                self.take(call);
                self.put(call, to);
                better = true;
            }
        }
        better
    }

    /// Two calls in each other's place.
    fn exchange(&mut self, tries: &mut usize) -> bool {
        let mut better = false;
        let order = self.order.clone();
        for (place, a) in order.iter().copied().enumerate() {
            for b in order.iter().copied().skip(place + 1) {
                *tries = tries.saturating_sub(1);
                if *tries == 0 {
                    return better;
                }
                let (from, to) = (self.bin_of(a), self.bin_of(b));
                let gain = self.cost(a, from) + self.cost(b, to) - self.cost(a, to) - self.cost(b, from);
                let worth = gain > LESS || (gain > -LESS && from != to && self.walks());
                if worth && self.may(a, to) && self.may(b, from) {
                    better |= self.swap(a, b, gain > LESS);
                }
            }
        }
        better
    }

    /// Changes the places of two calls if both fit and, unless it `gains`, if that leaves more room.
    fn swap(&mut self, a: usize, b: usize, gains: bool) -> bool {
        let (from, to) = (self.bin_of(a), self.bin_of(b));
        // Most pairs do not fit, so nothing is moved before that is known.
        let after = [(from, self.room_after(from, a, b)), (to, self.room_after(to, b, a))];
        let more = || after.iter().filter(|(bin, _)| *bin != self.nowhere()).map(|(bin, left)| left - self.room(*bin));
        if after.iter().any(|(_, left)| *left < 0) || !(gains || more().sum::<i64>() > 0) {
            return false;
        }
        self.take(a);
        self.take(b);
        self.put(a, to);
        self.put(b, from);
        true
    }

    /// Windows of calls placed anew around each of the late ones: by turns a few drawn from all, and those of two or three
    /// helper-days.
    fn windows(&mut self, budget: usize) {
        let count = self.order.len();
        // The nodes of one window and of all, and how many in a row may bring nothing. Where the calls are many, the last hundredth
        // of the sum would cost most of the time.
        let (each, mut left, most_idle) =
            if count <= SMALL { (budget / 30, budget, 300) } else { (budget / 1500, budget / 3, 150) };
        let random = Random::new(0x6E75_616E_646F_6E67);
        let (mut idle, mut next) = (0, 0);
        while left > 0 && idle < most_idle {
            let late: Vec<usize> =
                self.order.iter().copied().filter(|call| self.cost(*call, self.bin_of(*call)) > 0.0).collect();
            let Some(lead) = late.get(next % late.len().max(1)).copied() else { return };
            let (window, bins) = if next % 2 == 0 { self.some(lead, &random) } else { self.neighbours(lead, &random) };
            next += 1;
            let mut nodes = each.min(left);
            let before = nodes;
            if self.replace(&window, bins, &mut nodes) {
                idle = 0;
            } else {
                idle += 1;
            }
            left = left.saturating_sub((before - nodes).max(1));
        }
    }

    /// The lead and others, drawn from all; among all bins where they are few, else among those they are in.
    fn some(&self, lead: usize, random: &Random) -> (Vec<usize>, Vec<usize>) {
        let all = self.nowhere() + 1;
        if all <= 9 {
            return (drawn(lead, &self.order, window(all), random), (0..all).collect());
        }
        let window = drawn(lead, &self.order, window(9), random);
        let bins = window.iter().map(|call| self.bin_of(*call)).chain([self.nowhere()]).collect();
        (window, bins)
    }

    /// The lead and the others of its bin and of two more, among these bins.
    fn neighbours(&self, lead: usize, random: &Random) -> (Vec<usize>, Vec<usize>) {
        let bins = vec![self.bin_of(lead), draw(random, self.nowhere() + 1), draw(random, self.nowhere() + 1)];
        let inside: Vec<usize> = self.order.iter().copied().filter(|call| bins.contains(&self.bin_of(*call))).collect();
        (drawn(lead, &inside, window(bins.len()), random), bins)
    }

    /// Places the calls of a window anew among these bins, the best way that the nodes allow. Whether that is better than
    /// before.
    fn replace(&mut self, window: &[usize], mut bins: Vec<usize>, nodes: &mut usize) -> bool {
        let old: Vec<usize> = window.iter().map(|call| self.bin_of(*call)).collect();
        let before: f64 = window.iter().zip(&old).map(|(call, bin)| self.cost(*call, *bin)).sum();
        bins.sort_by(|a, b| self.late(*a).total_cmp(&self.late(*b)).then(a.cmp(b)));
        bins.dedup();
        let mut calls = window.to_vec();
        calls.sort_by(|a, b| self.urgency(*b).total_cmp(&self.urgency(*a)));
        let everybody = self.unreached() == 0;
        for call in window {
            self.take(*call);
        }
        let mut best = Best { cost: before - LESS, bins: Vec::new(), everybody };
        let mut chosen = Vec::with_capacity(calls.len());
        self.branch(&calls, &bins, 0.0, &mut chosen, &mut best, nodes);
        let found = !best.bins.is_empty();
        let (calls, places) = if found { (calls.as_slice(), &best.bins) } else { (window, &old) };
        for (call, bin) in calls.iter().zip(places) {
            self.put(*call, *bin);
        }
        found
    }

    fn branch(
        &mut self,
        calls: &[usize],
        bins: &[usize],
        sum: f64,
        chosen: &mut Vec<usize>,
        best: &mut Best,
        nodes: &mut usize,
    ) {
        let Some((call, rest)) = calls.split_first() else {
            if sum < best.cost {
                (best.cost, best.bins) = (sum, chosen.clone());
            }
            return;
        };
        let least = self.least(rest, bins);
        for bin in bins {
            *nodes = nodes.saturating_sub(1);
            let then = sum + self.cost(*call, *bin);
            // Bins stand by lateness, so no later one is cheaper.
            if *nodes == 0 || then + least >= best.cost {
                return;
            }
            let nowhere = self.nowhere();
            let gives_up = best.everybody && *bin == nowhere;
            if !gives_up && self.may(*call, *bin) && self.with(*call, *bin) >= 0 {
                self.put(*call, *bin);
                chosen.push(*bin);
                self.branch(rest, bins, then, chosen, best, nodes);
                chosen.pop();
                self.take(*call);
            }
        }
    }

    /// What the rest costs at least: each in the earliest bin that has room for its own minutes, walking left aside, since
    /// others of the rest may save it.
    fn least(&self, rest: &[usize], bins: &[usize]) -> f64 {
        let one = |call: usize| {
            let bin = bins.iter().find(|bin| self.may(call, **bin) && self.room(**bin) >= self.minutes(call));
            bin.map_or(0.0, |bin| self.cost(call, *bin))
        };
        rest.iter().map(|call| one(*call)).sum()
    }
}

/// The lead and so many drawn from `calls`.
fn drawn(lead: usize, calls: &[usize], count: usize, random: &Random) -> Vec<usize> {
    if calls.len() <= count {
        return calls.to_vec();
    }
    let mut window = vec![lead];
    while window.len() < count {
        if let Some(call) = calls.get(draw(random, calls.len())).filter(|call| !window.contains(call)) {
            window.push(*call);
        }
    }
    window
}

/// How many calls are placed anew at once among so many bins.
fn window(bins: usize) -> usize {
    let (mut calls, mut ways) = (0, 1_usize);
    while ways < WAYS && calls < 12 {
        ways = ways.saturating_mul(bins.max(2));
        calls += 1;
    }
    calls
}

/// A number from 0 up to, but not, `count`, which is not 0.
fn draw(random: &Random, count: usize) -> usize {
    usize::try_from(random.bits() % (count as u64)).unwrap_or(0)
}

/// The best placing of a window so far.
struct Best {
    cost: f64,
    bins: Vec<usize>,
    /// Whether everybody is reached; then nobody is given up for others to be seen sooner.
    everybody: bool,
}
