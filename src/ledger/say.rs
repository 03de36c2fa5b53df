//! The words that stand on every ledger, and what writing one can run into.

use super::edition::Edition;
use crate::text::{Lang, Say};

/// Words of the office layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetText<'a> {
    /// 填报单位（盖章）: under the title, left.
    Unit(&'a str),
    /// 填报日期: under the title, right. The ISO date or date-time.
    Date(&'a str),
    /// 村.
    Village,
    /// 合计.
    Total,
    /// 小计, of a 管区.
    Subtotal(&'a str),
    /// 审核人, to be signed.
    Reviewer,
    /// 填报人, to be signed where the name is empty.
    Author(&'a str),
    /// 联系电话, to be filled in.
    Phone,
    /// The foot of each printed page, in the code that spreadsheets use for the page number and their count.
    PageFoot,
    /// There is nothing to divide by.
    NothingToCount,
    /// 无隐患: nothing was found, so no rate of putting right.
    NoHazard,
}

impl Say for SheetText<'_> {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unit(name), Lang::ZhHans) => format!("填报单位（盖章）：{name}"),
            (Self::Unit(name), Lang::En) => format!("Unit (seal): {name}"),
            (Self::Date(date), Lang::ZhHans) => format!("填报日期：{}", chinese_date(date)),
            (Self::Date(date), Lang::En) => format!("Date: {}", day(date)),
            (Self::Village, _) => lang.pick("村", "Village").into(),
            (Self::Total, _) => lang.pick("合计", "Total").into(),
            (Self::Subtotal(name), Lang::ZhHans) => format!("{name}小计"),
            (Self::Subtotal(name), Lang::En) => format!("{name}, subtotal"),
            (Self::Reviewer, _) => lang.pick("审核人：", "Reviewed by:").into(),
            (Self::Author(name), Lang::ZhHans) => format!("填报人：{name}"),
            (Self::Author(name), Lang::En) => format!("Filled in by: {name}"),
            (Self::Phone, _) => lang.pick("联系电话：", "Phone:").into(),
            (Self::PageFoot, _) => lang.pick("&C第 &P 页，共 &N 页", "&CPage &P of &N").into(),
            (Self::NothingToCount, _) => "—".into(),
            (Self::NoHazard, _) => lang.pick("无隐患", "no hazard").into(),
        }
    }
}

/// The day of an ISO date or date-time.
fn day(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// `2026-12-05…` as 2026年12月5日, the way of GB/T 9704; anything else as it is.
fn chinese_date(date: &str) -> String {
    let mut parts = day(date).split('-').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => format!("{year}年{month}月{day}日"),
        _ => date.to_owned(),
    }
}

impl Say for Edition {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Public => lang.pick("公示版", "public"),
            Self::Check => lang.pick("核对版", "check"),
            Self::Report => lang.pick("上报版", "report"),
        }
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_offices_write_them() {
        assert_eq!(SheetText::Date("2026-12-05T09:30:00+08:00").say(Lang::ZhHans), "填报日期：2026年12月5日");
        assert_eq!(SheetText::Date("").say(Lang::ZhHans), "填报日期：");
    }
}
