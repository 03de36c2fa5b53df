//! The campaigns that ship with the program, kept as text that diffs well.

use crate::workbook::Workbook;

macro_rules! book {
    ($folder:literal: $($sheet:literal)*) => {
        &[$(($sheet, include_str!(concat!("builtin/", $folder, "/", $sheet, ".csv")))),*]
    };
}

/// A campaign that ships with the program.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// Its identity.
    pub id: &'static str,
    sheets: &'static [(&'static str, &'static str)],
}

/// 困难群众温暖过冬: every household visited, key households contacted (S002-5, -6, -7, -8).
pub const HOUSEHOLD_WINTER: Builtin = Builtin {
    id: "household-winter",
    sheets: book!("household_winter":
        "survey" "choices" "settings" "campaign" "tags" "findings" "contacts" "stages" "holidays" "signals" "ledgers"
        "columns" "indicators" "reports"),
};

/// All of them.
pub const ALL: &[Builtin] = &[HOUSEHOLD_WINTER];

impl Builtin {
    /// Its workbook.
    #[must_use]
    pub fn workbook(&self) -> Workbook {
        Workbook::from_csvs(self.sheets)
    }
}
