//! What keeps the house in order and no compiler checks: layers, keys in lists, the length of files, what lies at the top.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read is to fail the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;

/// The longest that a file may get: what one reads in one sitting.
const LONGEST: usize = 550;

/// What may lie at the top. A new entry is a decision; make it here.
const TOP: &[&str] = &[
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "Makefile",
    "README.md",
    "clippy.toml",
    "docs",
    "index.html",
    "rustfmt.toml",
    "scripts",
    "src",
    "styles",
    "tests",
];

/// Where the world may be touched: the browser, files, the clock. Everything else is the pure core.
const OUTSIDE: &[&str] =
    &["src/bin/", "src/cli/", "src/conformance/", "src/main.rs", "src/site/", "src/store/idb/", "src/ui/", "src/web/"];

/// Files of the core that ask the browser for something all the same, and why.
const BROWSER_IN_CORE: &[&str] = &[
    // regex() in a form is answered by the browser's own engine: one of our own would weigh as much as the application.
    "src/expr/regex.rs",
];

/// Crates that only an office needs.
const OFFICE_CRATES: &[&str] = &["calamine", "rust_xlsxwriter", "zip", "encoding_rs"];

/// The files that git knows, with their texts; those that are not text are left out.
fn tracked() -> Vec<(String, String)> {
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    names
        .split_terminator('\0')
        .filter_map(|name| fs::read_to_string(root().join(name)).ok().map(|text| (name.to_owned(), text)))
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "rs")
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

/// The lines of `text` that hold a match outside comments, as `file:line: text`.
fn lines_with(pattern: &Regex, name: &str, text: &str) -> Vec<String> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//") && pattern.is_match(line))
        .map(|(at, line)| format!("{name}:{}: {}", at + 1, line.trim()))
        .collect()
}

/// Without its tests, which stand last in a file.
fn code(text: &str) -> &str {
    text.split_once("#[cfg(test)]").map_or(text, |(code, _)| code)
}

fn is_test(name: &str) -> bool {
    name.contains("/tests") || name.starts_with("tests/")
}

#[test]
fn the_core_knows_no_browser_no_clock_no_chance_and_no_files() {
    let browser = regex(r"\b(yew|gloo|web_sys|js_sys|wasm_bindgen|wasm_bindgen_futures)::");
    let world = regex(
        r"\bstd::(fs|env|net|process|thread)\b|\b(SystemTime|Instant)::|\bUtc::now|\bLocal::now|\b(getrandom|rand)::|\basync fn\b",
    );
    let mut found = Vec::new();
    for (name, text) in tracked() {
        let core = name.starts_with("src/") && is_rust(&name) && !OUTSIDE.iter().any(|place| name.starts_with(place));
        if !core || is_test(&name) {
            continue;
        }
        if !BROWSER_IN_CORE.contains(&name.as_str()) {
            found.extend(lines_with(&browser, &name, code(&text)));
        }
        // The store waits for the disk; that is what it is for.
        if !name.starts_with("src/store/") {
            found.extend(lines_with(&world, &name, code(&text)));
        }
    }
    assert!(found.is_empty(), "the core reaches outside:\n{}", found.join("\n"));
}

#[test]
fn the_phones_module_links_nothing_that_only_an_office_needs() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", "web"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let linked: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(linked.contains("yew"));
    let heavy: Vec<_> = OFFICE_CRATES.iter().filter(|name| linked.contains(**name)).collect();
    assert!(heavy.is_empty(), "the phone's module links {heavy:?}");
}

/// Yew 0.23 gives the state of one row to another when rows without keys come and go: what was typed for one person would
/// stand beside another. Lists are made by `El::list` alone, which takes keys with its rows.
#[test]
fn lists_on_screen_are_made_only_where_they_must_have_keys() {
    let lists = regex(r"\{ for |\bfor\b.+\bin\b.+\{ ?<|collect::<Html>|\bVList\b|\bIntoIterator<Item = Html>");
    let found: Vec<_> = tracked()
        .into_iter()
        .filter(|(name, _)| name.starts_with("src/ui/") && is_rust(name) && name != "src/ui/el.rs")
        .flat_map(|(name, text)| lines_with(&lists, &name, code(&text)))
        .collect();
    assert!(found.is_empty(), "lists that may lack keys:\n{}", found.join("\n"));
}

/// The content security policy refuses them, silently on screen.
#[test]
fn no_style_or_handler_is_written_into_markup() {
    let inline = regex(r#"<[a-z][^>]*\s(style|onclick|oninput|onload)=""#);
    let found: Vec<_> = tracked()
        .into_iter()
        .filter(|(name, _)| name.starts_with("src/ui/") || name == "index.html")
        .flat_map(|(name, text)| lines_with(&inline, &name, code(&text)))
        .collect();
    assert!(found.is_empty(), "inline styles or handlers:\n{}", found.join("\n"));
}

#[test]
fn files_stay_short_enough_to_read_in_one_sitting() {
    let long: Vec<_> = tracked()
        .into_iter()
        .filter(|(name, _)| {
            ["rs", "js", "css", "sh", "html"]
                .iter()
                .any(|end| Path::new(name).extension().is_some_and(|own| own == *end))
        })
        .map(|(name, text)| (text.lines().count(), name))
        .filter(|(lines, _)| *lines > LONGEST)
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST} lines: {long:?}");
}

#[test]
fn nothing_is_left_for_later() {
    // Put together, so that this file does not find itself.
    let later = regex(&["TO", "DO|FIX", "ME|todo", r"!\(|unimpl", r"emented!\(|#\[ig", "nore"].concat());
    let found: Vec<_> = tracked()
        .into_iter()
        .filter(|(name, _)| is_rust(name) || name.starts_with("styles/") || name.starts_with("scripts/"))
        .flat_map(|(name, text)| {
            text.lines()
                .enumerate()
                .filter(|(_, line)| later.is_match(line))
                .map(|(at, line)| format!("{name}:{}: {line}", at + 1))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "left for later:\n{}", found.join("\n"));
}

#[test]
fn the_top_holds_little() {
    let output = Command::new("git").args(["ls-files"]).current_dir(root()).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    let top: BTreeSet<_> = names.lines().filter_map(|name| name.split('/').next()).collect();
    let new: Vec<_> = top.iter().filter(|name| !TOP.contains(name)).collect();
    assert!(new.is_empty(), "new at the top: {new:?}");
}
