//! Calls in helper-days, over numbers only: the first filling, and what it costs to move a call.

use std::cmp::Ordering;

use super::{Plan, Task, UNREACHED};

/// Helper-days are bins, numbered helper by helper; one last bin, without end, holds those who are not reached.
pub(super) struct Search<'t> {
    task: &'t Task,
    days: usize,
    groups: usize,
    /// Of each call: its group, numbered from 0.
    group: Vec<usize>,
    /// Of each call: its bin.
    bin: Vec<usize>,
    /// Of each bin: minutes left after calls and walking.
    room: Vec<i64>,
    /// Of each bin and group: how many calls.
    inside: Vec<u32>,
    /// Of each bin: of how many groups it has calls.
    busy: Vec<u32>,
    /// Of each bin: how late a call in it is.
    late: Vec<f64>,
    /// The calls by urgency a minute, highest first.
    pub(super) order: Vec<usize>,
}

impl<'t> Search<'t> {
    /// Nobody is reached yet.
    pub(super) fn new(task: &'t Task) -> Self {
        let days = task.minutes.iter().map(Vec::len).max().unwrap_or(0);
        let bins = task.minutes.len() * days;
        let room =
            task.minutes.iter().flat_map(|helper| (0..days).map(|day| helper.get(day).copied().map_or(0, i64::from)));
        let mut names: Vec<u32> = task.calls.iter().map(|call| call.group).collect();
        names.sort_unstable();
        names.dedup();
        #[expect(clippy::cast_precision_loss, reason = "days of a winter")]
        let late = (0..bins).map(|bin| (bin % days.max(1)) as f64).chain([UNREACHED * days.max(1) as f64]);
        let rate = |call: usize| task.calls.get(call).map_or(0.0, |call| call.urgency / f64::from(call.minutes.max(1)));
        let mut order: Vec<usize> = (0..task.calls.len()).collect();
        order.sort_by(|a, b| rate(*b).total_cmp(&rate(*a)).then(a.cmp(b)));
        Self {
            task,
            days,
            groups: names.len(),
            group: task.calls.iter().map(|call| names.binary_search(&call.group).unwrap_or(0)).collect(),
            bin: vec![bins; task.calls.len()],
            room: room.chain([i64::MAX / 2]).collect(),
            inside: vec![0; (bins + 1) * names.len()],
            busy: vec![0; bins + 1],
            late: late.collect(),
            order,
        }
    }

    /// The bin of those who are not reached.
    pub(super) fn nowhere(&self) -> usize {
        self.room.len() - 1
    }

    /// How many are not reached.
    pub(super) fn unreached(&self) -> usize {
        self.bin.iter().filter(|bin| **bin == self.nowhere()).count()
    }

    pub(super) fn urgency(&self, call: usize) -> f64 {
        self.task.calls.get(call).map_or(0.0, |call| call.urgency)
    }

    pub(super) fn bin_of(&self, call: usize) -> usize {
        self.bin.get(call).copied().unwrap_or_else(|| self.nowhere())
    }

    /// How late a day is, from the first on.
    pub(super) fn late(&self, bin: usize) -> f64 {
        self.late.get(bin).copied().unwrap_or_default()
    }

