//! The list of villages that are expected to send, from whatever list an office has.

use crate::package::RegionLabel;
use crate::workbook::{Cell, Workbook};

/// The villages of a list. Its first sheet has a header row with 村 (村名, 行政村, 村居, 社区) and perhaps 管区, 乡镇, 县 and 代码; without
/// such a row each row's first cell is a village. Rows without a village, and 合计 rows, are passed over.
#[must_use]
pub fn expected(book: &Workbook) -> Vec<RegionLabel> {
    let Some(sheet) = book.sheets.first() else { return Vec::new() };
    let text = |cell: &Cell| cell.text().split_whitespace().collect::<String>();
    let header = sheet.rows.iter().position(|row| row.iter().any(|cell| is(&text(cell), &VILLAGE)));
    let head: Vec<String> =
        header.and_then(|row| sheet.rows.get(row)).map(|row| row.iter().map(text).collect()).unwrap_or_default();
    let column = |names: &[&str]| head.iter().position(|label| is(label, names));
    let village_column = column(&VILLAGE).unwrap_or(0);
    let others = [
        column(&["管区", "片区"]),
        column(&["乡镇", "街道", "镇", "乡", "乡镇街道"]),
        column(&["县", "区", "县区", "县市区"]),
        column(&["代码", "村代码", "区划代码"]),
    ];
    let rows = sheet.rows.iter().skip(header.map_or(0, |row| row + 1));
    let mut villages: Vec<RegionLabel> = Vec::new();
    // A cell merged over several villages holds its 管区 once; those below it are of the same.
    let mut district = String::new();
    for row in rows {
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).map(text).unwrap_or_default();
        let village = cell(Some(village_column));
        let [named, township, county, code] = others.map(cell);
        if !named.is_empty() {
            district = named;
        }
        if village.is_empty() || ["合计", "小计", "总计"].iter().any(|word| village.contains(word)) {
            continue;
        }
        let region = RegionLabel { id: "".into(), village, district: district.clone(), township, county, code };
        if !villages.contains(&region) {
            villages.push(region);
        }
    }
    villages
}

const VILLAGE: [&str; 8] = ["村", "村名", "行政村", "村居", "社区", "村（社区）", "村(社区)", "村名称"];

fn is(label: &str, names: &[&str]) -> bool {
    names.contains(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let book = Workbook::from_csvs(&[("list", text)]);
        expected(&book).into_iter().map(|region| format!("{}/{}", region.district, region.village)).collect()
    }

    #[test]
    fn a_list_with_a_header_gives_villages_with_their_district() {
        let list = "各村名单\n序号,管区,行政村\n1,东管区,甲村\n2,,乙村\n3,西管区,丙村\n合计,,\n";
        assert_eq!(names(list), ["东管区/甲村", "东管区/乙村", "西管区/丙村"]);
    }

    #[test]
    fn plain_lines_are_villages() {
        assert_eq!(names("甲村\n\n乙村\n甲村\n合计\n"), ["/甲村", "/乙村"]);
    }
}
