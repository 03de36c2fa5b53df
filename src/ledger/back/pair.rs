//! Which record a row is: the one with which it shares most of what tells people and things apart.
//!
//! An exported ledger bears no mark of its records: a mark that anybody could reckon from an ID number would give away the digits
//! that an edition masks. So a row is known by what it says, whichever edition it is of and however it was sorted.

use std::collections::BTreeMap;

use super::Lost;
use super::value::{looks_like, plain};
use crate::campaign::ColumnKind;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paired {
    /// The record at this place.
    With(usize),
    /// None.
    Lost(Lost),
}

/// More records than this share a word that tells nothing.
const COMMON: usize = 400;
/// The least that a row and its record must share: a name and something else, or a phone, or an ID number.
const ENOUGH: i32 = 5;

/// How much it tells that two cells of a column agree.
const fn weight(kind: &ColumnKind) -> i32 {
    match kind {
        ColumnKind::Id => 12,
        ColumnKind::Phone | ColumnKind::Name => 4,
        ColumnKind::Date | ColumnKind::Time => 2,
        ColumnKind::Text
        | ColumnKind::Choice(_)
        | ColumnKind::Answer(_)
        | ColumnKind::Integer
        | ColumnKind::Decimal => 1,
    }
}

/// How much it tells against them that both say something and do not agree.
const fn against(kind: &ColumnKind) -> i32 {
    match kind {
        ColumnKind::Id => 8,
        ColumnKind::Date => 1,
        _ => 0,
    }
}

/// Pairs rows with records, each record once. `now` and `rows` hold a cell for each of `kinds`.
pub(super) fn pair(kinds: &[&ColumnKind], now: &[Vec<String>], rows: &[Vec<String>]) -> Vec<Paired> {
    let index = Index::of(kinds, now);
    let mut found: Vec<(i32, Paired)> = rows.iter().map(|row| best(kinds, now, row, &index)).collect();
    // Of two rows that are the same record the one that is more like it has it.
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|row| std::cmp::Reverse(found.get(*row).map_or(0, |(score, _)| *score)));
    let mut taken = vec![false; now.len()];
    for row in order {
        let Some((_, paired)) = found.get_mut(row) else { continue };
        if let Paired::With(at) = *paired
            && let Some(taken) = taken.get_mut(at)
            && std::mem::replace(taken, true)
        {
            *paired = Paired::Lost(Lost::Twice);
        }
    }
    found.into_iter().map(|(_, paired)| paired).collect()
}

fn best(kinds: &[&ColumnKind], now: &[Vec<String>], row: &[String], index: &Index) -> (i32, Paired) {
    let (mut most, mut at, mut again) = (i32::MIN, 0, false);
    for candidate in index.candidates(kinds, row) {
        let Some(score) = now.get(candidate).and_then(|record| score(kinds, record, row)) else { continue };
        if score > most {
            (most, at, again) = (score, candidate, false);
        } else if score == most {
            again = true;
        }
    }
    match (most >= ENOUGH, again) {
        (false, _) => (0, Paired::Lost(Lost::Nobody)),
        (true, true) => (most, Paired::Lost(Lost::Several)),
        (true, false) => (most, Paired::With(at)),
    }
}

/// How alike a row and a record are. Under another name it is somebody else, whatever else they share (a telephone, a street),
/// unless the ID numbers agree: then the name was put right.
fn score(kinds: &[&ColumnKind], record: &[String], row: &[String]) -> Option<i32> {
    let (mut score, mut renamed, mut identified) = (0, false, false);
    for (kind, (now, text)) in kinds.iter().zip(record.iter().zip(row)) {
        if now.is_empty() || text.is_empty() {
            continue;
        }
        let alike = looks_like(kind, text, now);
        renamed |= !alike && **kind == ColumnKind::Name;
        identified |= alike && **kind == ColumnKind::Id;
        score += if alike { weight(kind) } else { -against(kind) };
    }
    (!renamed || identified).then_some(score)
}

/// Where records say a word, and where they say what begins or ends like a masked one.
struct Index {
    whole: BTreeMap<(usize, String), Vec<usize>>,
    ends: BTreeMap<(usize, String), Vec<usize>>,
}

impl Index {
    fn of(kinds: &[&ColumnKind], now: &[Vec<String>]) -> Self {
        let mut index = Self { whole: BTreeMap::new(), ends: BTreeMap::new() };
        for (at, record) in now.iter().enumerate() {
            for (column, (kind, text)) in kinds.iter().zip(record).enumerate() {
                if text.is_empty() {
                    continue;
                }
                index.whole.entry((column, plain(kind, text))).or_default().push(at);
                if let Some(end) = end(kind, text) {
                    index.ends.entry((column, end)).or_default().push(at);
                }
            }
        }
        index
    }

    /// The records that share a telling word with a row, each once.
    fn candidates(&self, kinds: &[&ColumnKind], row: &[String]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (column, (kind, text)) in kinds.iter().zip(row).enumerate() {
            let masked = text.contains('*');
            let list = match end(kind, text).filter(|_| masked) {
                Some(end) => self.ends.get(&(column, end)),
                None => self.whole.get(&(column, plain(kind, text))),
            };
            if let Some(list) = list.filter(|list| list.len() <= COMMON) {
                found.extend(list);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What a mask leaves of a cell to find it by: the last four characters of a number, the first of a name.
fn end(kind: &ColumnKind, text: &str) -> Option<String> {
    match kind {
        ColumnKind::Id | ColumnKind::Phone => {
            let from = text.chars().count().checked_sub(4)?;
            Some(text.chars().skip(from).collect())
        }
        ColumnKind::Name => text.chars().next().map(String::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [&ColumnKind; 4] = [&ColumnKind::Name, &ColumnKind::Id, &ColumnKind::Phone, &ColumnKind::Text];

    fn cells(text: &str) -> Vec<String> {
        text.split('|').map(str::to_owned).collect()
    }

    fn paired(rows: &[&str]) -> Vec<Paired> {
        let now =
            ["测试甲|11010519491231002X|13900000001|1组", "测试乙|440524188001010014|13900000002|1组", "测试甲|||2组"];
        pair(&KINDS, &now.map(cells), &rows.iter().map(|row| cells(row)).collect::<Vec<_>>())
    }

    #[test]
    fn a_row_is_known_by_what_it_still_says() {
        use Paired::{Lost as None, With};
        assert_eq!(paired(&["测试丙|11010519491231002x|13900000009|9组"]), [With(0)], "by its ID number");
        assert_eq!(paired(&["测**|440524********0014|139****0002|1组"]), [With(1)], "in an edition that masks");
        assert_eq!(paired(&["测试甲||13900000001|3组"]), [With(0)]);
        assert_eq!(paired(&["测试甲|||2组"]), [With(2)]);
        assert_eq!(paired(&["测试戊|||1组"]), [None(Lost::Nobody)]);
        let neighbour = "测试戊|34052419800101001X|13900000001|1组";
        assert_eq!(paired(&[neighbour]), [None(Lost::Nobody)], "whoever shares a telephone is somebody else");
        assert_eq!(paired(&["测试乙||13900000002|1组", "测试乙|440524188001010014||"]), [None(Lost::Twice), With(1)]);
    }

    #[test]
    fn two_that_are_as_like_it_are_not_chosen_between() {
        let now = ["测试甲|||1组", "测试甲|||1组"].map(cells);
        assert_eq!(pair(&KINDS, &now, &[cells("测试甲|||1组")]), [Paired::Lost(Lost::Several)]);
    }
}
