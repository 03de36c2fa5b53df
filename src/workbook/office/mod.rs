//! The formats that offices send, read into a [`Workbook`], and a workbook written as xlsx. Only with feature `office`.
//!
//! [`read`] tells the format from the bytes, never from the file's name: old systems export web pages and csv under the name
//! of `.xls`. Limits stand before anything is unpacked, so that no file can exhaust the machine.

mod calamine;
mod grids;
mod markup;
mod plain;
mod write;
mod xls;

pub use write::write_xlsx;

use super::{Cell, Sheet, Workbook, WorkbookError, csv};

/// The most bytes a file may have: 64 MiB. A county's roster of 200,000 rows is about 30.
pub const MAX_FILE: u64 = 64 << 20;
/// The most bytes a file may unpack to: 1 GiB.
const MAX_UNPACKED: u64 = 1 << 30;
/// The most cells a workbook may have, blank cells before a filled one included.
const MAX_CELLS: usize = 12_000_000;

/// Reads a file of any format that offices send.
///
/// Formats: xlsx, xlsm, xlsb, xls (also WPS's et), ods, and text separated by comma, tab or semicolon in UTF-8, UTF-16 or
/// GB18030. Formulas come as their last computed value.
///
/// # Errors
/// [`WorkbookError`] says why not; nothing panics on broken or hostile bytes.
pub fn read(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(WorkbookError::TooLarge { limit_mib: MAX_FILE >> 20 });
    }
    let workbook = match bytes {
        [] => return Err(WorkbookError::Empty),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => calamine::read_zipped(bytes)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => xls::read(bytes)?,
        // Documents that are text in their bytes, and none to their readers.
        [b'%', b'P', b'D', b'F', ..] | [b'{', b'\\', b'r', b't', b'f', ..] => {
            return Err(WorkbookError::NotASpreadsheet);
        }
        _ => plain::read(bytes)?,
    };
    let blank = |sheet: &Sheet| sheet.rows.iter().flatten().all(Cell::is_blank);
    if workbook.sheets.iter().all(blank) { Err(WorkbookError::Empty) } else { Ok(workbook) }
}

/// Reads text separated by commas, in any of those encodings, as the tables beside a form are. A file of nothing is no row.
///
/// # Errors
/// [`WorkbookError`] says why not.
pub fn read_csv(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, WorkbookError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(WorkbookError::TooLarge { limit_mib: MAX_FILE >> 20 });
    }
    Ok(csv::read(&plain::decode(bytes)?, ','))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::workbook::Merge;

    fn sample() -> Workbook {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let rows = vec![
            vec![Cell::from("某村花名册")],
            vec![],
            vec![Cell::Empty, Cell::from("11010519491231002X"), Cell::Number(2.0)],
            vec![
                Cell::Bool(true),
                Cell::Date(day.and_hms_opt(0, 0, 0).unwrap()),
                Cell::Date(day.and_hms_opt(8, 30, 0).unwrap()),
            ],
        ];
        let merges = vec![Merge { top: 0, left: 0, bottom: 0, right: 2 }];
        let hidden = Sheet { name: "隐藏".into(), hidden: true, rows: vec![vec![Cell::from("甲")]], merges: vec![] };
        Workbook { sheets: vec![Sheet { name: "名册".into(), hidden: false, rows, merges }, hidden] }
    }

    #[test]
    fn a_document_whose_bytes_are_text_is_no_table() {
        for bytes in [&b"%PDF-1.4, 1 0 obj\n<< /Type, /Catalog >>\n"[..], b"{\\rtf1\\ansi, \\deff0\n{\\fonttbl}}\n"] {
            assert_eq!(read(bytes), Err(WorkbookError::NotASpreadsheet));
        }
    }

    #[test]
    fn a_package_says_that_it_is_one() {
        let label = crate::package::Label::default();
        let package = crate::package::write(label, &crate::journal::Journal::default());
        assert_eq!(read(&package), Err(WorkbookError::Package));
    }

    #[test]
    fn what_is_written_as_xlsx_reads_back_with_types_merges_and_hidden_sheets() {
        assert_eq!(read(&write_xlsx(&sample()).unwrap()), Ok(sample()));
    }

    #[test]
    fn the_same_workbook_writes_the_same_bytes() {
        assert_eq!(write_xlsx(&sample()), write_xlsx(&sample()));
    }

    #[test]
    fn a_sheet_name_beyond_excel_is_an_error() {
        let sheet = Sheet { name: "长".repeat(40), ..Sheet::default() };
        assert_eq!(write_xlsx(&Workbook { sheets: vec![sheet] }), Err(WorkbookError::NotWritable));
    }

    #[test]
    fn files_that_are_no_rosters_say_what_they_are() {
        let xlsx = write_xlsx(&sample()).unwrap();
        assert_eq!(read(b""), Err(WorkbookError::Empty));
        assert_eq!(read(b" \r\n \n"), Err(WorkbookError::Empty));
        assert_eq!(
            read(&write_xlsx(&Workbook { sheets: vec![Sheet { name: "空".into(), ..Sheet::default() }] }).unwrap()),
            Err(WorkbookError::Empty)
        );
        assert_eq!(read(&xlsx[..xlsx.len() / 2]), Err(WorkbookError::Damaged));
    }
}
