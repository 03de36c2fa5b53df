//! `xlsform.jsonl`: workbooks and what pyxform makes of them.
//!
//! A case agrees when the verdict is the same; for a form that is refused, when a problem has the cause that pyxform's message
//! names; for one that is taken, when every bind has the same path, type and expressions.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value as Json;

use super::cause::agrees;
use super::{Failure, Report};
use crate::form::{Compiled, Options, Problem, Refused, compile};
use crate::text::{Lang, Say};
use crate::workbook::{Cell, Sheet, Workbook};

/// The file's name.
pub const FILE: &str = "xlsform.jsonl";

/// The names that the cases' forms go by: a case of a form that is refused does not say which.
const NAMES: [&str; 2] = ["test_name", "data"];

#[derive(Deserialize)]
struct Case {
    sheets: BTreeMap<String, Vec<Vec<String>>>,
    valid: bool,
    #[serde(default)]
    error: Option<Vec<String>>,
    #[serde(default)]
    binds: Vec<Json>,
}

/// How the cases went, part by part.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Whether a form is taken or refused.
    pub verdict: Report,
    /// Of those that both refuse: for the same cause.
    pub cause: Report,
    /// Of those that both take: with the same binds.
    pub binds: Report,
}

/// Runs the cases of a file, one JSON object a line. A line that is none fails.
#[must_use]
pub fn run(text: &str) -> Outcome {
    let named = |part: &str| Report { suite: format!("{FILE}: {part}"), ..Report::default() };
    let mut outcome = Outcome { verdict: named("verdict"), cause: named("cause"), binds: named("binds") };
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line_number = index + 1;
        match serde_json::from_str::<Case>(line) {
            Ok(case) => judge(line_number, &case, &mut outcome),
            Err(error) => outcome.verdict.failed.push(Failure {
                line: line_number,
                case: line.to_owned(),
                expected: "a case".to_owned(),
                got: error.to_string(),
            }),
        }
    }
    outcome
}

fn judge(line: usize, case: &Case, outcome: &mut Outcome) {
    let result = compiled(case);
    let failure = |expected: String, got: String| {
        Err(Failure { line, case: serde_json::to_string(&case.sheets).unwrap_or_default(), expected, got })
    };
    let errors = || case.error.as_deref().unwrap_or_default();
    match (case.valid, &result) {
        (true, Ok(compiled)) => {
            outcome.verdict.note(Ok(()));
            let (expected, got) = (case.binds.clone(), made(compiled));
            outcome.binds.note(if expected == got { Ok(()) } else { differing(&expected, &got, failure) });
        }
        (false, Err(refused)) => {
            outcome.verdict.note(Ok(()));
            let missing: Vec<&str> =
                errors().iter().filter(|phrase| !agrees(phrase, &refused.problems)).map(String::as_str).collect();
            outcome.cause.note(if missing.is_empty() { Ok(()) } else { failure(missing.join(" | "), said(refused)) });
        }
        (true, Err(refused)) => outcome.verdict.note(failure("valid".to_owned(), said(refused))),
        (false, Ok(_)) => outcome.verdict.note(failure(errors().join(" | "), "valid".to_owned())),
    }
}

/// The first differing bind, so that a failure is short to read.
fn differing(
    expected: &[Json],
    got: &[Json],
    failure: impl Fn(String, String) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let at = expected.iter().zip(got).take_while(|(expected, got)| expected == got).count();
    let show = |binds: &[Json]| binds.get(at).map_or_else(|| "no more binds".to_owned(), Json::to_string);
    failure(show(expected), show(got))
}

fn said(refused: &Refused) -> String {
    refused.problems.iter().map(|problem: &Problem| problem.say(Lang::En)).collect::<Vec<_>>().join(" | ")
}

fn workbook(case: &Case) -> Arc<Workbook> {
    let row = |cells: &Vec<String>| cells.iter().map(|cell| Cell::from(cell.as_str())).collect();
    let sheet = |(name, rows): (&String, &Vec<Vec<String>>)| Sheet {
        name: name.clone(),
        rows: rows.iter().map(row).collect(),
        ..Sheet::default()
    };
    Arc::new(Workbook { sheets: case.sheets.iter().map(sheet).collect() })
}

