//! Why a blank cannot be filled, in words.

use super::{BlankError, Existing};
use crate::text::{Lang, Say};

impl Say for BlankError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Workbook(error) => return error.say(lang),
            Self::Taken(rows) => {
                let [append, replace] = Existing::ALL.map(|one| one.say(lang));
                return match lang {
                    Lang::ZhHans => format!("这张表里已有 {rows} 行：请先选“{append}”或“{replace}”。"),
                    Lang::En => format!("The table already holds rows ({rows}): choose “{append}” or “{replace}” first."),
                };
            }
            Self::NotXlsx => lang.pick(
                "要照原样填表，只能用 xlsx。请用 WPS 或 Excel 打开，另存为 xlsx 再选。",
                "Only an xlsx can be filled as it is styled. Open it in WPS or Excel, save it as xlsx, and choose that.",
            ),
            Self::NoHeading => lang.pick(
                "没有找到表头：要有一行写着户主姓名、身份证号、联系电话这样的栏名。",
                "No heading was found: one row has to name columns such as name, ID number or phone.",
            ),
            Self::Markup => lang.pick(
                "这个文件的写法认不出来。请用 WPS 或 Excel 打开另存一次再选。",
                "The file is written in a way that is not known. Open it in WPS or Excel, save it again, and choose that.",
            ),
            Self::NoLedger => lang.pick("专项行动里没有这张台账。", "The campaign has no such ledger."),
        }
        .to_owned()
    }
}
