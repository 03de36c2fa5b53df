//! What a web host answers to a request for a file of the site.
//!
//! A host of one's own needs to do the same: the right types (wasm streams only as `application/wasm`), compressed copies with
//! `Content-Encoding`, names with a hash kept for ever and everything else asked for anew, and the policy as a header too.

use std::path::{Path, PathBuf};

use super::is_hashed;

/// What is answered to a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status line's number and words.
    pub status: &'static str,
    /// The file to send; none sends the status alone.
    pub file: Option<PathBuf>,
    /// The headers, by name.
    pub headers: Vec<(&'static str, String)>,
}

/// The answer of the site in `dist` to a request for `target` (path and query) by a browser that accepts the encodings in
/// `accepted`; `policy` is the page's.
#[must_use]
pub fn answer(dist: &Path, method: &str, target: &str, accepted: &str, policy: &str) -> Answer {
    let plain = |status| Answer { status, file: None, headers: Vec::new() };
    if method != "GET" && method != "HEAD" {
        return plain("405 Method Not Allowed");
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let name = match path.strip_prefix('/') {
        Some("") => "index.html",
        Some(name) => name,
        None => return plain("400 Bad Request"),
    };
    // Names of the site's files need no escapes, and none may climb out of its folder.
    let safe = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
    let file = dist.join(name);
    if !safe || !file.is_file() {
        return plain("404 Not Found");
    }
    let mut headers = vec![
        ("Content-Type", media_type(name).to_owned()),
        ("Cache-Control", if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" }.to_owned()),
        ("Content-Security-Policy", format!("{policy}; frame-ancestors 'none'")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Vary", "Accept-Encoding".to_owned()),
    ];
    for (encoding, end) in [("br", "br"), ("gzip", "gz")] {
        let copy = dist.join(format!("{name}.{end}"));
        if accepts(accepted, encoding) && copy.is_file() {
            headers.push(("Content-Encoding", encoding.to_owned()));
            return Answer { status: "200 OK", file: Some(copy), headers };
        }
    }
    Answer { status: "200 OK", file: Some(file), headers }
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let (name, weight) = one.split_once(";q=").unwrap_or((one, "1"));
        name.trim() == encoding && weight.trim() != "0"
    })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Answer, answer};

    /// A small site that goes away with the test.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("nuandong-answer-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            for file in ["index.html", "index.html.br", "app-0123456789abcdef_bg.wasm", "office_bg.wasm"] {
                fs::write(folder.join(file), file).unwrap();
            }
            Self(folder)
        }

        fn get(&self, target: &str, accepted: &str) -> Answer {
            answer(&self.0, "GET", target, accepted, "default-src 'self'")
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            // A leftover folder under the system's temporary one harms nobody.
            let _removed = fs::remove_dir_all(&self.0);
        }
    }

    fn header<'answer>(answer: &'answer Answer, name: &str) -> &'answer str {
        answer.headers.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value)
    }

    #[test]
    fn the_root_is_the_page_as_brotli_where_the_browser_takes_it() {
        let site = Site::new("root");
        let answer = site.get("/?rescue", "gzip, deflate, br");
        assert_eq!(answer.file, Some(site.0.join("index.html.br")));
        assert_eq!(header(&answer, "Content-Encoding"), "br");
        assert_eq!(header(&answer, "Content-Type"), "text/html; charset=utf-8");
        assert_eq!(site.get("/", "br;q=0").file, Some(site.0.join("index.html")));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        let site = Site::new("cache");
        assert!(header(&site.get("/app-0123456789abcdef_bg.wasm", ""), "Cache-Control").contains("immutable"));
        let office = site.get("/office_bg.wasm", "");
        assert_eq!(header(&office, "Cache-Control"), "no-cache");
        assert_eq!(header(&office, "Content-Type"), "application/wasm");
    }

    #[test]
    fn nothing_outside_the_folder_is_served_and_nothing_is_taken_in() {
        let site = Site::new("safe");
        for target in ["/../Cargo.toml", "/.git/config", "/none.js", "//etc/passwd", "/a/..\\b"] {
            assert_eq!(site.get(target, "").status, "404 Not Found", "{target}");
        }
        assert_eq!(answer(&site.0, "POST", "/", "", "").status, "405 Method Not Allowed");
        assert_eq!(site.get("http://elsewhere/", "").status, "400 Bad Request");
    }
}
