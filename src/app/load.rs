//! What the store gave back becomes the journal; what cannot be understood is set aside, never dropped and never fatal.

use crate::journal::{Journal, LineCause};
use crate::store::{Batch, Head, Reading};

/// Batches that cannot be kept as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// Their numbers.
    pub heads: Vec<Head>,
    /// The lines in them that are sound after all, as one batch.
    pub salvaged: Vec<u8>,
    /// How many lines are not.
    pub lost: usize,
}

/// Folds what was read. A batch with a bad line gives its good lines all the same.
pub(super) fn fold(journal: &mut Journal, reading: &Reading) -> Damage {
    let mut damage = Damage { heads: reading.unreadable.clone(), lost: reading.unreadable.len(), ..Damage::default() };
    for batch in &reading.batches {
        if journal.merge_ndjson(&batch.bytes).is_err() {
            damage.heads.push(batch.head);
            for line in batch.bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
                let text = std::str::from_utf8(line).map_err(|_| LineCause::NotText);
                match text.and_then(|text| journal.insert_line(text.trim_ascii())) {
                    Ok(_) => {
                        damage.salvaged.extend_from_slice(line);
                        damage.salvaged.push(b'\n');
                    }
                    Err(_) => damage.lost += 1,
                }
            }
        }
    }
    damage
}

/// A run of small batches worth replacing by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compaction {
    /// The batch before the run.
    pub after: Head,
    /// The last batch of the run.
    pub upto: Head,
    /// Their bytes, one after the other.
    pub bytes: Vec<u8>,
}

/// The small batches at the end, if they are many: reading thousands of tiny values is slow on a phone.
pub(super) fn compaction(reading: &Reading) -> Option<Compaction> {
    const MANY: usize = 300;
    const SMALL: usize = 64 << 10;
    let small = reading.batches.iter().rev().take_while(|batch| batch.bytes.len() < SMALL).count();
    let run: &[Batch] = reading.batches.get(reading.batches.len() - small..)?;
    let (first, last) = run.first().zip(run.last())?;
    (run.len() >= MANY).then(|| Compaction {
        after: Head(first.head.0.saturating_sub(1)),
        upto: last.head,
        // Between two batches a line ends, whether or not the first one ends its last.
        bytes: run.iter().map(|batch| batch.bytes.trim_ascii_end()).collect::<Vec<_>>().join(&b'\n'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id":"a.1","record":"h1","kind":"household","at":1,"fields":{"head":"测试甲"}}"#;

    fn reading(batches: &[&str]) -> Reading {
        let batches: Vec<Batch> = (1..)
            .zip(batches)
            .map(|(head, text)| Batch { head: Head(head), bytes: text.as_bytes().to_vec() })
            .collect();
        Reading { head: Head(u32::try_from(batches.len()).unwrap()), batches, unreadable: Vec::new() }
    }

    #[test]
    fn a_bad_line_costs_itself_and_not_its_neighbours() {
        let mut journal = Journal::default();
        let damage = fold(&mut journal, &reading(&[&format!("{GOOD}\n{{\"id\":\n"), ""]));
        assert_eq!(damage, Damage { heads: vec![Head(1)], salvaged: format!("{GOOD}\n").into_bytes(), lost: 1 });
        assert_eq!(journal.len(), 1);
    }

    #[test]
    fn sound_batches_are_no_damage() {
        let mut journal = Journal::default();
        assert_eq!(fold(&mut journal, &reading(&[GOOD, GOOD])), Damage::default());
        assert_eq!(journal.len(), 1);
    }

    #[test]
    fn many_small_batches_after_a_big_one_become_one() {
        let big = format!("{GOOD}\n").repeat(1000);
        let mut batches = vec![big.as_str()];
        assert_eq!(compaction(&reading(&batches)), None);
        batches.extend([GOOD; 300]);
        let compaction = compaction(&reading(&batches)).unwrap();
        assert_eq!((compaction.after, compaction.upto), (Head(1), Head(301)));
        assert_eq!(compaction.bytes, vec![GOOD; 300].join("\n").as_bytes());
    }
}
