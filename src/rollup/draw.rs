//! 抽查: a random draw of households that anybody can repeat.
//!
//! **The rule**, printed on the list: within each village, or each risk, households stand in the order of the SHA-256 of the seed, a
//! line feed and the household's identity; the first so many are drawn. Whoever has the seed and the data draws the same, and nobody
//! who names the seed first can choose whom it hits.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::campaign::{Level, Scope};
use crate::ledger::Home;

/// How much a household is at risk, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// A red problem is open.
    Red,
    /// Another problem or a need is open.
    Open,
    /// Nothing is open at a key household.
    Key,
    /// Nothing is open and nothing calls for more than the ordinary.
    Plain,
    /// Nobody has visited it yet.
    Unvisited,
}

/// What a draw takes so many households from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stratum {
    /// Each village.
    Village,
    /// Each [`Risk`].
    Risk,
}

/// The risk of a household; `scope` is the campaign's, asked about it.
#[must_use]
pub fn risk(home: &Home, scope: &Scope<'_>) -> Risk {
    let mut open = home.findings.iter().filter(|finding| finding.state.is_open()).peekable();
    if open.peek().is_some() {
        return if open.any(|finding| finding.level == Level::Red) { Risk::Red } else { Risk::Open };
    }
    if home.visit.as_ref().is_none_or(|visit| visit.finished.is_none()) {
        Risk::Unvisited
    } else if scope.fact("tag.key").is_some_and(|key| key.to_bool()) {
        Risk::Key
    } else {
        Risk::Plain
    }
}

/// Draws `each` households from every stratum. Households are pairs of stratum and identity; what comes back are their places,
/// stratum by stratum, in the order of the draw.
#[must_use]
pub fn draw<S: Ord>(seed: &str, each: usize, households: &[(S, &str)]) -> Vec<usize> {
    let mut strata: BTreeMap<&S, Vec<([u8; 32], usize)>> = BTreeMap::new();
    for (place, (stratum, id)) in households.iter().enumerate() {
        let lot = Sha256::new().chain_update(seed).chain_update("\n").chain_update(id).finalize().into();
        strata.entry(stratum).or_default().push((lot, place));
    }
    let mut drawn = Vec::new();
    for mut lots in strata.into_values() {
        lots.sort_unstable();
        drawn.extend(lots.into_iter().take(each).map(|(_, place)| place));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_stratum_gives_its_share_and_a_small_one_all_it_has() {
        let ids: Vec<String> = (0..30).map(|number| format!("h{number}")).collect();
        let households: Vec<(bool, &str)> = ids.iter().enumerate().map(|(at, id)| (at < 2, id.as_str())).collect();
        let drawn = draw("2026-12-28", 3, &households);
        assert_eq!(drawn.len(), 5);
        assert_eq!(drawn.iter().filter(|place| **place < 2).count(), 2);
        assert_ne!(drawn, draw("2026-12-29", 3, &households));
    }

    proptest! {
        #[test]
        fn who_is_drawn_does_not_depend_on_the_order_of_the_list(order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle()) {
            let ids: Vec<String> = (0..12).map(|number| format!("h{number}")).collect();
            let plain: Vec<((), &str)> = ids.iter().map(|id| ((), id.as_str())).collect();
            let shuffled: Vec<((), &str)> = order.iter().map(|at| plain[*at]).collect();
            let names = |list: &[((), &str)]| draw("s", 4, list).into_iter().map(|at| list[at].1.to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(names(&plain), names(&shuffled));
        }
    }
}
