//! Reading a cell that somebody typed into a ledger.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::Fault;
use crate::campaign::{Campaign, Column, ColumnKind};
use crate::register::ResidentId;
use crate::register::typed::{squeeze, tidy};
use crate::text::Lang;
use crate::workbook::Cell;

/// A value as records hold it, and as people read it.
pub(super) struct Read {
    pub json: Json,
    pub words: String,
}

/// A cell so that equal ones are equal: without white space, letters of one width, ID numbers with a great X.
pub(super) fn plain(kind: &ColumnKind, text: &str) -> String {
    let squeezed = squeeze(text);
    match kind {
        ColumnKind::Id => squeezed.to_ascii_uppercase(),
        ColumnKind::Date => day(&squeezed).map_or(squeezed, |day| day.to_string()),
        ColumnKind::Integer | ColumnKind::Decimal => {
            squeezed.parse::<f64>().map_or(squeezed, |number| number.to_string())
        }
        _ => squeezed.replace(',', "、"),
    }
}

/// Whether two cells of a column say the same.
pub(super) fn same(kind: &ColumnKind, a: &str, b: &str) -> bool {
    a == b || plain(kind, a) == plain(kind, b)
}

/// Whether a cell says what a record says, as far as a mask lets it.
pub(super) fn looks_like(kind: &ColumnKind, cell: &str, now: &str) -> bool {
    if !cell.contains('*') {
        return same(kind, cell, now);
    }
    cell.chars().count() == now.chars().count()
        && cell.chars().zip(now.chars()).all(|(shown, whole)| shown == '*' || shown == whole)
}

/// The day that a text is, in the ways that offices write it.
fn day(text: &str) -> Option<NaiveDate> {
    let plain: String = text
        .chars()
        .map(|letter| if matches!(letter, '年' | '月' | '/' | '.') { '-' } else { letter })
        .filter(|letter| *letter != '日')
        .collect();
    let plain = plain.get(..10).filter(|_| plain.as_bytes().get(10) == Some(&b'T')).unwrap_or(&plain);
    let mut parts = plain.split('-').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) => {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        }
        _ => None,
    }
}

/// What a cell says, as its record would hold it. `stored` is what stands there now, whose type it keeps.
pub(super) fn read(campaign: &Campaign, column: &Column, cell: &Cell, stored: Option<&Json>) -> Result<Read, Fault> {
    let text = tidy(&cell.text());
    let words = |json: Json, words: String| Ok(Read { json, words });
    match &column.kind {
        ColumnKind::Integer | ColumnKind::Decimal => {
            let number = match cell {
                Cell::Number(number) => *number,
                _ => squeeze(&text).trim_end_matches(['元', '人', '件', '床']).parse().map_err(|_| Fault::NoNumber)?,
            };
            let whole = number.fract() == 0.0 && number.abs() < 1e15;
            if !number.is_finite() || number < 0.0 || column.kind == ColumnKind::Integer && !whole {
                return Err(Fault::NoNumber);
            }
            #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^63")]
            let json = if whole { Json::from(number as i64) } else { Json::from(number) };
            words(json, number.to_string())
        }
        ColumnKind::Date => {
            let day = match cell {
                Cell::Date(when) => Some(when.date()),
                _ => day(&squeeze(&text)),
            };
            let day = day.ok_or(Fault::NoDay)?.to_string();
            words(day.clone().into(), day)
        }
        ColumnKind::Choice(list) => chosen(campaign, list, &text, stored),
        ColumnKind::Id | ColumnKind::Phone => {
            // Fifteen digits are as many as a spreadsheet's numbers keep.
            if matches!(cell, Cell::Number(number) if *number >= 1e15) {
                return Err(Fault::LostDigits);
            }
            let text = if column.kind == ColumnKind::Id {
                ResidentId::read(&text).map_or_else(|_| squeeze(&text), |read| read.id.as_str().to_owned())
            } else {
                text
            };
            words(text.clone().into(), text)
        }
        ColumnKind::Name => {
            let name = crate::register::typed::name(&text);
            words(name.clone().into(), name)
        }
        ColumnKind::Text | ColumnKind::Time | ColumnKind::Answer(_) => words(text.clone().into(), text),
    }
}

/// The codes of labels: 煤炉、火炕. A truth value stays one, several categories stay a list.
fn chosen(campaign: &Campaign, list: &str, text: &str, stored: Option<&Json>) -> Result<Read, Fault> {
    let known = campaign.form.lists.iter().find(|known| known.name == list).ok_or(Fault::NoSuchWord)?;
    let code = |label: &str| {
        (0..known.len()).map(|choice| known.value(choice)).find(|code| {
            *code == label
                || [Lang::ZhHans, Lang::En].into_iter().any(|lang| squeeze(campaign.choice(list, code, lang)) == label)
        })
    };
    let parts = text.split(['、', '，', ',', '；', ';']).map(squeeze).filter(|part| !part.is_empty());
    let codes: Option<Vec<&str>> = parts.map(|part| code(&part)).collect();
    let codes = codes.filter(|codes| !codes.is_empty()).ok_or(Fault::NoSuchWord)?;
    let truth = matches!(stored, Some(Json::Bool(_))) || list == "flag";
    let json = match (truth, stored, codes.as_slice()) {
        (true, _, [one]) => Json::from(*one == "1"),
        (false, Some(Json::Array(_)), _) => codes.iter().copied().collect(),
        (false, _, [one]) if list != "category" => Json::from(*one),
        (false, _, _) if list == "category" => codes.iter().copied().collect(),
        _ => return Err(Fault::NoSuchWord),
    };
    Ok(Read { json, words: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_offices_write_them() {
        for text in ["2026-12-05", "2026年12月5日", "2026/12/5", "2026.12.05", "2026-12-05T08:00:00+08:00"] {
            assert_eq!(day(text).unwrap().to_string(), "2026-12-05", "{text}");
        }
        assert_eq!(day("12-05"), None);
        assert_eq!(day("2026-13-05"), None);
    }

    #[test]
    fn equal_cells_are_equal_however_they_are_typed() {
        assert!(same(&ColumnKind::Id, "11010519491231002x", " 11010519491231002X"));
        assert!(same(&ColumnKind::Date, "2026/12/5", "2026-12-05"));
        assert!(same(&ColumnKind::Decimal, "12.50", "12.5"));
        assert!(!same(&ColumnKind::Text, "甲", "乙"));
    }

    #[test]
    fn a_mask_agrees_with_what_it_hides_and_nothing_else() {
        assert!(looks_like(&ColumnKind::Phone, "139****0001", "13900000001"));
        assert!(!looks_like(&ColumnKind::Phone, "139****0001", "13900000002"));
        assert!(!looks_like(&ColumnKind::Name, "测*", "测试甲"));
    }
}
