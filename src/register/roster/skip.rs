//! Rows that are no villager's: sums, headings again, titles, footers, section names, numbering, examples.
//!
//! Each is reported for what it is; nothing is left out without a word.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::field::Field;
use super::header::{self, Header};
use super::page::Page;
use super::problem::Problem;
use super::values::{IdCell, id, is_placeholder, looks_like_a_name, tick};
use super::words::meaning;
use crate::register::typed::squeeze;
use crate::workbook::Cell;

/// Words of rows of sums.
const TOTALS: [&str; 8] = ["合计", "小计", "总计", "共计", "累计", "本页", "页计", "总数"];

/// What a row is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RowKind {
    /// A villager's.
    Data,
    /// Nobody's, and why.
    LeftOut(Problem),
    /// The heading of another table, which begins here.
    NewTable,
}

/// What the rows of a table are told by.
pub(super) struct Surroundings<'a> {
    pub page: &'a Page<'a>,
    pub header: Option<&'a Header>,
    pub columns: &'a Columns,
    /// The texts that stand above the heading.
    pub titles: &'a BTreeSet<String>,
    /// Whether no villager has come since the last heading.
    pub fresh: bool,
}

impl Surroundings<'_> {
    /// Tells what a row is that is not blank.
    pub fn tell(&self, row: usize) -> RowKind {
        let cells = || [Field::Id, Field::HeadId].into_iter().flat_map(|field| self.columns.of_field(field));
        let has_id = cells().any(|column| match id(self.page.cell(row, column)) {
            IdCell::Valid(_) => true,
            IdCell::Invalid(typed, _) => typed.chars().filter(char::is_ascii_digit).count() >= 15,
            IdCell::Blank => false,
        });
        let texts = self.page.filled(row).map(|(column, cell)| (column, squeeze(&cell.text())));
        if has_id {
            let first: Vec<_> = texts.take(2).collect();
            return if is_example(&first) { RowKind::LeftOut(Problem::Example) } else { RowKind::Data };
        }
        let filled: Vec<(usize, String)> = texts.collect();
        if self.repeats_heading(&filled) {
            return RowKind::LeftOut(Problem::RepeatedHeader);
        }
        let named = self.name(row).is_some_and(|name| is_a_name(&name));
        if !named && header::is_heading(self.page, row) {
            return RowKind::NewTable;
        }
        let told = [
            is_total(&filled, named).then_some(Problem::Total),
            self.section(&filled),
            filled.iter().all(|(_, text)| self.titles.contains(text)).then_some(Problem::Title),
            is_footer(&filled, named).then_some(Problem::Footer),
            self.is_hint(row, &filled).then_some(Problem::Hint),
            is_example(&filled).then_some(Problem::Example),
            is_title(&filled).then_some(Problem::Title),
            self.is_blank(row, &filled).then_some(Problem::BlankRow),
        ];
        told.into_iter().flatten().next().map_or(RowKind::Data, RowKind::LeftOut)
    }

    /// The text in the columns that hold names, as it stands in this row itself.
    fn name(&self, row: usize) -> Option<String> {
        let columns = [Field::Name, Field::Head].into_iter().flat_map(|field| self.columns.of_field(field));
        let own = columns.filter(|column| self.page.origin(row, *column) == (row, *column));
        own.map(|column| self.page.squeezed(row, column)).find(|text| !text.is_empty())
    }

    fn repeats_heading(&self, filled: &[(usize, String)]) -> bool {
        let Some(header) = self.header else { return false };
        let again = |column: usize, text: &String| {
            header
                .columns
                .iter()
                .any(|head| head.column == column && head.path.iter().any(|words| squeeze(words) == *text))
        };
        // Most rows are told by their first words.
        if !filled.iter().take(2).any(|(column, text)| again(*column, text)) {
            return false;
        }
        let same = filled.iter().filter(|(column, text)| again(*column, text)).count();
        same * 2 > filled.len() && (same > 1 || filled.len() == 1)
    }

    /// A group's or village's name alone in its row.
    fn section(&self, filled: &[(usize, String)]) -> Option<Problem> {
        let [(column, text)] = filled else { return None };
        let one_column = self.columns.targets.len() < 2;
        let named_here =
            self.columns.of_field(Field::Name).chain(self.columns.of_field(Field::Head)).any(|at| at == *column);
        let (is_group, certain) = is_group_name(text);
        if let Some(group) = group_in_title(text) {
            return Some(Problem::Section { text: group });
        }
        let is_place = is_group || is_village_name(text);
        let trusted = certain || !named_here || text.chars().count() > 3;
        (is_place && trusted && (certain || !one_column)).then(|| Problem::Section { text: text.clone() })
    }

    /// Numbers or letters of the columns, or how to fill them in, right below the heading.
    fn is_hint(&self, row: usize, filled: &[(usize, String)]) -> bool {
        const WORDS: [&str; 10] = ["必填", "选填", "填写", "格式", "如:", "例如", "请", "下拉", "文本", "18位"];
        if !self.fresh || filled.len() < 2 {
            return false;
        }
        let plain = |text: &str| text.trim_matches(['(', ')', '[', ']', '栏']).to_owned();
        let counting = filled.windows(2).all(|pair| match pair {
            [(_, a), (_, b)] => match (plain(a).parse::<u32>(), plain(b).parse::<u32>()) {
                (Ok(a), Ok(b)) => b == a + 1,
                _ => false,
            },
            _ => true,
        });
        let stems = filled.iter().all(|(_, text)| {
            "甲乙丙丁戊己庚辛壬癸".contains(plain(text).as_str())
                || plain(text).parse::<u32>().is_ok()
                || is_placeholder(text)
        });
        let name = self.name(row).unwrap_or_default();
        let telling = WORDS.iter().any(|word| name.contains(word)) || (name.starts_with('(') && name.ends_with(')'));
        (counting && filled.len() > 2)
            || (stems && filled.iter().any(|(_, text)| "甲乙丙".contains(text.as_str())))
            || telling
    }

    /// Only a number at the front, places, and ticks of "no".
    fn is_blank(&self, row: usize, filled: &[(usize, String)]) -> bool {
        let target =
            |column: usize| self.columns.targets.iter().find(|(at, _)| *at == column).map(|(_, target)| target.field);
        filled.iter().all(|(column, text)| {
            let cell = self.page.cell(row, *column);
            match target(*column) {
                Some(
                    Field::Order | Field::County | Field::Township | Field::District | Field::Village | Field::Group,
                ) => true,
                Some(Field::Tag(_)) => tick(cell).is_none(),
                _ => is_placeholder(text) || *cell == Cell::Number(0.0),
            }
        })
    }
}

