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

/// What the store gave back, on its way to become the journal: all at once, or a little at a time while something else is shown.
///
/// Law: however it is cut, what comes of it is the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loading {
    reading: Reading,
    journal: Journal,
    damage: Damage,
    /// The batch that is folded next, and where in it.
    next: (usize, usize),
}

/// What became of it.
pub(super) struct Loaded {
    pub journal: Journal,
    pub damage: Damage,
    pub head: Head,
    pub compaction: Option<Compaction>,
}

impl Loading {
    /// Nothing of it is folded yet.
    #[must_use]
    pub fn of(reading: Reading) -> Self {
        let damage = Damage { heads: reading.unreadable.clone(), lost: reading.unreadable.len(), ..Damage::default() };
        Self { reading, damage, ..Self::default() }
    }

    /// Folds some of about so many bytes, to the end of a line. Whether more is left.
    pub fn step(&mut self, bytes: usize) -> bool {
        let (at, from) = self.next;
        let Some(batch) = self.reading.batches.get(at) else { return false };
        let rest = batch.bytes.get(from..).unwrap_or_default();
        let line_end = || rest.iter().skip(bytes).position(|byte| *byte == b'\n').map(|more| bytes + more + 1);
        let (piece, next) = match if rest.len() > bytes { line_end() } else { None } {
            Some(end) => (rest.get(..end).unwrap_or_default(), (at, from + end)),
            None => (rest, (at + 1, 0)),
        };
        self.next = next;
        if self.journal.merge_ndjson(piece).is_err() {
            salvage(&mut self.journal, &mut self.damage, batch);
            self.next = (at + 1, 0);
        }
        true
    }

    /// Folds what is left.
    pub(super) fn finish(mut self) -> Loaded {
        while self.step(usize::MAX) {}
        let compaction = if self.damage == Damage::default() { compaction(&self.reading) } else { None };
        Loaded { journal: self.journal, damage: self.damage, head: self.reading.head, compaction }
    }
}

/// Folds what was read into a journal that is there.
pub(super) fn fold(journal: &mut Journal, reading: &Reading) {
    for batch in &reading.batches {
        if journal.merge_ndjson(&batch.bytes).is_err() {
            // The next start finds it again, and sets it aside.
            salvage(journal, &mut Damage::default(), batch);
        }
    }
}

/// Folds the good lines of a batch that has a bad one.
fn salvage(journal: &mut Journal, damage: &mut Damage, batch: &Batch) {
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
fn compaction(reading: &Reading) -> Option<Compaction> {
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

    fn loaded(batches: &[&str]) -> (Journal, Damage) {
        let Loaded { journal, damage, .. } = Loading::of(reading(batches)).finish();
        (journal, damage)
    }

    #[test]
    fn a_bad_line_costs_itself_and_not_its_neighbours() {
        let (journal, damage) = loaded(&[&format!("{GOOD}\n{{\"id\":\n"), ""]);
        assert_eq!(damage, Damage { heads: vec![Head(1)], salvaged: format!("{GOOD}\n").into_bytes(), lost: 1 });
        assert_eq!(journal.len(), 1);
    }

    #[test]
    fn sound_batches_are_no_damage() {
        let (journal, damage) = loaded(&[GOOD, GOOD]);
        assert_eq!(damage, Damage::default());
        assert_eq!(journal.len(), 1);
    }

    #[test]
    fn however_loading_is_cut_the_same_comes_of_it() {
        let line = |seq: u32| GOOD.replace("a.1", &format!("a.{seq}"));
        let sound = [line(1), line(2), line(3)].join("\n");
        let rotten = [line(4), "{".to_owned(), line(5)].join("\r\n") + "\n";
        let batches = [sound.as_str(), "", &rotten, &line(6)];
        let whole = Loading::of(reading(&batches)).finish();
        assert_eq!((whole.journal.len(), whole.damage.lost, whole.damage.heads.len()), (6, 1, 1));
        for bytes in 0..400 {
            let mut loading = Loading::of(reading(&batches));
            while loading.step(bytes) {}
            let cut = loading.finish();
            assert_eq!(
                (cut.journal, cut.damage),
                (whole.journal.clone(), whole.damage.clone()),
                "in pieces of {bytes}"
            );
        }
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
