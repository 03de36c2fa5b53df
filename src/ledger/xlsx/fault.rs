//! Why tables do not fit into a workbook.

use crate::text::{Lang, Say};

/// Why tables do not fit into a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XlsxFault {
    /// A sheet holds at most 1,048,576 rows and 16,384 columns.
    TooLarge {
        /// The table's title.
        table: String,
    },
    /// A cell holds at most 32,767 characters.
    TextTooLong {
        /// The table's title.
        table: String,
        /// The row, from 1, as the sheet counts.
        row: usize,
    },
    /// The file could not be packed.
    Other {
        /// What went wrong.
        cause: String,
    },
}

impl Say for XlsxFault {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::TooLarge { table }, Lang::ZhHans) => format!("“{table}”行数太多，一张表放不下；请分村导出。"),
            (Self::TooLarge { table }, Lang::En) => {
                format!("“{table}” has more rows than a sheet can hold; export village by village.")
            }
            (Self::TextTooLong { table, row }, Lang::ZhHans) => {
                format!("“{table}”第 {row} 行有一格文字超过 32767 字，表格放不下；请改短后再导出。")
            }
            (Self::TextTooLong { table, row }, Lang::En) => {
                format!(
                    "In row {row} of “{table}” a cell has more than 32,767 characters; shorten it and export again."
                )
            }
            (Self::Other { cause }, Lang::ZhHans) => format!("表格没有做成（{cause}）；请换一个台账再试。"),
            (Self::Other { cause }, Lang::En) => {
                format!("The workbook could not be made ({cause}); try another ledger.")
            }
        }
    }
}
