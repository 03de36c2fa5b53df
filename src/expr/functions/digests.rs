//! Digests, base64 and signed texts.

use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{Args, Definition};
use crate::expr::error::Fault;
use crate::expr::eval::Evaluated;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("digest", 2, 3, digest),
    Definition::new("base64-decode", 1, 1, |args| {
        let bytes = decode(&args.text(0)?).unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).into_owned().into())
    }),
    Definition::new("extract-signed", 2, 2, |args| {
        Ok(signed(&args.text(0)?, &args.text(1)?).unwrap_or_default().into())
    }),
];

/// The digest of a text by an algorithm of XForms 1.1, in base64 unless `hex` is asked for.
fn digest(args: &Args<'_>) -> Evaluated<Value> {
    let (text, algorithm) = (args.text(0)?, args.text(1)?);
    let bytes = text.as_bytes();
    let sum = match algorithm.to_ascii_uppercase().as_str() {
        "MD5" => md5::Md5::digest(bytes).to_vec(),
        "SHA-1" => sha1::Sha1::digest(bytes).to_vec(),
        "SHA-256" => Sha256::digest(bytes).to_vec(),
        "SHA-384" => Sha384::digest(bytes).to_vec(),
        "SHA-512" => Sha512::digest(bytes).to_vec(),
        _ => return args.fail(Fault::Digest(algorithm)),
    };
    let encoding = if args.has(2) { args.text(2)? } else { "base64".to_owned() };
    match encoding.to_ascii_lowercase().as_str() {
        "base64" => Ok(Value::Text(encode(&sum))),
        "hex" => Ok(Value::Text(hex(&sum))),
        _ => args.fail(Fault::Digest(encoding)),
    }
}

/// The message after a valid Ed25519 signature of 64 bytes; nothing where the signature is not the key's.
fn signed(text: &str, key: &str) -> Option<String> {
    let bytes = decode(text)?;
    let (signature, message) = bytes.split_at_checked(64)?;
    let key = ed25519_compact::PublicKey::from_slice(&decode(key)?).ok()?;
    let signature = ed25519_compact::Signature::from_slice(signature).ok()?;
    key.verify(message, &signature).ok()?;
    String::from_utf8(message.to_vec()).ok()
}

/// Bytes in lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base64 with padding.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_usize {
            let sextet = (bits >> (18 - 6 * place)) & 63;
            let sign = ALPHABET.get(sextet as usize).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

/// The bytes of a text in base64, standard or for addresses, spaces and padding ignored; nothing for any other text.
fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in text.trim().trim_end_matches('=').bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let byte = match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
        let sextet = ALPHABET.iter().position(|sign| *sign == byte)?;
        bits = bits << 6 | u32::try_from(sextet).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Env, date::Zone, eval_over_fields, parse};

    fn text(text: &str) -> String {
        match eval_over_fields(&parse(text).unwrap(), &Env::new(0.0, Zone::CHINA, 0), &|_| None).unwrap() {
            Value::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn base64_goes_there_and_back() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("暖冬", "5pqW5Yas")] {
            assert_eq!(encode(plain.as_bytes()), coded);
            assert_eq!(decode(coded).unwrap(), plain.as_bytes());
        }
        assert_eq!(text("base64-decode('5pqW5Yas')"), "暖冬");
        assert_eq!(text("base64-decode('not base64!')"), "");
    }

    #[test]
    fn digests_are_those_of_their_standards() {
        assert_eq!(text("digest('abc', 'MD5', 'hex')"), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(text("digest('abc', 'SHA-1', 'hex')"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(text("digest('abc', 'SHA-256')"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert!(text("digest('abc', 'SHA-384', 'hex')").starts_with("cb00753f45a35e8bb5a03d699ac65007"));
        assert!(text("digest('abc', 'SHA-512', 'hex')").starts_with("ddaf35a193617abacc417349ae204131"));
    }

    #[test]
    fn a_signed_text_opens_with_its_key_only() {
        let seed = ed25519_compact::Seed::new([7; 32]);
        let pair = ed25519_compact::KeyPair::from_seed(seed);
        let message = "测试甲";
        let mut bytes = pair.sk.sign(message, None).to_vec();
        bytes.extend(message.as_bytes());
        let (key, other) = (encode(pair.pk.as_ref()), encode(&[9; 32]));
        assert_eq!(signed(&encode(&bytes), &key).unwrap(), message);
        assert_eq!(signed(&encode(&bytes), &other), None);
        bytes.push(b'!');
        assert_eq!(signed(&encode(&bytes), &key), None);
        assert_eq!(text("extract-signed('AAAA', 'AAAA')"), "");
    }
}
