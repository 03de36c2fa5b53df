//! The rules that forms lean on, one test a family. The reference implementations' own cases run in `conformance`.

use super::ast::{At, Reference};
use super::date::Zone;
use super::error::{Fault, Syntax};
use super::{Env, Scope, Tree, TreeWorld, Value, analyse, eval, eval_over_fields, fields, parse};
use crate::text::{Lang, Say};

/// 2024-12-16 08:30 in China.
const NOW: f64 = 1_734_309_000_000.0;

fn env() -> Env {
    Env { properties: vec![("deviceid".into(), "dev:1".into())], version: "7".into(), ..Env::new(NOW, Zone::CHINA, 1) }
}

fn field(name: &str) -> Option<Value> {
    Some(match name {
        "blank" => Value::blank(),
        "sources" => Value::from("coal gas"),
        "age" => Value::Number(72.0),
        "born" => Value::from("1952-12-17"),
        _ => return None,
    })
}

fn text(source: &str) -> String {
    match eval_over_fields(&parse(source).unwrap(), &env(), &field) {
        Ok(value) => fields::text_of_field(value, &env()),
        Err(error) => error.say(Lang::En),
    }
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(text(source), *expected, "{source}");
    }
}

#[test]
fn dates_count_days_and_print_in_the_devices_zone() {
    all(&[
        ("today()", "2024-12-16"),
        ("now()", "2024-12-16T08:30:00.000+08:00"),
        ("date(today() + 1)", "2024-12-17"),
        ("int((today() - date(${born})) div 365.25)", "71"),
        ("${born} < today()", "true"),
        ("format-date(now(), '%Y年%n月%e日 %a %b %H:%M')", "2024年12月16日 周一 12月 08:30"),
        ("format-date(${blank}, '%Y')", ""),
        ("format-date(today(), '%Q')", "Dates have no %Q; use %Y %m %d %H %M and the like."),
        ("decimal-time('14:00:00.000+08:00')", "0.5833333333333334"),
        ("date('2024-02-30')", "Invalid Date"),
        ("'2024-9-1' = '2024-09-01'", "true"),
    ]);
}

#[test]
fn choices_are_words_between_spaces() {
    all(&[
        ("selected(${sources}, 'gas')", "true"),
        ("selected(${sources}, 'ga')", "false"),
        ("count-selected(${blank})", "0"),
        ("selected-at(${sources}, 1)", "gas"),
        ("selected-at(${sources}, 2)", ""),
        ("selected-at(${sources}, 'x')", ""),
    ]);
}

#[test]
fn characters_count_not_bytes() {
    all(&[
        ("string-length('暖冬')", "2"),
        ("substring('取暖方式', 2, 2)", "暖方"),
        ("substr('取暖方式', -2)", "方式"),
        ("substr('取暖方式', 1, 3)", "暖方"),
        ("translate('13800000000', '0', '*')", "138********"),
        ("regex('13800000000', '^1[0-9]{10}$')", "true"),
        ("regex('a', '(')", "The pattern “(” of regex() is not well formed."),
    ]);
}

#[test]
fn what_is_not_needed_is_not_computed() {
    all(&[
        ("if(true(), 'a', nonsense())", "a"),
        ("false() and nonsense()", "false"),
        ("true() or ${nobody}", "true"),
        ("nonsense()", "There is no function nonsense(); check its spelling."),
        ("${nobody}", "There is no question named nobody; check ${nobody}."),
        ("not()", "not() takes 1 argument, not 0."),
        ("sum(1)", "sum() needs a question or a path here, not a number or a text."),
    ]);
}

#[test]
fn blank_is_no_number_and_equals_blank() {
    all(&[
        ("${blank} + 1", "NaN"),
        ("${blank} = ''", "true"),
        ("${blank} < 1", "false"),
        ("coalesce(${blank}, 0) + 1", "1"),
        ("round(2.5) + round(-2.5)", "0"),
        ("round(1234.567, -2)", "1200"),
        ("property('deviceid')", "dev:1"),
        ("version()", "7"),
    ]);
}

#[test]
fn entropy_comes_from_the_seed_alone() {
    assert_eq!(text("uuid()"), text("uuid()"));
    assert_eq!(text("string-length(uuid(12))"), "12");
    let (expr, env) = (parse("random()").unwrap(), env());
    let draw = || eval_over_fields(&expr, &env, &field).unwrap();
    assert_ne!(draw(), draw());
}

#[test]
fn references_may_be_filtered_like_paths() {
    let mut tree = Tree::new();
    let root = tree.element(Tree::ROOT, "household", "");
    for (age, ill) in [("72", "yes"), ("9", "no"), ("65", "no")] {
        let member = tree.element(root, "member", "");
        tree.field(member, "age", age);
        tree.field(member, "ill", ill);
    }
    let world = TreeWorld { tree };
    let env = env();
    let scope = Scope::new(&world, &env, world.root());
    let value = |source: &str| eval(&parse(source).unwrap(), &scope).unwrap();
    assert_eq!(value("count(${member}[age >= 60])"), Value::Number(2.0));
    assert_eq!(value("max(${age})"), Value::Number(72.0));
    assert_eq!(scope.text(value("join('、', ${member}[ill = 'no']/age)")), "9、65");
    assert_eq!(scope.text(value("indexed-repeat(${age}, ${member}, 2)")), "9");
    assert_eq!(value("position(${member}[3])"), Value::Number(3.0));
}

#[test]
fn dependencies_name_every_path_from_where_the_expression_stands() {
    let expr =
        parse("if(../a > 1, instance('c')/root/item[state = current()/../b and . != ''], sum(/d/r[x > ../y]/z))")
            .unwrap();
    let found = analyse::dependencies(&expr);
    let written: Vec<String> = found.paths.iter().map(|trail| format!("{trail:?}")).collect();
    assert_eq!(written.len(), 8, "{written:#?}");
    let of = |source: &str| analyse::dependencies(&parse(source).unwrap());
    assert_eq!(of("${a} + ${last-saved#b}").references.len(), 2);
    assert_eq!(of("now() > random()").reads, [super::functions::Reads::Clock, super::functions::Reads::Random]);
    assert!(analyse::is_constant(&parse("concat('a', 1 + 2)").unwrap()));
    assert!(!analyse::is_constant(&parse("string()").unwrap()));
}

#[test]
fn errors_say_where_and_what_to_do() {
    let error = parse("${年龄} > = 3").unwrap_err();
    assert_eq!(error.column, 9);
    assert_eq!(
        error.say(Lang::ZhHans),
        "第 9 个字处：这里应是一个值（数字、带引号的文字、${题目名} 或函数），而不是「=」。"
    );
    assert_eq!(parse("'open").unwrap_err().problem, Syntax::OpenText);
    assert_eq!(
        parse("(1").unwrap_err().say(Lang::En),
        "At character 3: The expression ends too early; a closing ) is missing."
    );
    let faults = analyse::faults(&parse("a + selected(b)").unwrap());
    assert!(matches!(faults.as_slice(), [fault] if fault.at == 4 && matches!(fault.problem, Fault::Arguments { .. })));
    let parsed = parse("${a b}");
    assert!(parsed.is_err());
    assert_eq!(
        parse("${a}").unwrap(),
        super::Expr::Reference(Reference { name: "a".into(), last_saved: false, at: At(0) })
    );
}
