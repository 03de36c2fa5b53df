//! What a cell holds, read as a field: ID numbers that a spreadsheet has spoilt, names with remarks, ticks, counts, dates.

use chrono::{Datelike, NaiveDate};

use crate::register::typed::{is_han, narrow, squeeze, tidy};
use crate::register::{IdProblem, ReadId, ResidentId, Sex, person, relation, typed};
use crate::workbook::Cell;

/// What an ID cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum IdCell {
    /// Nothing, or a word for nothing (无, /).
    #[default]
    Blank,
    /// A valid number.
    Valid(ReadId),
    /// Something else: what was typed and why it is not valid.
    Invalid(String, IdProblem),
}

/// Numbers from here on have more digits than a spreadsheet keeps.
const FIFTEEN_DIGITS: f64 = 1e15;

/// Reads an ID cell.
pub(super) fn id(cell: &Cell) -> IdCell {
    match cell {
        Cell::Empty => IdCell::Blank,
        Cell::Number(number) if *number >= FIFTEEN_DIGITS => {
            IdCell::Invalid(lost(&number.to_string()), IdProblem::DigitsLost)
        }
        Cell::Text(text) => {
            if is_placeholder(text) {
                return IdCell::Blank;
            }
            if is_scientific(text) {
                return IdCell::Invalid(tidy(text), IdProblem::DigitsLost);
            }
            match ResidentId::read(text) {
                Ok(read) => IdCell::Valid(read),
                Err(_) if ends_in_lost_digits(text) => IdCell::Invalid(lost(&squeeze(text)), IdProblem::DigitsLost),
                Err(problem) => IdCell::Invalid(tidy(text), problem),
            }
        }
        other => match ResidentId::read(&other.text()) {
            Ok(read) => IdCell::Valid(read),
            Err(problem) => IdCell::Invalid(other.text().into_owned(), problem),
        },
    }
}

/// The digits that are still true, with stars for the last three, so that chance cannot make the rest look valid.
pub(super) fn lost(digits: &str) -> String {
    let true_digits: String = digits.chars().filter(char::is_ascii_digit).take(15).collect();
    format!("{true_digits}***")
}

/// Whether 18 digits end in 000, as they do when a spreadsheet kept them as a number and wrote them out again.
pub(super) fn ends_in_lost_digits(text: &str) -> bool {
    let plain = squeeze(text);
    let digits = plain.trim_matches(['\'', '‘', '’', '"', '`']);
    digits.len() == 18 && digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.ends_with("000")
}

/// `1.10101E+17` and the like.
fn is_scientific(text: &str) -> bool {
    let plain = squeeze(text).to_ascii_uppercase();
    let Some((mantissa, exponent)) = plain.split_once('E') else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(exponent) && exponent.len() <= 2 && digits(&mantissa.replacen('.', "", 1)) && mantissa.len() <= 20
}

/// Words and strokes that stand for nothing.
pub(super) fn is_placeholder(text: &str) -> bool {
    matches!(
        squeeze(text).as_str(),
        "" | "无"
            | "没有"
            | "暂无"
            | "/"
            | "\\"
            | "-"
            | "--"
            | "—"
            | "——"
            | "未知"
            | "不详"
            | "空"
            | "0"
            | "?"
            | "#N/A"
            | "N/A"
            | "无号"
    )
}

/// The text of a cell to keep: tidy, and empty where it stands for nothing.
pub(super) fn text(cell: &Cell) -> String {
    let text = tidy(&cell.text());
    if is_placeholder(&text) && !text.starts_with("未知") { String::new() } else { text }
}

/// The text of a cell without any white space, for short words such as a group.
pub(super) fn word(cell: &Cell) -> String {
    let text = squeeze(&cell.text());
    if is_placeholder(&text) && text != "0" { String::new() } else { text }
}

/// A name with what was written beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NameCell {
    /// The name.
    pub name: String,
    /// A relation from brackets: 张三（户主）.
    pub relation: String,
    /// Another remark from brackets: 张三（已故）.
    pub remark: String,
}

