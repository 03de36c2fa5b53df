//! Why a file could not be read as a workbook, or a workbook not be written.

use serde::{Deserialize, Serialize};

use crate::text::{Lang, Say};

/// What is wrong with a file, so that a person can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum WorkbookError {
    /// The file has no bytes, or no sheet has a filled cell.
    Empty,
    /// The file, or what it unpacks to, is larger than this reader takes.
    TooLarge {
        /// The most that is taken, in mebibytes.
        limit_mib: u64,
    },
    /// It has more cells than this reader takes.
    TooManyCells {
        /// The most that is taken.
        limit: usize,
    },
    /// It is protected by a password.
    Encrypted,
    /// It is some other kind of file.
    NotASpreadsheet,
    /// It is a data package of this program.
    Package,
    /// It is a spreadsheet, but cut off or broken.
    Damaged,
    /// A workbook could not be written as xlsx: a sheet's name or size is beyond what Excel takes.
    NotWritable,
}

impl Say for WorkbookError {
    fn say(&self, lang: Lang) -> String {
        let text = match self {
            Self::Empty => {
                lang.pick("这个文件是空的。请确认选对了文件。", "This file is empty. Check that it is the right one.")
            }
            Self::TooLarge { limit_mib } => {
                return match lang {
                    Lang::ZhHans => format!("文件太大（超过 {limit_mib} MB）。请删去图片或分成几个文件再导入。"),
                    Lang::En => format!("The file is too large (over {limit_mib} MB). Remove pictures or split it."),
                };
            }
            Self::TooManyCells { limit } => {
                return match lang {
                    Lang::ZhHans => format!("表格太大（超过 {limit} 个单元格）。请删去多余的行列或分成几个文件。"),
                    Lang::En => format!("The table is too large (over {limit} cells). Remove unused rows or split it."),
                };
            }
            Self::Encrypted => lang.pick(
                "这个文件设了密码。请先用 WPS 或 Excel 打开，去掉密码后另存，再导入。",
                "This file has a password. Open it in WPS or Excel, remove the password, save, and import again.",
            ),
            Self::NotASpreadsheet => lang.pick(
                "这不是表格文件。请选 xlsx、xls、ods 或 csv 表格。",
                "This is not a spreadsheet. Choose an xlsx, xls, ods or csv file.",
            ),
            Self::Package => lang.pick(
                "这是数据包，不是表格；请到“数据包”里接收。",
                "This is a package, not a spreadsheet; receive it under Packages.",
            ),
            Self::Damaged => lang.pick(
                "文件不完整或已损坏。请重新下载，或用 WPS、Excel 打开后另存为 xlsx 再导入。",
                "The file is incomplete or damaged. Download it again, or open it in WPS or Excel and save it as xlsx.",
            ),
            Self::NotWritable => lang.pick(
                "无法写成 xlsx：工作表名称重复、过长，或行列超出 Excel 的范围。",
                "Cannot be written as xlsx: a sheet name is repeated or too long, or the sheet is beyond Excel's size.",
            ),
        };
        text.to_owned()
    }
}
