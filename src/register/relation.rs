//! 与户主关系: the words that people and systems write, and the codes of GB/T 4761-2008.
//!
//! The word is kept as it was written, since 儿媳 says more than a code; the code is derived for tables that ask for it.

use super::typed::squeeze;

/// The word for the head of the household.
pub const HEAD: &str = "户主";

/// Words by two-digit code, the first of a code being the word of the standard. A code may stand for several everyday words.
const WORDS: &[(&str, &[&str])] = &[
    ("02", &["户主", "本人", "本人或户主", "户主本人", "本人(户主)", "家长"]),
    ("10", &["配偶", "爱人", "之配偶"]),
    ("11", &["夫", "丈夫", "老公", "之夫"]),
    ("12", &["妻", "妻子", "老婆", "之妻"]),
    ("20", &["子", "儿子", "之子", "儿"]),
    ("21", &["独生子"]),
    ("22", &["长子", "大儿子"]),
    ("23", &["次子", "二子", "二儿子"]),
    ("24", &["三子", "三儿子"]),
    ("25", &["四子", "四儿子"]),
    ("26", &["五子"]),
    ("27", &["养子或继子", "养子", "继子"]),
    ("28", &["女婿", "婿", "上门女婿", "之女婿"]),
    ("29", &["其他儿子"]),
    ("30", &["女", "女儿", "之女"]),
    ("31", &["独生女"]),
    ("32", &["长女", "大女儿"]),
    ("33", &["次女", "二女", "二女儿"]),
    ("34", &["三女", "三女儿"]),
    ("35", &["四女", "四女儿"]),
    ("36", &["五女"]),
    ("37", &["养女或继女", "养女", "继女"]),
    ("38", &["儿媳", "儿媳妇", "之儿媳", "媳"]),
    ("39", &["其他女儿"]),
    ("40", &["孙子、孙女或外孙子、外孙女", "孙子女", "孙辈"]),
    ("41", &["孙子", "孙", "之孙子", "长孙", "次孙"]),
    ("42", &["孙女", "之孙女", "长孙女"]),
    ("43", &["外孙子", "外孙", "之外孙子"]),
    ("44", &["外孙女", "之外孙女"]),
    ("45", &["孙媳妇或外孙媳妇", "孙媳妇", "孙媳", "之孙媳"]),
    ("46", &["孙女婿或外孙女婿", "孙女婿"]),
    ("47", &["曾孙子或外曾孙子", "曾孙子", "曾孙", "重孙"]),
    ("48", &["曾孙女或外曾孙女", "曾孙女", "重孙女"]),
    ("49", &["其他孙子、孙女或外孙子、外孙女"]),
    ("50", &["父母"]),
    ("51", &["父亲", "父", "之父", "爸爸"]),
    ("52", &["母亲", "母", "之母", "妈妈"]),
    ("53", &["公公", "之公公"]),
    ("54", &["婆婆", "之婆婆"]),
    ("55", &["岳父", "之岳父"]),
    ("56", &["岳母", "之岳母"]),
    ("57", &["继父或养父", "继父", "养父"]),
    ("58", &["继母或养母", "继母", "养母"]),
    ("59", &["其他父母关系"]),
    ("60", &["祖父母或外祖父母"]),
    ("61", &["祖父", "爷爷", "之祖父"]),
    ("62", &["祖母", "奶奶", "之祖母"]),
    ("63", &["外祖父", "外公", "姥爷", "之外祖父"]),
    ("64", &["外祖母", "外婆", "姥姥", "之外祖母"]),
    ("65", &["配偶的祖父母或外祖父母"]),
    ("66", &["曾祖父"]),
    ("67", &["曾祖母"]),
    ("68", &["配偶的曾祖父母或外曾祖父母"]),
    ("69", &["其他祖父母或外祖父母关系"]),
    ("70", &["兄弟姐妹"]),
    ("71", &["兄", "哥哥", "哥", "之兄", "胞兄"]),
    ("72", &["嫂", "嫂子"]),
    ("73", &["弟", "弟弟", "之弟", "之兄弟", "兄弟", "胞弟"]),
    ("74", &["弟媳", "弟媳妇", "弟妹"]),
    ("75", &["姐姐", "姐", "之姐"]),
    ("76", &["姐夫"]),
    ("77", &["妹妹", "妹", "之妹", "之姐妹", "姐妹"]),
    ("78", &["妹夫"]),
    ("79", &["其他兄弟姐妹"]),
    ("81", &["伯父", "伯伯"]),
    ("82", &["伯母"]),
    ("83", &["叔父", "叔叔", "叔"]),
    ("84", &["婶母", "婶婶"]),
    ("85", &["舅父", "舅舅"]),
    ("86", &["舅母"]),
    ("87", &["姨父"]),
    ("88", &["姨母"]),
    ("89", &["姑父"]),
    ("90", &["姑母", "姑姑"]),
    ("91", &["堂兄弟、堂姐妹"]),
    ("92", &["表兄弟、表姐妹"]),
    ("93", &["侄子", "侄儿", "侄", "之侄子"]),
    ("94", &["侄女", "之侄女"]),
    ("95", &["外甥", "之外甥"]),
    ("96", &["外甥女", "之外甥女"]),
    ("97", &["其他亲属", "其他", "亲属", "其它", "其他亲戚"]),
    ("98", &["保姆"]),
    ("99", &["非亲属", "其他非亲属", "同住人"]),
];