/// Remarks in brackets that are no part of a name. Others, such as 大 and 小, tell namesakes apart and stay.
const REMARKS: [&str; 16] = [
    "已故", "死亡", "去世", "亡", "外出", "迁出", "外迁", "低保", "五保", "特困", "残疾", "独居", "空巢", "搬走",
    "嫁出", "服刑",
];

/// Reads a name.
pub(super) fn name(text: &str) -> NameCell {
    let tidied: String =
        tidy(text).chars().map(|letter| if matches!(letter, '（' | '）') { narrow(letter) } else { letter }).collect();
    let bracket = tidied.split_once('(').and_then(|(before, rest)| Some((before, rest.strip_suffix(')')?)));
    if let Some((before, inside)) = bracket {
        let before = typed::name(before);
        let inside = squeeze(inside);
        if !before.is_empty() && relation::is_known(&inside) {
            return NameCell { name: before, relation: relation::read(&inside), remark: String::new() };
        }
        if !before.is_empty() && REMARKS.iter().any(|word| inside.contains(word)) {
            return NameCell { name: before, relation: String::new(), remark: inside };
        }
    }
    let name = typed::name(&tidied);
    if is_placeholder(&name) { NameCell::default() } else { NameCell { name, ..NameCell::default() } }
}

/// Whether a text looks like a person's name: Han or Latin letters, no digits, no sentence.
pub(super) fn looks_like_a_name(text: &str) -> bool {
    let letters = text.chars().count();
    let han = text.chars().filter(|letter| is_han(*letter)).count();
    let proper = |letter: char| {
        is_han(letter) || letter.is_ascii_alphabetic() || "·.'- ()".contains(letter) || letter.is_alphabetic()
    };
    let enough = if han > 0 { letters >= 2 && (letters <= 6 || text.contains('·')) } else { letters >= 2 };
    enough && letters <= 30 && text.chars().all(proper)
}

