//! A workbook as xlsx, plainly: for campaigns that an office edits and imports again. Ledgers have their own writer.

use chrono::{Datelike, NaiveTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, XlsxError};

use crate::workbook::{Cell, Merge, Sheet, Workbook, WorkbookError};

/// Writes a workbook as xlsx: text as text, so that an ID number stays whole; the first row frozen where there are more.
///
/// # Errors
/// [`WorkbookError::NotWritable`] where a sheet's name or size is beyond Excel's, or a merged range overlaps another.
pub fn write_xlsx(workbook: &Workbook) -> Result<Vec<u8>, WorkbookError> {
    try_write(workbook).map_err(|_| WorkbookError::NotWritable)
}

fn try_write(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    // The same workbook must give the same bytes, and wasm has no clock to ask.
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    file.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created));
    for sheet in &workbook.sheets {
        write_sheet(file.add_worksheet(), sheet)?;
    }
    file.save_to_buffer()
}

fn write_sheet(page: &mut rust_xlsxwriter::Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    let (day, moment) =
        (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"));
    page.set_name(&sheet.name)?;
    page.set_hidden(sheet.hidden);
    if sheet.rows.len() > 1 {
        page.set_freeze_panes(1, 0)?;
    }
    for Merge { top, left, bottom, right } in &sheet.merges {
        page.merge_range(place(*top)?, column(*left)?, place(*bottom)?, column(*right)?, "", &text)?;
    }
    for (y, cells) in sheet.rows.iter().enumerate() {
        for (x, cell) in cells.iter().enumerate() {
            let (y, x) = (place(y)?, column(x)?);
            match cell {
                Cell::Empty => continue,
                Cell::Text(value) => page.write_string_with_format(y, x, value, &text)?,
                Cell::Number(value) => page.write_number(y, x, *value)?,
                Cell::Bool(value) => page.write_boolean(y, x, *value)?,
                Cell::Date(when) => {
                    let year = u16::try_from(when.year()).map_err(|_| XlsxError::RowColumnLimitError)?;
                    let (month, of_month) = (narrow(when.month()), narrow(when.day()));
                    let date = ExcelDateTime::from_ymd(year, month, of_month)?;
                    if when.time() == NaiveTime::MIN {
                        page.write_datetime_with_format(y, x, &date, &day)?
                    } else {
                        let hour = u16::try_from(when.hour()).unwrap_or_default();
                        let value = date.and_hms(hour, narrow(when.minute()), f64::from(when.second()))?;
                        page.write_datetime_with_format(y, x, &value, &moment)?
                    }
                }
            };
        }
    }
    Ok(())
}

fn place(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn column(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// A part of a date or a clock time, which always fits.
fn narrow(part: u32) -> u8 {
    u8::try_from(part).unwrap_or_default()
}
