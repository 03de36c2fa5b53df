//! 读回: a ledger that somebody edited in a spreadsheet, held against the records it was made from. What differs becomes changes for a
//! person to look at, and only then writes.
//!
//! **Invariants**
//! - Only a column that is one plain field of one record is read back; every other is computed, and said to be.
//! - What an edition masked (`110105********002X`) never overwrites what it hides, nor does a blank cell, nor a value that the
//!   field had before: then the file is simply older.
//! - A row that is no record, or could be several, changes nothing and is named.
//!
//! Start with [`Back::read`]. `pair` finds each row's record, `field` says which field a column is, `value` reads cells.

mod field;
mod pair;
mod say;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;

use serde_json::Value as Json;

use self::field::{Field, field};
use self::pair::{Paired, pair};
use self::value::{Read, read};
use super::head::Head;
use super::{Entry, View};
use crate::campaign::{Column, ColumnKind, ColumnValue, Ledger};
use crate::expr::Env;
use crate::journal::{Fields, Journal, Kind, RecordId};
use crate::register::typed::squeeze;
use crate::register::{IdProblem, ResidentId};
use crate::text::Lang;
use crate::workbook::{Cell, Sheet, Workbook};

/// What an edited workbook comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Back {
    /// The sheets that are ledgers, with how many rows of each are records.
    pub sheets: Vec<(String, usize)>,
    /// What would change.
    pub changes: Vec<Change>,
    /// Rows that are no record, or could be several.
    pub strays: Vec<Stray>,
    /// Cells that were changed and cannot be read.
    pub unread: Vec<Unread>,
    /// Columns that are computed and whose cells differ, with how many.
    pub computed: Vec<(String, usize)>,
    /// Cells that say what their field said before.
    pub older: usize,
    /// Cells that were masked.
    pub masked: usize,
    /// Cells that were emptied.
    pub emptied: usize,
}

/// One cell that was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What the record is.
    pub kind: Kind,
    /// Which it is.
    pub record: RecordId,
    /// The village it is of.
    pub village: Option<RecordId>,
    /// What is set.
    pub fields: Fields,
    /// Where it stands.
    pub place: Place,
    /// The column's name.
    pub column: String,
    /// What the record says, as people read it.
    pub old: String,
    /// What the file says.
    pub new: String,
    /// It is no valid ID number: a warning (law 6).
    pub doubt: Option<IdProblem>,
}

/// A row of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Whose it is, as far as the row says.
    pub who: String,
}

/// A row that changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Which.
    pub place: Place,
    /// Why.
    pub why: Lost,
}

/// Why a row is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Nothing is like it.
    Nobody,
    /// Several are as like it.
    Several,
    /// Another row is the same record.
    Twice,
}

/// A cell that was changed and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The row.
    pub place: Place,
    /// The column's name.
    pub column: String,
    /// What stands there.
    pub text: String,
    /// Why.
    pub why: Fault,
}

/// Why a cell cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is none of the words that the column knows.
    NoSuchWord,
    /// It is no number.
    NoNumber,
    /// It is no day.
    NoDay,
    /// A long number that is a number and no text has lost its last digits.
    LostDigits,
    /// Another sheet says something else of the same field.
    Disagrees,
}

/// Why a file is not read back at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLedger;

impl Back {
    /// Holds a workbook against the records of a view and of the journal that it is of.
    pub fn read(book: &Workbook, journal: &Journal, view: &View<'_>, lang: Lang) -> Result<Self, NoLedger> {
        let mut back = Self::default();
        let mut set: BTreeMap<(Kind, RecordId, String), Json> = BTreeMap::new();
        for sheet in book.sheets.iter().filter(|sheet| !sheet.hidden) {
            if let Some(known) = Known::find(sheet, &view.campaign.ledgers).filter(Known::is_sure) {
                Reading { known: &known, sheet, journal, view, lang, env: view.now.env() }.read(&mut back, &mut set);
            }
        }
        if back.sheets.is_empty() { Err(NoLedger) } else { Ok(back) }
    }
}

/// A sheet that is a ledger: where its heading ends, which column stands where, and in which language it was written.
struct Known<'c> {
    ledger: &'c Ledger,
    lang: Lang,
    bottom: usize,
    columns: Vec<(usize, &'c Column)>,
}