/// Several persons in one cell (李四(妻)、张小三 子), as name and relation.
pub(super) fn names(cell: &Cell) -> Vec<NameCell> {
    let text = cell.text();
    let parts: Vec<&str> =
        text.split(['、', '，', ',', '；', ';', '/', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    // Only white space between the names: 李四 张小三, but not 李 四.
    let parts: Vec<&str> = match parts.as_slice() {
        [only] if only.split_whitespace().all(|word| word.chars().count() >= 2) => only.split_whitespace().collect(),
        _ => parts,
    };
    let mut found = Vec::new();
    for part in parts {
        let narrowed: String = part.chars().map(narrow).collect();
        let cell = match narrowed.split_once(':') {
            Some((word, after)) if relation::is_known(word) => {
                NameCell { relation: relation::read(word), ..name(after) }
            }
            _ => name(part),
        };
        if !cell.name.is_empty() {
            found.push(cell);
        }
    }
    found
}

/// Numbers in words, by value.
const HAN: &str = "零一二三四五六七八九十";

/// A count such as 3, 3人 or 三口; `Err` where there is something else.
pub(super) fn count(cell: &Cell) -> Result<Option<u32>, ()> {
    let text = squeeze(&cell.text());
    if text != "0" && is_placeholder(&text) {
        return Ok(None);
    }
    let digits = text.trim_end_matches(['人', '口', '个', '户']);
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    if let Ok(count) = digits.parse::<u32>() {
        return if count <= 1000 { Ok(Some(count)) } else { Err(()) };
    }
    let mut letters = digits.chars();
    match (letters.next().and_then(|letter| HAN.chars().position(|han| han == letter)), letters.next()) {
        (Some(count), None) => Ok(u32::try_from(count).ok()),
        _ => Err(()),
    }
}

/// A place in a list, where it is a plain number.
pub(super) fn order(cell: &Cell) -> Option<u32> {
    squeeze(&cell.text()).trim_end_matches(['.', '、']).parse().ok().filter(|order| *order < 10_000_000)
}

/// Whether a tick column is ticked: √, 是, 1, or words that say more (二级), against 否, 无, 0, × and blank.
pub(super) fn tick(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Empty | Cell::Bool(false) => None,
        Cell::Bool(true) => Some(String::new()),
        Cell::Number(number) => (*number != 0.0).then(String::new),
        Cell::Text(_) | Cell::Date(_) => {
            let text = squeeze(&cell.text());
            let no = is_placeholder(&text)
                || matches!(
                    text.as_str(),
                    "否" | "不是"
                        | "×"
                        | "✗"
                        | "✕"
                        | "✘"
                        | "x"
                        | "X"
                        | "N"
                        | "n"
                        | "no"
                        | "NO"
                        | "No"
                        | "FALSE"
                        | "false"
                        | "○"
                        | "□"
                        | "非"
                        | "未"
                );
            let yes = matches!(
                text.as_str(),
                "√" | "✓"
                    | "✔"
                    | "☑"
                    | "是"
                    | "有"
                    | "对"
                    | "1"
                    | "Y"
                    | "y"
                    | "yes"
                    | "YES"
                    | "Yes"
                    | "TRUE"
                    | "true"
                    | "●"
                    | "★"
                    | "■"
                    | "v"
                    | "V"
                    | "∨"
                    | "R"
                    | "享受"
            );
            match (no, yes) {
                (true, _) => None,
                (false, true) => Some(String::new()),
                (false, false) => Some(text),
            }
        }
    }
}

/// The sex that a cell says, by word or code of GB/T 2261.1.
pub(super) fn sex(cell: &Cell) -> Option<Sex> {
    match squeeze(&cell.text()).as_str() {
        "男" | "男性" | "1" | "M" | "male" => Some(Sex::Male),
        "女" | "女性" | "2" | "F" | "female" => Some(Sex::Female),
        _ => None,
    }
}

/// The birth that a cell says: `1950-03-04` where it is a whole date, else its text where there is a year in it.
pub(super) fn birth(cell: &Cell) -> String {
    if let Cell::Date(when) = cell {
        return when.date().to_string();
    }
    let text = text(cell);
    match person::read_birth(&text) {
        Some(birth) => birth.to_string(),
        None if text.chars().filter(char::is_ascii_digit).count() >= 4 => text,
        None => String::new(),
    }
}

/// Whether the date that a cell says is another than a birth: by year and month, and by day where it says one.
pub(super) fn differs_from_birth(cell: &Cell, birth: NaiveDate) -> bool {
    let Some((year, month, day)) = date(cell) else { return false };
    // A number that is no date says nothing.
    if !(1800..2200).contains(&year) || !(1..=12).contains(&month) {
        return false;
    }
    (year, month) != (birth.year(), birth.month()) || day.is_some_and(|day| day != birth.day())
}

/// Year, month and, where it is said, day.
fn date(cell: &Cell) -> Option<(i32, u32, Option<u32>)> {
    if let Cell::Date(when) = cell {
        return Some((when.year(), when.month(), Some(when.day())));
    }
    let text = cell.text();
    let parts: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month, day) = match parts.as_slice() {
        [all] if matches!(all.len(), 6 | 8) => (all.get(..4)?, all.get(4..6)?, all.get(6..8)),
        [year, month] => (*year, *month, None),
        [year, month, day, ..] => (*year, *month, Some(*day)),
        _ => return None,
    };
    let full = year.len() == 4;
    full.then_some((i32::try_from(number(year)?).ok()?, number(month)?, day.and_then(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(cell: impl Into<Cell>) -> Option<IdProblem> {
        match id(&cell.into()) {
            IdCell::Invalid(_, problem) => Some(problem),
            _ => None,
        }
    }

    #[test]
    fn numbers_that_lost_their_last_digits_are_told() {
        assert_eq!(
            id(&Cell::Number(1.101_011_990_030_723e17)),
            IdCell::Invalid("110101199003072***".into(), IdProblem::DigitsLost)
        );
        for text in ["1.10101E+17", "1.10101199003072E+17", "110101199003072000", "'110101199003072000"] {
            assert_eq!(problem(text), Some(IdProblem::DigitsLost), "{text}");
        }
        assert_eq!(problem("110101199001011234"), Some(IdProblem::CheckDigit));
        assert_eq!(
            id(&Cell::Number(110_101_900_307_231.0)),
            IdCell::Invalid("110101900307231".into(), IdProblem::Fifteen)
        );
    }

    #[test]
    fn words_for_nothing_are_blank() {
        for text in ["", "无", " / ", "——", "暂无"] {
            assert_eq!(id(&Cell::from(text)), IdCell::Blank, "{text}");
        }
    }

    #[test]
    fn names_shed_remarks_and_keep_what_tells_namesakes_apart() {
        assert_eq!(name("测 试甲").name, "测试甲");
        assert_eq!(
            name("测试甲（户主）"),
            NameCell { name: "测试甲".into(), relation: "户主".into(), remark: String::new() }
        );
        assert_eq!(name("测试甲(已故)").remark, "已故");
        assert_eq!(name("测试甲（大）").name, "测试甲(大)");
        assert_eq!(name("无").name, "");
    }

    #[test]
    fn several_names_in_one_cell_are_parted() {
        let read = |text: &str| {
            names(&Cell::from(text)).into_iter().map(|cell| (cell.name, cell.relation)).collect::<Vec<_>>()
        };
        let pair = |name: &str, relation: &str| (name.to_owned(), relation.to_owned());
        assert_eq!(read("测试乙（妻）、测试丙"), [pair("测试乙", "妻"), pair("测试丙", "")]);
        assert_eq!(read("妻子：测试乙，儿子：测试丙"), [pair("测试乙", "妻子"), pair("测试丙", "儿子")]);
        assert_eq!(read("测试乙 测试丙"), [pair("测试乙", ""), pair("测试丙", "")]);
        assert_eq!(read("无"), []);
    }

    #[test]
    fn counts_and_ticks_are_read_as_people_write_them() {
        for text in ["3", "3人", "三口", "3.0", "３"] {
            assert_eq!(count(&Cell::from(text)), Ok(Some(3)), "{text}");
        }
        assert_eq!(count(&Cell::from("三四个")), Err(()));
        assert_eq!(count(&Cell::from("/")), Ok(None));
        for text in ["√", "是", "1", "✔"] {
            assert_eq!(tick(&Cell::from(text)), Some(String::new()), "{text}");
        }
        for text in ["", "否", "无", "0", "×", "/"] {
            assert_eq!(tick(&Cell::from(text)), None, "{text}");
        }
        assert_eq!(tick(&Cell::from("肢体二级")), Some("肢体二级".into()));
    }

    #[test]
    fn a_birth_is_kept_as_a_date_where_it_is_whole_and_words_for_nothing_are_none() {
        for text in ["1950-03-04", "1950.3.4", "19500304", "1950年3月4日"] {
            assert_eq!(birth(&Cell::from(text)), "1950-03-04", "{text}");
        }
        assert_eq!(birth(&Cell::Number(19_500_304.0)), "1950-03-04");
        assert_eq!(birth(&Cell::from("1950年3月")), "1950年3月");
        for text in ["", "不详", "/", "无"] {
            assert_eq!(birth(&Cell::from(text)), "", "{text}");
        }
    }

    #[test]
    fn a_birth_date_differs_only_where_it_says_so() {
        let birth = NaiveDate::from_ymd_opt(1990, 3, 7).unwrap();
        for text in ["1990-03-07", "1990.3.7", "1990年3月", "19900307", "199003", "不详", "1990"] {
            assert!(!differs_from_birth(&Cell::from(text), birth), "{text}");
        }
        for text in ["1990-03-08", "1991.3", "19910307"] {
            assert!(differs_from_birth(&Cell::from(text), birth), "{text}");
        }
    }
}
