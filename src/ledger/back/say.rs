//! What reading a ledger back says.

use super::{Fault, Lost, NoLedger};
use crate::text::{Lang, Say};

impl Say for NoLedger {
    fn say(&self, lang: Lang) -> String {
        lang.pick(
            "这个文件里没有认得的台账表头。请选从这里导出、改过的台账；表头一行不要改。",
            "No heading of a ledger was found in this file. Choose a ledger that was exported here and edited; leave its heading as it was.",
        )
        .to_owned()
    }
}

impl Say for Lost {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Nobody => lang.pick("系统里没有对得上的记录", "no record is like it"),
            Self::Several => lang.pick("有几条记录都像，分不清", "several records are as like it"),
            Self::Twice => lang.pick("和另一行是同一条", "another row is the same record"),
        }
        .to_owned()
    }
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoSuchWord => lang.pick("不是这一栏的选项", "not one of this column's words"),
            Self::NoNumber => lang.pick("不是数", "no number"),
            Self::NoDay => lang.pick("看不出是哪一天，请写成 2026-12-05", "no day; write 2026-12-05"),
            Self::LostDigits => lang.pick(
                "号码存成了数，末几位已丢，请设成文本重新填",
                "stored as a number, so its last digits are lost; enter it again as text",
            ),
            Self::Disagrees => lang.pick("两张表里写得不一样", "two sheets say different things"),
        }
        .to_owned()
    }
}
