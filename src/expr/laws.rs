//! What holds for every expression: printing and reading are inverse, and nothing panics.

#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;

use super::ast::{At, Axis, Call, Chain, Expr, Op, Path, Reference, Start, Step, Test};
use super::date::Zone;
use super::parse::MAX_DEPTH;
use super::{Env, Scope, Tree, TreeWorld, Value, analyse, eval, functions, parse};

fn name() -> impl Strategy<Value = String> {
    "[a-z_取暖][a-z0-9_.取暖-]{0,5}"
}

fn prefix() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => name()]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[^'\"]{0,8}", "[^']{0,8}", "[^\"]{0,8}"]
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        4 => (prefix(), name()).prop_map(|(prefix, local)| Test::Name { prefix, local }),
        1 => prefix().prop_map(|prefix| Test::Any { prefix }),
        1 => Just(Test::Node),
        1 => Just(Test::Text),
        1 => Just(Test::Comment),
        1 => proptest::option::of(text()).prop_map(Test::Instruction),
    ]
}

fn steps(expr: impl Strategy<Value = Expr> + Clone) -> impl Strategy<Value = Vec<Step>> {
    let axis = proptest::sample::select(Axis::NAMES.map(|(_, axis)| axis).to_vec());
    let axis = prop_oneof![3 => Just(Axis::Child), 2 => axis];
    let step = (axis, test(), vec(expr, 0..2)).prop_map(|(axis, test, predicates)| Step { axis, test, predicates });
    let plain =
        proptest::sample::select(vec![Axis::Itself, Axis::Parent, Axis::DescendantOrSelf]).prop_map(Step::plain);
    vec(prop_oneof![3 => step, 1 => plain], 0..4)
}

fn call(expr: impl Strategy<Value = Expr>) -> impl Strategy<Value = Expr> {
    let names: Vec<String> = functions::all().map(|definition| definition.name.to_owned()).collect();
    let name = prop_oneof![9 => proptest::sample::select(names), 1 => name()];
    let is_type = |name: &String| matches!(name.as_str(), "node" | "text" | "comment");
    (name.prop_filter("a node type", move |name| !is_type(name)), vec(expr, 0..4)).prop_map(|(name, args)| {
        let definition = functions::find(&name);
        Expr::Call(Call { name, args, definition, at: At(0) })
    })
}

fn chain(expr: impl Strategy<Value = Expr> + Clone) -> impl Strategy<Value = Expr> {
    let ops: [&[Op]; 7] = [
        &[Op::Or],
        &[Op::And],
        &[Op::Eq, Op::Ne],
        &[Op::Lt, Op::Le, Op::Gt, Op::Ge],
        &[Op::Add, Op::Sub],
        &[Op::Mul, Op::Div, Op::Mod],
        &[Op::Union],
    ];
    proptest::sample::select(ops.to_vec()).prop_flat_map(move |ops| {
        (expr.clone(), vec((proptest::sample::select(ops.to_vec()), expr.clone()), 1..3))
            .prop_map(|(first, rest)| Expr::Chain(Box::new(Chain { first, rest })))
    })
}

fn expr() -> impl Strategy<Value = Expr> {
    let number = prop_oneof![(0_u32..2000).prop_map(f64::from), any::<f64>().prop_map(f64::abs)];
    let leaf = prop_oneof![
        number.prop_filter("a number", |number| number.is_finite()).prop_map(Expr::Number),
        text()
            .prop_filter("one kind of quote", |text| !text.contains('\'') || !text.contains('"'))
            .prop_map(Expr::Text),
        (name(), any::<bool>()).prop_map(|(name, last_saved)| Expr::Reference(Reference {
            name,
            last_saved,
            at: At(0)
        })),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let root = steps(inner.clone()).prop_map(|steps| Expr::Path(Path { start: Start::Root, steps }));
        let here = steps(inner.clone()).prop_filter_map("no step", |steps| {
            (!steps.is_empty()).then_some(Expr::Path(Path { start: Start::Here, steps }))
        });
        let from = (inner.clone(), vec(inner.clone(), 0..2), steps(inner.clone())).prop_filter_map(
            "no path",
            |(base, predicates, steps)| {
                let base = Box::new(base);
                let some = !predicates.is_empty() || !steps.is_empty();
                some.then_some(Expr::Path(Path { start: Start::From { base, predicates }, steps }))
            },
        );
        prop_oneof![
            2 => root,
            2 => here,
            2 => from,
            3 => call(inner.clone()),
            3 => chain(inner.clone()),
            1 => inner.prop_map(|operand| Expr::Negate(Box::new(operand))),
        ]
    })
}

