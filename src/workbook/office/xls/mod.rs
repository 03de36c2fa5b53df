//! The xls files of Excel 5 to 2003 and of WPS (BIFF5 and BIFF8 in an OLE compound file).
//!
//! Read here and not by `calamine`, which reads xlsx and ods for us: its xls reader trusts lengths and places that a file
//! declares, and a damaged one ends the program. Offices send many such files, cut off by a messenger.
//!
//! After \[MS-CFB\] and \[MS-XLS\]. Values only: formulas come as last computed, formats only tell dates from numbers.

mod compound;
mod records;
mod strings;

use chrono::{Days, NaiveDate, TimeDelta};

use super::grids::Grids;
use crate::workbook::{Cell, Merge, Sheet, Workbook, WorkbookError};
use compound::Compound;
use records::{Record, Records};
use strings::{Codepage, Text};

/// Reads an OLE compound file: xls, or an encrypted xlsx, or something else of old Office.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let compound = Compound::open(bytes).ok_or(WorkbookError::Damaged)?;
    if compound.has("EncryptedPackage") {
        return Err(WorkbookError::Encrypted);
    }
    if !compound.has("Workbook") && !compound.has("Book") {
        return Err(WorkbookError::NotASpreadsheet);
    }
    let stream = compound.stream("Workbook").or_else(|| compound.stream("Book")).ok_or(WorkbookError::Damaged)?;
    let globals = Globals::read(&stream)?;
    let mut grids = Grids::default();
    for sheet in &globals.sheets {
        let start = stream.get(sheet.start..).ok_or(WorkbookError::Damaged)?;
        globals.read_sheet(start, sheet, &mut grids)?;
    }
    Ok(grids.workbook)
}

/// What the sheets share.
#[derive(Default)]
struct Globals {
    sheets: Vec<Bound>,
    strings: Vec<String>,
    /// Whether a cell's format, by number, is one of dates.
    dates: Vec<bool>,
    from_1904: bool,
    text: Text,
}

/// Where a sheet stands.
struct Bound {
    name: String,
    hidden: bool,
    start: usize,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, WorkbookError> {
        let mut globals = Self::default();
        let mut formats: Vec<(u16, bool)> = Vec::new();
        let mut cell_formats: Vec<u16> = Vec::new();
        let mut ended = false;
        for record in Records::of(stream) {
            let data = record.data;
            match record.kind {
                records::BOF => globals.text.wide = word(data, 0) != Some(0x0500),
                records::FILE_PASS => return Err(WorkbookError::Encrypted),
                records::CODE_PAGE => globals.text.codepage = Codepage::of(word(data, 0).unwrap_or_default()),
                records::DATE_MODE => globals.from_1904 = word(data, 0) == Some(1),
                records::BOUND_SHEET => globals.sheets.extend(globals.bound(data)),
                records::FORMAT => {
                    if let (Some(number), Some(code)) =
                        (word(data, 0), data.get(2..).and_then(|rest| globals.text.read(rest)))
                    {
                        formats.push((number, is_date_format(&code)));
                    }
                }
                records::CELL_FORMAT => cell_formats.push(word(data, 2).unwrap_or_default()),
                records::SHARED_STRINGS => globals.strings = strings::shared(&record),
                records::EOF => {
                    ended = true;
                    break;
                }
                _ => {}
            }
        }
        if !ended {
            return Err(WorkbookError::Damaged);
        }
        let is_date = |number: &u16| {
            let custom = formats.iter().find(|(known, _)| known == number).map(|(_, date)| *date);
            custom.unwrap_or(matches!(number, 14..=22 | 27..=36 | 45 | 47 | 50..=58))
        };
        globals.dates = cell_formats.iter().map(is_date).collect();
        Ok(globals)
    }

    /// A sheet of cells; none for a chart or a macro.
    fn bound(&self, data: &[u8]) -> Option<Bound> {
        let start = usize::try_from(long(data, 0)?).ok()?;
        let (state, kind) = (*data.get(4)?, *data.get(5)?);
        let name = self.text.read_short(data.get(6..)?)?;
        (kind == 0).then_some(Bound { name, hidden: state & 3 != 0, start })
    }

