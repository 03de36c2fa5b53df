//! Reads an exported workbook back through LibreOffice, as the office's own program would show it.

use std::path::Path;
use std::process::Command;

use nuandong::workbook::{Cell, Sheet, office};

use crate::profile::Profile;

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
    let bytes = std::fs::read(&converted)
        .unwrap_or_else(|_| panic!("LibreOffice does not open {}: {status:?}", file.display()));
    office::read(&bytes).unwrap().sheets
}

/// The cell of exactly this text, by row and column.
pub fn find(sheet: &Sheet, wanted: &str) -> Option<(usize, usize)> {
    sheet.rows.iter().enumerate().find_map(|(row, cells)| {
        let column = cells.iter().position(|cell| matches!(cell, Cell::Text(text) if text.trim() == wanted))?;
        Some((row, column))
    })
}

/// The numbers under a heading, those of sums left out.
pub fn column(sheet: &Sheet, heading: &str) -> Vec<f64> {
    let (head, column) = find(sheet, heading).unwrap();
    let is_sum = |row: &&Vec<Cell>| row.iter().any(|cell| matches!(cell, Cell::Text(text) if text.ends_with("计")));
    let body = sheet.rows[head + 1..].iter().filter(|row| !is_sum(row));
    body.filter_map(|row| number(row.get(column)?)).collect()
}

/// The number under a heading in the row 合计.
pub fn total(sheet: &Sheet, heading: &str) -> f64 {
    let ((_, column), (row, _)) = (find(sheet, heading).unwrap(), find(sheet, "合计").unwrap());
    sheet.rows[row].get(column).and_then(number).unwrap()
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        _ => None,
    }
}

/// Runs the command line; its words on failure.
fn nuandong(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_nuandong")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn libreoffice_opens_ledgers_and_roll_ups_and_numbers_that_are_names_are_text() {
    let device = Profile::fresh("office");
    let path = |name: &str| device.file(name).to_str().unwrap().to_owned();
    nuandong(&["demo", "--villages", "2", "--households", "20", "--seed", "3", "-o", &path("demo")]);
    nuandong(&["ledger", &path("demo/packages"), "--ledger", "L1", "-o", &path("ledger.xlsx")]);
    nuandong(&["rollup", &path("demo/packages"), "-o", &path("rollup.xlsx")]);

    let ledger = through_libreoffice(&device.file("ledger.xlsx")).remove(0);
    let (head, place) = find(&ledger, "身份证号").unwrap();
    let ids: Vec<&Cell> = ledger.rows[head + 1..].iter().filter_map(|row| row.get(place)).collect();
    assert!(ids.iter().any(|cell| matches!(cell, Cell::Text(text) if text.len() == 18)), "{ids:?}");
    assert!(!ids.iter().any(|cell| matches!(cell, Cell::Number(_))), "an ID number became a number: {ids:?}");

    let rollup = through_libreoffice(&device.file("rollup.xlsx")).remove(0);
    let (villages, total) = (column(&rollup, "应排查户"), total(&rollup, "应排查户"));
    let sum: f64 = villages.iter().sum();
    assert!(villages.len() == 2 && sum > 0.0 && (total - sum).abs() < f64::EPSILON, "{total} of {villages:?}");
}
