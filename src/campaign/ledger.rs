//! 台账的定义: the sheets `ledgers` and `columns`. Making the tables is the module `ledger`'s.

use super::formula::Formula;
use super::problem::Cause;
use super::sheet::{Problems, Row, Table};
use super::text::{Templates, Text};

/// A row of `ledgers`: a table made from records.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// Its identity.
    pub name: String,
    /// Its number in the plans' counting: `L1`, `L4`.
    pub number: String,
    /// Its title.
    pub label: Text,
    /// What one row of it is.
    pub of: Of,
    /// The kinds of records that it lists as they are, in a ledger of records; none in any other.
    pub kinds: Vec<String>,
    /// Which of them it holds; none for all.
    pub filter: Option<Formula>,
    /// The facts by which it is sorted, first to last.
    pub order: Vec<String>,
    /// What it is for.
    pub note: Text,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The row of the sheet.
    pub row: Option<u32>,
}

/// What one row of a ledger, or one count of an indicator, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// 户.
    Household,
    /// 问题、隐患、需求.
    Finding,
    /// 联系.
    Contact,
    /// 登记: a record of a kind that the ledger names (stock, gifts, shifts …).
    Record,
}

impl Of {
    /// Every one with its word.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("household", Self::Household),
        ("finding", Self::Finding),
        ("contact", Self::Contact),
        ("record", Self::Record),
    ];
}

/// A row of `columns`.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its identity within the ledger.
    pub name: String,
    /// The header above several columns; empty where there is none.
    pub group: Text,
    /// Its header.
    pub label: Text,
    /// What stands in it.
    pub value: ColumnValue,
    /// How it is written.
    pub kind: ColumnKind,
    /// Its width, in Latin letters.
    pub width: f64,
    /// Whether it is added up in the 合计 row.
    pub total: bool,
    /// What each version shows: 公示, 核对, 上报.
    pub masks: Masks,
    /// The row of the sheet.
    pub row: Option<u32>,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnValue {
    /// 序号: the row's place, from 1.
    Serial,
    /// An expression.
    Formula(Formula),
    /// A text with blanks.
    Template(Templates),
}

/// How a column is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text as it stands.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// 身份证号: text, never a number.
    Id,
    /// 电话: text, never a number.
    Phone,
    /// 姓名.
    Name,
    /// Codes of this list of the sheet `choices`, written as their labels.
    Choice(String),
    /// The answer to this question, written as people read it.
    Answer(String),
}

/// What a version of a ledger shows of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// All of it.
    Keep,
    /// Nothing: the column is left out.
    Hide,
    /// 张*.
    Name,
    /// 6 digits, 8 stars, 4 digits.
    Id,
    /// 3 digits, 4 stars, 4 digits.
    Phone,
}

impl Of {
    /// Those that indicators count.
    pub const COUNTED: &'static [(&'static str, Self)] = Self::WORDS.split_at(3).0;
}

impl Mask {
    const WORDS: [(&'static str, Self); 5] =
        [("keep", Self::Keep), ("hide", Self::Hide), ("name", Self::Name), ("id", Self::Id), ("phone", Self::Phone)];
}

/// What each version shows of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masks {
    /// 公示版. Whatever stands here, law 5 holds besides.
    pub public: Mask,
    /// 核对版.
    pub check: Mask,
    /// 上报版.
    pub report: Mask,
}

impl Ledger {
    /// Reads a row; its columns come after.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|ledger| ledger.name.as_str()), problems);
        row.need("of", problems);
        Some(Self {
            number: row.text("number").into_owned(),
            label: row.need_words("label", problems),
            of: row.one_of("of", &Of::WORDS, problems)?,
            kinds: kinds(row, problems),
            filter: row.formula("where", problems),
            order: row.text("order").split_whitespace().map(str::to_owned).collect(),
            note: row.words("note"),
            columns: Vec::new(),
            row: row.number(),
            name: name?,
        })
    }
}

/// The cell `kinds`, which a ledger of records needs and no other has.
fn kinds(row: &Row<'_>, problems: &mut Problems) -> Vec<String> {
    if row.text("of") == "record" {
        row.need("kinds", problems).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// Reads the sheet `columns` into the ledgers.
pub(super) fn read_columns(table: &Table<'_>, ledgers: &mut [Ledger], problems: &mut Problems) {
    for row in table.rows() {
        let Some(name) = row.need("ledger", problems) else { continue };
        let Some(ledger) = ledgers.iter_mut().find(|ledger| ledger.name == name) else {
            row.problem("ledger", Cause::NoSuch { sheet: "ledgers", name }, problems);
            continue;
        };
        if let Some(column) = Column::read(&row, &ledger.columns, problems) {
            ledger.columns.push(column);
        }
    }
}

impl Column {
    fn read(row: &Row<'_>, taken: &[Self], problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|column| column.name.as_str()), problems);
        let mask = |column, problems: &mut Problems| row.one_of(column, &Mask::WORDS, problems).unwrap_or(Mask::Hide);
        let masks = Masks {
            public: mask("public", problems),
            check: mask("check", problems),
            report: mask("report", problems),
        };
        let (value, kind) = value(row, problems)?;
        Some(Self {
            group: row.words("group"),
            label: row.need_words("label", problems),
            value,
            kind,
            width: row.number_in("width", problems).unwrap_or(10.0),
            total: row.flag("total", problems),
            masks,
            row: row.number(),
            name: name?,
        })
    }
}

/// What the cells `value` and `type` of a row say.
fn value(row: &Row<'_>, problems: &mut Problems) -> Option<(ColumnValue, ColumnKind)> {
    const WORDS: [&str; 13] = [
        "text",
        "serial",
        "integer",
        "decimal",
        "date",
        "time",
        "id",
        "phone",
        "name",
        "template",
        "answer",
        "choice:list",
        "flag",
    ];
    let kind = row.text("type");
    let kind = match &*kind {
        "serial" => return Some((ColumnValue::Serial, ColumnKind::Integer)),
        "template" => {
            let text = super::text::Template::parse(&row.need("value", problems)?);
            let template = text.map_err(|error| row.problem("value", Cause::Template(error), problems)).ok()?;
            let templates = Templates { zh_hans: template, en: Templates::default().en };
            return Some((ColumnValue::Template(templates), ColumnKind::Text));
        }
        "answer" => {
            let formula = row.need_formula("value", problems)?;
            let question = formula.names().first().cloned().unwrap_or_default();
            return Some((ColumnValue::Formula(formula), ColumnKind::Answer(question)));
        }
        "" | "text" => ColumnKind::Text,
        "integer" => ColumnKind::Integer,
        "decimal" => ColumnKind::Decimal,
        "date" => ColumnKind::Date,
        "time" => ColumnKind::Time,
        "id" => ColumnKind::Id,
        "phone" => ColumnKind::Phone,
        "name" => ColumnKind::Name,
        other => {
            if let Some(list) = other.strip_prefix("choice:") {
                ColumnKind::Choice(list.trim().to_owned())
            } else {
                let cause = Cause::NotOneOf { found: other.to_owned(), words: WORDS.to_vec() };
                row.problem("type", cause, problems);
                return None;
            }
        }
    };
    Some((ColumnValue::Formula(row.need_formula("value", problems)?), kind))
}
