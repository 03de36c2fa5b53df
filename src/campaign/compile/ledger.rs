//! Reading the sheets `ledgers` and `columns`.

use super::sheet::{Problems, Row, Table};
use crate::campaign::problem::Cause;
use crate::campaign::{Column, ColumnKind, ColumnValue, Formula, Formulas, Ledger, Mask, Masks, Of};
use crate::text::Lang;

/// What a version of a ledger may show of a column, by its word.
const MASKS: [(&str, Mask); 6] = [
    ("keep", Mask::Keep),
    ("hide", Mask::Hide),
    ("name", Mask::Name),
    ("id", Mask::Id),
    ("phone", Mask::Phone),
    ("account", Mask::Account),
];

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
        let mask = |column, problems: &mut Problems| row.one_of(column, &MASKS, problems).unwrap_or(Mask::Hide);
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
            row.need_words("value", problems);
            return Some((ColumnValue::Template(row.templates("value", problems)), ColumnKind::Text));
        }
        "answer" => {
            let value = formulas(row, problems)?;
            let question = value.names().next().unwrap_or_default().to_owned();
            return Some((value, ColumnKind::Answer(question)));
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
    Some((formulas(row, problems)?, kind))
}

/// The expression of the cell `value`, and that of the English one where it says other words.
fn formulas(row: &Row<'_>, problems: &mut Problems) -> Option<ColumnValue> {
    let said = row.need_words("value", problems);
    let mut read =
        |text: &str| Formula::parse(text).map_err(|error| row.problem("value", Cause::Formula(error), problems));
    if said.is_empty() {
        return None;
    }
    let zh_hans = read(said.get(Lang::ZhHans)).ok()?;
    if said.get(Lang::En) == said.get(Lang::ZhHans) {
        return Some(ColumnValue::Formula(zh_hans));
    }
    Some(ColumnValue::Words(Formulas { zh_hans, en: read(said.get(Lang::En)).ok()? }))
}
