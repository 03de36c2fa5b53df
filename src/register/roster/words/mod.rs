//! The words of roster headings: which field a heading means, alone and under the heading above it.
//!
//! A heading is compared without white space, notes in brackets, stars and colons. It is taken apart into *whose* value it
//! announces (the head's, a member's, a relative's, the helper's) and *what* of them. What is listed exactly wins over what
//! only contains a telling word; a word that tells of somebody else keeps a heading from being read as the villager's.

mod lists;

use lists::{EXACT, GROUPS, HELPERS, NOT_A_TAG, OTHER, OTHERS, PHONES, WHOSE};

use super::field::Field;
use crate::register::Category;
use crate::register::typed::squeeze;

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Whose.
    pub whose: Whose,
    /// What of them.
    pub what: What,
}

/// Whose value a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The row's own person or household.
    Own,
    /// The head's.
    Head,
    /// A member's, where several stand side by side, by number.
    Member(u8),
    /// That of a relative of the head, with the relation.
    Relative(&'static str),
    /// The helper's.
    Helper,
    /// Somebody else's.
    Else,
}

/// What a heading announces of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A field that is read.
    Field(Field),
    /// Something that this register does not keep (年龄, 开户银行).
    Other,
    /// Nothing by itself: it groups the headings below it (户主信息).
    Group,
}

/// What a heading announces by itself; `None` where a roster knows nothing of it.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    let full = squeeze(text).to_lowercase();
    if full.is_empty() || full.chars().count() > 24 || full.contains(['。', '；', ';']) {
        return None;
    }
    let bare = without_notes(&full);
    exact(&full).or_else(|| exact(&bare)).or_else(|| of_somebody(&bare)).or_else(|| telling(&bare).map(own))
}

/// What a heading announces under the heading above it.
pub(super) fn meaning_under(over: &str, text: &str) -> Option<Meaning> {
    let (Some(above), below) = (meaning(over), meaning(text)) else {
        return meaning(text).or_else(|| meaning(&format!("{over}{text}")));
    };
    let Some(below) = below else {
        return match above.whose {
            Whose::Helper | Whose::Else => Some(Meaning { whose: above.whose, what: What::Other }),
            _ => meaning(&format!("{over}{text}")),
        };
    };
    // A heading that is a field by itself may still group others.
    let over = match above.what {
        What::Field(Field::Head) => Whose::Head,
        What::Field(Field::Helper) => Whose::Helper,
        _ => above.whose,
    };
    Some(match (above.what, below) {
        // 身份证号 over 户主 and 配偶: the lower heading says whose.
        (What::Field(field), Meaning { whose, what }) if over == Whose::Own && field.is_personal() => match what {
            What::Field(Field::Head) => Meaning { whose: Whose::Head, what: above.what },
            What::Group => Meaning { whose, what: above.what },
            _ => below,
        },
        (_, Meaning { whose: Whose::Own, what }) => Meaning { whose: over, what },
        _ => below,
    })
}

fn own(what: What) -> Meaning {
    Meaning { whose: Whose::Own, what }
}

/// Without notes in brackets (必填), stars, colons, and a leading number.
fn without_notes(full: &str) -> String {
    let mut out = String::with_capacity(full.len());
    let mut depth = 0_usize;
    for letter in full.chars() {
        match letter {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | '★' | '☆' | ':' | '\'' | '"' | '“' | '”' => {}
            _ if depth > 0 => {}
            letter => out.push(letter),
        }
    }
    let rest = out.trim_start_matches(|letter: char| letter.is_ascii_digit());
    // 1.姓名 has a number before it; 1组 is a group.
    let rest = rest.strip_prefix(['.', '、']).unwrap_or(&out);
    let rest = rest.trim_start_matches(|letter: char| "①②③④⑤⑥⑦⑧⑨⑩".contains(letter));
    if rest.is_empty() { out } else { rest.to_owned() }
}

fn exact(text: &str) -> Option<Meaning> {
    if let Some((field, _)) = EXACT.iter().find(|(_, words)| words.split(' ').any(|word| word == text)) {
        return Some(own(What::Field(*field)));
    }
    OTHER.split(' ').any(|word| word == text).then_some(own(What::Other))
}

