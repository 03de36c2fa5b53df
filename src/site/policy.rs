//! The content security policy: the browser itself holds the page to its own files.
//!
//! Scripts and styles that stand in the page are allowed by their hashes and nothing else inline is; `style` attributes and
//! event handlers in markup are refused. WebAssembly may be compiled. No other host can be reached by any means.

use sha2::{Digest, Sha256};

use super::SiteError;

/// Which inline elements are hashed.
const SCRIPT: &str = "script";
const STYLE: &str = "style";

/// The policy for this page.
pub fn policy(page: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; img-src 'self' blob: data:; \
         media-src 'self' blob:; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'",
        sources(page, SCRIPT),
        sources(page, STYLE)
    )
}

/// The page with its policy, as the first thing after its character set.
pub fn with_policy(page: &str) -> Result<String, SiteError> {
    const BEFORE: &str = "charset=";
    let charset = page.find(BEFORE).ok_or(SiteError::Page("<meta charset>"))?;
    let end = page[charset..].find('>').ok_or(SiteError::Page("<meta charset>"))? + charset + 1;
    let (head, rest) = page.split_at(end);
    Ok(format!("{head}<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">{rest}", policy(page)))
}

fn sources(page: &str, element: &str) -> String {
    inline(page, element)
        .fold(String::new(), |sources, text| sources + " 'sha256-" + &base64(&Sha256::digest(text)) + "'")
}

/// The texts of the elements of this name that stand in the page.
fn inline<'page>(page: &'page str, element: &str) -> impl Iterator<Item = &'page str> {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let mut rest = page;
    std::iter::from_fn(move || {
        loop {
            let (_, from) = rest.split_once(&open)?;
            let (attributes, from) = from.split_once('>')?;
            let (text, after) = from.split_once(&close)?;
            rest = after;
            if !attributes.contains("src=") {
                return Some(text);
            }
        }
    })
}

/// Base64 with padding, as policies and `integrity` want it.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) as usize & 63;
            text.push(if place <= group.len() { char::from(DIGITS[digit]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, inline, policy, with_policy};

    #[test]
    fn base64_pads_what_is_no_multiple_of_three() {
        // RFC 4648, section 10.
        for (plain, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn only_what_stands_in_the_page_is_hashed() {
        let page = "<script src=\"a.js\"></script><script type=\"module\">one</script><style>two</style>";
        assert_eq!(inline(page, "script").collect::<Vec<_>>(), ["one"]);
        assert_eq!(inline(page, "style").collect::<Vec<_>>(), ["two"]);
    }

    #[test]
    fn the_policy_names_no_host_and_allows_nothing_inline_but_by_hash() {
        let policy = policy("<script>alert(1)</script>");
        assert!(
            policy
                .contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='")
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("http"));
    }

    #[test]
    fn the_policy_stands_before_every_script() {
        let page = with_policy("<head><meta charset=\"utf-8\"><script>1</script></head>").unwrap();
        assert!(page.starts_with("<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""));
        assert!(with_policy("<head></head>").is_err());
    }
}
