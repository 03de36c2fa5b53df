//! Records in words: what a field is called and what it says, for histories and conflicts.

use crate::attachment;
use crate::campaign::{Campaign, Level};
use crate::finding::State;
use crate::form::{Node, Segment};
use crate::journal::{DELETED, FieldValue, Journal, Kind, RecordId};
use crate::moment::Moment;
use crate::plan::{MISSED, REACHED};
use crate::register::Category;
use crate::register::left_out::LEFT_OUT;
use crate::text::{Lang, Say};
use crate::visit::{CONFIRMED, PRIVATE};

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
            Kind::Other(word) => match word.as_str() {
                "gift" => lang.pick("慰问", "Gift"),
                "put-off" => lang.pick("推迟", "Put off"),
                "spot_check" => lang.pick("抽查", "Spot check"),
                PRIVATE => lang.pick("入户", "Visit"),
                _ => lang.pick("其他记录", "Other record"),
            },
        }
        .to_owned()
    }
}

/// Names of plain fields. Where a kind of record means something else by a field, [`OF_KIND`] says what.
const FIELDS: [(&str, &str, &str); 72] = [
    ("village", "村", "Village"),
    ("district", "管区", "District"),
    ("township", "乡镇", "Township"),
    ("county", "县", "County"),
    ("code", "区划代码", "Region code"),
    ("head", "户主", "Head"),
    ("group", "组", "Group"),
    ("address", "住址", "Address"),
    ("residence", "现居住地", "Lives at"),
    ("position", "位置", "Position"),
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
    ("sex", "性别", "Sex"),
    ("born", "出生日期", "Born"),
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
    ("reported", "上报时间", "Reported"),
    ("accepted", "受理时间", "Accepted"),
    ("begun", "开始整改", "Work begun"),
    ("returned", "退回时间", "Sent back"),
    ("done", "整改完成", "Put right"),
    ("closed", "销号日期", "Closed"),
    ("verifier", "复核人", "Verified by"),
    ("photos", "照片", "Photos"),
    ("callback", "要回访", "Household to be told"),
    ("answered", "回访时间", "Household told"),
    ("when", "时间", "When"),
    ("date", "日期", "Date"),
    ("entered", "登记时间", "Entered"),
    ("by", "走访人", "By"),
    ("met", "见到谁", "Met"),
    ("outcome", "结果", "Outcome"),
    ("weather", "天气", "Weather"),
    ("problem", "发现问题", "Problem found"),
    ("handled", "现场处理", "Handled on the spot"),
    ("opinion", "对象意见", "Opinion"),
    ("proof", "签名或照片号", "Signature or photo"),
    ("until", "推到", "Until"),
    ("differs", "不一致的", "What differs"),
    ("money", "慰问金（元）", "Money (yuan)"),
    ("goods", "物品", "Goods"),
    (DELETED, "删除", "Deleted"),
    (LEFT_OUT, "村不算在内", "Village left out"),
];

/// What fields are called in records of one kind, by its word.
const OF_KIND: [(&str, &str, &str, &str); 8] = [
    ("contact", "reported", "需上报事项", "To be reported"),
    ("gift", "value", "折款（元）", "Worth (yuan)"),
    ("gift", "person", "对象", "For whom"),
    ("gift", "by", "慰问人", "Given by"),
    ("gift", "receipt", "签收", "Receipt"),
    ("gift", "letter", "慰问信", "Letter"),
    ("spot_check", "result", "抽查结果", "What was found"),
    ("spot_check", "note", "情况说明", "Note"),
];

/// Records in the words of a campaign, a language and a place's clock.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// Whose questions and lists.
    pub campaign: &'a Campaign,
    /// Where names stand that records refer to.
    pub journal: &'a Journal,
    /// In which language.
    pub lang: Lang,
    /// Whose wall clock shows the times: the reader's.
    pub here: Moment,
}