/// A heading that begins with whose it is, or says which of several members.
fn of_somebody(text: &str) -> Option<Meaning> {
    let names = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_phone = names(PHONES);
    if names(HELPERS) {
        let what = if is_phone { What::Field(Field::HelperPhone) } else { helper(text) };
        return Some(Meaning { whose: Whose::Helper, what });
    }
    if names(OTHERS) {
        // A relative's or keeper's phone is how an old person is reached.
        let reachable = is_phone && ["联系人", "监护人", "照料人"].iter().any(|word| text.starts_with(word));
        return Some(if reachable {
            own(What::Field(Field::Phone))
        } else {
            Meaning { whose: Whose::Else, what: What::Other }
        });
    }
    let somebody = WHOSE.iter().find_map(|(word, whose)| Some((*whose, text.strip_prefix(word)?)));
    let (whose, rest) = somebody.unwrap_or((Whose::Own, text));
    let (number, rest) = numbered(rest);
    if rest.len() == text.len() {
        return None;
    }
    let what = if somebody.is_some() && GROUPS.contains(&rest) {
        What::Group
    } else {
        exact(rest).map(|meaning| meaning.what).or_else(|| telling(rest))?
    };
    if somebody.is_none() && !matches!(what, What::Field(field) if field.is_personal()) {
        return None;
    }
    match number {
        // 联系电话1 and 联系电话2 are two numbers of one person.
        Some(_) if what == What::Field(Field::Phone) && whose == Whose::Own => Some(own(what)),
        Some(number) if whose == Whose::Own => Some(Meaning { whose: Whose::Member(number), what }),
        _ => Some(Meaning { whose, what }),
    }
}

/// A number at the beginning or the end (成员2姓名, 姓名二), from 1 to 20, and what is left.
fn numbered(text: &str) -> (Option<u8>, &str) {
    const HAN: &str = "一二三四五六七八九十";
    let is_number = |letter: char| letter.is_ascii_digit() || HAN.contains(letter);
    let value = |digits: &str| -> Option<u8> {
        let number = digits.parse().ok().or_else(|| {
            let place = HAN.chars().position(|letter| digits.strip_prefix(letter) == Some(""))?;
            u8::try_from(place + 1).ok()
        })?;
        (1..=20).contains(&number).then_some(number)
    };
    let after = text.trim_start_matches(is_number);
    if let Some(number) = text.strip_suffix(after).and_then(value) {
        return (Some(number), after.trim_start_matches(['.', '、', '-', '_']));
    }
    let before = text.trim_end_matches(is_number);
    match text.strip_prefix(before).and_then(value) {
        Some(number) if !before.is_empty() => (Some(number), before.trim_end_matches(['-', '_'])),
        _ => (None, text),
    }
}

fn helper(text: &str) -> What {
    let named = ["姓名", "人", "干部", "员"].iter().any(|end| text.ends_with(end));
    if named {
        What::Field(Field::Helper)
    } else if text.ends_with("信息") || text.ends_with("情况") {
        What::Group
    } else {
        What::Other
    }
}

/// A heading by the telling words in it.
fn telling(text: &str) -> Option<What> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let field = if has(&["残疾证", "残疾人证"]) {
        if has(&["号", "编码"]) { Field::DisabilityNo } else { return Some(What::Other) }
    } else if has(&["身份证", "公民身份", "证件号", "身份号", "身份证件"]) {
        if has(&["地址", "住址"]) {
            Field::Address
        } else if has(&["类型", "有效", "复印", "照片", "签发", "是否", "性别", "出生", "姓名"]) {
            return Some(What::Other);
        } else {
            Field::Id
        }
    } else if text.ends_with("关系") && (text.contains("户主") || text.starts_with('与')) {
        Field::Relation
    } else if has(PHONES) {
        if has(&["是否", "救助", "办公"]) {
            return Some(What::Other);
        }
        Field::Phone
    } else if text.ends_with("姓名") {
        Field::Name
    } else if has(&["住址", "地址"]) || text.ends_with("居住地") {
        if has(&["现", "居住", "实际", "常住", "目前"]) { Field::Residence } else { Field::Address }
    } else if has(&["村民小组", "自然村", "村民组", "自然屯", "居民小组"]) || text.ends_with("所在组")
    {
        Field::Group
    } else if has(&["行政村"]) {
        Field::Village
    } else if text.ends_with("乡镇") {
        Field::Township
    } else if text.contains('户') && (text.ends_with("编号") || text.ends_with("编码")) {
        Field::HouseholdNo
    } else if text.contains("家庭")
        && has(&["人口", "人数"])
        && !has(&["在家", "需", "保障", "劳动", "常住", "享受", "受灾", "外出"])
    {
        Field::Size
    } else if has(&["性别"]) {
        Field::Sex
    } else if text.contains("出生") && has(&["年", "日"]) {
        Field::Birth
    } else if (text.ends_with("类别") || text.ends_with("类型"))
        && has(&["对象", "人群", "人员", "群众", "困难", "监测", "户"])
        && !has(&["户口", "残疾", "房"])
    {
        Field::Categories
    } else if has(&["备注"]) {
        Field::Note
    } else {
        return tag(text);
    };
    Some(What::Field(field))
}

