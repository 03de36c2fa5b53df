//! 附件: photos, signatures, sounds and other files that answers refer to.
//!
//! An attachment is called by its content: the SHA-256 of its bytes in 64 small hexadecimal digits, a point, and the ending that
//! says what it is, as `9f86…0a08.jpg`. The answer of an image question *is* that name, as XForms has it, and so is whatever other
//! field of a record refers to a file. The bytes are kept beside the writes ([`Store::put_file`](crate::store::Store::put_file))
//! and travel beside them, so a record stays small and the same photo is never kept or sent twice.
//!
//! **Invariants.** The bytes are on disk before a write names them. A name says its content: [`is_whole`] tells whether bytes are
//! what their name promises. Missing bytes are no error anywhere: packages may come without photos.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

/// Larger files than this are refused when they are chosen, in bytes: they would not fit a village's phone or a messenger.
pub const LARGEST: usize = 32 << 20;

/// The length of a SHA-256 in hexadecimal digits.
const DIGITS: usize = 64;

/// The endings with their media types; the first of a type is the one that is given.
const TYPES: [(&str, &str); 22] = [
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mov", "video/quicktime"),
    ("3gp", "video/3gpp"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("aac", "audio/aac"),
    ("amr", "audio/amr"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("pdf", "application/pdf"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("zip", "application/zip"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("bin", "application/octet-stream"),
];

/// The name of these bytes. An ending that is not of small letters and digits becomes `bin`.
///
/// ```
/// # use nuandong::attachment::{is_name, name};
/// let name = name(b"test", "jpg");
/// assert_eq!(name, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.jpg");
/// assert!(is_name(&name));
/// ```
#[must_use]
pub fn name(bytes: &[u8], ending: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut name = String::with_capacity(DIGITS + 6);
    for byte in Sha256::digest(bytes) {
        name.push(char::from(HEX[usize::from(byte >> 4)]));
        name.push(char::from(HEX[usize::from(byte & 15)]));
    }
    name.push('.');
    name.push_str(if is_ending(ending) { ending } else { "bin" });
    name
}

/// Whether a text is the name of an attachment. A text that is typed never is by chance.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.split_once('.').is_some_and(|(digits, ending)| {
        digits.len() == DIGITS
            && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            && is_ending(ending)
    })
}

/// Whether bytes are what their name promises.
#[must_use]
pub fn is_whole(given: &str, bytes: &[u8]) -> bool {
    given.split_once('.').is_some_and(|(_, ending)| is_name(given) && name(bytes, ending) == given)
}

/// The names that lines of writes (or any other JSON) refer to, in order.
#[must_use]
pub fn names_in(json: &str) -> BTreeSet<String> {
    // A name holds nothing that JSON escapes, so it stands between two quotes or spaces as it is.
    let words = json.split(['"', ' ']);
    words.filter(|word| is_name(word)).map(str::to_owned).collect()
}

/// The ending for a file of this media type and this own name.
#[must_use]
pub fn ending(media_type: &str, file_name: &str) -> String {
    let plain = media_type.split(';').next().unwrap_or_default().trim();
    if let Some((ending, _)) = TYPES.iter().find(|(_, known)| *known == plain) {
        return (*ending).to_owned();
    }
    let own = file_name.rsplit_once('.').map_or("", |(_, own)| own).to_ascii_lowercase();
    if is_ending(&own) { own } else { "bin".to_owned() }
}

/// The media type of an attachment by its name.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    let own = name.rsplit_once('.').map_or("", |(_, own)| own);
    TYPES.iter().find(|(ending, _)| *ending == own).map_or("application/octet-stream", |(_, known)| known)
}

fn is_ending(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_content() {
        let photo = name(b"light", "jpg");
        assert!(is_whole(&photo, b"light"));
        assert!(!is_whole(&photo, b"dark"));
        assert_eq!(name(b"light", "jpg"), photo);
        assert_eq!(name(b"x", "../../etc").rsplit_once('.').map(|(_, own)| own.to_owned()).as_deref(), Some("bin"));
    }

    #[test]
    fn what_is_typed_is_no_name() {
        for text in ["", "photo.jpg", "测试甲", &"a".repeat(64), &format!("{}.jpg", "g".repeat(64))] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn names_are_found_wherever_they_stand_in_a_write() {
        let (a, b, c) = (name(b"a", "jpg"), name(b"b", "png"), name(b"c", "m4a"));
        let line = serde_json::json!({"fields": {"answer/photo": a, "photos": [b], "both": format!("{a} {c}")}});
        let mut expected = [a, b, c];
        expected.sort();
        assert!(names_in(&line.to_string()).iter().eq(expected.iter()));
    }

    #[test]
    fn an_ending_comes_from_the_type_then_from_the_file() {
        assert_eq!(ending("image/jpeg", "IMG.HEIC"), "jpg");
        assert_eq!(ending("audio/webm;codecs=opus", "a.weba"), "weba");
        assert_eq!(ending("", "报告"), "bin");
        assert_eq!(media_type("abc.png"), "image/png");
        assert_eq!(media_type("abc.weba"), "application/octet-stream");
    }
}