/// Words by one-digit code, for rosters that write those.
const ONE_DIGIT: [&str; 9] =
    ["户主", "配偶", "子", "女", "孙子、孙女或外孙子、外孙女", "父母", "祖父母或外祖父母", "兄弟姐妹", "其他"];

/// The word to keep for what was written: a code becomes its word, any word for the head becomes 户主, other words stay.
#[must_use]
pub fn read(text: &str) -> String {
    let plain = squeeze(text);
    if is_head(&plain) {
        return HEAD.to_owned();
    }
    if plain == "01" {
        return HEAD.to_owned();
    }
    let by_code = match plain.as_bytes() {
        [digit @ b'0'..=b'8'] => ONE_DIGIT.get(usize::from(digit - b'0')).copied(),
        [b'0'..=b'9', b'0'..=b'9'] => standard_word(&plain),
        _ => None,
    };
    by_code.map_or(plain, str::to_owned)
}

/// Whether a word (or the code 0, 01 or 02) means the head of the household.
#[must_use]
pub fn is_head(text: &str) -> bool {
    let plain = squeeze(text);
    matches!(plain.as_str(), "0" | "01" | "02") || code(&plain) == Some("02")
}

/// The two-digit code of GB/T 4761-2008 for a word, where it is known.
#[must_use]
pub fn code(word: &str) -> Option<&'static str> {
    let plain = squeeze(word);
    WORDS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(code, _)| *code)
}

/// The word of the standard for a two-digit code.
#[must_use]
pub fn standard_word(code: &str) -> Option<&'static str> {
    WORDS.iter().find(|(known, _)| *known == code).and_then(|(_, words)| words.first().copied())
}

/// The words to offer, in the standard's order: its own, and where that stands for several, as 养子或继子, the words for each.
pub fn suggestions() -> impl Iterator<Item = &'static str> {
    let several = |word: &str| word.contains('或') || word.contains('、');
    WORDS
        .iter()
        .flat_map(move |(_, words)| match words {
            [own, ..] if !several(own) => words.get(..1).unwrap_or_default(),
            [_, rest @ ..] => rest,
            [] => words,
        })
        .copied()
}

/// Whether a text is a relation that this module knows, by word or code of two digits.
#[must_use]
pub fn is_known(text: &str) -> bool {
    let plain = squeeze(text);
    code(&plain).is_some() || (plain.len() == 2 && standard_word(&plain).is_some()) || plain == "01"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_known_by_any_word_or_code() {
        for text in ["户主", "本人", "户 主", "本人或户主", "0", "01", "02", "本人（户主）"] {
            assert!(is_head(text), "{text}");
            assert_eq!(read(text), HEAD);
        }
        assert!(!is_head("配偶"));
    }

    #[test]
    fn words_stay_and_codes_become_words() {
        assert_eq!(read("之子"), "之子");
        assert_eq!(read(" 儿 媳 "), "儿媳");
        assert_eq!(read("10"), "配偶");
        assert_eq!(read("3"), "女");
        assert_eq!(read("干亲"), "干亲");
        assert_eq!((code("妻子"), code("之女"), code("干亲")), (Some("12"), Some("30"), None));
    }

    #[test]
    fn what_is_offered_names_one_relation_each_and_is_known() {
        let offered: Vec<&str> = suggestions().collect();
        for word in ["户主", "配偶", "子", "女", "养子", "继女", "孙子", "岳母", "非亲属"] {
            assert!(offered.contains(&word), "{word}");
        }
        assert!(offered.iter().all(|word| code(word).is_some() && !word.contains('或') && !word.contains('、')));
    }

    #[test]
    fn no_word_has_two_codes() {
        let mut words: Vec<_> = WORDS.iter().flat_map(|(_, words)| words.iter()).collect();
        words.sort();
        let all = words.len();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
