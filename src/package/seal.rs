//! 加密: sealing a file to a township's key or with a passphrase, in the **age** format, which the standard `age` tool opens.
//!
//! A sealed package is the package itself inside an age file, nothing besides. A township makes its key once; villages hold only
//! the public half, so a phone that is lost or read opens no file that was sent.
//!
//! The randomness that sealing needs is drawn inside the crate `age` and not handed in, as everything else here is: a number
//! that is used once must not come from anywhere where it could come twice.

use std::io::{Read as _, Write as _};
use std::str::FromStr as _;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, scrypt, x25519};

use super::read::Limits;
use crate::text::{Lang, Say};

/// With what a file is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock<'a> {
    /// A public key, `age1…`. Whoever has its secret half opens the file.
    Key(&'a str),
    /// A passphrase, by which anybody who knows it opens the file.
    Passphrase(&'a str),
}

/// What a person has to open a file with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opener<'a> {
    /// Secret keys, in any text that holds them: a key file, several, or the bare key.
    pub keys: &'a str,
    /// A passphrase; empty where there is none.
    pub passphrase: &'a str,
}

/// A township's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The half that opens, `AGE-SECRET-KEY-1…`. It stays with the township.
    pub secret: String,
    /// The half that seals, `age1…`. Everybody may have it.
    pub public: String,
}

/// Why a file was not sealed or opened. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// The text is no public key.
    NotAPublicKey,
    /// The text holds no secret key.
    NotASecretKey,
    /// A passphrase of fewer characters than [`SHORTEST`].
    ShortPassphrase,
    /// The file is not sealed.
    NotSealed,
    /// It opens with a key, and none was given.
    NeedsKey,
    /// It opens with a passphrase, and none was given.
    NeedsPassphrase,
    /// It was sealed to another key.
    OtherKey,
    /// The passphrase is not the one.
    WrongPassphrase,
    /// Whoever sealed it wants more work of the passphrase than a phone can do.
    TooHard,
    /// It was cut short or changed on its way.
    Damaged,
    /// It holds more than is read; the limit in MB.
    TooLarge(u64),
}

/// The fewest characters of a passphrase: six Chinese characters or a phone number's length of digits are guessed by nobody at
/// the work that each guess takes, a date of birth of six digits is.
pub const SHORTEST: usize = 8;

/// The work that a passphrase takes, as the power of two of scrypt's N: about a second and 64 MB on a phone of today.
const WORK: u8 = 16;
/// The most work that is done to open a file: what the `age` tool asks on a fast computer, 256 MB.
const MOST_WORK: u8 = 18;

/// Whether a file is sealed.
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/v1\n")
}

/// Makes a key.
#[must_use]
pub fn make_key() -> Key {
    of(&x25519::Identity::generate())
}

fn of(identity: &x25519::Identity) -> Key {
    Key { secret: identity.to_string().expose_secret().to_owned(), public: identity.to_public().to_string() }
}

/// The first secret key in a text with its public half.
pub fn read_key(text: &str) -> Result<Key, SealError> {
    secrets(text).next().map(|identity| of(&identity)).ok_or(SealError::NotASecretKey)
}

/// The first public key in a text: a key's file, a line of a messenger, what a camera read.
pub fn read_public_key(text: &str) -> Result<String, SealError> {
    let keys = words(text).map(str::to_ascii_lowercase).filter(|word| word.starts_with("age1"));
    let mut keys = keys.filter(|word| x25519::Recipient::from_str(word).is_ok());
    keys.next().ok_or(SealError::NotAPublicKey)
}

fn secrets(text: &str) -> impl Iterator<Item = x25519::Identity> {
    let keys = words(text).map(str::to_ascii_uppercase).filter(|word| word.starts_with("AGE-SECRET-KEY-1"));
    keys.filter_map(|word| x25519::Identity::from_str(&word).ok())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').filter(|word| !word.is_empty())
}

/// The file that keeps a secret key, as `age-keygen` writes it; `age -d -i` reads it.
#[must_use]
pub fn key_file(key: &Key, whose: &str, made: &str) -> String {
    format!("{}# public key: {}\n{}\n", head(whose, made), key.public, key.secret)
}

/// The text of the file that villages get: the public half alone.
#[must_use]
pub fn public_key_file(key: &Key, whose: &str, made: &str) -> String {
    format!("{}{}\n", head(whose, made), key.public)
}

/// Whose a key is and since when, in lines that readers of keys pass over.
fn head(whose: &str, made: &str) -> String {
    let plain = |text: &str| text.replace(['\r', '\n'], " ");
    let whose = if whose.is_empty() { String::new() } else { format!("# {}\n", plain(whose)) };
    format!("{whose}# created: {}\n", plain(made))
}

