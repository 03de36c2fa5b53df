//! Villages of which not everything has come: a package may hold only what is new since an earlier one, or a piece of an export that was
//! cut, and comes alone when the other file is forgotten. Numbers made of it look like those of a village that did little.
//!
//! **Invariant.** A village is whole while its labels say so, or while as many writes are here as it has: what came by another way counts.

use super::Received;
use crate::app::App;
use crate::journal::RecordId;
use crate::moment::Moment;
use crate::package::{Extent, select};
use crate::register::left_out::left_out;
use crate::register::namesake::Whereabouts;
use crate::text::{Lang, Say};

/// What a village's newest export still lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The village's record.
    pub id: RecordId,
    /// The village.
    pub village: String,
    /// The pieces of it that have not come, of so many; none where an earlier export has not come.
    pub pieces: (Vec<u32>, u32),
    /// How many writes are here.
    pub here: usize,
    /// How many the village has.
    pub all: u64,
}

impl Say for Lacking {
    fn say(&self, lang: Lang) -> String {
        let Self { village, pieces: (pieces, of), here, all, .. } = self;
        let numbers: Vec<String> = pieces.iter().map(u32::to_string).collect();
        match (numbers.as_slice(), lang) {
            ([], Lang::ZhHans) => {
                format!(
                    "{village}发来的只是新增部分，缺以前的数据包：这里有 {here} 条，村里有 {all} 条。请村里重新做一份全部的发来。"
                )
            }
            ([], Lang::En) => format!(
                "{village} sent only what is new, and an earlier package is missing: {here} of its {all} entries are here. Ask the village for a package of everything."
            ),
            (numbers, Lang::ZhHans) => {
                format!("{village}的数据包分成 {of} 份，还差第 {} 份。请村里把这几份也发来。", numbers.join("、"))
            }
            (numbers, Lang::En) => format!(
                "{village} sent its package in {of} pieces; still missing: {}. Ask the village for them too.",
                numbers.join(", ")
            ),
        }
    }
}

impl App {
    /// The villages of which not everything has come, by name. It may go through the whole journal: ask only when that has changed.
    #[must_use]
    pub fn lacking(&self) -> Vec<Lacking> {
        let out: Vec<&RecordId> = left_out(&self.journal).map(|(id, _)| id).collect();
        let counts = |one: &&Received| !out.contains(&&one.label.region.id);
        let newest =
            self.received.iter().filter(counts).filter(|one| !self.received.iter().any(|other| is_newer(other, one)));
        let mut lacking: Vec<Lacking> = newest.filter_map(|one| self.lacks(one)).collect();
        lacking.sort_by(|a, b| (&a.village, &a.id).cmp(&(&b.village, &b.id)));
        // The pieces of one export say the same.
        lacking.dedup_by(|a, b| a.id == b.id);
        lacking
    }

    /// What an export lacks that one of its files tells of.
    fn lacks(&self, one: &Received) -> Option<Lacking> {
        let extent = one.label.extent.as_ref()?;
        let missing = self.missing_pieces(one, extent);
        if missing.is_empty() && self.has_base(one, extent) {
            return None;
        }
        let region = &one.label.region;
        let here = self.writes_of(&region.id);
        // Photos may lack where every write is here.
        let is_whole = usize::try_from(extent.writes).is_ok_and(|all| here >= all) && missing.is_empty();
        // What came without its household is not known to be the village's yet, and came all the same.
        let brought = self.received.iter().filter(|other| other.label.region.id == region.id);
        let brought = brought.map(|other| other.counts.writes).max().unwrap_or_default();
        let here = here.max(usize::try_from(brought.min(extent.writes)).unwrap_or_default());
        let (id, village) = (region.id.clone(), region.village.clone());
        (!is_whole).then_some(Lacking { id, village, pieces: (missing, extent.pieces), here, all: extent.writes })
    }

    /// How many writes of a village are here; of one that was joined to another what it was is counted with what it is.
    fn writes_of(&self, village: &RecordId) -> usize {
        let whereabouts = Whereabouts::of(&self.journal);
        let joined = whereabouts.village(village);
        let mut here = select(&self.journal, joined).len();
        if joined != village {
            here += select(&self.journal, village).len();
        }
        here
    }

    fn missing_pieces(&self, one: &Received, extent: &Extent) -> Vec<u32> {
        let pieces = self.received.iter().filter(|other| is_of_one_export(other, one));
        let here: Vec<u32> = pieces.filter_map(|other| Some(other.label.extent.as_ref()?.piece)).collect();
        (1..=extent.pieces).filter(|piece| extent.pieces > 1 && !here.contains(piece)).collect()
    }

    /// Whether the export has come, whole, after which this one begins; or one of everything that is as new.
    fn has_base(&self, one: &Received, extent: &Extent) -> bool {
        let Some(since) = Moment::parse(&extent.since) else { return true };
        self.received.iter().any(|other| {
            let Some(made) = Moment::parse(&other.label.made) else { return false };
            let is_before = Moment::parse(&one.label.made).is_some_and(|now| made < now);
            let is_of_it = other.label.region.id == one.label.region.id && other.label.device == one.label.device;
            let reaches = made == since || (made > since && is_before);
            is_of_it
                && is_before
                && reaches
                && other
                    .label
                    .extent
                    .as_ref()
                    .is_none_or(|extent| self.missing_pieces(other, extent).is_empty() && self.has_base(other, extent))
        })
    }
}

/// Whether two files are of one export: they differ in nothing but which piece of it they are.
pub(super) fn is_of_one_export(one: &Received, other: &Received) -> bool {
    let export = |one: &Received| {
        let extent = one.label.extent.clone().map(|extent| Extent { piece: 0, ..extent });
        (one.label.device.clone(), one.label.made.clone(), one.label.region.id.clone(), extent)
    };
    export(one) == export(other)
}

/// Whether a file is of a later export of the same village by the same device.
fn is_newer(one: &Received, than: &Received) -> bool {
    let made = |one: &Received| Moment::parse(&one.label.made);
    one.label.region.id == than.label.region.id
        && one.label.device == than.label.device
        && made(one).zip(made(than)).is_some_and(|(one, than)| one > than)
}