    fn read_sheet(&self, stream: &[u8], bound: &Bound, grids: &mut Grids) -> Result<(), WorkbookError> {
        let mut rows = Vec::new();
        let mut merges = Vec::new();
        let mut depth = 0_usize;
        // Where the text of the last formula goes, which comes in a record of its own.
        let mut awaited = None;
        for record in Records::of(stream) {
            match record.kind {
                records::BOF => depth += 1,
                records::EOF if depth <= 1 => {
                    let name = bound.name.clone();
                    grids.workbook.sheets.push(Sheet { name, hidden: bound.hidden, rows, merges });
                    return Ok(());
                }
                records::EOF => depth -= 1,
                // A chart within the sheet has records of its own.
                _ if depth != 1 => {}
                records::MERGED_CELLS => merges.extend(merged(record.data)),
                records::STRING => {
                    if let (Some((row, column)), Some(text)) = (awaited.take(), self.text.read_on(&record)) {
                        grids.put(&mut rows, row, column, Cell::from(text.as_str()))?;
                    }
                }
                _ => {
                    for (row, column, cell) in self.cells(&record, &mut awaited) {
                        grids.put(&mut rows, row, column, cell)?;
                    }
                }
            }
        }
        Err(WorkbookError::Damaged)
    }

    /// The cells of a record, of which some have several.
    fn cells(&self, record: &Record<'_>, awaited: &mut Option<(usize, usize)>) -> Vec<(usize, usize, Cell)> {
        let data = record.data;
        let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else { return Vec::new() };
        let (row, column) = (usize::from(row), usize::from(column));
        let number =
            |format: Option<u16>, value: Option<f64>| value.map_or(Cell::Empty, |value| self.number(format, value));
        let cell = match record.kind {
            records::NUMBER => number(word(data, 4), double(data, 6)),
            records::RK => number(word(data, 4), long(data, 6).map(packed)),
            records::MANY_RK => {
                let packs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                let cell = |pack: &[u8]| number(word(pack, 0), long(pack, 2).map(packed));
                return packs.chunks_exact(6).enumerate().map(|(at, pack)| (row, column + at, cell(pack))).collect();
            }
            records::SHARED_LABEL => {
                let text = long(data, 6).and_then(|index| self.strings.get(usize::try_from(index).ok()?));
                text.map_or(Cell::Empty, |text| Cell::from(text.as_str()))
            }
            records::LABEL | records::RICH_LABEL => {
                let text = data.get(6..).and_then(|rest| self.text.read(rest)).unwrap_or_default();
                Cell::from(text.as_str())
            }
            records::BOOL_ERROR => match (data.get(6), data.get(7)) {
                (Some(value), Some(0)) => Cell::Bool(*value != 0),
                (Some(code), Some(_)) => error(*code),
                _ => Cell::Empty,
            },
            records::FORMULA => match data.get(6..14) {
                Some([0, .., 0xFF, 0xFF]) => {
                    *awaited = Some((row, column));
                    Cell::Empty
                }
                Some([1, _, value, .., 0xFF, 0xFF]) => Cell::Bool(*value != 0),
                Some([2, _, code, .., 0xFF, 0xFF]) => error(*code),
                Some([_, .., 0xFF, 0xFF]) => Cell::Empty,
                _ => number(word(data, 4), double(data, 6)),
            },
            _ => Cell::Empty,
        };
        vec![(row, column, cell)]
    }

    fn number(&self, format: Option<u16>, value: f64) -> Cell {
        let dated = format.and_then(|format| self.dates.get(usize::from(format))) == Some(&true);
        let date = if dated { date(value, self.from_1904) } else { None };
        date.map_or(Cell::Number(value), Cell::Date)
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn double(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number packed into four bytes: 30 bits of a double or of an integer, perhaps to be divided by 100.
fn packed(bits: u32) -> f64 {
    let value =
        if bits & 2 != 0 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

/// A day counted from 1900 or 1904, with the time as a fraction.
fn date(value: f64, from_1904: bool) -> Option<chrono::NaiveDateTime> {
    if !(0.0..2_958_466.0).contains(&value) || (value < 1.0 && !from_1904) {
        return None;
    }
    // Excel believes in 29 February 1900, so that its days before that are counted from a day later.
    let first = match (from_1904, value < 60.0) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30),
    }?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be from 0 to 2,958,465")]
    let (days, seconds) = (value as u64, (value.fract() * 86_400.0).round() as i64);
    first.checked_add_days(Days::new(days))?.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::seconds(seconds))
}

/// Whether a number format shows a date: it has a letter of year, month, day, hour or second outside quotes and brackets.
fn is_date_format(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => while letters.next().is_some_and(|letter| letter != '"') {},
            '[' => while letters.next().is_some_and(|letter| letter != ']') {},
            '\\' | '_' | '*' => {
                letters.next();
            }
            ';' => return false,
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => return true,
            _ => {}
        }
    }
    false
}