fn is_total(filled: &[(usize, String)], named: bool) -> bool {
    let says = |text: &str| {
        text.chars().count() <= 14 && TOTALS.iter().any(|word| text.contains(word))
            || (text.starts_with('共')
                && text.contains(['户', '人'])
                && text.contains(|letter: char| letter.is_ascii_digit()))
    };
    let spread: String = filled.iter().take(3).map(|(_, text)| text.as_str()).collect();
    let first = filled.iter().take(3).any(|(_, text)| says(text));
    !named && (first || TOTALS.iter().any(|word| spread.starts_with(word)))
}

fn is_footer(filled: &[(usize, String)], named: bool) -> bool {
    const STARTS: [&str; 34] = [
        "填表",
        "填报",
        "制表",
        "审核",
        "负责人",
        "单位负责人",
        "统计负责人",
        "经办",
        "报出",
        "复核",
        "主要领导",
        "分管领导",
        "盖章",
        "(盖章)",
        "(公章)",
        "公章",
        "村委会(",
        "村(居)委会(",
        "村支书",
        "村主任",
        "书记",
        "签字",
        "签名",
        "注",
        "说明",
        "备注",
        "联系人",
        "联系电话",
        "填写说明",
        "第一书记",
        "驻村",
        "包村",
        "监督电话",
        "举报电话",
    ];
    let Some((_, first)) = filled.first() else { return false };
    let starts = STARTS.iter().any(|word| first.starts_with(word));
    let speaks = first.contains([':', '。']) || first.contains("盖章") || first.contains("说明");
    let few = filled.len() <= 6;
    let dated = filled.len() == 1 && is_date_or_page(first);
    dated || (few && starts && (speaks || !named)) || (filled.len() <= 2 && !named && first.chars().count() > 24)
}