/// Seals a file.
pub fn seal(bytes: &[u8], lock: Lock<'_>) -> Result<Vec<u8>, SealError> {
    let encryptor = match lock {
        Lock::Key(text) => {
            let key = read_public_key(text)?;
            let recipient = x25519::Recipient::from_str(&key).map_err(|_| SealError::NotAPublicKey)?;
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        }
        Lock::Passphrase(phrase) => {
            let phrase = phrase.trim();
            if phrase.chars().count() < SHORTEST {
                return Err(SealError::ShortPassphrase);
            }
            let mut recipient = scrypt::Recipient::new(SecretString::from(phrase.to_owned()));
            recipient.set_work_factor(WORK);
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        }
    };
    // With one recipient nothing can contradict itself, and writing to memory cannot fail.
    let encryptor = encryptor.map_err(|_| SealError::NotAPublicKey)?;
    let mut sealed = Vec::with_capacity(bytes.len() + bytes.len() / 4096 + 512);
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(|_| SealError::Damaged)?;
    writer.write_all(bytes).map_err(|_| SealError::Damaged)?;
    writer.finish().map_err(|_| SealError::Damaged)?;
    Ok(sealed)
}

/// Opens a file. What comes out was authenticated to the last byte.
pub fn open(bytes: &[u8], with: Opener<'_>, limits: &Limits) -> Result<Vec<u8>, SealError> {
    if !is_sealed(bytes) {
        return Err(SealError::NotSealed);
    }
    if bytes.len() as u64 > limits.file {
        return Err(SealError::TooLarge(limits.file >> 20));
    }
    let decryptor = Decryptor::new_buffered(bytes).map_err(|_| SealError::Damaged)?;
    let reader = if decryptor.is_scrypt() {
        if with.passphrase.trim().is_empty() {
            return Err(SealError::NeedsPassphrase);
        }
        let mut identity = scrypt::Identity::new(SecretString::from(with.passphrase.trim().to_owned()));
        identity.set_max_work_factor(MOST_WORK);
        decryptor.decrypt(std::iter::once(&identity as &dyn Identity)).map_err(|error| match error {
            DecryptError::ExcessiveWork { .. } => SealError::TooHard,
            DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys => {
                SealError::WrongPassphrase
            }
            _ => SealError::Damaged,
        })?
    } else {
        let identities: Vec<x25519::Identity> = secrets(with.keys).collect();
        if identities.is_empty() {
            return Err(SealError::NeedsKey);
        }
        let identities = identities.iter().map(|identity| identity as &dyn Identity);
        decryptor.decrypt(identities).map_err(|error| match error {
            DecryptError::NoMatchingKeys => SealError::OtherKey,
            _ => SealError::Damaged,
        })?
    };
    // What is inside is never longer than the file, but this file says so itself.
    let mut opened = Vec::new();
    reader.take(limits.file + 1).read_to_end(&mut opened).map_err(|_| SealError::Damaged)?;
    if opened.len() as u64 > limits.file { Err(SealError::TooLarge(limits.file >> 20)) } else { Ok(opened) }
}