fn error(code: u8) -> Cell {
    Cell::from(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    })
}

fn merged(data: &[u8]) -> impl Iterator<Item = Merge> {
    data.get(2..).unwrap_or_default().chunks_exact(8).filter_map(|range| {
        let at = |index| word(range, index).map(usize::from);
        Some(Merge { top: at(0)?, bottom: at(2)?, left: at(4)?, right: at(6)? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two households made up for this file, with merged cells, a date, numbers, ticks and a formula; saved by LibreOffice.
    const ROSTER: &[u8] = include_bytes!("../../../../tests/fixtures/roster.xls");

    #[test]
    fn an_old_file_reads_as_the_new_one_does() {
        let new = include_bytes!("../../../../tests/fixtures/roster.xlsx");
        assert_eq!(read(ROSTER), super::super::read(new));
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn the_text_of_a_formula_comes_from_the_record_behind_it() {
        let formula = [&[3, 0, 1, 0, 0, 0, 0, 9, 9, 9, 9, 9, 0xFF, 0xFF][..], &[0; 8]].concat();
        let text: Vec<u8> = "测试甲".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (half, rest) = text.split_at(4);
        let string = [&[3, 0, 1][..], half].concat();
        let more = [&[1][..], rest].concat();
        let stream = [
            record(records::BOF, &[0, 6, 0x10, 0]),
            record(records::FORMULA, &formula),
            record(records::STRING, &string),
            record(records::CONTINUE, &more),
            record(records::EOF, &[]),
        ];
        let mut grids = Grids::default();
        let bound = Bound { name: String::new(), hidden: false, start: 0 };
        Globals::default().read_sheet(&stream.concat(), &bound, &mut grids).unwrap();
        assert_eq!(grids.workbook.sheets[0].cell(3, 1), &Cell::from("测试甲"));
    }

    #[test]
    fn text_of_before_1997_is_in_the_code_page() {
        let label = [&[0, 0, 0, 0, 0, 0][..], &[6, 0], &encoding_rs::GB18030.encode("测试甲").0].concat();
        let bof = record(records::BOF, &[0, 5, 5, 0]);
        let stream = [bof, record(records::LABEL, &label), record(records::EOF, &[])].concat();
        let globals = Globals { text: Text { wide: false, ..Text::default() }, ..Globals::default() };
        let mut grids = Grids::default();
        globals.read_sheet(&stream, &Bound { name: String::new(), hidden: false, start: 0 }, &mut grids).unwrap();
        assert_eq!(grids.workbook.sheets[0].cell(0, 0), &Cell::from("测试甲"));
    }

    #[test]
    fn packed_numbers_unpack() {
        assert!((packed(0x3FF0_0000) - 1.0).abs() < f64::EPSILON);
        assert!((packed((123 << 2) | 2) - 123.0).abs() < f64::EPSILON);
        assert!((packed((12_345 << 2) | 3) - 123.45).abs() < 1e-9);
        assert!((packed(((-5_i32) << 2).cast_unsigned() | 2) + 5.0).abs() < f64::EPSILON);
    }

    #[test]
    fn dates_are_told_from_numbers_by_their_format() {
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "h:mm", "[$-804]yyyy/m/d;@"] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["General", "0.00_ ;[Red]\\-0.00", "@", "#,##0\"days\"", "0_d"] {
            assert!(!is_date_format(code), "{code}");
        }
        assert_eq!(date(46_000.5, false).unwrap().to_string(), "2025-12-09 12:00:00");
        assert_eq!(date(46_000.0, false), date(44_538.0, true));
    }

    #[test]
    fn no_cut_or_bent_file_panics() {
        for end in (0..ROSTER.len()).step_by(37) {
            let _ = read(&ROSTER[..end]);
        }
        for at in (0..ROSTER.len()).step_by(3) {
            let mut bent = ROSTER.to_vec();
            bent[at] ^= if at % 2 == 0 { 0xFF } else { 0x01 };
            let _ = read(&bent);
        }
    }
}
