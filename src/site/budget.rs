//! The weight of the first load: what a phone fetches before its first screen stands.
//!
//! The one place of the limit. A phone on a village's network gets about 1.6 Mbit/s, so each 20 KB cost a tenth of a second.

use std::fs;
use std::path::Path;

use super::finish::SECOND_END;
use super::{SiteError, SiteFile, campaign, files};

/// What HTML, CSS, JavaScript, wasm of the phone's module and the campaign's form may weigh together as Brotli, in bytes: a change
/// that makes the site heavier than this fails.
pub const LIMIT: usize = 200_000;

/// One file of the first load.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the site.
    pub name: String,
    /// Its weight as Brotli, in bytes.
    pub brotli: usize,
}

/// The files of the first load of the built site in `dist`, until the first question of the campaign's form stands: the page, what
/// it names, and what those name in turn. Icons and the manifest are fetched later, and by few browsers; the rest of the campaign
/// is fetched when the program runs, and the second part of the module when something stands on the screen. The site must be packed: a file without a copy counts as it is.
pub fn first_load(dist: &Path) -> Result<Vec<Part>, SiteError> {
    let files = files(dist)?;
    Ok(named(&files)
        .into_iter()
        .map(|file| {
            let copy = fs::metadata(dist.join(format!("{}.br", file.name)));
            let brotli = copy.map_or(file.bytes.len(), |copy| usize::try_from(copy.len()).unwrap_or(usize::MAX));
            Part { name: file.name.clone(), brotli }
        })
        .collect())
}

fn named(files: &[SiteFile]) -> Vec<&SiteFile> {
    let mut found: Vec<_> = files.iter().filter(|file| file.name == "index.html").collect();
    let mut next = 0;
    while let Some(&reader) = found.get(next) {
        next += 1;
        // A compiled module or form names nothing that is loaded with it.
        if is(reader, "wasm") || is(reader, campaign::FORM) {
            continue;
        }
        let text = String::from_utf8_lossy(&reader.bytes);
        let first = |file: &SiteFile| ["js", "wasm", "css", campaign::FORM].iter().any(|end| is(file, end));
        for file in files.iter().filter(|file| first(file) && !file.name.ends_with(SECOND_END)) {
            if text.contains(file.name.as_str()) && !found.iter().any(|other| other.name == file.name) {
                found.push(file);
            }
        }
    }
    found
}

fn is(file: &SiteFile, end: &str) -> bool {
    Path::new(&file.name).extension().is_some_and(|own| own == end)
}

#[cfg(test)]
mod tests {
    use super::{SiteFile, named};

    #[test]
    fn the_first_load_is_what_the_page_names_and_what_that_names() {
        let file = |name: &str, text: &str| SiteFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let files = [
            file("app.js", "import './snippets/a.js' app_second.wasm"),
            file("app_bg.wasm", "office_loader.js"),
            file("app_second.wasm", ""),
            file("icons/icon.svg", ""),
            file("index.html", "app.js app_bg.wasm icons/icon.svg"),
            file("office_loader.js", ""),
            file("snippets/a.js", ""),
        ];
        let names: Vec<_> = named(&files).iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["index.html", "app.js", "app_bg.wasm", "snippets/a.js"]);
    }
}