fn is_example(filled: &[(usize, String)]) -> bool {
    filled.iter().take(2).any(|(_, text)| {
        let bare = text.trim_matches(['(', ')', ':']);
        matches!(
            bare,
            "例" | "示例" | "样例" | "范例" | "举例" | "填写示例" | "填表示例" | "例子" | "如" | "模板" | "样表"
        ) || text.starts_with("例:")
            || text.starts_with("示例")
    })
}

/// A title of another page or table: one text, of several columns' width or ending as titles do.
fn is_title(filled: &[(usize, String)]) -> bool {
    const ENDS: [&str; 10] =
        ["花名册", "名册", "名单", "统计表", "台账", "登记表", "一览表", "汇总表", "明细表", "情况表"];
    let first = filled.first().map(|(_, text)| text.as_str()).unwrap_or_default();
    let units = filled.len() <= 4
        && (first.starts_with("单位:") || first.starts_with("填报单位") || first.starts_with("统计单位"));
    units || (filled.len() <= 2 && ENDS.iter().any(|end| first.ends_with(end)))
}

/// Whether a text in the name's column is a person's name rather than a word of the table.
fn is_a_name(text: &str) -> bool {
    let of_table =
        TOTALS.iter().any(|word| text.contains(word)) || matches!(text, "盖章" | "公章" | "签字" | "制表" | "审核");
    looks_like_a_name(text) && !of_table && meaning(text).is_none()
}

/// Whether a text names a group, and whether beyond doubt (三组, 第2村民小组) or only by its ending (李家屯).
pub(super) fn is_group_name(text: &str) -> (bool, bool) {
    let bare = text.split('(').next().unwrap_or(text).trim_end_matches([':', '：']);
    let number = bare.trim_start_matches('第');
    let rest =
        number.trim_start_matches(|letter: char| letter.is_ascii_digit() || "一二三四五六七八九十百".contains(letter));
    let numbered = rest.len() < number.len()
        && matches!(
            rest,
            "组" | "村民小组"
                | "村民组"
                | "小组"
                | "队"
                | "社"
                | "生产队"
                | "屯"
                | "小队"
                | "居民小组"
                | "组村民"
                | "片"
                | "网格"
        );
    let ended = ["组", "村民小组", "自然村", "屯", "庄", "寨", "湾", "队", "社"].iter().any(|end| bare.ends_with(end));
    let short = (2..=10).contains(&bare.chars().count());
    (numbered || (ended && short), numbered)
}

/// The group that a title of one group's list names: 二组 of 测试村二组低保户花名册, 第三村民小组 of 第三村民小组农户信息.
pub(super) fn group_in_title(text: &str) -> Option<String> {
    const KINDS: [&str; 6] = ["村民小组", "居民小组", "村民组", "生产队", "小组", "组"];
    const TITLES: [&str; 9] = ["信息", "情况", "花名册", "名册", "名单", "台账", "表", "农户", "村民"];
    let bare = text.split('(').next().unwrap_or(text).trim_end_matches([':', '：']);
    if !TITLES.iter().any(|end| bare.ends_with(end)) {
        return None;
    }
    KINDS.iter().find_map(|kind| {
        let (before, _) = bare.split_once(kind)?;
        let digits =
            before.trim_end_matches(|letter: char| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter));
        let number = &before[digits.len()..];
        let ordinal = if digits.ends_with('第') { "第" } else { "" };
        (!number.is_empty()).then(|| format!("{ordinal}{number}{kind}"))
    })
}

fn is_village_name(text: &str) -> bool {
    let bare = text.split('(').next().unwrap_or(text);
    (2..=12).contains(&bare.chars().count())
        && ["村", "社区", "居委会", "村委会", "嘎查"].iter().any(|end| bare.ends_with(end))
}

/// 2026年12月1日, 第1页, 共3页.
fn is_date_or_page(text: &str) -> bool {
    let rest: String = text.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let dated = rest.contains('年') && rest.contains('月') && rest.chars().count() <= 8;
    let paged = rest.contains('页') && (rest.starts_with('第') || rest.starts_with('共')) && rest.chars().count() <= 8;
    (dated || paged || matches!(rest.as_str(), "-" | "--" | "/")) && text.len() > rest.len()
}
