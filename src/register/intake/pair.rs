//! Which household of a roster is which of the register.

use std::collections::HashMap;

use crate::journal::RecordId;
use crate::register::roster::RosterHousehold;
use crate::register::{Household, ResidentId, identity, typed};

/// For each household of the roster, the index of its own in the register.
///
/// In this order, each only among what is still open: by the head's ID number; by any member's (the head has died, the son
/// stands in); by the head's name and group; by a head's name that both sides have once. Two valid and different ID numbers
/// of the heads always part.
pub(super) fn pairs(roster: &[RosterHousehold], known: &[(RecordId, Household)]) -> Vec<Option<usize>> {
    let mut pairing = Pairing { pairs: vec![None; roster.len()], used: vec![false; known.len()] };
    let heads: Vec<Option<ResidentId>> = known.iter().map(|(_, household)| household.head_id()).collect();
    let roster_heads: Vec<Option<&ResidentId>> = roster.iter().map(head_id).collect();

    let by_head: HashMap<&ResidentId, usize> =
        index(heads.iter().enumerate().filter_map(|(at, id)| Some((id.as_ref()?, at))));
    pairing.join(|one| roster_heads.get(one).copied().flatten().and_then(|id| by_head.get(id)).copied());

    let members: Vec<(ResidentId, usize)> = known
        .iter()
        .enumerate()
        .flat_map(|(at, (_, household))| household.members.values().filter_map(move |person| Some((person.id()?, at))))
        .collect();
    let by_member: HashMap<&ResidentId, usize> = index(members.iter().map(|(id, at)| (id, *at)));
    pairing.join(|one| {
        roster
            .get(one)?
            .members
            .iter()
            .filter_map(|member| member.id.as_ref())
            .find_map(|id| by_member.get(id))
            .copied()
    });

    let agree = |one: usize, at: usize| match (
        roster_heads.get(one).copied().flatten(),
        heads.get(at).and_then(Option::as_ref),
    ) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let key = |head: &str, group: &str| (typed::squeeze(head), identity::group_key(group));
    let mut by_name: HashMap<(String, String), Vec<usize>> = HashMap::new();
    let mut by_head_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, household)) in known.iter().enumerate() {
        by_name.entry(key(&household.head, &household.group)).or_default().push(at);
        by_head_name.entry(typed::squeeze(&household.head)).or_default().push(at);
    }
    // Namesakes of one group pair in their order.
    for (one, household) in roster.iter().enumerate() {
        let candidates = by_name.get(&key(&household.head, &household.group)).map(Vec::as_slice).unwrap_or_default();
        pairing.join_one(one, candidates.iter().copied().find(|at| pairing.is_open(*at) && agree(one, *at)));
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for household in roster {
        *times.entry(typed::squeeze(&household.head)).or_default() += 1;
    }
    for (one, household) in roster.iter().enumerate() {
        let name = typed::squeeze(&household.head);
        let (Some(1), Some([only])) = (times.get(&name), by_head_name.get(&name).map(Vec::as_slice)) else { continue };
        pairing.join_one(one, Some(*only).filter(|at| pairing.is_open(*at) && agree(one, *at)));
    }
    pairing.pairs
}

fn head_id(household: &RosterHousehold) -> Option<&ResidentId> {
    household.members.iter().find(|member| member.name == household.head).and_then(|member| member.id.as_ref())
}

/// An index that keeps the first of equal keys.
fn index<'a>(entries: impl Iterator<Item = (&'a ResidentId, usize)>) -> HashMap<&'a ResidentId, usize> {
    let mut index = HashMap::new();
    for (id, at) in entries {
        index.entry(id).or_insert(at);
    }
    index
}

struct Pairing {
    pairs: Vec<Option<usize>>,
    used: Vec<bool>,
}

impl Pairing {
    fn is_open(&self, at: usize) -> bool {
        self.used.get(at) == Some(&false)
    }

    fn join(&mut self, find: impl Fn(usize) -> Option<usize>) {
        for one in 0..self.pairs.len() {
            let found = if self.pairs.get(one) == Some(&None) { find(one) } else { None };
            self.join_one(one, found.filter(|at| self.is_open(*at)));
        }
    }

    fn join_one(&mut self, one: usize, at: Option<usize>) {
        let (Some(pair @ None), Some(at)) = (self.pairs.get_mut(one), at) else { return };
        *pair = Some(at);
        if let Some(used) = self.used.get_mut(at) {
            *used = true;
        }
    }
}
