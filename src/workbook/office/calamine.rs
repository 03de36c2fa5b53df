//! xlsx, xlsb and ods by way of the crate `calamine`.

use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Ods, OdsError, Range, Reader, SheetVisible, Xlsb, Xlsx, XlsxError};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use zip::ZipArchive;

use super::grids::Grids;
use super::{MAX_CELLS, MAX_UNPACKED};
use crate::package::MANIFEST;
use crate::workbook::{Cell, Merge, Sheet, Workbook, WorkbookError};

/// Reads a zip that may be xlsx, xlsm, xlsb or ods.
pub(super) fn read_zipped(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookError::Damaged)?;
    let mut names = Vec::with_capacity(archive.len());
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| WorkbookError::Damaged)?;
        names.push(entry.name().map_err(|_| WorkbookError::Damaged)?.replace('\\', "/").to_ascii_lowercase());
        // Reading stops at the size that an entry declares, so the declared sizes are a bound.
        unpacked = unpacked.saturating_add(entry.size());
    }
    if unpacked > MAX_UNPACKED {
        return Err(WorkbookError::TooLarge { limit_mib: MAX_UNPACKED >> 20 });
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let is_under = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("content.xml") && has("mimetype") {
        read_ods(bytes)
    } else if has("xl/workbook.bin") {
        read_xlsb(bytes)
    } else if has("[content_types].xml") && !is_under("word/") && !is_under("ppt/") {
        read_xlsx(bytes)
    } else if has(MANIFEST) {
        Err(WorkbookError::Package)
    } else {
        Err(WorkbookError::NotASpreadsheet)
    }
}

fn read_xlsx(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => WorkbookError::Encrypted,
        _ => WorkbookError::Damaged,
    })?;
    let mut grids = Grids::default();
    for (name, hidden) in worksheets(&file) {
        let merges = file.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut rows = Vec::new();
        let mut cells = match file.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => return Err(WorkbookError::Damaged),
        };
        while let Some(cell) = cells.next_cell().map_err(|_| WorkbookError::Damaged)? {
            let (row, column) = cell.get_position();
            grids.put(&mut rows, row as usize, column as usize, from_ref(cell.get_value()))?;
        }
        grids.add(name, hidden, rows, &merges);
    }
    Ok(grids.workbook)
}

fn read_xlsb(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let mut file = Xlsb::new(Cursor::new(bytes)).map_err(|_| WorkbookError::Damaged)?;
    let mut grids = Grids::default();
    for (name, hidden) in worksheets(&file) {
        let range = file.worksheet_range(&name).map_err(|_| WorkbookError::Damaged)?;
        grids.add_range(name, hidden, &range, &[])?;
    }
    Ok(grids.workbook)
}

fn read_ods(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let mut file = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => WorkbookError::Encrypted,
        OdsError::InvalidMime(_) => WorkbookError::NotASpreadsheet,
        OdsError::CellLimitExceeded { .. } => WorkbookError::TooManyCells { limit: MAX_CELLS },
        _ => WorkbookError::Damaged,
    })?;
    let mut grids = Grids::default();
    for (name, hidden) in worksheets(&file) {
        let range = file.worksheet_range(&name).map_err(|_| WorkbookError::Damaged)?;
        grids.add_range(name, hidden, &range, &[])?;
    }
    Ok(grids.workbook)
}

/// The names of the sheets in the file's order, and whether each is hidden.
fn worksheets<'a, R: Reader<Cursor<&'a [u8]>>>(file: &R) -> Vec<(String, bool)> {
    file.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

impl Grids {
    fn add_range(
        &mut self,
        name: String,
        hidden: bool,
        range: &Range<Data>,
        merges: &[Dimensions],
    ) -> Result<(), WorkbookError> {
        let mut rows = Vec::new();
        if let Some((top, left)) = range.start() {
            for (row, column, data) in range.used_cells() {
                self.put(&mut rows, top as usize + row, left as usize + column, from_data(data))?;
            }
        }
        self.add(name, hidden, rows, merges);
        Ok(())
    }

    fn add(&mut self, name: String, hidden: bool, rows: Vec<Vec<Cell>>, merges: &[Dimensions]) {
        let merges = merges
            .iter()
            .map(|area| Merge {
                top: area.start.0 as usize,
                left: area.start.1 as usize,
                bottom: area.end.0 as usize,
                right: area.end.1 as usize,
            })
            .collect();
        self.workbook.sheets.push(Sheet { name, hidden, rows, merges });
    }
}

fn from_data(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::from(text.as_str()),
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet's integers are doubles already")]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::DateTime(when) => from_serial(when),
        Data::DateTimeIso(text) => from_iso(text),
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

fn from_ref(data: &DataRef) -> Cell {
    match data {
        DataRef::SharedString(text) => Cell::from(*text),
        DataRef::String(text) => Cell::from(text.as_str()),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Empty => Cell::Empty,
        other => from_data(&Data::from(other.clone())),
    }
}

/// A serial number formatted as a date. One that is no date of this or the last two centuries is a number with an odd format.
fn from_serial(when: &calamine::ExcelDateTime) -> Cell {
    let number = when.as_f64();
    if when.is_duration() || !(1.0..2_958_466.0).contains(&number) {
        return Cell::Number(number);
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|date| date.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second)))
        .map_or(Cell::Number(number), Cell::Date)
}

fn from_iso(text: &str) -> Cell {
    let date = || text.parse::<NaiveDate>().ok().map(|date| date.and_time(NaiveTime::MIN));
    let moment = || text.parse::<NaiveDateTime>().ok();
    let zoned = || DateTime::parse_from_rfc3339(text).ok().map(|when| when.naive_local());
    date().or_else(moment).or_else(zoned).map_or_else(|| Cell::from(text), Cell::Date)
}
