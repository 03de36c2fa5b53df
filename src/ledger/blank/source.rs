//! What a column of a blank can hold: a column of the ledger, or a fact of the household that every entry has.

use crate::campaign::{Column, ColumnKind, ColumnValue, Formula, Ledger, Mask, Masks, Of, Text};
use crate::register::Category;
use crate::register::roster::{self, Field};
use crate::register::typed::squeeze;
use crate::text::{Lang, Say as _};

/// Something that a column can hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// By what it is known: the name of the ledger's column, or a fact's with a point in it.
    pub code: String,
    /// Its name for people.
    pub label: Text,
    column: Column,
}

impl Source {
    fn of(column: &Column) -> Self {
        Self { code: column.name.clone(), label: column.label.clone(), column: column.clone() }
    }

    /// As a column of a table, which bears `title` and adds nothing up.
    pub(super) fn column(&self, title: &str) -> Column {
        let label = Text { zh_hans: title.to_owned(), en: title.to_owned() };
        Column { label, group: Text::default(), total: false, ..self.column.clone() }
    }
}

/// Facts that a blank may ask for though no column of the ledger has them: name, kind, 中文, English, and what the editions show.
const FACTS: [(&str, Kind, &str, &str, Mask, Mask); 18] = [
    ("household.county", Kind::Text, "县", "County", Mask::Keep, Mask::Keep),
    ("household.township", Kind::Text, "乡镇", "Township", Mask::Keep, Mask::Keep),
    ("household.district", Kind::Text, "管区", "Area", Mask::Keep, Mask::Keep),
    ("household.village", Kind::Text, "村", "Village", Mask::Keep, Mask::Keep),
    ("household.group", Kind::Text, "组", "Group", Mask::Keep, Mask::Keep),
    ("household.head", Kind::Name, "户主姓名", "Head", Mask::Name, Mask::Keep),
    ("household.head_id", Kind::Id, "身份证号", "ID number", Mask::Hide, Mask::Id),
    ("household.head_sex", Kind::Choice("sex"), "性别", "Sex", Mask::Hide, Mask::Keep),
    ("household.head_age", Kind::Integer, "年龄", "Age", Mask::Hide, Mask::Keep),
    ("household.members", Kind::Integer, "家庭人口", "Members", Mask::Keep, Mask::Keep),
    ("known.categories", Kind::Choice("category"), "对象类别", "Categories", Mask::Hide, Mask::Keep),
    ("household.address", Kind::Text, "住址", "Address", Mask::Hide, Mask::Keep),
    ("household.residence", Kind::Text, "现居住地", "Lives at", Mask::Hide, Mask::Keep),
    ("household.phone", Kind::Phone, "联系电话", "Phone", Mask::Hide, Mask::Phone),
    ("household.helper", Kind::Text, "帮扶责任人", "Helper", Mask::Keep, Mask::Keep),
    ("household.helper_phone", Kind::Phone, "责任人电话", "Helper’s phone", Mask::Hide, Mask::Phone),
    ("household.account", Kind::Code, "一卡通账号", "Account", Mask::Hide, Mask::Account),
    ("household.note", Kind::Text, "备注", "Note", Mask::Hide, Mask::Keep),
];

/// A column's kind, as the list above can say it.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Name,
    Id,
    Phone,
    /// A number that is a name, and no phone.
    Code,
    Integer,
    Choice(&'static str),
}

impl Kind {
    fn whole(self) -> ColumnKind {
        match self {
            Self::Text => ColumnKind::Text,
            Self::Name => ColumnKind::Name,
            Self::Id => ColumnKind::Id,
            Self::Phone | Self::Code => ColumnKind::Phone,
            Self::Integer => ColumnKind::Integer,
            Self::Choice(list) => ColumnKind::Choice(list.to_owned()),
        }
    }
}

fn fact(wanted: &str) -> Option<Source> {
    let (name, kind, zh_hans, en, public, check) = FACTS.into_iter().find(|(name, ..)| *name == wanted)?;
    let label = Text { zh_hans: zh_hans.to_owned(), en: en.to_owned() };
    let column = Column {
        name: name.to_owned(),
        group: Text::default(),
        label: label.clone(),
        value: ColumnValue::Formula(Formula::parse(&format!("${{{name}}}")).ok()?),
        kind: kind.whole(),
        width: 10.0,
        total: false,
        masks: Masks { public, check, report: Mask::Keep },
        row: None,
    };
    Some(Source { code: name.to_owned(), label, column })
}

/// Whether a household is of a category: 是否低保.
fn ticked(category: Category) -> Option<Source> {
    let code = category.code();
    let [zh_hans, en] = [Lang::ZhHans, Lang::En].map(|lang| Field::Tag(category).say(lang));
    let label = Text { zh_hans, en };
    let column = Column {
        name: format!("category.{code}"),
        group: Text::default(),
        label: label.clone(),
        value: ColumnValue::Formula(
            Formula::parse(&format!("if(selected(${{known.categories}}, '{code}'), 1, 0)")).ok()?,
        ),
        kind: ColumnKind::Choice("flag".to_owned()),
        width: 8.0,
        total: false,
        masks: Masks { public: Mask::Hide, check: Mask::Keep, report: Mask::Keep },
        row: None,
    };
    Some(Source { code: column.name.clone(), label, column })
}

