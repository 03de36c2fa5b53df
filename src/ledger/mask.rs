//! Masks: showing enough to tell people apart, and no more.
//!
//! Two kinds. One is told what it masks ([`id_number`], [`phone`], [`account`], [`name`]). The other reads any text and takes out what
//! looks like a number of that kind, however it is spelt ([`hide_numbers`]): people type ID numbers into notes and names.

use crate::register::ResidentId;

/// An ID number: the first six and the last four characters.
#[must_use]
pub fn id_number(text: &str) -> String {
    keep(text, 6, 4)
}

/// A phone: the first three and the last four characters.
#[must_use]
pub fn phone(text: &str) -> String {
    keep(text, 3, 4)
}

/// An account: the last four characters.
#[must_use]
pub fn account(text: &str) -> String {
    keep(text, 0, 4)
}

/// A person's name: the family name, and a star for every further character. 欧阳 and the like keep both.
#[must_use]
pub fn name(text: &str) -> String {
    let letters: Vec<char> = text.trim().chars().collect();
    let family = if letters.len() > 2 && COMPOUND.contains(&letters.iter().take(2).collect::<String>().as_str()) {
        2
    } else {
        1
    };
    letters.iter().enumerate().map(|(index, letter)| if index < family { *letter } else { '*' }).collect()
}

/// The compound family names that are met with today.
const COMPOUND: [&str; 16] = [
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "东方", "端木", "南宫",
    "长孙", "宇文",
];

/// The first and last characters, with stars between; nothing of a text that is not longer than what would be kept.
fn keep(text: &str, first: usize, last: usize) -> String {
    let letters: Vec<char> = text.trim().chars().collect();
    let hidden = letters.len().saturating_sub(first + last);
    let masked = |index: usize| hidden == 0 || (first..first + hidden).contains(&index);
    letters.iter().enumerate().map(|(index, letter)| if masked(index) { '*' } else { *letter }).collect()
}

/// The fewest digits in a row, whatever stands between them, that are taken for a phone, an ID number or an account.
/// Dates written in digits have eight, landlines without their area code seven.
const NUMBER: usize = 7;

/// The text with every run of digits that could be a phone, an ID number or an account replaced by `replace(run)`. A run may be
/// of full-width, circled or Chinese digits and have blanks, dots, dashes and the like inside it; an ID number's X is part of it.
///
/// Dates (`2026-12-16`, `20261216`, `2026年12月16日`) stay.
#[must_use]
pub fn hide_numbers(text: &str, replace: impl Fn(&str) -> String) -> String {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut shown = String::with_capacity(text.len());
    let mut index = 0;
    while let Some((start, letter)) = letters.get(index).copied() {
        if digit(letter).is_none() {
            shown.push(letter);
            index += 1;
            continue;
        }
        // The run ends after its last digit: what joins digits is no part of it at the end.
        let mut digits = String::new();
        let mut end = index;
        let mut look = index;
        while let Some((_, letter)) = letters.get(look).copied() {
            if let Some(value) = digit(letter) {
                digits.push(value);
                end = look + 1;
            } else if !joins(letter) || look + 1 - end > 3 {
                break;
            }
            look += 1;
        }
        if digits.len() >= 15 && letters.get(end).is_some_and(|(_, letter)| matches!(letter, 'x' | 'X' | 'ｘ' | 'Ｘ'))
        {
            end += 1;
        }
        let run = letters.get(end).map_or(text.len(), |(offset, _)| *offset);
        let run = text.get(start..run).unwrap_or_default();
        if digits.len() >= NUMBER && !is_date(&digits) {
            shown.push_str(&replace(run));
        } else {
            shown.push_str(run);
        }
        index = end;
    }
    shown
}

/// The text with what looks like an ID number or an account shortened to what tells people apart. Phones stay.
#[must_use]
pub fn shorten_numbers(text: &str) -> String {
    hide_numbers(text, |run| {
        if run.chars().filter_map(digit).count() < 15 {
            return run.to_owned();
        }
        ResidentId::read(run).map_or_else(|_| account(run), |read| id_number(read.id.as_str()))
    })
}

/// The digit that a character is, in the ways that digits are typed.
fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => return Some(letter),
        '０'..='９' => letter as u32 - '０' as u32,
        '①'..='⑨' => letter as u32 - '①' as u32 + 1,
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return letter.to_digit(10).and_then(|value| char::from_digit(value, 10)),
    };
    char::from_digit(value, 10)
}

/// What people put between the digits of one number.
fn joins(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '-' | '–' | '—' | '－' | '.' | '．' | '·' | '_' | '/' | '(' | ')' | '（' | '）' | '\u{200b}'
                ..='\u{200f}' | '\u{feff}'
        )
}

/// Whether eight digits are a day of these centuries.
fn is_date(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    digits.len() == 8
        && (1900..2100).contains(&part(0, 4))
        && (1..=12).contains(&part(4, 6))
        && (1..=31).contains(&part(6, 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_enough_to_tell_people_apart() {
        assert_eq!(id_number("11010519491231002X"), "110105********002X");
        assert_eq!(phone("13900001234"), "139****1234");
        assert_eq!(account("6217000012345678"), "************5678");
        assert_eq!(name("测试甲"), "测**");
        assert_eq!(name("欧阳测试"), "欧阳**");
    }

    #[test]
    fn what_is_too_short_to_mask_is_hidden_whole() {
        assert_eq!(phone("1234567"), "*******");
        assert_eq!(id_number(""), "");
    }

    #[test]
    fn numbers_are_found_however_they_are_typed() {
        for text in [
            "11010519491231002X",
            "110105 19491231 002x",
            "１３９００００１２３４",
            "139-0000-1234",
            "0530-1234567",
            "电话：139.0000.1234。",
            "6217 0000 1234 5678 901",
            "一三九零零零零一二三四",
            "1 3 9 0 0 0 0 1 2 3 4",
            "(0530)1234567",
            "110105491231002",
        ] {
            let hidden = hide_numbers(text, |_| "#".into());
            assert_eq!(hidden.matches('#').count(), 1, "{text} → {hidden}");
            assert!(!hidden.chars().any(|letter| digit(letter).is_some()), "{text} → {hidden}");
            assert!(!hidden.contains(['x', 'X']), "{text} → {hidden}");
        }
    }

    #[test]
    fn papers_in_a_note_are_shortened_and_phones_stay() {
        assert_eq!(
            shorten_numbers("证 11010519491231002x，卡6217000012345678，电话13900001234"),
            "证 110105********002X，卡************5678，电话13900001234"
        );
    }

    #[test]
    fn dates_counts_and_house_numbers_stay() {
        for text in
            ["2026-12-16", "20261216", "2026年12月16日", "3 组 12 号", "120.5 元", "缺棉衣 3 件，2 人", "K12+300"]
        {
            assert_eq!(hide_numbers(text, |_| "#".into()), text);
        }
    }
}
