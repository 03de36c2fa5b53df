//! Moving what stands below when rows are added: references in formulas, merged ranges, print areas.

/// Rows that were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    /// The first row that moves down, from 1.
    pub from: u32,
    /// By how many rows.
    pub by: u32,
}

impl Shift {
    /// Where a row stands now.
    pub fn row(self, row: u32) -> u32 {
        if row >= self.from { row.saturating_add(self.by) } else { row }
    }

    /// References to cells in a text, moved. A range that ended right above reaches over the added rows. `qualified` says whether
    /// references with a sheet's name before them are meant, or those without.
    pub fn references(self, text: &str, qualified: bool) -> String {
        let letters: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len() + 8);
        let (mut at, mut quoted) = (0, false);
        let mut sheet = false;
        while let Some(&letter) = letters.get(at) {
            if letter == '"' {
                quoted = !quoted;
            }
            let before = at.checked_sub(1).and_then(|before| letters.get(before));
            let begins = !quoted && !before.is_some_and(|before| before.is_alphanumeric() || "_.$".contains(*before));
            let found = if begins { reference(letters.get(at..).unwrap_or_default()) } else { None };
            let Some((column, row, length)) = found else {
                out.push(letter);
                at += 1;
                continue;
            };
            let ends_range = before == Some(&':');
            // The second cell of a range is of the sheet of the first.
            sheet = if ends_range { sheet } else { before == Some(&'!') };
            let number: u32 = row.trim_start_matches('$').parse().unwrap_or_default();
            let moved = if sheet != qualified {
                number
            } else if ends_range && number.saturating_add(1) == self.from {
                number.saturating_add(self.by)
            } else {
                self.row(number)
            };
            out.push_str(&column);
            out.push_str(if row.starts_with('$') { "$" } else { "" });
            out.push_str(&moved.to_string());
            at += length;
        }
        out
    }

    /// The attributes `ref` and `sqref` of every element, moved: merged ranges, validations, conditional formats, filters.
    pub fn attributes(self, xml: &str) -> String {
        let mut out = String::with_capacity(xml.len() + 16);
        let mut rest = xml;
        loop {
            let found = [" ref=\"", " sqref=\""].into_iter().filter_map(|name| Some((rest.find(name)?, name))).min();
            let Some((place, name)) = found else { return out + rest };
            let (before, after) = rest.split_at(place + name.len());
            let (value, behind) = after.split_once('"').unwrap_or((after, ""));
            out.push_str(before);
            out.push_str(&self.references(value, false));
            out.push('"');
            rest = behind;
        }
    }
}

/// A reference at the beginning: its column as written, its row as written, and how many letters it takes.
fn reference(letters: &[char]) -> Option<(String, String, usize)> {
    let mut column = String::new();
    let mut at = 0;
    if letters.first() == Some(&'$') {
        column.push('$');
        at = 1;
    }
    let name = letters.get(at..)?.iter().take_while(|letter| letter.is_ascii_uppercase()).count();
    if !(1..=3).contains(&name) {
        return None;
    }
    column.extend(letters.get(at..at + name)?);
    at += name;
    let mut row = String::new();
    if letters.get(at) == Some(&'$') {
        row.push('$');
        at += 1;
    }
    let digits: String = letters.get(at..)?.iter().take_while(|letter| letter.is_ascii_digit()).collect();
    if digits.is_empty() || digits.len() > 7 {
        return None;
    }
    at += digits.len();
    // LOG10( is a function and A1B a name.
    let ends = !letters.get(at).is_some_and(|next| next.is_alphanumeric() || "(_.!".contains(*next));
    row.push_str(&digits);
    ends.then_some((column, row, at))
}

/// The names that a workbook defines, with those of a sheet moved: its print area, above all.
pub(super) fn names(workbook: &str, (place, sheet): (usize, &str), shift: Option<Shift>) -> String {
    let Some(shift) = shift else { return workbook.to_owned() };
    let mut out = String::with_capacity(workbook.len() + 8);
    let mut rest = workbook;
    while let Some((before, after)) = rest.split_once("<definedName ") {
        let end = after.find("</definedName>").unwrap_or(after.len());
        let (name, behind) = after.split_at(end);
        let (tag, text) = name.split_once('>').unwrap_or((name, ""));
        let own = super::file::attribute(tag, "localSheetId").is_some_and(|known| known == place.to_string());
        let named = text.trim_start_matches('\'').starts_with(sheet);
        out.push_str(before);
        out.push_str("<definedName ");
        out.push_str(tag);
        out.push('>');
        out.push_str(&if own || named { shift.references(text, true) } else { text.to_owned() });
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIFT: Shift = Shift { from: 10, by: 5 };

    #[test]
    fn references_move_and_ranges_grow() {
        for (before, after) in [
            ("SUM(B5:B9)", "SUM(B5:B14)"),
            ("SUM($B$5:$B$9)/B10", "SUM($B$5:$B$14)/B15"),
            ("B5:B8", "B5:B8"),
            ("A10:C10", "A15:C15"),
            ("LOG10(B9)+\"B10\"", "LOG10(B9)+\"B10\""),
            ("Sheet2!B10:B12", "Sheet2!B10:B12"),
            ("IF(AB12>0,C3,0)", "IF(AB17>0,C3,0)"),
        ] {
            assert_eq!(SHIFT.references(before, false), after, "{before}");
        }
    }

    #[test]
    fn merged_ranges_and_print_areas_move() {
        let merges = r#"<mergeCells count="2"><mergeCell ref="A1:H1"/><mergeCell ref="A12:C12"/></mergeCells>"#;
        assert!(SHIFT.attributes(merges).contains(r#"ref="A1:H1"/><mergeCell ref="A17:C17""#));
        let workbook = r#"<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">台账!$A$1:$H$12</definedName><definedName name="x">别的!$A$12</definedName></definedNames>"#;
        let moved = names(workbook, (0, "台账"), Some(SHIFT));
        assert!(moved.contains("台账!$A$1:$H$17<") && moved.contains("别的!$A$12<"), "{moved}");
    }
}