impl<'c> Known<'c> {
    /// The ledger whose columns a sheet has most of.
    fn find(sheet: &Sheet, ledgers: &'c [Ledger]) -> Option<Self> {
        let found = ledgers.iter().filter_map(|ledger| {
            let head = Head::find(sheet, |path| ledger.columns.iter().any(|column| is_of(column, path)))?;
            let speaks = |lang| {
                head.columns.iter().filter(|head| ledger.columns.iter().any(|one| bears(one, &head.path, lang))).count()
            };
            let lang = if speaks(Lang::En) > speaks(Lang::ZhHans) { Lang::En } else { Lang::ZhHans };
            let mut columns: Vec<(usize, &Column)> = Vec::new();
            for head in &head.columns {
                let taken = |column: &&Column| columns.iter().any(|(_, other)| other.name == column.name);
                let mut candidates = ledger.columns.iter().filter(|column| is_of(column, &head.path));
                if let Some(column) = candidates.find(|column| !taken(column)) {
                    columns.push((head.at, column));
                }
            }
            Some(Self { ledger, lang, bottom: head.bottom, columns })
        });
        // The sheet's own name decides between ledgers that share columns.
        let named = |known: &Self| !known.ledger.number.is_empty() && sheet.name.starts_with(&known.ledger.number);
        found.max_by_key(|known| (known.columns.len() >= 2, named(known), known.columns.len()))
    }
}

impl Known<'_> {
    /// Whether enough of its columns are there to tell it from any other table.
    fn is_sure(&self) -> bool {
        self.columns.len() >= 3
    }
}

/// Whether a column bears these words in either language.
fn is_of(column: &Column, path: &[String]) -> bool {
    [Lang::ZhHans, Lang::En].into_iter().any(|lang| bears(column, path, lang))
}

/// Whether a column bears these words in a language.
fn bears(column: &Column, path: &[String], lang: Lang) -> bool {
    let (group, label) = (squeeze(column.group.get(lang)), squeeze(column.label.get(lang)));
    match path {
        [only] => *only == label && group.is_empty() || *only == format!("{group}·{label}"),
        [over, under] => *over == group && *under == label,
        _ => false,
    }
}

/// Reading one sheet.
struct Reading<'a> {
    known: &'a Known<'a>,
    sheet: &'a Sheet,
    journal: &'a Journal,
    view: &'a View<'a>,
    lang: Lang,
    env: Env,
}

