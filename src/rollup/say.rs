//! The words of the roll-up's tables.

use chrono::{Datelike, NaiveDate};

use super::doubt::Twin;
use super::draw::Risk;
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
    /// 乡镇.
    Township,
    /// 报送村数.
    Villages,
    /// 类别.
    Class,
    /// What has no class.
    NoClass,
    /// 数据截至.
    Made,
    /// 数据截至 of the village whose data are the oldest.
    Oldest,
    /// Villages whose data are of a time that has not come yet.
    ClockWrong(&'a [&'a str]),
    /// 单位: what the numbers count.
    Units(&'a [&'a str]),
    /// The villages that are missing, by name.
    Missing(&'a [&'a str]),
    /// Of a village so many writes are here, of so many.
    Lacking(&'a str, u64, u64),
    /// A village that files brought under several names.
    Joined(&'a str),
    /// Villages of one name that may be one.
    Alike(&'a str),
    /// Every village that was expected has sent.
    NoneMissing(usize),
    /// So many have sent, where nobody has said which are expected.
    Sent(usize),
    /// 清零: in so many villages of so many that had problems, all are closed.
    Clear(i64, i64),
    /// A note of an indicator.
    Note(&'a str, &'a str),
    /// Which moment the numbers are of.
    AsOf,
    /// The first and last day of a week.
    Week(NaiveDate, NaiveDate),
    /// 本周.
    ThisWeek,
    /// 累计.
    InAll,
    /// The title of the table by day.
    ByDay,
    /// 日期.
    Day,
    /// What was done.
    Done(Done),
}

/// What is counted by day, in the order of [`Day::numbers`](super::Day::numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// 入户.
    Visited,
    /// 发现问题.
    Found,
    /// 销号.
    Closed,
    /// 联系.
    Contacts,
    /// 提出需求.
    Needs,
    /// 解决需求.
    Met,
}

impl Done {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Visited, Self::Found, Self::Closed, Self::Contacts, Self::Needs, Self::Met];

    /// What its column is known by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Visited => "day.visited",
            Self::Found => "day.found",
            Self::Closed => "day.closed",
            Self::Contacts => "day.contacts",
            Self::Needs => "day.needs",
            Self::Met => "day.met",
        }
    }
}

impl Say for Done {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Visited => lang.pick("入户（户）", "Households visited"),
            Self::Found => lang.pick("发现问题（个）", "Problems found"),
            Self::Closed => lang.pick("销号（个）", "Problems closed"),
            Self::Contacts => lang.pick("联系（人次）", "Contacts"),
            Self::Needs => lang.pick("提出需求（个）", "Needs found"),
            Self::Met => lang.pick("解决需求（个）", "Needs met"),
        }
        .into()
    }
}

