//! Records in words: what a field is called and what it says, for histories and conflicts.

use crate::campaign::{Campaign, Level};
use crate::finding::State;
use crate::journal::{DELETED, FieldValue, Kind};
use crate::register::Category;
use crate::text::{Lang, Say};

/// What a record is.
pub(super) struct KindWord<'a>(pub &'a Kind);

impl Say for KindWord<'_> {
    fn say(&self, lang: Lang) -> String {
        match self.0 {
            Kind::Household => lang.pick("住户", "Household"),
            Kind::Visit => lang.pick("入户", "Visit"),
            Kind::Finding => lang.pick("问题", "Finding"),
            Kind::Contact => lang.pick("联系", "Contact"),
            Kind::Helper => lang.pick("帮扶责任人", "Helper"),
            Kind::Region => lang.pick("村", "Village"),
            Kind::Other(_) => lang.pick("其他记录", "Other record"),
        }
        .to_owned()
    }
}

/// Names of plain fields; what is not here stands for itself.
const FIELDS: [(&str, &str, &str); 47] = [
    ("village", "村", "Village"),
    ("head", "户主", "Head"),
    ("group", "组", "Group"),
    ("address", "住址", "Address"),
    ("residence", "现居住地", "Lives at"),
    ("phone", "电话", "Phone"),
    ("categories", "对象类别", "Categories"),
    ("size", "家庭人口", "Persons"),
    ("order", "花名册序号", "Place in the roster"),
    ("account", "一卡通账号", "Account"),
    ("note", "备注", "Note"),
    ("gone", "不再统计", "No longer counted"),
    ("name", "姓名", "Name"),
    ("id_number", "身份证号", "ID number"),
    ("relation", "与户主关系", "Relation"),
    ("duty", "职务", "Duty"),
    ("started", "开始", "Begun"),
    ("finished", "完成", "Finished"),
    ("surveyor", "走访人", "Surveyor"),
    ("corrected", "更正时间", "Corrected"),
    ("reason", "原因", "Reason"),
    ("class", "类别", "Class"),
    ("need", "需求种类", "Need"),
    ("level", "等级", "Level"),
    ("text", "具体问题", "What is wrong"),
    ("quantity", "数量", "Quantity"),
    ("unit", "单位", "Unit"),
    ("urgent", "急难", "Urgent"),
    ("department", "责任部门", "Department"),
    ("officer", "责任人", "Officer"),
    ("due", "整改时限", "Due"),
    ("found", "发现时间", "Found"),
    ("finder", "发现人", "Found by"),
    ("state", "状态", "State"),
    ("how", "方式", "How"),
    ("action", "现场措施", "Done on the spot"),
    ("interim", "临时措施", "Interim measure"),
    ("result", "整改结果", "Result"),
    ("done", "整改完成", "Put right"),
    ("closed", "销号日期", "Closed"),
    ("verifier", "复核人", "Verified by"),
    ("when", "时间", "When"),
    ("by", "走访人", "By"),
    ("met", "见到谁", "Met"),
    ("outcome", "结果", "Outcome"),
    ("opinion", "对象意见", "Opinion"),
    (DELETED, "删除", "Deleted"),
];

/// What a field is called: a question by its label, everything else by its column.
pub(super) fn label(campaign: &Campaign, path: &str, lang: Lang) -> String {
    if let Some(question) = path.strip_prefix("answer/") {
        return asked(campaign, question, lang).unwrap_or_else(|| question.to_owned());
    }
    if let Some(question) = path.strip_prefix("confirmed/") {
        let label = asked(campaign, question, lang).unwrap_or_else(|| question.to_owned());
        return format!("{label}{}", lang.pick("（整块确认）", " (confirmed with its block)"));
    }
    let last = path.rsplit('/').next().unwrap_or(path);
    let name = FIELDS.iter().find(|(field, ..)| *field == last).map(|(_, zh_hans, en)| lang.pick(*zh_hans, *en));
    match path.split('/').next() {
        Some("helper") => lang.pick("帮扶责任人", "Helper").to_owned(),
        Some("member") if last != path => {
            format!("{}{}", lang.pick("成员", "Member: "), name.unwrap_or(last))
        }
        _ => name.unwrap_or(last).to_owned(),
    }
}

/// A question's label, as far as it is plain text.
fn asked(campaign: &Campaign, question: &str, lang: Lang) -> Option<String> {
    let node = campaign.form.node(campaign.questions.get(question)?.node)?;
    let label = campaign.form.text(&node.label, campaign.language(lang))?.literal()?;
    Some(label.trim_matches(['*', ' ', '#']).to_owned()).filter(|label| !label.is_empty())
}

/// What a field says, as people read it; empty where it says nothing.
pub(super) fn value(campaign: &Campaign, kind: &Kind, path: &str, value: &FieldValue<'_>, lang: Lang) -> String {
    let text = match value {
        FieldValue::Null => return String::new(),
        FieldValue::Bool(truth) => return yes(*truth, lang).to_owned(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Text(text) => text.to_string(),
        FieldValue::List(list) => list.iter().filter_map(FieldValue::as_text).collect::<Vec<_>>().join(" "),
        FieldValue::Object(map) => return serde_json::to_string(map).unwrap_or_default(),
    };
    match (kind, path) {
        (_, "categories") => {
            let word = |code: &str| Category::from_code(code).map_or_else(|| code.to_owned(), |known| known.say(lang));
            text.split(' ').map(word).collect::<Vec<_>>().join(lang.pick("、", ", "))
        }
        (Kind::Finding, "state") => State::named(&text).say(lang),
        (Kind::Finding, "level") => level(&text, lang),
        (Kind::Finding, "class" | "department" | "need") => campaign.choice(path, &text, lang).to_owned(),
        (Kind::Finding, "how") => match text.as_str() {
            "on_site" => lang.pick("现场解决", "on the spot").to_owned(),
            "reported" => lang.pick("上报", "reported").to_owned(),
            _ => text,
        },
        (Kind::Contact, "how") => campaign.choice("method", &text, lang).to_owned(),
        _ => match path.strip_prefix("answer/") {
            Some(question) => campaign.answer(question, &text, lang).into_owned(),
            None if is_moment(&text) => minute(&text),
            None => text,
        },
    }
}

pub(super) const fn yes(truth: bool, lang: Lang) -> &'static str {
    if truth { lang.pick("是", "yes") } else { lang.pick("否", "no") }
}

fn level(word: &str, lang: Lang) -> String {
    match Level::named(word) {
        Some(Level::Red) => lang.pick("红色", "red").to_owned(),
        Some(Level::Yellow) => lang.pick("黄色", "yellow").to_owned(),
        Some(Level::Need) => lang.pick("需求", "need").to_owned(),
        None => word.to_owned(),
    }
}

fn is_moment(text: &str) -> bool {
    text.len() > 16 && text.as_bytes().get(10) == Some(&b'T')
}

/// `2026-12-20T18:00:00+08:00` as `2026-12-20 18:00`.
pub(super) fn minute(made: &str) -> String {
    made.get(..16).map_or_else(|| made.to_owned(), |text| text.replace('T', " "))
}
