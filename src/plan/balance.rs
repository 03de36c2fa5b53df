//! 均衡: who could take over whom, so that no helper carries much more than another.

use std::collections::BTreeMap;

/// A household as a load: who answers for it, where it is, and how many minutes a week it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The household.
    pub household: String,
    /// Who answers for it.
    pub helper: String,
    /// 组.
    pub group: String,
    /// Minutes a week.
    pub minutes: u32,
}

/// A proposal: this household goes from one helper to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The household.
    pub household: String,
    /// Who answers for it now.
    pub from: String,
    /// Who would.
    pub to: String,
}

/// Proposals that even the helpers out, most useful first. Each narrows the gap between the two it names, and goes to a helper who
/// works in the same 组 where one can take it; nobody is left with more than the busiest had. `helpers` are all, those without
/// a household among them.
#[must_use]
pub fn balance(loads: &[Load], helpers: &[String], most: usize) -> Vec<Proposal> {
    let mut minutes: BTreeMap<&str, u32> = helpers.iter().map(|helper| (helper.as_str(), 0)).collect();
    let mut held: Vec<(&Load, &str)> = Vec::new();
    for load in loads.iter().filter(|load| !load.helper.is_empty()) {
        *minutes.entry(&load.helper).or_default() += load.minutes;
        held.push((load, &load.helper));
    }
    let mut proposals = Vec::new();
    let mut moved: Vec<&str> = Vec::new();
    while proposals.len() < most {
        let Some((busiest, top)) = minutes.iter().map(|(helper, sum)| (*helper, *sum)).max_by_key(|(_, sum)| *sum)
        else {
            break;
        };
        let own = held.iter().filter(|(load, helper)| *helper == busiest && !moved.contains(&load.household.as_str()));
        let mut best: Option<(bool, u32, &Load, &str)> = None;
        for (load, _) in own {
            for (helper, sum) in minutes.iter().filter(|(helper, _)| **helper != busiest) {
                // Only if the one who takes it ends below where the other began: else the gap would only turn round.
                let after = (sum + load.minutes).max(top - load.minutes);
                if after >= top {
                    continue;
                }
                let near = held.iter().any(|(other, of)| of == helper && other.group == load.group);
                let gain = top - after;
                let better = best.is_none_or(|(known_near, known_gain, known, to)| {
                    (near, gain, &load.household, *helper) > (known_near, known_gain, &known.household, to)
                });
                if better {
                    best = Some((near, gain, load, helper));
                }
            }
        }
        let Some((_, _, load, to)) = best else { break };
        for (helper, change) in [(busiest, false), (to, true)] {
            if let Some(sum) = minutes.get_mut(helper) {
                *sum = if change { *sum + load.minutes } else { sum.saturating_sub(load.minutes) };
            }
        }
        if let Some(slot) = held.iter_mut().find(|(known, _)| known.household == load.household) {
            slot.1 = to;
        }
        moved.push(&load.household);
        let (household, from, to) = (load.household.clone(), busiest.to_owned(), to.to_owned());
        proposals.push(Proposal { household, from, to });
    }
    proposals
}