impl Say for RollupText<'_> {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Table(number), _) => table(number, lang).into(),
            (Self::TableByClass(number), Lang::ZhHans) => format!("{}（按类别）", table(number, lang)),
            (Self::TableByClass(number), Lang::En) => format!("{}, by class", table(number, lang)),
            (Self::Serial, _) => lang.pick("序号", "No.").into(),
            (Self::District, _) => lang.pick("管区", "Area").into(),
            (Self::Township, _) => lang.pick("乡镇", "Township").into(),
            (Self::Villages, _) => lang.pick("报送村数", "Villages").into(),
            (Self::Class, _) => lang.pick("类别", "Class").into(),
            (Self::NoClass, _) => lang.pick("未分类", "none").into(),
            (Self::Made, _) => lang.pick("数据截至", "Data as of").into(),
            (Self::Oldest, _) => lang.pick("最早的数据截至", "Oldest data as of").into(),
            (Self::ClockWrong(names), Lang::ZhHans) => {
                let names = some(names, "、", |all| format!("等 {all} 个村"));
                format!(
                    "手机时间不对：{names}的数据截至比现在还晚，或者比专项行动早半年以上。请村里把手机时间调准，再发一份。"
                )
            }
            (Self::ClockWrong(names), Lang::En) => format!(
                "A phone’s clock is wrong: data as of a time still to come, or half a year before the campaign, from {}. Ask to set the clock right and to send again.",
                some(names, ", ", |all| format!(" and others, {all} in all"))
            ),
            (Self::Units(units), Lang::ZhHans) => format!("单位：{}", units.join("、")),
            (Self::Units(units), Lang::En) => format!("Unit: {}", units.join(", ")),
            (Self::Missing(names), Lang::ZhHans) => format!("未报 {} 个村：{}。", names.len(), names.join("、")),
            (Self::Missing([only]), Lang::En) => format!("1 village has not sent: {only}."),
            (Self::Missing(names), Lang::En) => {
                format!("{} villages have not sent: {}.", names.len(), names.join(", "))
            }
            (Self::Lacking(village, here, all), Lang::ZhHans) => {
                format!("{village}缺以前的数据包：这里有 {here} 条，村里有 {all} 条，数不全。请村里重新做一份全部的。")
            }
            (Self::Lacking(village, here, all), Lang::En) => format!(
                "{village}: an earlier package is missing, {here} of its {all} entries are here, and its numbers are not whole. Ask it for a \
                 package of everything."
            ),
            (Self::Joined(name), Lang::ZhHans) => {
                format!("{name}的数据包里乡镇、县写得不一样，户是同一批，按一个村算，同一户只算一次。")
            }
            (Self::Joined(name), Lang::En) => format!(
                "The packages of {name} write its township or county differently and hold the same households: it counts as one village, \
                 each household once."
            ),
            (Self::Alike(name), Lang::ZhHans) => {
                format!(
                    "有不止一个“{name}”，没有相同的户，分开算。如果是同一个村，请把设备上的乡镇、县写成一样，再报就合成一个。"
                )
            }
            (Self::Alike(name), Lang::En) => format!(
                "There is more than one “{name}”; no household is in both, so they are counted apart. If they are one village, write its \
                 township and county alike on its devices, send again, and they are one."
            ),
            (Self::NoneMissing(count), Lang::ZhHans) => format!("{count} 个村已全部上报。"),
            (Self::Sent(count), Lang::ZhHans) => format!("已报 {count} 个村。"),
            (Self::Sent(1), Lang::En) => "1 village has sent.".to_owned(),
            (Self::Sent(count), Lang::En) => format!("{count} villages have sent."),
            (Self::NoneMissing(count), Lang::En) => format!("All {count} villages have sent."),
            (Self::Clear(clear, all), Lang::ZhHans) => format!("有过问题的村 {all} 个，清零 {clear} 个。"),
            (Self::Clear(clear, all), Lang::En) => {
                format!("Of {all} villages that had problems, {clear} have closed them all.")
            }
            (Self::Note(label, note), Lang::ZhHans) => format!("{label}：{note}。"),
            (Self::Note(label, note), Lang::En) => format!("{label}: {note}."),
            (Self::Week(from, to), Lang::ZhHans) => {
                format!("（{}月{}日—{}月{}日）", from.month(), from.day(), to.month(), to.day())
            }
            (Self::Week(from, to), Lang::En) => format!(", {from} to {to}"),
            (Self::ThisWeek, _) => lang.pick("本周", "This week").into(),
            (Self::InAll, _) => lang.pick("累计", "In all").into(),
            (Self::ByDay, _) => lang.pick("每日进展", "Day by day").into(),
            (Self::Day, _) => lang.pick("日期", "Day").into(),
            (Self::Done(done), lang) => done.say(lang),
            (Self::AsOf, _) => {
                lang.pick("超期按各村数据截至的时间算。", "Overdue is counted as of each village’s data.").into()
            }
        }
    }
}

/// The first few names, and of more how many there are in all.
fn some(names: &[&str], between: &str, all: impl Fn(usize) -> String) -> String {
    const FEW: usize = 5;
    let few = names.iter().take(FEW).copied().collect::<Vec<_>>().join(between);
    if names.len() > FEW { few + &all(names.len()) } else { few }
}

/// The titles of the tables that offices know; any other number stands for itself.
fn table(number: &str, lang: Lang) -> &str {
    match number {
        "T1" => lang.pick("排查进度表", "Survey progress"),
        "T2" => lang.pick("三个 100% 落实情况", "The three 100 % rates"),
        "T3" => lang.pick("帮包联系情况", "Helpers and contacts"),
        "T4" => lang.pick("问题汇总", "Problems"),
        "T5" => lang.pick("需求汇总", "Needs"),
        "T7" => lang.pick("物资、慰问和值班", "Goods, gifts and duty"),
        "T8" => lang.pick("周报", "Weekly report"),
        other => other,
    }
}

impl Say for Twin {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Id => lang.pick("同一个身份证号", "One ID number"),
            Self::Account => lang.pick("同一个账号", "One account"),
            Self::NameAndBirth => lang.pick("同名同生日，证号不同", "One name and birth date, different ID numbers"),
            Self::Phone => lang.pick("不同村同一个电话", "One phone in different villages"),
        }
        .to_owned()
    }
}

impl Say for Risk {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Red => lang.pick("有红色问题", "red problem open"),
            Self::Open => lang.pick("有其他问题", "other problem open"),
            Self::Key => lang.pick("重点户，无问题", "key household, nothing open"),
            Self::Plain => lang.pick("一般户，无问题", "nothing open"),
            Self::Unvisited => lang.pick("还没入户", "not visited"),
        }
        .to_owned()
    }
}

#[cfg(feature = "compile")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::builtin;

    #[test]
    fn every_table_of_the_campaign_that_ships_has_a_title() {
        let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
        for indicator in &campaign.indicators {
            for lang in [Lang::ZhHans, Lang::En] {
                assert_ne!(RollupText::Table(&indicator.table).say(lang), indicator.table);
            }
        }
    }
}
