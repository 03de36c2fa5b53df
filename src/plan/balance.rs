//! 均衡: who could take over whom, so that no helper carries much more than another.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::today::Today;
use crate::campaign::{Campaign, Per};
use crate::journal::Fields;
use crate::register::Helpers;

/// A household as a load: who answers for it, where it is, and how many minutes a week it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The household.
    pub household: String,
    /// Who answers for it; empty where nobody does.
    pub helper: String,
    /// Whether it shares its helper with others, who stay.
    pub fixed: bool,
    /// Identity of its village's `region` record.
    pub village: String,
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
    /// Who answers for it now; empty where nobody does.
    pub from: String,
    /// Who would.
    pub to: String,
}

/// Proposals that even the helpers out, most useful first: those whom nobody answers for, then those who could change hands. Each goes to a
/// helper who works in the same 组 where one can take it; nobody is left with more than the busiest had. Whom
/// nobody answered for is not proposed again once all are accepted. `helpers` are all, those without a household among them.
#[must_use]
pub fn balance(loads: &[Load], helpers: &[String], most: usize) -> Vec<Proposal> {
    let mut minutes: BTreeMap<&str, u32> = helpers.iter().map(|helper| (helper.as_str(), 0)).collect();
    let mut held: Vec<(&Load, &str)> = Vec::new();
    for load in loads.iter().filter(|load| !load.helper.is_empty()) {
        *minutes.entry(&load.helper).or_default() += load.minutes;
        held.push((load, &load.helper));
    }
    let mut proposals = Vec::new();
    for load in loads.iter().filter(|load| load.helper.is_empty()).take(most) {
        // Of those who work in its group the one with the least, else of all.
        let near = |helper: &str| held.iter().any(|(other, of)| *of == helper && other.group == load.group);
        let least = |near_only: bool| {
            let able = minutes.iter().filter(|(helper, _)| !near_only || near(helper));
            able.min_by_key(|(_, sum)| **sum).map(|(helper, _)| *helper)
        };
        let Some(to) = least(true).or_else(|| least(false)) else { break };
        if let Some(sum) = minutes.get_mut(to) {
            *sum += load.minutes;
        }
        held.push((load, to));
        proposals.push(Proposal { household: load.household.clone(), from: String::new(), to: to.to_owned() });
    }
    while let Some((busiest, top)) = minutes.iter().map(|(helper, sum)| (*helper, *sum)).max_by_key(|(_, sum)| *sum) {
        // Whom nobody answered for may yet go to another: accepting all must not bring up the same household again at once.
        let moves = |load: &Load| {
            let known = proposals.iter().find(|proposal| proposal.household == load.household);
            known.map_or(proposals.len() < most, |proposal| proposal.from.is_empty())
        };
        let own = held.iter().filter(|(load, helper)| *helper == busiest && !load.fixed && moves(load));
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
        match proposals.iter_mut().find(|proposal| proposal.household == load.household) {
            Some(known) => to.clone_into(&mut known.to),
            None => proposals.push(Proposal {
                household: load.household.clone(),
                from: busiest.to_owned(),
                to: to.to_owned(),
            }),
        }
    }
    proposals
}

/// The proposals for every village of a board, each among its own helpers and those of no village, at most `most` together.
#[must_use]
pub fn proposals(loads: &[Load], helpers: &Helpers, most: usize) -> Vec<Proposal> {
    let mut villages: Vec<&str> = loads.iter().map(|load| load.village.as_str()).collect();
    villages.sort_unstable();
    villages.dedup();
    let mut proposals: Vec<Proposal> = Vec::new();
    for village in villages {
        let here: Vec<Load> = loads.iter().filter(|load| load.village == village).cloned().collect();
        let able = helpers.all().iter().filter(|one| ["", village].contains(&one.helper.village.as_str()));
        let able: Vec<String> = able.map(|one| one.id.0.clone()).collect();
        proposals.extend(balance(&here, &able, most.saturating_sub(proposals.len())));
    }
    proposals
}

impl Proposal {
    /// The fields of the household's record that carry it out.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::from([(format!("helper/{}", self.to), Json::Bool(true))]);
        if !self.from.is_empty() {
            fields.insert(format!("helper/{}", self.from), Json::Null);
        }
        fields
    }
}

/// What each household that a duty concerns asks of its helpers in a full week, at so many minutes a contact (the campaign's
/// parameter `contact_minutes`, 10). Several helpers of one household share it.
#[must_use]
pub fn loads(campaign: &Campaign, today: &Today) -> Vec<Load> {
    let a_contact = campaign.params.get("contact_minutes").and_then(|text| text.trim().parse().ok()).unwrap_or(10);
    let a_week = |place: &usize| {
        campaign.duties.get(*place).map_or(0, |duty| match duty.per {
            Per::Week => duty.times,
            Per::Day => duty.times.saturating_mul(7),
            Per::Signal { .. } | Per::Once => 0,
        })
    };
    let mut loads = Vec::new();
    for subject in today.subjects() {
        // A contact of the day serves the week too, so the busier duty stands for both.
        let contacts = subject.duties.iter().map(a_week).max().unwrap_or(0);
        if contacts == 0 {
            continue;
        }
        let home = &subject.home;
        let helpers: &[String] = if home.helpers.is_empty() { &[String::new()] } else { &home.helpers };
        let minutes = contacts.saturating_mul(a_contact) / u32::try_from(helpers.len()).unwrap_or(1).max(1);
        loads.extend(helpers.iter().map(|helper| Load {
            household: home.id.clone(),
            helper: helper.clone(),
            fixed: helpers.len() > 1,
            village: home.village.clone(),
            group: home.group.clone(),
            minutes,
        }));
    }
    loads.sort_unstable_by(|a, b| (&a.household, &a.helper).cmp(&(&b.household, &b.helper)));
    loads
}
