//! The words of the roll-up's tables.

use crate::text::{Lang, Say};

/// Words of the roll-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollupText<'a> {
    /// The title of a table of this number.
    Table(&'a str),
    /// The title of the same table broken down by class.
    TableByClass(&'a str),
    /// 序号.
    Serial,
    /// 管区.
    District,
    /// 类别.
    Class,
    /// What has no class.
    NoClass,
    /// 数据截至.
    Made,
    /// 单位: what the numbers count.
    Units(&'a [&'a str]),
    /// The villages that are missing, by name.
    Missing(&'a [&'a str]),
    /// Every village that was expected has sent.
    NoneMissing(usize),
    /// 清零: in so many villages of so many no problem is open.
    Clear(i64, i64),
    /// A note of an indicator.
    Note(&'a str, &'a str),
    /// Which moment the numbers are of.
    AsOf,
}

impl Say for RollupText<'_> {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Table(number), _) => table(number, lang).into(),
            (Self::TableByClass(number), Lang::ZhHans) => format!("{}（按类别）", table(number, lang)),
            (Self::TableByClass(number), Lang::En) => format!("{}, by class", table(number, lang)),
            (Self::Serial, _) => lang.pick("序号", "No.").into(),
            (Self::District, _) => lang.pick("管区", "Area").into(),
            (Self::Class, _) => lang.pick("类别", "Class").into(),
            (Self::NoClass, _) => lang.pick("未分类", "none").into(),
            (Self::Made, _) => lang.pick("数据截至", "Data as of").into(),
            (Self::Units(units), Lang::ZhHans) => format!("单位：{}", units.join("、")),
            (Self::Units(units), Lang::En) => format!("Unit: {}", units.join(", ")),
            (Self::Missing(names), Lang::ZhHans) => format!("未报 {} 个村：{}。", names.len(), names.join("、")),
            (Self::Missing(names), Lang::En) => {
                format!("{} villages have not sent: {}.", names.len(), names.join(", "))
            }
            (Self::NoneMissing(count), Lang::ZhHans) => format!("{count} 个村已全部上报。"),
            (Self::NoneMissing(count), Lang::En) => format!("All {count} villages have sent."),
            (Self::Clear(clear, all), Lang::ZhHans) => format!("清零村 {clear} 个，共 {all} 个村。"),
            (Self::Clear(clear, all), Lang::En) => format!("No problem is open in {clear} of {all} villages."),
            (Self::Note(label, note), Lang::ZhHans) => format!("{label}：{note}。"),
            (Self::Note(label, note), Lang::En) => format!("{label}: {note}."),
            (Self::AsOf, _) => {
                lang.pick("超期按各村数据截至的时间算。", "Overdue is counted as of each village’s data.").into()
            }
        }
    }
}

/// The titles of the tables that offices know; any other number stands for itself.
fn table(number: &str, lang: Lang) -> &str {
    match number {
        "T1" => lang.pick("排查进度表", "Survey progress"),
        "T2" => lang.pick("三个 100% 落实情况", "The three 100 % rates"),
        "T3" => lang.pick("帮包联系情况", "Helpers and contacts"),
        "T4" => lang.pick("问题汇总", "Problems"),
        "T5" => lang.pick("需求汇总", "Needs"),
        other => other,
    }
}
