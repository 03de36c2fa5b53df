//! Tables as an xlsx workbook in the layout that offices use: merged title, unit and date line, header of one or two levels,
//! thin borders, 合计, a line for signatures, A4 landscape, one page wide, the header on every page and "page x of y".
//!
//! It is written here and not by a library because a township's ledger has a million cells: each is looked at once and goes straight
//! into the zip.
//!
//! Invariant: equal tables give equal bytes, so nothing here asks for the time.

mod fault;
mod sheet;
mod strings;
mod styles;

pub(in crate::ledger) use sheet::name;

use std::borrow::Borrow;
use std::fmt::Write as _;

use super::table::Table;
use crate::package::Zipper;
use crate::text::Lang;
use crate::xml;
use sheet::{Sheet, body_starts};
use strings::Strings;

pub use fault::XlsxFault;

/// The workbook, one sheet a table. Each table is asked for when the one before it is written, so whoever makes them one by one
/// never holds them all.
pub fn xlsx<T: Borrow<Table>>(tables: impl IntoIterator<Item = T>, lang: Lang) -> Result<Vec<u8>, XlsxFault> {
    let other = |error: zip::result::ZipError| XlsxFault::Other { cause: error.to_string() };
    let mut zip = Zipper::new(LEVEL);
    // By what comes first, other programs know a workbook from another zip.
    for (part, text) in [("_rels/.rels", RELATIONS), ("docProps/core.xml", CORE)] {
        zip.begin(part)
            .and_then(|()| zip.put(HEAD.as_bytes()))
            .and_then(|()| zip.put(text.as_bytes()))
            .map_err(other)?;
    }
    let mut strings = Strings::new();
    let mut sheets: Vec<Named> = Vec::new();
    for table in tables {
        let table: &Table = table.borrow();
        let name = sheet_name(&table.name, &sheets);
        zip.begin(&format!("xl/worksheets/sheet{}.xml", sheets.len() + 1)).map_err(other)?;
        let mut take = |piece: &str| zip.put(piece.as_bytes()).map_err(other);
        Sheet::new(table, lang, &mut strings, &mut take).write(sheets.is_empty())?;
        sheets.push(Named { name, head: body_starts(table.has_groups()) - 1 });
    }
    zip.begin("xl/sharedStrings.xml").map_err(other)?;
    strings.write(|piece| zip.put(piece.as_bytes())).map_err(other)?;
    let small = [
        ("xl/styles.xml", styles::part()),
        ("xl/workbook.xml", workbook(&sheets)),
        ("xl/_rels/workbook.xml.rels", relations(sheets.len())),
        ("[Content_Types].xml", types(sheets.len())),
    ];
    for (part, text) in small {
        zip.begin(part).and_then(|()| zip.put(text.as_bytes())).map_err(other)?;
    }
    zip.finish().map_err(other)
}

/// How hard the zip tries: sheets are full of the same, and more effort takes twice the time for a tenth less.
const LEVEL: i64 = 2;

/// How large a piece grows before it is handed over, in bytes.
const PIECE: usize = 1 << 16;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A sheet that was written.
struct Named {
    name: String,
    /// The last row of its header, from 1.
    head: usize,
}

/// The part that names the sheets, and the rows that each repeats on every page.
fn workbook(sheets: &[Named]) -> String {
    let (mut list, mut titles) = (String::new(), String::new());
    for (number, Named { name, head }) in (1..).zip(sheets) {
        let name = xml::escaped(name);
        // Writing to a string cannot fail.
        let _ = write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let at = number - 1;
        let _ = write!(
            titles,
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">'{name}'!$3:${head}</definedName>"
        );
    }
    format!(
        "{HEAD}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><bookViews><workbookView/></bookViews>\
         <sheets>{list}</sheets><definedNames>{titles}</definedNames></workbook>"
    )
}

/// Where the workbook finds its sheets, its looks and its texts.
fn relations(sheets: usize) -> String {
    let mut list = String::new();
    let parts = (1..=sheets).map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")));
    let others = [("styles", "styles.xml".to_owned()), ("sharedStrings", "sharedStrings.xml".to_owned())];
    for (number, (kind, part)) in (1..).zip(parts.chain(others)) {
        let _ = write!(
            list,
            "<Relationship Id=\"rId{number}\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{part}\"/>"
        );
    }
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
    )
}

/// What each part is.
fn types(sheets: usize) -> String {
    let mut list = String::new();
    let sheet = |number| (format!("xl/worksheets/sheet{number}.xml"), "spreadsheetml.worksheet");
    let others = [
        ("xl/workbook.xml", "spreadsheetml.sheet.main"),
        ("xl/styles.xml", "spreadsheetml.styles"),
        ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings"),
    ];
    for (part, kind) in (1..=sheets).map(sheet).chain(others.map(|(part, kind)| (part.to_owned(), kind))) {
        let _ = write!(
            list,
            "<Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}+xml\"/>"
        );
    }
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{list}\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

/// Nobody and no time: equal tables give equal bytes.
const CORE: &str = concat!(
    "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" ",
    "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"
);

const RELATIONS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" ",
    "Target=\"xl/workbook.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" ",
    "Target=\"docProps/core.xml\"/></Relationships>"
);

