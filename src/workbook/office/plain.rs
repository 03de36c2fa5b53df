//! Separated text in whatever encoding an office program saved it.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::MAX_CELLS;
use crate::workbook::{Sheet, Workbook, WorkbookError, csv};

/// Reads text bytes as one sheet without a name.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(WorkbookError::Empty);
    }
    if let Some(tables) = super::markup::read(&text) {
        return tables;
    }
    let rows = csv::read_any(&text);
    if rows.iter().map(Vec::len).sum::<usize>() > MAX_CELLS {
        return Err(WorkbookError::TooManyCells { limit: MAX_CELLS });
    }
    Ok(Workbook { sheets: vec![Sheet { rows, ..Sheet::default() }] })
}

/// Decodes by byte order mark, else UTF-8 where it is valid, else UTF-16 where every other byte says so, else GB18030, which
/// holds GBK and GB2312.
pub(super) fn decode(bytes: &[u8]) -> Result<String, WorkbookError> {
    let wide =
        |encoding: &'static encoding_rs::Encoding, bytes| encoding.decode_without_bom_handling(bytes).0.into_owned();
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return clean(String::from_utf8_lossy(rest).into_owned()),
        [0xFF, 0xFE, rest @ ..] => return clean(wide(UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => return clean(wide(UTF_16BE, rest)),
        _ => {}
    }
    if bytes.contains(&0) {
        // Separators, digits and line ends put a zero into every UTF-16 table, always on the same side.
        let zeros = |start: usize| bytes.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
        return match (zeros(0), zeros(1)) {
            (0, _) => clean(wide(UTF_16LE, bytes)),
            (_, 0) => clean(wide(UTF_16BE, bytes)),
            _ => Err(WorkbookError::NotASpreadsheet),
        };
    }
    let utf8 = match std::str::from_utf8(bytes) {
        Ok(text) => return clean(text.to_owned()),
        // Cut off in the middle of a character.
        Err(error) if error.error_len().is_none() => return clean(String::from_utf8_lossy(bytes).into_owned()),
        Err(_) => String::from_utf8_lossy(bytes),
    };
    let gb18030 = GB18030.decode_without_bom_handling(bytes).0;
    let wrong = |text: &str| text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    clean(if wrong(&utf8) < wrong(&gb18030) { utf8 } else { gb18030 }.into_owned())
}

/// The text, if it reads as text: no control characters but white space, few characters that could not be decoded.
fn clean(text: String) -> Result<String, WorkbookError> {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for letter in text.chars() {
        all += 1;
        odd += usize::from(letter == char::REPLACEMENT_CHARACTER || (letter.is_control() && !letter.is_whitespace()));
    }
    if odd * 50 > all { Err(WorkbookError::NotASpreadsheet) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "姓名,身份证号\r\n测试甲,1\r\n";

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let book = read(bytes).unwrap();
        book.sheets[0].rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect()
    }

    #[test]
    fn the_encodings_of_office_programs_read_alike() {
        let expected = [["姓名", "身份证号"], ["测试甲", "1"]];
        let bytes_of = |units: Vec<[u8; 2]>| units.concat();
        let little = bytes_of(TABLE.encode_utf16().map(u16::to_le_bytes).collect());
        let big = bytes_of(TABLE.encode_utf16().map(u16::to_be_bytes).collect());
        for bytes in [
            TABLE.as_bytes().to_vec(),
            [&[0xEF, 0xBB, 0xBF], TABLE.as_bytes()].concat(),
            GB18030.encode(TABLE).0.into_owned(),
            [&[0xFF, 0xFE][..], &little].concat(),
            [&[0xFE, 0xFF][..], &big].concat(),
            little,
            big,
        ] {
            assert_eq!(rows(&bytes), expected);
        }
    }

    #[test]
    fn a_gb18030_table_with_a_broken_byte_still_reads() {
        let mut bytes = GB18030.encode(&TABLE.repeat(30)).0.into_owned();
        bytes.push(0xFF);
        assert_eq!(rows(&bytes)[1][0], "测试甲");
    }

    #[test]
    fn pictures_and_other_binaries_are_no_spreadsheet() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01"), Err(WorkbookError::NotASpreadsheet));
        assert_eq!(read(b"%PDF-1.4\n\x01\x02\x03\x04"), Err(WorkbookError::NotASpreadsheet));
    }
}