/// The case's form, compiled under the name with which its paths begin; where it has none, refused if it is under any name.
fn compiled(case: &Case) -> Result<Compiled, Refused> {
    let first = case.binds.first().and_then(|bind| bind.get("nodeset")?.as_str());
    let named = |name| compile(workbook(case), &Options { name: Some(name), file: None });
    let [usual, other] = NAMES;
    match first.and_then(|path| path.split('/').nth(1)) {
        Some(name) => named(name),
        None => named(usual).and_then(|compiled| if case.valid { Ok(compiled) } else { named(other) }),
    }
}

/// The binds as a reader of XML finds them: there every space in an attribute is a plain one.
fn made(compiled: &Compiled) -> Vec<Json> {
    let plain = |text: &str| Json::from(text.replace(['\n', '\r', '\t'], " "));
    let binds = compiled.form.binds();
    let json = binds.iter().filter_map(|bind| match serde_json::to_value(bind).ok()? {
        Json::Object(parts) => {
            Some(parts.into_iter().map(|(name, text)| (name, text.as_str().map_or(Json::Null, plain))).collect())
        }
        _ => None,
    });
    json.map(Json::Object).collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;

    use super::*;
    use crate::expr::Env;
    use crate::expr::date::Zone;
    use crate::form::session::{Program, Session};
    use crate::form::{Form, packed};

    fn report(report: &Report, least: f64) {
        for failure in &report.failed {
            println!(
                "{} line {}: {}\n  expected {}\n  got      {}",
                report.suite, failure.line, failure.case, failure.expected, failure.got
            );
        }
        println!("{}: {} passed, {} failed", report.suite, report.passed, report.failed.len());
        assert!(report.share().unwrap() >= least, "{} passed, {} failed", report.passed, report.failed.len());
    }

    #[test]
    fn forms_are_taken_and_refused_as_pyxform_does_it() {
        let path = crate::conformance::folder().join(FILE);
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: no cases at {}", path.display());
            return;
        };
        let outcome = run(&text);
        report(&outcome.binds, 0.95);
        report(&outcome.cause, 0.95);
        report(&outcome.verdict, 0.97);
    }

    /// Opens a form and gives every question an answer.
    fn filled(program: Program) -> Session {
        let mut session = Session::new(Rc::new(program), Rc::default(), env());
        let shown = |session: &Session, item| session.node(item).is_some_and(|node| node.visible);
        for value in ["1", "a"] {
            for item in session.items().into_iter().filter(|item| shown(&session, *item)).collect::<Vec<_>>() {
                session.answer(item, &value.into());
            }
        }
        session
    }

    fn env() -> Env {
        Env::new(1_734_309_000_000.0, Zone::CHINA, 1)
    }

    /// Every form that pyxform takes also runs: it opens, every question takes an answer, and the sheet resumes as it was. As
    /// bytes it comes back the same, and its answers count the same.
    #[test]
    fn forms_that_are_taken_run() {
        let path = crate::conformance::folder().join(FILE);
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: no cases at {}", path.display());
            return;
        };
        for (number, line) in text.lines().enumerate() {
            let Ok(case) = serde_json::from_str::<Case>(line) else { continue };
            let Ok(compiled) = compiled(&case) else { continue };
            let form = Form { source: Arc::default(), ..compiled.form };
            let program = Program::new(Arc::new(form));
            let program = program.unwrap_or_else(|circle| panic!("line {}: {circle:?}", number + 1));
            let bytes = packed::write(&program, &[]);
            let read = packed::read(&bytes).unwrap_or_else(|damage| panic!("line {}: {damage:?}", number + 1)).program;
            assert_eq!(read.form, program.form, "line {}", number + 1);
            assert_eq!(packed::write(&read, &[]), bytes, "line {}", number + 1);
            let session = filled(program);
            assert_eq!(filled(read).result(), session.result(), "line {}", number + 1);
            let faults: Vec<String> = session.faults().map(|(_, _, error)| error.say(Lang::En)).collect();
            assert_eq!(faults, Vec::<String>::new(), "line {}", number + 1);
            let resumed = Session::resume(Rc::clone(session.program()), Rc::default(), env(), &session.save());
            assert_eq!(resumed.result(), session.result(), "line {}", number + 1);
        }
    }
}