/// A name that a sheet may bear: at most 31 characters, none of `[]:*?/\`, no two alike.
fn sheet_name(wanted: &str, taken: &[Named]) -> String {
    let plain: String = wanted
        .chars()
        .map(|letter| if "[]:*?/\\'".contains(letter) || letter.is_control() { ' ' } else { letter })
        .collect();
    let plain = plain.trim();
    let plain = if plain.is_empty() { "台账" } else { plain };
    let free = |name: &String| taken.iter().all(|other| other.name.to_lowercase() != name.to_lowercase());
    let short: String = plain.chars().take(31).collect();
    let numbered = (2..).map(|number| {
        let tail = format!(" {number}");
        let room = 31 - tail.chars().count();
        plain.chars().take(room).chain(tail.chars()).collect()
    });
    std::iter::once(short).chain(numbered).find(free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Cell, Column, Row, RowKind, Shape, SheetText};
    use crate::text::Say;
    use crate::workbook;

    fn column(group: &str, label: &str, shape: Shape, total: bool) -> Column {
        Column { group: group.into(), label: label.into(), shape, width: 10.0, total, key: String::new() }
    }

    fn table() -> Table {
        let body = |name: &str, id: &str, members: f64| Row {
            kind: RowKind::Body,
            key: String::new(),
            cells: vec![Cell::text(name), Cell::text(id), Cell::Number(members), Cell::Blank, Cell::Number(0.5)],
        };
        let mut table = Table {
            name: "L1 重点/对象".into(),
            title: "重点对象台账".into(),
            unit: SheetText::Unit("测试村").say(Lang::ZhHans),
            date: SheetText::Date("2026-12-20").say(Lang::ZhHans),
            columns: vec![
                column("", "户主", Shape::Word, false),
                column("", "身份证号", Shape::Code, false),
                column("人口", "家庭", Shape::Integer, true),
                column("人口", "在家", Shape::Integer, true),
                column("", "率", Shape::Rate, false),
            ],
            rows: vec![body("测试甲", "11010519491231002X", 3.0), body("测试乙", "440524188001010014", 4.0)],
            notes: vec!["注：测试。".into()],
            signatures: vec!["审核人：".into(), "填报人：".into(), "联系电话：".into()],
        };
        table.add_total("合计");
        table
    }

    #[test]
    fn cells_read_back_as_they_were_meant() {
        let bytes = xlsx(&[table(), table()], Lang::ZhHans).unwrap();
        let book = workbook::office::read(&bytes).unwrap();
        let names: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(names, ["L1 重点 对象", "L1 重点 对象 2"]);
        let sheet = &book.sheets[0];
        let text = |text: &str| workbook::Cell::Text(text.into());
        assert_eq!(sheet.cell(0, 0), &text("重点对象台账"));
        assert_eq!(sheet.cell(1, 0), &text("填报单位（盖章）：测试村"));
        assert_eq!(sheet.cell(2, 2), &text("人口"));
        assert_eq!(sheet.cell(3, 3), &text("在家"));
        assert_eq!(sheet.cell(4, 1), &text("11010519491231002X"));
        assert_eq!(sheet.cell(6, 0), &text("合计"));
        assert_eq!(sheet.cell(6, 2), &workbook::Cell::Number(7.0));
        assert_eq!(sheet.cell(8, 1), &text("填报人："));
    }

    #[test]
    fn equal_tables_give_equal_bytes() {
        assert_eq!(xlsx(&[table()], Lang::ZhHans), xlsx(&[table()], Lang::ZhHans));
    }

    #[test]
    fn an_empty_table_is_still_a_form() {
        let mut empty = table();
        empty.rows.clear();
        empty.add_total("合计");
        let book = workbook::office::read(&xlsx(&[empty], Lang::ZhHans).unwrap()).unwrap();
        assert_eq!(book.sheets[0].cell(4, 0), &workbook::Cell::Text("合计".into()));
        assert_eq!(book.sheets[0].cell(4, 2), &workbook::Cell::Empty, "nothing was counted");
    }

    #[test]
    fn a_cell_that_no_sheet_can_hold_is_named() {
        let mut table = table();
        table.rows[1].cells[0] = Cell::text("长".repeat(32_768));
        assert_eq!(xlsx(&[table], Lang::En), Err(XlsxFault::TextTooLong { table: "重点对象台账".into(), row: 6 }));
    }
}
