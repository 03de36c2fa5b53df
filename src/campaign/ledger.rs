//! 台账的定义: the sheets `ledgers` and `columns`. Making the tables is the module `ledger`'s.

use super::formula::{Formula, Formulas};
use super::text::{Template, Templates, Text};
use crate::packed::packed;
use crate::text::Lang;

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

packed!(struct Ledger { name, number, label, of, kinds, filter, order, note, columns, row });

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

packed!(enum Of { 0 => Household, 1 => Finding, 2 => Contact, 3 => Record } else Self::Household);

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

packed!(struct Column { name, group, label, value, kind, width, total, masks, row });

/// What stands in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnValue {
    /// 序号: the row's place, from 1.
    Serial,
    /// An expression.
    Formula(Formula),
    /// A text with blanks.
    Template(Templates),
    /// An expression with words of its own, in each language: `if(${signature} != '', '已签名', '')`.
    Words(Formulas),
}

packed!(enum ColumnValue {
    0 => Serial, 1 => Formula(formula), 2 => Template(text), 3 => Words(formulas)
} else Self::Serial);

impl ColumnValue {
    /// The expression that it is in this language; none where it is no expression.
    #[must_use]
    pub fn formula(&self, lang: Lang) -> Option<&Formula> {
        match self {
            Self::Formula(formula) => Some(formula),
            Self::Words(formulas) => Some(formulas.get(lang)),
            Self::Serial | Self::Template(_) => None,
        }
    }

    /// The names that it asks for in any language, some of them several times.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let formulas = [Lang::ZhHans, Lang::En].into_iter().filter_map(|lang| self.formula(lang));
        let templates = match self {
            Self::Template(templates) => Some([&templates.zh_hans, &templates.en]),
            _ => None,
        };
        let asked = formulas.flat_map(Formula::names).map(String::as_str);
        asked.chain(templates.into_iter().flatten().flat_map(Template::names))
    }
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

packed!(enum ColumnKind {
    0 => Text, 1 => Integer, 2 => Decimal, 3 => Date, 4 => Time, 5 => Id, 6 => Phone, 7 => Name, 8 => Choice(list), 9 => Answer(question)
} else Self::Text);

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
    /// Stars, 4 digits.
    Account,
}

packed!(enum Mask { 0 => Hide, 1 => Keep, 2 => Name, 3 => Id, 4 => Phone, 5 => Account } else Self::Hide);

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

packed!(struct Masks { public, check, report });