    /// What a call costs in a bin: its urgency by the days that it is late there.
    pub(super) fn cost(&self, call: usize, bin: usize) -> f64 {
        let Some(known) = self.task.calls.get(call) else { return 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "days of a winter")]
        let waits = if bin == self.nowhere() { 0.0 } else { known.from as f64 };
        known.urgency * (self.late(bin) - waits)
    }

    /// Room left in a bin.
    pub(super) fn room(&self, bin: usize) -> i64 {
        self.room.get(bin).copied().unwrap_or_default()
    }

    pub(super) fn walks(&self) -> bool {
        self.task.walk > 0
    }

    fn group_of(&self, call: usize) -> usize {
        self.group.get(call).copied().unwrap_or(0)
    }

    fn inside(&self, bin: usize, group: usize) -> u32 {
        self.inside.get(bin * self.groups + group).copied().unwrap_or_default()
    }

    /// Whether the helper of a bin may see a call, and on its day.
    pub(super) fn may(&self, call: usize, bin: usize) -> bool {
        let Some(call) = self.task.calls.get(call) else { return false };
        let days = self.days.max(1);
        bin == self.nowhere() || (call.from <= bin % days && call.helper.is_none_or(|helper| helper == bin / days))
    }

    /// What a call adds to the minutes of a bin: its own, and walking where the bin works in other groups only.
    fn adds(&self, call: usize, bin: usize) -> i64 {
        if bin == self.nowhere() {
            return 0;
        }
        let busy = self.busy.get(bin).copied().unwrap_or_default();
        let walks = busy > 0 && self.inside(bin, self.group_of(call)) == 0;
        self.minutes(call) + if walks { i64::from(self.task.walk) } else { 0 }
    }

    /// A call's own minutes.
    pub(super) fn minutes(&self, call: usize) -> i64 {
        self.task.calls.get(call).map_or(0, |call| i64::from(call.minutes))
    }

    /// Room left in a bin once a call has come.
    pub(super) fn with(&self, call: usize, bin: usize) -> i64 {
        self.room(bin) - self.adds(call, bin)
    }

    /// Room left in a bin once one of its calls has gone and another has come; less than 0 where it does not fit.
    pub(super) fn room_after(&self, bin: usize, goes: usize, comes: usize) -> i64 {
        if bin == self.nowhere() {
            return self.room(bin);
        }
        let (left, new) = (self.group_of(goes), self.group_of(comes));
        let last = self.inside(bin, left) == 1;
        let busy = self.busy.get(bin).copied().unwrap_or_default().saturating_sub(u32::from(last));
        let walk = |walks: bool| if walks && busy > 0 { i64::from(self.task.walk) } else { 0 };
        let there = if left == new { !last } else { self.inside(bin, new) > 0 };
        self.room(bin) + self.minutes(goes) + walk(last) - self.minutes(comes) - walk(!there)
    }

    /// Takes a call out of its bin; it is nowhere then.
    pub(super) fn take(&mut self, call: usize) {
        let bin = self.bin_of(call);
        if bin == self.nowhere() {
            return;
        }
        let place = bin * self.groups + self.group_of(call);
        if let Some(count) = self.inside.get_mut(place) {
            *count = count.saturating_sub(1);
            if *count == 0
                && let Some(busy) = self.busy.get_mut(bin)
            {
                *busy = busy.saturating_sub(1);
            }
        }
        let back = self.adds(call, bin);
        if let Some(room) = self.room.get_mut(bin) {
            *room += back;
        }
        let nowhere = self.nowhere();
        if let Some(slot) = self.bin.get_mut(call) {
            *slot = nowhere;
        }
    }

    /// Puts a call that is nowhere into a bin.
    pub(super) fn put(&mut self, call: usize, bin: usize) {
        if bin == self.nowhere() {
            return;
        }
        let less = self.adds(call, bin);
        if let Some(room) = self.room.get_mut(bin) {
            *room -= less;
        }
        let place = bin * self.groups + self.group_of(call);
        if let Some(count) = self.inside.get_mut(place) {
            *count += 1;
            if *count == 1
                && let Some(busy) = self.busy.get_mut(bin)
            {
                *busy += 1;
            }
        }
        if let Some(slot) = self.bin.get_mut(call) {
            *slot = bin;
        }
    }

    /// Each call, by urgency a minute, into the earliest day with room.
    pub(super) fn fill(&mut self) {
        for call in self.order.clone() {
            if let Some(bin) = self.earliest(call) {
                self.put(call, bin);
            }
        }
    }

    /// The bin of the earliest day with room for a call; of several, one that works in its group, then the fullest.
    pub(super) fn earliest(&self, call: usize) -> Option<usize> {
        let group = self.group_of(call);
        let first = self.task.calls.get(call).map_or(0, |call| call.from);
        (first..self.days).find_map(|day| {
            let bins = (0..self.task.minutes.len()).map(|helper| helper * self.days + day);
            let fit = bins.filter(|bin| self.may(call, *bin)).filter_map(|bin| {
                let room = self.with(call, bin);
                (room >= 0).then_some((self.inside(bin, group) == 0, room, bin))
            });
            fit.min().map(|(_, _, bin)| bin)
        })
    }

    /// What was found.
    pub(super) fn plan(&self) -> Plan {
        let mut days = vec![vec![Vec::new(); self.days]; self.task.minutes.len()];
        let mut unreached = Vec::new();
        let mut lateness = 0.0;
        for call in 0..self.task.calls.len() {
            let bin = self.bin_of(call);
            lateness += self.cost(call, bin);
            let day = days.get_mut(bin / self.days.max(1)).and_then(|helper| helper.get_mut(bin % self.days.max(1)));
            match day.filter(|_| bin != self.nowhere()) {
                Some(day) => day.push(call),
                None => unreached.push(call),
            }
        }
        unreached.sort_by(|a, b| self.by_urgency(*a, *b));
        days.iter_mut().flatten().for_each(|calls| self.walk(calls));
        Plan { days, unreached, lateness }
    }

    fn by_urgency(&self, a: usize, b: usize) -> Ordering {
        self.urgency(b).total_cmp(&self.urgency(a)).then(a.cmp(&b))
    }

    /// Sorts the calls of a day into the order to make them.
    fn walk(&self, calls: &mut [usize]) {
        calls.sort_by(|a, b| self.by_urgency(*a, *b));
        let mut groups: Vec<usize> = Vec::new();
        for call in calls.iter() {
            if !groups.contains(&self.group_of(*call)) {
                groups.push(self.group_of(*call));
            }
        }
        calls.sort_by_key(|call| groups.iter().position(|known| *known == self.group_of(*call)));
    }
}
