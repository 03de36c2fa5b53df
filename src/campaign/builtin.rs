//! The campaigns that ship with the program, kept as text that diffs well.

use super::{BUILTIN, Campaign, compile};
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
    id: BUILTIN,
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

    /// Its campaign. There is none only if the workbook were unsound, which a test rules out.
    #[must_use]
    pub fn campaign(&self) -> Option<Campaign> {
        compile(&self.workbook()).ok()
    }
}

/// The campaign of this identity that ships with the program.
#[must_use]
pub fn campaign(id: &str) -> Option<Campaign> {
    ALL.iter().find(|known| known.id == id).and_then(Builtin::campaign)
}
