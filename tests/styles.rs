//! Holds the colours of `styles/tokens.css` to the contrast that words and controls need, in all four themes.
//!
//! The formula is WCAG 2.2's relative luminance. A theme is a column of the token table.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a row that is not as written here is to fail the test")]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../styles/tokens.css");
const THEMES: [(&str, &str); 4] = [("light", "--l"), ("dark", "--d"), ("strong light", "--L"), ("strong dark", "--D")];

/// Text over its ground. Each pair occurs in `styles/`.
const WORDS: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunk"),
    ("ink", "pine-soft"),
    ("ink", "ember-soft"),
    ("ink", "red-soft"),
    ("ink", "yellow-soft"),
    ("ink", "need-soft"),
    ("ink", "done-soft"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("muted", "sunk"),
    ("muted", "red-soft"),
    ("muted", "yellow-soft"),
    ("muted", "need-soft"),
    ("muted", "pine-soft"),
    ("pine", "paper"),
    ("pine", "surface"),
    ("pine", "pine-soft"),
    ("pine", "sunk"),
    ("on-fill", "fill"),
    ("ember", "surface"),
    ("ember", "paper"),
    ("ember", "ember-soft"),
    ("red", "paper"),
    ("red", "surface"),
    ("red", "red-soft"),
    ("on-red", "red"),
    ("yellow", "surface"),
    ("yellow", "yellow-soft"),
    ("need", "surface"),
    ("need", "need-soft"),
    ("done", "surface"),
    ("done", "paper"),
    ("done", "done-soft"),
    ("paper", "ink"),
];

/// What outlines a control or carries a state, over what it stands on: 3 : 1.
const EDGES: &[(&str, &str)] = &[
    ("fill", "paper"),
    ("fill", "surface"),
    ("edge", "surface"),
    ("edge", "paper"),
    ("edge", "sunk"),
    ("pine", "paper"),
    ("pine", "surface"),
    ("pine", "sunk"),
    ("red", "paper"),
    ("red", "surface"),
    ("yellow", "yellow-soft"),
    ("need", "sunk"),
    ("done", "surface"),
    ("done", "sunk"),
];

/// The table as theme → token → colour.
fn themes() -> BTreeMap<&'static str, BTreeMap<String, [f64; 3]>> {
    let mut themes: BTreeMap<&str, BTreeMap<String, [f64; 3]>> = BTreeMap::new();
    for line in TOKENS.lines().map(str::trim).filter(|line| line.starts_with("--") && line.contains("var(--l,")) {
        let name = line.split(':').next().unwrap().trim_start_matches("--");
        for (theme, switch) in THEMES {
            let start =
                line.find(&format!("var({switch},")).unwrap_or_else(|| panic!("{name} has no colour for {theme}"));
            let colour = line[start..].split([',', ')']).nth(1).unwrap().trim();
            if colour.len() == 7 {
                themes.entry(theme).or_default().insert(name.to_string(), rgb(colour));
            }
        }
    }
    themes
}

fn rgb(hex: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn too_weak(pairs: &[(&str, &str)], needed: impl Fn(&str) -> f64) -> Vec<String> {
    let mut weak = Vec::new();
    for (theme, colours) in themes() {
        for &(over, under) in pairs {
            let ratio = contrast(colours[over], colours[under]);
            if ratio < needed(theme) {
                weak.push(format!("{theme}: {over} on {under} has {ratio:.2}"));
            }
        }
    }
    weak
}

#[test]
fn the_formula_gives_the_known_extremes() {
    assert!((contrast(rgb("#000000"), rgb("#ffffff")) - 21.0).abs() < 1e-9);
    assert!((contrast(rgb("#767676"), rgb("#ffffff")) - 4.54).abs() < 0.01);
}

#[test]
fn words_stand_out_from_their_ground_in_every_theme() {
    let weak = too_weak(WORDS, |theme| if theme.starts_with("strong") { 7.0 } else { 4.5 });
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

#[test]
fn controls_stand_out_from_their_ground_in_every_theme() {
    let weak = too_weak(EDGES, |_| 3.0);
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

#[test]
fn every_colour_that_is_used_is_in_the_table() {
    let known: Vec<&str> = TOKENS
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--"))
        .filter_map(|line| line.split(':').next())
        .chain(["s1", "s2", "s3", "s4", "s5", "s6", "head", "of", "l", "d", "L", "D"])
        .collect();
    for (file, css) in [
        ("base", include_str!("../styles/base.css")),
        ("shell", include_str!("../styles/shell.css")),
        ("parts", include_str!("../styles/parts.css")),
        ("pages", include_str!("../styles/pages.css")),
        ("form", include_str!("../styles/form.css")),
        ("plan", include_str!("../styles/plan.css")),
        ("print", include_str!("../styles/print.css")),
    ] {
        for used in css.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next()) {
            assert!(known.contains(&used), "{file}.css uses --{used}, which tokens.css does not set");
        }
        for line in css.lines().filter(|line| file != "print" && line.contains('#') && !line.contains("url(")) {
            assert!(
                !line.split('#').skip(1).any(|rest| rest.chars().take(3).all(|c| c.is_ascii_hexdigit())),
                "{file}.css has a colour of its own: {line}"
            );
        }
    }
}