impl Reading<'_> {
    fn read(&self, back: &mut Back, set: &mut BTreeMap<(Kind, RecordId, String), Json>) {
        let ledger = self.known.ledger;
        let entries: Vec<Entry<'_>> = self
            .view
            .entries(ledger.of)
            .map(|entry| entry.told_in(self.known.lang))
            .filter(|entry| entry.record.is_none_or(|record| ledger.kinds.contains(&record.kind)))
            .collect();
        let now: Vec<Vec<String>> = entries.iter().map(|entry| self.shown(entry)).collect();
        let rows: Vec<usize> =
            (self.known.bottom + 1..self.sheet.rows.len()).filter(|row| self.is_body(*row)).collect();
        let texts: Vec<Vec<String>> = rows.iter().map(|row| self.texts(*row)).collect();
        let kinds: Vec<&ColumnKind> = self.known.columns.iter().map(|(_, column)| kind(column)).collect();
        let mut computed: Vec<usize> = vec![0; kinds.len()];
        let mut records = 0;
        for (paired, (row, texts)) in pair(&kinds, &now, &texts).into_iter().zip(rows.iter().zip(&texts)) {
            let place = self.place(*row, texts);
            let entry = match paired {
                Paired::With(at) => entries.get(at).zip(now.get(at)),
                Paired::Lost(why) => {
                    back.strays.push(Stray { place, why });
                    continue;
                }
            };
            let Some((entry, now)) = entry else { continue };
            records += 1;
            for (((at, column), (text, shown)), computed) in
                self.known.columns.iter().zip(texts.iter().zip(now)).zip(&mut computed)
            {
                let cell = self.sheet.cell(*row, *at);
                let compared = Compared { entry, column, cell, text, shown, place: &place };
                self.compare(back, set, &compared, computed);
            }
        }
        back.sheets.push((ledger.label.get(self.lang).to_owned(), records));
        for ((_, column), count) in self.known.columns.iter().zip(computed) {
            if count > 0 {
                back.computed.push((column.label.get(self.lang).to_owned(), count));
            }
        }
    }

    /// Whether a row below the heading is an entry: two cells that say something, no sum, and no line for signatures.
    fn is_body(&self, row: usize) -> bool {
        const SUMS: [&str; 5] = ["合计", "小计", "总计", "Total", "Subtotal"];
        let texts = self.texts(row);
        let filled = texts.iter().filter(|text| !text.is_empty()).count();
        let all = self.sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        let signs = all.iter().all(|cell| cell.is_blank() || cell.text().contains([':', '：']));
        filled >= 2 && !signs && !all.iter().any(|cell| SUMS.contains(&squeeze(&cell.text()).as_str()))
    }

    fn texts(&self, row: usize) -> Vec<String> {
        self.known.columns.iter().map(|(at, _)| self.sheet.cell(row, *at).text().trim().to_owned()).collect()
    }

    /// The columns of an entry as its record says them, whole.
    fn shown(&self, entry: &Entry<'_>) -> Vec<String> {
        let (campaign, lang) = (entry.view.campaign, self.known.lang);
        let column = |column: &Column| {
            let text = entry.within(&self.env, |scope| scope.column(&column.value, lang));
            match &column.kind {
                ColumnKind::Choice(list) => campaign.choices(list, &text, lang),
                ColumnKind::Answer(question) => campaign.answer(question, &text, lang).into_owned(),
                _ => text.trim().to_owned(),
            }
        };
        self.known.columns.iter().map(|(_, one)| column(one)).collect()
    }

    fn place(&self, row: usize, texts: &[String]) -> Place {
        let named = self.known.columns.iter().zip(texts).find(|((_, column), _)| column.kind == ColumnKind::Name);
        let who = named.map(|(_, text)| text).or_else(|| texts.iter().find(|text| !text.is_empty()));
        Place {
            sheet: self.known.ledger.label.get(self.lang).to_owned(),
            row: u32::try_from(row + 1).unwrap_or(u32::MAX),
            who: who.cloned().unwrap_or_default(),
        }
    }

    /// Holds one cell against its record.
    fn compare(
        &self,
        back: &mut Back,
        set: &mut BTreeMap<(Kind, RecordId, String), Json>,
        of: &Compared<'_>,
        computed: &mut usize,
    ) {
        let Compared { entry, column, cell, text, shown, place } = *of;
        if column.value == ColumnValue::Serial || value::same(kind(column), text, shown) {
            return;
        }
        if text.is_empty() {
            back.emptied += usize::from(field(entry, column).is_some());
            return;
        }
        if text.contains(['*', '＊']) {
            // What a person typed there is told, what the mask left is only counted.
            back.masked += 1;
            return;
        }
        let Some(Field { kind: of, record, paths }) = field(entry, column) else {
            *computed += 1;
            return;
        };
        let said = |why| Unread {
            place: place.clone(),
            column: column.label.get(self.lang).to_owned(),
            text: text.to_owned(),
            why,
        };
        let record_now = self.journal.record(&of, &record);
        let stored = record_now.as_ref().and_then(|record| Some(record.get(paths.first()?).to_json()));
        let Read { json, words } = match read(self.view.campaign, column, cell, stored.as_ref()) {
            Ok(read) => read,
            Err(why) => return back.unread.push(said(why)),
        };
        let Some(path) = paths.first().cloned() else { return };
        let was = |write: &crate::journal::Write| write.fields.get(&path) == Some(&json);
        if stored.as_ref() == Some(&json) {
            return;
        }
        if self.journal.history(&of, &record).iter().any(was) {
            back.older += 1;
            return;
        }
        match set.insert((of.clone(), record.clone(), path), json.clone()) {
            Some(other) if other != json => return back.unread.push(said(Fault::Disagrees)),
            Some(_) => return,
            None => {}
        }
        back.changes.push(Change {
            kind: of,
            record,
            village: entry.home.household.village.clone(),
            fields: paths.into_iter().map(|path| (path, json.clone())).collect(),
            place: place.clone(),
            column: column.label.get(self.lang).to_owned(),
            old: shown.to_owned(),
            doubt: (column.kind == ColumnKind::Id).then(|| ResidentId::read(&words).err()).flatten(),
            new: words,
        });
    }
}

/// A cell and what it is held against.
struct Compared<'a> {
    entry: &'a Entry<'a>,
    column: &'a Column,
    cell: &'a Cell,
    text: &'a str,
    shown: &'a str,
    place: &'a Place,
}

/// A serial number is an integer by its kind, but tells nothing.
fn kind(column: &Column) -> &ColumnKind {
    &column.kind
}
