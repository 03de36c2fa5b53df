//! `xpath.jsonl`: expressions over XML documents, from openrosa-xpath-evaluator.

use serde::Deserialize;
use serde_json::Value as Json;

use super::xml;
use super::{Failure, Report};
use crate::expr::date::Zone;
use crate::expr::{Document, Env, Node, Scope, Tree, TreeWorld, Value, eval, number, parse};
use crate::text::{Lang, Say};

/// The file's name.
pub const FILE: &str = "xpath.jsonl";

/// The cases were written in America/Phoenix, seven hours behind UTC all year.
const ZONE: Zone = Zone(-7 * 60);
/// 2020-06-15T12:00 there; no case depends on it.
const NOW: f64 = 1_592_247_600_000.0;

#[derive(Deserialize)]
struct Case {
    doc: String,
    context: String,
    expr: String,
    #[serde(rename = "as")]
    kind: String,
    #[serde(default)]
    value: Json,
    #[serde(default, rename = "type")]
    value_type: String,
    #[serde(default)]
    error: bool,
}

/// Runs the cases of a file, one JSON object a line. A line that is none fails.
#[must_use]
pub fn run(text: &str) -> Report {
    let mut report = Report { suite: FILE.to_owned(), ..Report::default() };
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let outcome = serde_json::from_str::<Case>(line)
            .map_err(|error| (line.to_owned(), "a case".to_owned(), error.to_string()))
            .and_then(|case| judge(&case).map_err(|(expected, got)| (case.expr, expected, got)));
        match outcome {
            Ok(()) => report.passed += 1,
            Err((case, expected, got)) => report.failed.push(Failure { line: index + 1, case, expected, got }),
        }
    }
    report
}

/// Whether a case holds; what was expected and what came, where it does not.
fn judge(case: &Case) -> Result<(), (String, String)> {
    let got = compute(case);
    let expected = if case.error { "an error".to_owned() } else { format!("{} {}", case.value_type, case.value) };
    match got {
        Ok((kind, json)) if !case.error && kind == case.value_type && same(&case.value, &json) => Ok(()),
        Ok((kind, json)) => Err((expected, format!("{kind} {json}"))),
        Err(_) if case.error => Ok(()),
        Err(error) => Err((expected, error)),
    }
}

/// Infinities travel as null and NaN as a text. The last digit of a sine is the platform's own.
fn same(expected: &Json, got: &Json) -> bool {
    match (expected.as_f64(), got.as_f64()) {
        (Some(expected), Some(got)) => (expected - got).abs() <= 1e-13 * expected.abs().max(1.0),
        _ => expected == got,
    }
}

/// The type and the value that a case's expression has.
fn compute(case: &Case) -> Result<(&'static str, Json), String> {
    let tree = xml::read(&case.doc).ok_or("the document is not well formed")?;
    let node = find(&tree, &case.context).ok_or("there is no such context node")?;
    let world = TreeWorld { tree };
    let env = Env { lang: Lang::En, ..Env::new(NOW, ZONE, 0) };
    let expr = parse(&case.expr).map_err(|error| error.say(Lang::En))?;
    let scope = Scope::new(&world, &env, Node { document: 0, index: node });
    let value = eval(&expr, &scope).map_err(|error| error.say(Lang::En))?;
    Ok(match (case.kind.as_str(), value) {
        ("number", value) => ("number", number_json(scope.number(&value))),
        ("boolean", value) => ("boolean", value.to_bool().into()),
        ("any", Value::Number(number)) => ("number", number_json(number)),
        ("any", Value::Bool(truth)) => ("boolean", truth.into()),
        (_, value) => ("string", scope.text(value).into()),
    })
}

fn number_json(number: f64) -> Json {
    if number.is_nan() { number::format(number).into() } else { Json::from(number) }
}

/// The node at `/[i]/[j]…/@name`, counting children of every kind.
fn find(tree: &Tree, path: &str) -> Option<u32> {
    let mut node = Tree::ROOT;
    let mut found = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        found.clear();
        if let Some(name) = part.strip_prefix('@') {
            tree.attributes(node, &mut found);
            node = *found.iter().find(|item| tree.name(**item) == name)?;
        } else {
            tree.children(node, &mut found);
            let index: usize = part.strip_prefix('[')?.strip_suffix(']')?.parse().ok()?;
            // Some documents had a document type before their outermost element, which their text does not show.
            let hidden = usize::from(node == Tree::ROOT && found.len() == 1);
            node = *found.get(index).or_else(|| found.get(index.checked_sub(hidden)?))?;
        }
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_98_in_100_expressions_give_what_the_reference_gives() {
        let path = crate::conformance::folder().join(FILE);
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: no cases at {}", path.display());
            return;
        };
        let report = run(&text);
        for failure in &report.failed {
            println!("line {}: {} | expected {} | got {}", failure.line, failure.case, failure.expected, failure.got);
        }
        assert!(report.share().unwrap() >= 0.98, "{} passed, {} failed", report.passed, report.failed.len());
    }

    #[test]
    fn a_broken_case_fails_and_does_not_stop_the_run() {
        let good =
            r#"{"doc":"<a><b>1</b></a>","context":"/[0]","expr":"b + 1","as":"number","value":2,"type":"number"}"#;
        let report = run(&format!("not json\n{good}\n"));
        assert_eq!((report.passed, report.failed.len()), (1, 1));
    }
}
