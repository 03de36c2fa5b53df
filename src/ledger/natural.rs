//! The order in which people list things.

use std::cmp::Ordering;

/// As people sort: 2组 before 10组, 第二管区 before 第三管区, and what is empty last.
#[must_use]
pub fn natural(a: &str, b: &str) -> Ordering {
    if a.is_empty() || b.is_empty() {
        return a.is_empty().cmp(&b.is_empty());
    }
    let (mut rest_a, mut rest_b) = (a, b);
    while !rest_a.is_empty() && !rest_b.is_empty() {
        let ((head_a, number_a, after_a), (head_b, number_b, after_b)) = (piece(rest_a), piece(rest_b));
        let order = head_a.cmp(head_b).then(number_a.cmp(&number_b));
        if order.is_ne() {
            return order;
        }
        (rest_a, rest_b) = (after_a, after_b);
    }
    // What differs in spelling only, as 2 and 二, still has an order.
    rest_a.len().cmp(&rest_b.len()).then_with(|| a.cmp(b))
}

/// A text's words up to its first number, the number, and what follows.
fn piece(text: &str) -> (&str, Option<u64>, &str) {
    let (head, tail) = text.split_at(text.find(is_digit).unwrap_or(text.len()));
    let (number, rest) = tail.split_at(tail.find(|letter| !is_digit(letter)).unwrap_or(tail.len()));
    (head, (!number.is_empty()).then(|| value(number)), rest)
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || DIGITS.contains(&letter) || matches!(letter, '十' | '百')
}

/// The value of Arabic or Chinese digits: 12, 十二, 一百〇三, 二〇二六.
fn value(number: &str) -> u64 {
    let (mut sum, mut digits) = (0_u64, None);
    for letter in number.chars() {
        let digit = letter.to_digit(10).map(u64::from).or_else(|| {
            let place = DIGITS.iter().position(|known| *known == letter)?;
            u64::try_from(place).ok()
        });
        let power = if letter == '十' { 10 } else { 100 };
        match digit {
            Some(digit) => digits = Some(digits.unwrap_or(0_u64).saturating_mul(10).saturating_add(digit)),
            None => sum = sum.saturating_add(digits.take().unwrap_or(1).saturating_mul(power)),
        }
    }
    sum.saturating_add(digits.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn groups_and_areas_stand_as_people_count_and_the_empty_ones_last() {
        let mut names =
            ["10组", "", "2组", "1组", "第十一管区", "第三管区", "第二管区", "第十管区", "2组乙", "东2", "东10"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["1组", "2组", "2组乙", "10组", "东2", "东10", "第二管区", "第三管区", "第十管区", "第十一管区", ""]
        );
    }

    #[test]
    fn chinese_numbers_have_their_values() {
        assert_eq!(["12", "十二", "二十", "一百〇三", "二〇二六"].map(value), [12, 12, 20, 103, 2026]);
    }

    proptest! {
        #[test]
        fn it_is_an_order(texts in prop::collection::vec("[0-9a-b一十组]{0,4}", 3)) {
            let [a, b, c] = [&texts[0], &texts[1], &texts[2]];
            prop_assert_eq!(natural(a, b), natural(b, a).reverse());
            if natural(a, b).is_le() && natural(b, c).is_le() {
                prop_assert!(natural(a, c).is_le());
            }
            prop_assert_eq!(natural(a, b).is_eq(), a == b);
        }
    }
}
