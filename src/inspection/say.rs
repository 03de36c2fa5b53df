//! The words of an inspection's zip.

use chrono::Weekday;

use crate::campaign::Deadline;
use crate::moment::Moment;
use crate::text::{Lang, Say};

/// What a folder or a file is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Pack,
    Contents,
    Summary,
    Arrangement,
    Responsibility,
    Hazards,
    Ledgers,
    Relief,
    Stages,
    Duty,
    Helpers,
    Answering,
    Progress,
    Problems,
    AllLedgers,
    Needs,
    Goods,
    Lacking,
}

impl Say for Part {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Pack => lang.pick("迎检包", "Inspection"),
            Self::Contents => lang.pick("目录", "Contents"),
            Self::Summary => lang.pick("工作总结", "Summary"),
            Self::Arrangement => lang.pick("工作安排", "Arrangements"),
            Self::Responsibility => lang.pick("责任落实", "Responsibility"),
            Self::Hazards => lang.pick("隐患排查", "Hazards"),
            Self::Ledgers => lang.pick("台账建立", "Ledgers"),
            Self::Relief => lang.pick("救助措施", "Relief"),
            Self::Stages => lang.pick("阶段和联系任务", "Stages and duties"),
            Self::Duty => lang.pick("值班与事件记录", "Duty and incidents"),
            Self::Helpers => lang.pick("帮扶责任联系表", "Helpers"),
            Self::Answering => lang.pick("责任人和未落实的户", "Who answers, and for whom nobody does"),
            Self::Progress => lang.pick("排查进度和整改情况", "Progress and what was put right"),
            Self::Problems => lang.pick("问题隐患台账", "Problems"),
            Self::AllLedgers => lang.pick("全部台账", "All ledgers"),
            Self::Needs => lang.pick("需求台账", "Needs"),
            Self::Goods => lang.pick("慰问和物资", "Gifts and goods"),
            Self::Lacking => lang.pick("还没做到的", "What is lacking"),
        }
        .to_owned()
    }
}