/// A heading that is a category by itself (低保, 是否脱贫户), to be ticked.
fn tag(text: &str) -> Option<What> {
    let text = text.trim_start_matches("是否").trim_start_matches("属于").trim_start_matches('为');
    let category = Category::from_word(text)?;
    if NOT_A_TAG.iter().any(|word| text.contains(word)) {
        return Some(What::Other);
    }
    (text.chars().count() <= 12).then_some(What::Field(Field::Tag(category)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        told(meaning(text))
    }

    fn told(meaning: Option<Meaning>) -> String {
        let Some(Meaning { whose, what }) = meaning else { return "?".into() };
        let what = match what {
            What::Field(field) => field.code(),
            What::Other => "other".into(),
            What::Group => "group".into(),
        };
        if whose == Whose::Own { what } else { format!("{whose:?} {what}") }
    }

    #[test]
    fn the_words_of_offices_are_known() {
        let expected = [
            ("户主姓名", "head"),
            ("户 主\n姓 名", "head"),
            ("户主", "head"),
            ("*姓名（必填）", "name"),
            ("身份证号", "id"),
            ("身份证号码（18位）", "id"),
            ("公民身份号码", "id"),
            ("证件号码", "id"),
            ("户主身份证号", "Head id"),
            ("户主证件号码", "Head id"),
            ("户主联系方式", "Head phone"),
            ("户联系电话", "phone"),
            ("手机号码", "phone"),
            ("联系电话2", "phone"),
            ("监护人电话", "phone"),
            ("与户主关系", "relation"),
            ("与申请人关系", "relation"),
            ("村民小组", "group"),
            ("组", "group"),
            ("屯", "group"),
            ("所在村民小组（自然村）", "group"),
            ("行政村(社区)", "village"),
            ("乡（镇）", "township"),
            ("户编号", "household_no"),
            ("家庭人口（人）", "size"),
            ("现居住地址", "residence"),
            ("户籍地址", "address"),
            ("身份证地址", "address"),
            ("监测对象类别", "categories"),
            ("户类型", "categories"),
            ("是否低保户", "tag:minimum_living"),
            ("低保（√）", "tag:minimum_living"),
            ("残疾人证号", "disability_no"),
            ("残疾等级", "other"),
            ("低保金额", "other"),
            ("帮扶责任人", "helper"),
            ("帮扶责任人电话", "Helper helper_phone"),
            ("包保干部姓名", "Helper helper"),
            ("成员2身份证号", "Member(2) id"),
            ("家庭成员二姓名", "Member(2) name"),
            ("家庭成员3", "Member(3) group"),
            ("配偶姓名", "Relative(\"配偶\") name"),
            ("联系人", "other"),
            ("填表人电话", "Else other"),
            ("户主信息", "Head group"),
            ("家庭成员", "members"),
            ("家庭成员情况", "group"),
            ("出生年月", "birth"),
            ("开户银行", "other"),
            ("1.户主姓名", "head"),
            ("张三", "?"),
            ("1组", "?"),
            ("三组", "?"),
            ("姓名2", "Member(2) name"),
            ("", "?"),
        ];
        for (text, meaning) in expected {
            assert_eq!(code(text), meaning, "{text}");
        }
    }

    #[test]
    fn a_heading_means_more_under_another() {
        let expected = [
            ("户主信息", "姓名", "Head name"),
            ("户主", "身份证号", "Head id"),
            ("家庭成员情况", "姓名", "name"),
            ("成员1", "身份证号", "Member(1) id"),
            ("配偶", "姓名", "Relative(\"配偶\") name"),
            ("身份证号", "户主", "Head id"),
            ("帮扶责任人", "姓名", "Helper name"),
            ("帮扶责任人", "电话", "Helper phone"),
            ("对象类别（打√）", "低保", "tag:minimum_living"),
            ("联系", "电话", "phone"),
            ("住房", "面积", "other"),
        ];
        for (over, text, meaning) in expected {
            assert_eq!(told(meaning_under(over, text)), meaning, "{over} / {text}");
        }
    }
}
