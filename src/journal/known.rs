//! What somebody already has, in few words: the numbers of the writes by device.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::write::WriteId;

/// Which writes a journal held at a moment, as runs of numbers by device: `{"a91f": [[1, 17], [19, 30]]}`. Writes arrive in any
/// order, so the highest number alone would claim some that were not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Known(BTreeMap<String, Vec<(u64, u64)>>);

impl Known {
    /// Whether a write was there.
    #[must_use]
    pub fn has(&self, id: &WriteId) -> bool {
        self.has_number(&id.device.0, id.seq)
    }

    pub(super) fn has_number(&self, device: &str, seq: u64) -> bool {
        self.0.get(device).is_some_and(|runs| runs.iter().any(|(first, last)| (*first..=*last).contains(&seq)))
    }

    /// Adds a device's numbers, which ascend.
    pub(super) fn add(&mut self, device: &str, seqs: impl Iterator<Item = u64>) {
        let runs = self.0.entry(device.to_owned()).or_default();
        for seq in seqs {
            match runs.last_mut() {
                Some((_, last)) if last.checked_add(1) == Some(seq) => *last = seq,
                _ => runs.push((seq, seq)),
            }
        }
    }
}
