//! The styles that the page does not need to show that it is coming.
//!
//! What stands in the page's head paints its first moment. Styles in its body are taken out of it into one file, which the browser
//! fetches beside the program, so that the page itself is there sooner. Scripts wait for it: nothing is ever shown undressed.

use sha2::{Digest, Sha256};

use super::SiteFile;

const OPEN: &str = "<style>";
const CLOSE: &str = "</style>";

/// The page that names the file where the first of its body's styles stood, and the file; none where its body has none.
pub fn apart(page: &str) -> Option<(String, SiteFile)> {
    let (head, body) = page.split_at(page.find("<body")?);
    let mut sheet = String::new();
    let mut rest = body;
    let mut kept = Vec::new();
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (style, after) = after.split_once(CLOSE)?;
        sheet.push_str(style);
        kept.push(before);
        rest = after;
    }
    kept.push(rest);
    let (before, after) = kept.split_first().filter(|_| !sheet.is_empty())?;
    let hash = Sha256::digest(&sheet).first_chunk().map_or(0, |hash| u64::from_be_bytes(*hash));
    let name = format!("sheet-{hash:016x}.css");
    let page = format!("{head}{before}<link rel=\"stylesheet\" href=\"{name}\">{}", after.concat());
    Some((page, SiteFile { name, bytes: sheet.into_bytes() }))
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn the_bodys_styles_become_one_file_and_the_heads_stay() {
        let page = "<head><style>a{}</style></head><body><p>1</p><style>b{}</style><style>c{}</style><p>2</p></body>";
        let (named, file) = apart(page).unwrap();
        assert_eq!(file.bytes, b"b{}c{}");
        let link = format!("<link rel=\"stylesheet\" href=\"{}\">", file.name);
        assert_eq!(named, format!("<head><style>a{{}}</style></head><body><p>1</p>{link}<p>2</p></body>"));
        assert!(crate::site::is_hashed(&file.name));
        assert!(apart("<style>a{}</style><body>").is_none());
    }
}