/// Everything that a column of a blank with this ledger's rows can hold; the ledger's own columns first.
#[must_use]
pub fn sources(ledger: &Ledger) -> Vec<Source> {
    let own = ledger.columns.iter().map(Source::of);
    let facts = FACTS.iter().filter(|(name, ..)| shows(ledger, name).is_none()).filter_map(|(name, ..)| fact(name));
    own.chain(facts).chain(Category::ALL.into_iter().filter_map(ticked)).collect()
}

/// Whether a column of a ledger tells of its row's own sort of thing, and not of the household that each row has.
pub(super) fn is_own(ledger: &Ledger, source: &Source) -> bool {
    let Some((family, _)) = Of::WORDS.iter().find(|(_, of)| *of == ledger.of) else { return false };
    source.column.value.names().any(|name| name.split_once('.').is_some_and(|(known, _)| known == *family))
}

/// The column of a ledger that is this fact.
fn shows<'l>(ledger: &'l Ledger, fact: &str) -> Option<&'l Column> {
    let refers = |column: &&Column| column.value.formula(Lang::ZhHans).and_then(Formula::reference) == Some(fact);
    ledger.columns.iter().find(refers)
}

/// What a column holds by its words: a column of the ledger, or a fact.
pub(super) fn meant(ledger: &Ledger, path: &[String]) -> Option<Source> {
    let known = titled(ledger, path).or_else(|| {
        let fact = announced(path)?;
        Some(shows(ledger, &fact.code).map_or(fact, Source::of))
    });
    known.or_else(|| shortened(ledger, path)).or_else(|| alike(ledger, path))
}

/// Other words for what a campaign's ledgers name in their own.
const ALIKE: [(&str, &str); 9] = [
    ("取暖设施", "取暖方式"),
    ("取暖设备", "取暖方式"),
    ("取暖情况", "取暖方式"),
    ("采暖方式", "取暖方式"),
    ("供暖方式", "取暖方式"),
    ("饮水情况", "饮水"),
    ("主要困难", "存在困难问题"),
    ("困难情况", "存在困难问题"),
    ("存在问题", "存在困难问题"),
];

fn alike(ledger: &Ledger, path: &[String]) -> Option<Source> {
    let word = bare(path.last()?);
    let (_, known) = ALIKE.into_iter().find(|(other, _)| *other == word)?;
    titled(ledger, &[known.to_owned()])
}

/// The one column of a ledger whose name begins with these words, or begins them: 存在困难 for 存在困难问题. Where there are several,
/// only a person knows.
fn shortened(ledger: &Ledger, path: &[String]) -> Option<Source> {
    /// Fewer letters begin too many names.
    const ENOUGH: usize = 3;
    let word = bare(path.last()?);
    let begins = |long: &str, short: &str| short.chars().count() >= ENOUGH && long.starts_with(short);
    let mut alike = ledger.columns.iter().filter(|column| {
        let label = bare(column.label.get(Lang::ZhHans));
        begins(&label, &word) || begins(&word, &label)
    });
    alike.next().filter(|_| alike.next().is_none()).map(Source::of)
}

/// The column of a ledger that bears these words, in either language, notes in brackets left aside.
pub(super) fn titled(ledger: &Ledger, path: &[String]) -> Option<Source> {
    let words: Vec<String> = path.iter().map(|word| bare(word)).collect();
    let bears = |column: &&Column| {
        [Lang::ZhHans, Lang::En].into_iter().any(|lang| {
            let (group, label) = (bare(column.group.get(lang)), bare(column.label.get(lang)));
            match words.as_slice() {
                [only] => *only == label || !group.is_empty() && *only == format!("{group}{label}"),
                [.., over, under] => *under == label && (group.is_empty() || *over == group),
                [] => false,
            }
        })
    };
    ledger.columns.iter().find(bears).map(Source::of)
}

/// What the words announce by themselves, as in a roster.
pub(super) fn announced(path: &[String]) -> Option<Source> {
    let last = path.last().map(|last| bare(last)).unwrap_or_default();
    let code = match last.as_str() {
        "年龄" | "户主年龄" | "周岁" => "household.head_age",
        "一卡通" | "一卡通账号" | "一卡通号" | "社保卡号" | "社保卡账号" | "银行账号" | "银行卡号" | "开户银行账号"
        | "账号" | "卡号" => "household.account",
        _ => match roster::announced(path)? {
            Field::County => "household.county",
            Field::Township => "household.township",
            Field::District => "household.district",
            Field::Village => "household.village",
            Field::Group => "household.group",
            Field::Head | Field::Name => "household.head",
            Field::HeadId | Field::Id => "household.head_id",
            Field::Sex => "household.head_sex",
            Field::Size => "household.members",
            Field::Categories => "known.categories",
            Field::Address => "household.address",
            Field::Residence => "household.residence",
            Field::Phone => "household.phone",
            Field::Helper => "household.helper",
            Field::HelperPhone => "household.helper_phone",
            Field::Note => "household.note",
            Field::Tag(category) => return ticked(category),
            _ => return None,
        },
    };
    fact(code)
}

/// Whether the words say that the rows are numbered here.
pub(super) fn is_serial(path: &[String]) -> bool {
    roster::announced(path) == Some(Field::Order)
}

/// Without white space, notes in brackets and stars.
fn bare(word: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_usize);
    for letter in squeeze(word).chars() {
        match letter {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | ':' => {}
            letter if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}