/// What stands in the tables and on the first page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word<'a> {
    Stages,
    Duties,
    HelpersTable,
    Unassigned,
    Stage,
    From,
    To,
    Due,
    What,
    ToWhom,
    Concerned,
    Done,
    DutyName,
    HowOften,
    How,
    Name,
    Role,
    Phone,
    Households,
    Village,
    Group,
    Head,
    Deadline(&'a Deadline),
    Weekly(u32),
    Daily(u32),
    OnSignal(u32),
    Once(u32),
    ContentsTitle(&'a str),
    AsOf(&'a str, Moment),
    Numbered(usize, &'a str),
    Rows(&'a str, usize),
    NotSurveyed(u64),
    WithoutHelper(u64),
    StillOpen(u64),
    Overdue(u64),
}

impl Say for Word<'_> {
    fn say(&self, lang: Lang) -> String {
        let plain = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en).to_owned();
        match self {
            Self::Stages => plain("阶段安排", "Stages"),
            Self::Duties => plain("联系任务", "Duties of contact"),
            Self::HelpersTable => plain("责任人名册", "Who answers"),
            Self::Unassigned => plain("没有责任人的重点户", "Key households without a helper"),
            Self::Stage => plain("阶段", "Stage"),
            Self::From => plain("开始", "From"),
            Self::To => plain("结束", "To"),
            Self::Due => plain("截止", "Due"),
            Self::What => plain("做什么", "What"),
            Self::ToWhom => plain("报给谁", "To whom"),
            Self::Concerned => plain("涉及户数", "Households"),
            Self::Done => plain("已完成", "Done"),
            Self::DutyName => plain("任务", "Duty"),
            Self::HowOften => plain("频次", "How often"),
            Self::How => plain("方式", "How"),
            Self::Name => plain("姓名", "Name"),
            Self::Role => plain("职务", "Role"),
            Self::Phone => plain("电话", "Phone"),
            Self::Households => plain("负责户数", "Households"),
            Self::Village => plain("村", "Village"),
            Self::Group => plain("组", "Group"),
            Self::Head => plain("户主", "Head"),
            Self::Deadline(deadline) => said(deadline, lang),
            _ => self.counted(lang),
        }
    }
}

impl Word<'_> {
    fn counted(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Weekly(times), Lang::ZhHans) => format!("每周 {times} 次"),
            (Self::Weekly(times), Lang::En) => format!("{times} a week"),
            (Self::Daily(times), Lang::ZhHans) => format!("每天 {times} 次"),
            (Self::Daily(times), Lang::En) => format!("{times} a day"),
            (Self::OnSignal(hours), Lang::ZhHans) => format!("预警发布后 {hours} 小时内"),
            (Self::OnSignal(hours), Lang::En) => format!("within {hours} hours of a signal"),
            (Self::Once(times), Lang::ZhHans) => format!("共 {times} 次"),
            (Self::Once(times), Lang::En) => format!("{times} in all"),
            (Self::ContentsTitle(title), Lang::ZhHans) => format!("{title}迎检材料目录"),
            (Self::ContentsTitle(title), Lang::En) => format!("{title}: contents"),
            (Self::AsOf(unit, now), Lang::ZhHans) => {
                format!("{unit}，数据截至 {}。各表都由入户登记自动生成。", now.wall().format("%Y-%m-%d %H:%M"))
            }
            (Self::AsOf(unit, now), Lang::En) => {
                format!(
                    "{unit}, data as of {}. Every table is made from the records.",
                    now.wall().format("%Y-%m-%d %H:%M")
                )
            }
            (Self::Numbered(number, title), Lang::ZhHans) => {
                let number = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"].get(*number).unwrap_or(&"");
                format!("{number}、{title}")
            }
            (Self::Numbered(number, title), Lang::En) => format!("{number}. {title}"),
            (Self::Rows(title, rows), Lang::ZhHans) => format!("{title} {rows} 行"),
            (Self::Rows(title, 1), Lang::En) => format!("{title}, 1 row"),
            (Self::Rows(title, rows), Lang::En) => format!("{title}, {rows} rows"),
            (Self::NotSurveyed(count), Lang::ZhHans) => format!("还没入户的：{count} 户。"),
            (Self::NotSurveyed(count), Lang::En) => format!("Households not visited: {count}."),
            (Self::WithoutHelper(count), Lang::ZhHans) => format!("没有责任人的重点户：{count} 户。"),
            (Self::WithoutHelper(count), Lang::En) => format!("Key households without a helper: {count}."),
            (Self::StillOpen(count), Lang::ZhHans) => format!("没有销号的问题和需求：{count} 个。"),
            (Self::StillOpen(count), Lang::En) => format!("Problems and needs that are open: {count}."),
            (Self::Overdue(count), Lang::ZhHans) => format!("其中超期的：{count} 个。"),
            (Self::Overdue(count), Lang::En) => format!("Of them overdue: {count}."),
            _ => String::new(),
        }
    }
}

/// When something is due, as a plan says it.
fn said(deadline: &Deadline, lang: Lang) -> String {
    match (deadline, lang) {
        (Deadline::At(moment), _) => moment.format("%Y-%m-%d %H:%M").to_string(),
        (Deadline::Weekly(day, time), Lang::ZhHans) => {
            let day = match day {
                Weekday::Mon => "一",
                Weekday::Tue => "二",
                Weekday::Wed => "三",
                Weekday::Thu => "四",
                Weekday::Fri => "五",
                Weekday::Sat => "六",
                Weekday::Sun => "日",
            };
            format!("每周{day} {}", time.format("%H:%M"))
        }
        (Deadline::Weekly(day, time), Lang::En) => format!("every {day} {}", time.format("%H:%M")),
    }
}
