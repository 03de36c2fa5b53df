//! How cells look: the part `xl/styles.xml`, and the number of each look in it.

use std::fmt::Write as _;

use super::super::table::{RowKind, Shape};

/// The look of a cell, by its number.
#[derive(Clone, Copy)]
pub(super) struct Style(pub u8);

impl Style {
    /// The line across the top.
    pub const TITLE: Self = Self(1);
    /// The unit under it, and signatures.
    pub const LINE: Self = Self(2);
    /// The date at the right.
    pub const LINE_RIGHT: Self = Self(3);
    /// The header.
    pub const HEAD: Self = Self(4);
    /// A line under the table.
    pub const NOTE: Self = Self(5);

    /// That of a column's cells, those of 小计 and 合计 in bold.
    pub fn of(shape: Shape, row: RowKind) -> Self {
        let shape = match shape {
            Shape::Text => 0,
            Shape::Word => 1,
            Shape::Code => 2,
            Shape::Integer => 3,
            Shape::Decimal => 4,
            Shape::Rate => 5,
        };
        Self(if row == RowKind::Body { 6 } else { 12 } + shape)
    }
}

/// The part. The fonts of official documents are named and not shipped; WPS puts its own in their place.
pub(super) fn part() -> String {
    let mut looks = String::new();
    let mut look = |font: u8, number: u8, border: u8, horizontal: &str, wraps: bool| {
        let wraps = if wraps { " wrapText=\"1\"" } else { "" };
        let horizontal = if horizontal.is_empty() { String::new() } else { format!(" horizontal=\"{horizontal}\"") };
        // Writing to a string cannot fail.
        let _ = write!(
            looks,
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment{horizontal} vertical=\"center\"{wraps}/></xf>"
        );
    };
    look(TITLE, 0, 0, "center", false);
    look(SONG, 0, 0, "", false);
    look(SONG, 0, 0, "right", false);
    look(HEI, 0, 1, "center", true);
    look(SONG, 0, 0, "left", true);
    for font in [SONG, BOLD] {
        look(font, 0, 1, "left", true);
        look(font, 0, 1, "center", true);
        for number in [AS_TEXT, WHOLE, DECIMAL, RATE] {
            look(font, number, 1, "center", true);
        }
    }
    format!(
        "{}{BEGIN}<cellXfs count=\"18\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>{looks}</cellXfs>{END}",
        super::HEAD
    )
}

// The fonts by their places.
const TITLE: u8 = 1;
const SONG: u8 = 2;
const HEI: u8 = 3;
const BOLD: u8 = 4;

// The number formats: those below 164 every program has.
const AS_TEXT: u8 = 49;
const WHOLE: u8 = 1;
const DECIMAL: u8 = 164;
const RATE: u8 = 165;

const BEGIN: &str = concat!(
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
    "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"0.##\"/><numFmt numFmtId=\"165\" formatCode=\"0.0%\"/></numFmts>",
    "<fonts count=\"5\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>",
    "<font><sz val=\"20\"/><name val=\"方正小标宋简体\"/></font><font><sz val=\"10.5\"/><name val=\"宋体\"/></font>",
    "<font><sz val=\"11\"/><name val=\"黑体\"/></font><font><b/><sz val=\"10.5\"/><name val=\"宋体\"/></font></fonts>",
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>",
    "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>",
    "<border><left style=\"thin\"><color auto=\"1\"/></left><right style=\"thin\"><color auto=\"1\"/></right>",
    "<top style=\"thin\"><color auto=\"1\"/></top><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border></borders>",
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
);

const END: &str = concat!(
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>",
    "<dxfs count=\"0\"/><tableStyles count=\"0\"/></styleSheet>"
);
