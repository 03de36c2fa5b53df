//! Reads an exported workbook back through LibreOffice, as the office's own program would show it.

use std::path::Path;
use std::process::Command;

use nuandong::workbook::{Cell, Sheet, office};

/// Converts an xlsx to LibreOffice's own format and reads its sheets. A file that needs repair does not convert.
pub fn through_libreoffice(file: &Path) -> Vec<Sheet> {
    let folder = file.with_extension("libreoffice");
    let status = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "ods", "--outdir"])
        .arg(&folder)
        .arg(file)
        .output()
        .unwrap_or_else(|error| panic!("LibreOffice does not start ({error}); run: make setup"));
    let converted = folder.join(file.with_extension("ods").file_name().unwrap());
    let bytes = std::fs::read(&converted).unwrap_or_else(|_| panic!("LibreOffice does not open {file:?}: {status:?}"));
    office::read(&bytes).unwrap().sheets
}

/// The text of a cell; empty for none.
pub fn text(sheet: &Sheet, row: usize, column: usize) -> String {
    match sheet.rows.get(row).and_then(|cells| cells.get(column)) {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Whether the cell holds text, not a number.
pub fn is_text(sheet: &Sheet, row: usize, column: usize) -> bool {
    matches!(sheet.rows.get(row).and_then(|cells| cells.get(column)), Some(Cell::Text(_)))
}

/// The first row that has a cell of exactly this text, and that cell's column.
pub fn find(sheet: &Sheet, wanted: &str) -> Option<(usize, usize)> {
    sheet.rows.iter().enumerate().find_map(|(row, cells)| {
        let column = cells.iter().position(|cell| matches!(cell, Cell::Text(text) if text.trim() == wanted))?;
        Some((row, column))
    })
}