impl Words<'_> {
    /// What a field is called: a question by its label, everything else by its column, a member's with the member's name.
    pub fn label(&self, kind: &Kind, record: &RecordId, path: &str) -> String {
        let lang = self.lang;
        if let Some(question) = path.strip_prefix("answer/") {
            return self.asked(question);
        }
        if let Some(question) = path.strip_prefix(CONFIRMED) {
            return format!("{}{}", self.asked(question), lang.pick("（整块确认）", " (confirmed with its block)"));
        }
        let last = path.rsplit('/').next().unwrap_or(path);
        if path.starts_with("helper/") {
            return lang.pick("帮扶责任人", "Helper").to_owned();
        }
        let of_kind = OF_KIND.iter().find(|(word, field, ..)| *word == kind.word() && *field == last);
        let named = of_kind.map(|(_, _, zh_hans, en)| (*zh_hans, *en));
        let named =
            named.or_else(|| FIELDS.iter().find(|(field, ..)| *field == last).map(|(_, zh_hans, en)| (*zh_hans, *en)));
        let label = named.map_or(last, |(zh_hans, en)| lang.pick(zh_hans, en));
        let Some((member, _)) = path.strip_prefix("member/").and_then(|rest| rest.split_once('/')) else {
            return label.to_owned();
        };
        let person =
            self.journal.record(kind, record).map(|record| record.text(&format!("member/{member}/name")).to_owned());
        match person.filter(|name| !name.is_empty() && last != "name") {
            Some(name) => format!("{name} · {label}"),
            None => format!("{}{label}", lang.pick("成员", "Member: ")),
        }
    }

    /// A question's label, without the answers that the form weaves into it; an answer inside a repeat with its place.
    pub fn asked(&self, question: &str) -> String {
        let lang = self.lang;
        let name = question.rsplit('/').next().unwrap_or(question);
        let node = self.node(name.strip_suffix("[]").unwrap_or(name));
        let language = self.campaign.language(lang);
        let text = node.and_then(|node| self.campaign.form.text(&node.label, language)).map(|template| {
            let literal = |segment: &Segment| match segment {
                Segment::Literal(text) => text.clone(),
                Segment::Output(_) => "…".to_owned(),
            };
            template.segments.iter().map(literal).collect::<String>()
        });
        let label = text.map(|text| text.trim_matches(['*', ' ', '#']).to_owned()).filter(|label| !label.is_empty());
        let label = label.unwrap_or_else(|| name.to_owned());
        if name.ends_with("[]") {
            return format!("{label}{}", lang.pick("（几项）", " (how many)"));
        }
        match question.split_once('[').and_then(|(_, rest)| rest.split_once(']')) {
            Some((place, _)) => format!("{label}{}{place}{}", lang.pick("（第 ", " ("), lang.pick(" 项）", ")")),
            None => label,
        }
    }

    fn node(&self, name: &str) -> Option<&Node> {
        self.campaign.form.nodes.iter().find(|node| node.name == name)
    }

    /// Where a field stands among those of its write: an answer where the form asks it, after what is no answer.
    pub fn place(&self, path: &str) -> usize {
        let name = path.strip_prefix("answer/").and_then(|question| question.rsplit('/').next());
        name.and_then(|name| self.campaign.form.nodes.iter().position(|node| node.name == name)).unwrap_or_default()
    }

    /// Whether a field was computed by the form and is nobody's doing.
    pub fn is_computed(&self, path: &str) -> bool {
        let question = path.strip_prefix("answer/").or_else(|| path.strip_prefix(CONFIRMED));
        let name = question.and_then(|question| question.rsplit('/').next());
        let node = name.and_then(|name| self.node(name));
        node.is_some_and(|node| !node.kind.is_container() && !node.visible)
    }

    /// What a field says, as people read it; empty where it says nothing.
    pub fn value(&self, kind: &Kind, path: &str, value: &FieldValue<'_>) -> String {
        let (campaign, lang) = (self.campaign, self.lang);
        if let Some(helper) = path.strip_prefix("helper/") {
            let answers = *value == FieldValue::Bool(true);
            return if answers { self.name(&Kind::Helper, helper, "name") } else { String::new() };
        }
        let text = match value {
            FieldValue::Null => return String::new(),
            FieldValue::Bool(truth) => return yes(*truth, lang).to_owned(),
            FieldValue::Number(number) => number.to_string(),
            FieldValue::Text(text) => text.to_string(),
            FieldValue::List(list) => list.iter().filter_map(FieldValue::as_text).collect::<Vec<_>>().join(" "),
            FieldValue::Object(map) => return serde_json::to_string(map).unwrap_or_default(),
        };
        if let Some(files) = self.files(path, &text) {
            return files;
        }
        match (kind, path) {
            (_, "village") if *kind != Kind::Region => self.name(&Kind::Region, &text, "village"),
            (_, "categories") => {
                let word =
                    |code: &str| Category::from_code(code).map_or_else(|| code.to_owned(), |known| known.say(lang));
                text.split(' ').map(word).collect::<Vec<_>>().join(lang.pick("、", ", "))
            }
            (_, "position") => text.split(' ').take(2).collect::<Vec<_>>().join(", "),
            (Kind::Finding, "state") => State::named(&text).say(lang),
            (Kind::Finding, "level") => level(&text, lang),
            (Kind::Finding, "class" | "department" | "need") => campaign.choice(path, &text, lang).to_owned(),
            (Kind::Finding, "how") => match text.as_str() {
                "on_site" => lang.pick("现场解决", "on the spot").to_owned(),
                "reported" => lang.pick("上报", "reported").to_owned(),
                _ => text,
            },
            (Kind::Contact, "how") => campaign.choice("method", &text, lang).to_owned(),
            (Kind::Contact, "weather") => campaign.choice("weather", &text, lang).to_owned(),
            (Kind::Contact, "outcome") => match text.as_str() {
                REACHED => lang.pick("联系上了", "reached").to_owned(),
                MISSED => lang.pick("没联系上", "not reached").to_owned(),
                _ => text,
            },
            (Kind::Helper, "duty") => campaign.choice("role", &text, lang).to_owned(),
            (Kind::Other(word), "receipt") if word == "gift" => campaign.choice("gift_receipt", &text, lang).to_owned(),
            (Kind::Other(word), "result") if word == "spot_check" => match text.as_str() {
                "same" => lang.pick("属实", "as said").to_owned(),
                "differs" => lang.pick("有出入", "differs").to_owned(),
                "absent" => lang.pick("没见到人", "nobody there").to_owned(),
                _ => text,
            },
            (Kind::Household, _) if path.ends_with("/sex") => campaign.choice("sex", &text, lang).to_owned(),
            _ => match path.strip_prefix("answer/") {
                Some(question) => {
                    let name = question.rsplit('/').next().unwrap_or(question);
                    campaign.answer(name, &text, lang).into_owned()
                }
                None if is_moment(&text) => self.minute(&text),
                None => text,
            },
        }
    }

    /// What files are, since nobody reads their names: a signature, photos; nothing where the text names none.
    fn files(&self, path: &str, text: &str) -> Option<String> {
        let names: Vec<&str> = text.split(' ').collect();
        if !names.iter().all(|name| attachment::is_name(name)) {
            return None;
        }
        let lang = self.lang;
        let question = path.strip_prefix("answer/").and_then(|question| question.rsplit('/').next());
        let signed = question.and_then(|name| self.node(name)).is_some_and(|node| node.appears("signature"));
        let family = names.first().map(|name| attachment::media_type(name)).unwrap_or_default();
        let word = match family.split('/').next() {
            _ if signed => lang.pick("签名", "signature"),
            Some("image") => lang.pick("照片", "photo"),
            Some("audio") => lang.pick("录音", "recording"),
            Some("video") => lang.pick("视频", "video"),
            _ => lang.pick("文件", "file"),
        };
        Some(match names.len() {
            1 => word.to_owned(),
            count => format!("{word} × {count}"),
        })
    }

    /// What a record that another one refers to is called.
    pub fn name(&self, kind: &Kind, id: &str, field: &str) -> String {
        let record = self.journal.record(kind, &RecordId::from(id));
        let name = record.map(|record| record.text(field).to_owned()).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| self.lang.pick("（没写名称）", "(no name)").to_owned())
    }

    /// A time that a record wrote on its own clock, on the reader's: `2026-12-20 18:00`.
    fn minute(&self, made: &str) -> String {
        Moment::parse(made).map_or_else(|| minute(made), |moment| self.clock(moment.millis()))
    }

    /// When a write was made, on the reader's clock.
    pub fn clock(&self, millis: i64) -> String {
        minute(&Moment::new(millis, self.here.zone()).to_string())
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