impl Say for SealError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotAPublicKey => lang.pick(
                "这不是乡镇公钥；公钥以 age1 开头，请让乡镇重新发来。",
                "This is no public key; one begins with age1. Ask the township to send it again.",
            ),
            Self::NotASecretKey => lang.pick(
                "这里没有密钥；密钥以 AGE-SECRET-KEY-1 开头，请选当时保存的密钥文件。",
                "There is no secret key here; one begins with AGE-SECRET-KEY-1. Choose the key file that was kept.",
            ),
            Self::ShortPassphrase => {
                lang.pick("口令太短，至少要 8 个字。", "The passphrase is too short; give at least 8 characters.")
            }
            Self::NotSealed => {
                lang.pick("这个文件没有加密，可以直接用。", "This file is not encrypted; use it as it is.")
            }
            Self::NeedsKey => lang.pick(
                "这个文件是用公钥加密的，要用乡镇的密钥打开。",
                "This file is encrypted to a public key; open it with the township’s secret key.",
            ),
            Self::NeedsPassphrase => lang
                .pick("这个文件是用口令加密的，请输入口令。", "This file is encrypted with a passphrase; type it in."),
            Self::OtherKey => lang.pick(
                "这个文件是发给别的乡镇的，这里的密钥打不开；请让村里核对公钥。",
                "This file was encrypted to another key; ask the village to check whose public key it holds.",
            ),
            Self::WrongPassphrase => {
                lang.pick("口令不对，请再输一次。", "The passphrase is not the one; type it again.")
            }
            Self::TooHard => lang.pick(
                "这个文件的口令强度设得太高，这台设备打不开；请换电脑打开。",
                "Opening this file takes more memory than this device gives; open it on a computer.",
            ),
            Self::Damaged => lang.pick(
                "加密的文件不完整，可能没有传完，请让对方再发一次。",
                "The encrypted file is incomplete, perhaps cut short on its way; ask for it again.",
            ),
            Self::TooLarge(limit) => {
                return match lang {
                    Lang::ZhHans => format!("文件太大（上限 {limit} MB），请让对方分批导出。"),
                    Lang::En => {
                        format!("The file is too large (limit {limit} MB); ask the sender to export it in pieces.")
                    }
                };
            }
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"PK\x03\x04 the package itself";

    fn open_with(bytes: &[u8], keys: &str, passphrase: &str) -> Result<Vec<u8>, SealError> {
        open(bytes, Opener { keys, passphrase }, &Limits::default())
    }

    #[test]
    fn only_the_key_it_was_sealed_to_opens_it() {
        let (ours, theirs) = (make_key(), make_key());
        let sealed = seal(TEXT, Lock::Key(&ours.public)).unwrap();
        assert!(is_sealed(&sealed));
        assert_eq!(open_with(&sealed, &ours.secret, ""), Ok(TEXT.to_vec()));
        let both = key_file(&theirs, "测试镇", "2026-12-01") + &key_file(&ours, "测试镇", "2026-12-02");
        assert_eq!(open_with(&sealed, &both, ""), Ok(TEXT.to_vec()), "an old key beside a new one");
        assert_eq!(open_with(&sealed, &theirs.secret, ""), Err(SealError::OtherKey));
        assert_eq!(open_with(&sealed, "", "a passphrase"), Err(SealError::NeedsKey));
    }

    #[test]
    fn only_the_passphrase_opens_it() {
        let sealed = seal(TEXT, Lock::Passphrase("瑞雪兆丰年平安")).map(drop);
        assert_eq!(sealed, Err(SealError::ShortPassphrase));
        let sealed = seal(TEXT, Lock::Passphrase(" 瑞雪兆丰年平安过冬 ")).unwrap();
        assert_eq!(open_with(&sealed, "", "瑞雪兆丰年平安过冬"), Ok(TEXT.to_vec()));
        assert_eq!(open_with(&sealed, "", "another passphrase"), Err(SealError::WrongPassphrase));
        assert_eq!(open_with(&sealed, &make_key().secret, ""), Err(SealError::NeedsPassphrase));
    }

    #[test]
    fn every_cut_and_every_changed_byte_is_refused() {
        let key = make_key();
        let sealed = seal(TEXT, Lock::Key(&key.public)).unwrap();
        for length in 0..sealed.len() {
            assert!(open_with(&sealed[..length], &key.secret, "").is_err(), "cut to {length}");
        }
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(open_with(&changed, &key.secret, "").is_err(), "changed at {place}");
        }
    }

    #[test]
    fn keys_are_found_in_whatever_text_they_came() {
        let key = make_key();
        let file = key_file(&key, "测试镇\n社会事务办", "2026-12-01");
        assert_eq!(read_key(&file), Ok(key.clone()));
        assert_eq!(read_public_key(&file), Ok(key.public.clone()));
        assert_eq!(read_public_key(&format!("公钥：{}。", key.public.to_uppercase())), Ok(key.public.clone()));
        assert_eq!(read_public_key(&key.secret), Err(SealError::NotAPublicKey));
        assert_eq!(read_key(&key.public), Err(SealError::NotASecretKey));
        let mistyped = key.public.replace(char::is_numeric, "q");
        assert_eq!(read_public_key(&mistyped), Err(SealError::NotAPublicKey));
        assert!(!format!("{:?}", read_public_key(&file)).contains("SECRET"));
    }

    /// What the standard tool makes is opened, and what is made here is what the standard's reader reads.
    #[test]
    fn the_format_is_that_of_the_standard() {
        let key = make_key();
        let identity = x25519::Identity::from_str(&key.secret).unwrap();
        let theirs = age::encrypt(&identity.to_public(), TEXT).unwrap();
        assert_eq!(open_with(&theirs, &key.secret, ""), Ok(TEXT.to_vec()));
        let ours = seal(TEXT, Lock::Key(&key.public)).unwrap();
        assert_eq!(age::decrypt(&identity, &ours).unwrap(), TEXT);
    }

    #[test]
    fn what_holds_more_than_is_read_is_refused() {
        let key = make_key();
        let sealed = seal(&[0; 2048], Lock::Key(&key.public)).unwrap();
        let limits = Limits { file: 1024, part: 1024 };
        let opener = Opener { keys: &key.secret, passphrase: "" };
        assert_eq!(open(&sealed, opener, &limits), Err(SealError::TooLarge(0)));
        assert_eq!(open(b"PK", opener, &limits), Err(SealError::NotSealed));
    }
}
