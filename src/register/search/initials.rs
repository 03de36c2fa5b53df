//! The first letters of readings: 张三 is found by `zs`.
//!
//! `initials.txt` has a line for each letter with the characters that are read so: all of GB 2312 and some two hundred more
//! that given names use. The program carries it as one byte a character, which packs into six kilobytes; a character that is
//! not there is found by typing it. Some characters are read otherwise in surnames or have two readings in names; they are
//! found by either letter.

/// The characters that the table spans.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FA5;

static TABLE: [u8; (LAST - FIRST + 1) as usize] = table(include_str!("initials.txt").as_bytes(), ALSO.as_bytes());

/// Further readings, each character with its letters: of surnames (单 as in 单雄信, 仇, 曾, 解), and second readings that names
/// use (长, 朝, 乐). In the table these characters have a capital letter.
const ALSO: &str = "单sd 仇qc 曾zc 解xj 区oq 查zc 翟zd 乐yl 种cz 繁pf 覃qt 召sz 秘bm 折sz 隗wk 祭zj 郗xc 尉wy \
    万wm 俟qs 长zc 重cz 行xh 朝cz 传cz 藏cz 会hk 盛sc 晟sc 厦sx 叶yx 俞ys 茜qx 车cj 系xj 省sx \
    宿sx 校xj 降jx 巷xh 奇qj 沈sc 澄cd 伽jgq 粘nz 参cs 调td 弹td 识sz 阿ae 仡yg 稽jq 冯fp 贾jg \
    佴n 宓mf 句gj 偲sc 泷ls 铅qy 臭cx 畜cx 峙zs 率ls 颉xj 郇xh 阚k 芎x 荨qx";

/// The letters that a character may be found by, as a set of bits from `a`; none where its reading is not known.
#[must_use]
pub(super) fn letters(character: char) -> u32 {
    if character.is_ascii_alphabetic() {
        return bit(character.to_ascii_lowercase() as u8);
    }
    let place = u32::from(character).checked_sub(FIRST);
    match place.and_then(|place| TABLE.get(place as usize)) {
        Some(letter @ b'a'..=b'z') => bit(*letter),
        Some(b'A'..=b'Z') => {
            let letters = ALSO.split(' ').find_map(|word| word.strip_prefix(character)).unwrap_or_default();
            letters.bytes().fold(0, |set, letter| set | bit(letter))
        }
        _ => 0,
    }
}

/// The bit of a letter from `a` to `z`.
pub(super) const fn bit(letter: u8) -> u32 {
    1 << ((letter | 0x20).wrapping_sub(b'a') & 31)
}

/// Spreads the lines over the table: each line is a letter and its characters.
#[expect(clippy::indexing_slicing, reason = "runs at compile time, where leaving the bounds is a compile error")]
#[expect(clippy::large_stack_arrays, reason = "runs at compile time")]
const fn table(text: &[u8], also: &[u8]) -> [u8; (LAST - FIRST + 1) as usize] {
    let mut table = [0; (LAST - FIRST + 1) as usize];
    let mut at = 0;
    let mut letter = 0_u8;
    while at < text.len() {
        let byte = text[at];
        if byte < 0x80 {
            if byte != b'\n' {
                letter = byte;
            }
            at += 1;
        } else {
            table[place(text, at)] = letter;
            at += 3;
        }
    }
    at = 0;
    while at < also.len() {
        if also[at] >= 0x80 {
            let place = place(also, at);
            table[place] = table[place].to_ascii_uppercase();
            at += 2;
        }
        at += 1;
    }
    table
}

/// The place in the table of the character that begins here; all characters of the table take three bytes in UTF-8.
#[expect(clippy::indexing_slicing, reason = "runs at compile time, where leaving the bounds is a compile error")]
const fn place(text: &[u8], at: usize) -> usize {
    let code = ((text[at] as u32 & 0x0F) << 12) | ((text[at + 1] as u32 & 0x3F) << 6) | (text[at + 2] as u32 & 0x3F);
    (code - FIRST) as usize
}

#[cfg(test)]
mod tests {
    use pinyin::{ToPinyin, ToPinyinMulti};

    use super::*;

    #[test]
    fn every_character_of_the_table_has_the_letter_of_a_reading() {
        let mut count = 0;
        for line in include_str!("initials.txt").lines() {
            let letter = line.bytes().next().unwrap();
            for character in line.chars().skip(1) {
                count += 1;
                let known = TABLE[(u32::from(character) - FIRST) as usize];
                assert_eq!(known.to_ascii_lowercase(), letter, "{character}");
                let main = character.to_pinyin().unwrap().plain().as_bytes()[0];
                assert_eq!(main, letter, "{character}");
            }
        }
        assert!(count > 6_763, "{count}");
    }

    #[test]
    fn every_further_letter_is_that_of_a_reading() {
        // Readings that only surnames have, which dictionaries of readings leave out.
        let of_surnames = [('仇', 'q'), ('冯', 'p'), ('郗', 'x'), ('宓', 'f')];
        for word in ALSO.split(' ') {
            let character = word.chars().next().unwrap();
            let letters = &word[character.len_utf8()..];
            let readings: Vec<u8> =
                character.to_pinyin_multi().unwrap().into_iter().map(|reading| reading.plain().as_bytes()[0]).collect();
            for letter in letters.bytes() {
                let known = readings.contains(&letter) || of_surnames.contains(&(character, char::from(letter)));
                assert!(known, "{character} {}", char::from(letter));
            }
        }
    }

    #[test]
    fn surnames_are_found_as_they_are_read() {
        for (surname, letter) in "单s仇q曾z解x区o查z盖g朴p任r翟z乐y缪m种c繁p覃q召s尉y万m长z欧o诸z王w李l张z刘l陈c"
            .chars()
            .collect::<Vec<_>>()
            .chunks(2)
            .map(|pair| (pair[0], pair[1] as u8))
        {
            assert!(letters(surname) & bit(letter) != 0, "{surname}");
        }
        assert_eq!(letters('〇'), 0);
        assert_eq!(letters('B'), bit(b'b'));
    }
}
