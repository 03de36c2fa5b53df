//! Serves the built site as a web host should, on this machine only.
//!
//! What a host of one's own needs to do is what [`answer`] does: the right types (wasm streams only as `application/wasm`),
//! compressed copies with `Content-Encoding`, names with a hash kept for ever and everything else asked for anew.

use std::fs;
use std::path::{Path, PathBuf};

use tiny_http::{Header, Method, Request, Response, Server};

use super::{SiteError, is_hashed, policy, read};

/// How many requests are answered at a time; a browser opens six connections.
const THREADS: usize = 6;

/// What is answered to a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status: 200, 404 or 405.
    pub status: u16,
    /// The file to send; none sends the status alone.
    pub file: Option<PathBuf>,
    /// The headers, by name.
    pub headers: Vec<(&'static str, String)>,
}

/// Serves `dist` on 127.0.0.1 until the process ends. `ready` is told the address; port 0 takes a free one.
pub fn serve(dist: &Path, port: u16, ready: impl FnOnce(&str)) -> Result<(), SiteError> {
    let page = String::from_utf8(read(&dist.join("index.html"))?).map_err(|_| SiteError::Page("UTF-8"))?;
    let server =
        Server::http(("127.0.0.1", port)).map_err(|cause| SiteError::Listen { port, cause: cause.to_string() })?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    ready(&format!("http://127.0.0.1:{port}/"));
    let policy = policy::policy(&page);
    std::thread::scope(|threads| {
        for _ in 0..THREADS {
            threads.spawn(|| {
                while let Ok(request) = server.recv() {
                    send(request, dist, &policy);
                }
            });
        }
    });
    Ok(())
}

fn send(request: Request, dist: &Path, policy: &str) {
    let accepted = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    let accepted = accepted.map(|header| header.value.to_string()).unwrap_or_default();
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let answer = answer(dist, request.url(), &accepted, reads, policy);
    let bytes = answer.file.and_then(|file| fs::read(file).ok());
    let mut response = Response::from_data(bytes.unwrap_or_default()).with_status_code(answer.status);
    for (name, value) in &answer.headers {
        if let Ok(header) = Header::from_bytes(name.as_bytes(), value.as_bytes()) {
            response.add_header(header);
        }
    }
    // The browser may have gone away; there is nobody to tell.
    let _sent = request.respond(response);
}

/// The answer to a request for `url` by a browser that accepts the encodings in `accepted`; `reads` for GET and HEAD.
#[must_use]
pub fn answer(dist: &Path, url: &str, accepted: &str, reads: bool, policy: &str) -> Answer {
    let plain = |status| Answer { status, file: None, headers: Vec::new() };
    if !reads {
        return plain(405);
    }
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let name = if path.is_empty() { "index.html" } else { path };
    // Names of the site's files need no escapes, and none may climb out of its folder.
    let safe = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
    let file = dist.join(name);
    if !safe || !file.is_file() {
        return plain(404);
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
            return Answer { status: 200, file: Some(copy), headers };
        }
    }
    Answer { status: 200, file: Some(file), headers }
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
            let folder = std::env::temp_dir().join(format!("nuandong-serve-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            for file in ["index.html", "index.html.br", "app-0123456789abcdef_bg.wasm", "office_bg.wasm"] {
                fs::write(folder.join(file), file).unwrap();
            }
            Self(folder)
        }

        fn get(&self, url: &str, accepted: &str) -> Answer {
            answer(&self.0, url, accepted, true, "default-src 'self'")
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
        for url in ["/../Cargo.toml", "/.git/config", "/none.js", "//etc/passwd", "/a/..\\b"] {
            assert_eq!(site.get(url, "").status, 404, "{url}");
        }
        assert_eq!(answer(&site.0, "/", "", false, "").status, 405);
    }
}