/// Pieces of the language in any order, which come nearer to expressions than random letters do.
fn soup() -> impl Strategy<Value = String> {
    let mut pieces: Vec<String> = functions::all().map(|definition| format!("{}(", definition.name)).collect();
    pieces.extend(
        [
            "(",
            ")",
            "[",
            "]",
            ",",
            "@",
            "::",
            "/",
            "//",
            ".",
            "..",
            "*",
            "|",
            "+",
            "-",
            "=",
            "!=",
            "<",
            "<=",
            ">",
            " or ",
            " and ",
            " div ",
            " mod ",
            "'a'",
            "\"",
            "'",
            "1",
            "0.5",
            "1e9",
            "'2024-02-30'",
            "'2024-02-29'",
            "${a}",
            "${",
            "a",
            "b",
            "//b",
            "/a/b",
            "node()",
            "ancestor::",
            "-1",
            "9999999999999999999",
            "'%Y'",
            "'['",
            "'MD5'",
            "1 div 0",
            " ",
        ]
        .map(str::to_owned),
    );
    vec(proptest::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

fn world() -> TreeWorld {
    let mut tree = Tree::new();
    let root = tree.element(Tree::ROOT, "a", "");
    for value in ["1", "2024-02-29", "", "x y", "1 1 0 0;2 2;3 1"] {
        let item = tree.field(root, "b", value);
        tree.attribute(item, "id", "", value);
    }
    TreeWorld { tree }
}

/// Computes, and only asks that it ends.
fn compute(expr: &Expr) {
    let world = world();
    let env = Env::new(1.6e12, Zone::CHINA, 7);
    let scope = Scope::new(&world, &env, world.root());
    if let Ok(value) = eval(expr, &scope) {
        drop((value.to_bool(), scope.number(&value), scope.text(value)));
    }
    drop((analyse::dependencies(expr), analyse::faults(expr), analyse::is_constant(expr)));
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same_tree(expr in expr()) {
        let text = expr.to_string();
        prop_assert_eq!(parse(&text), Ok(expr), "{}", text);
    }

    #[test]
    fn what_is_read_prints_as_text_that_reads_the_same(text in soup()) {
        if let Ok(expr) = parse(&text) {
            let printed = expr.to_string();
            prop_assert_eq!(parse(&printed), Ok(expr), "{}", printed);
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>()) {
        drop(parse(&text));
    }

    #[test]
    fn no_expression_makes_the_evaluator_panic(expr in expr()) {
        compute(&expr);
    }

    #[test]
    fn no_soup_of_words_makes_the_evaluator_panic(text in soup()) {
        if let Ok(expr) = parse(&text) {
            compute(&expr);
        }
    }
}

#[test]
fn nesting_ends_before_the_stack_does() {
    let nested = |open: &str, close: &str, depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
    for (open, close) in [("(", ")"), ("if(true(), ", ", 2)"), ("-", ""), ("a[", "]"), ("1 + (", ")"), ("not(-(", "))")]
    {
        assert!(parse(&nested(open, close, 100_000 / open.len().max(1))).is_err());
        let deepest = (1..=MAX_DEPTH).rev().find_map(|depth| parse(&nested(open, close, depth)).ok());
        let expr = deepest.unwrap();
        assert_eq!(parse(&expr.to_string()).as_ref(), Ok(&expr));
        compute(&expr);
    }
}

#[test]
fn a_long_row_of_operators_is_not_deep() {
    let text = vec!["1"; 20_000].join("+");
    let world = world();
    let env = Env::new(0.0, Zone::CHINA, 0);
    let scope = Scope::new(&world, &env, world.root());
    assert_eq!(eval(&parse(&text).unwrap(), &scope), Ok(Value::Number(20_000.0)));
}
