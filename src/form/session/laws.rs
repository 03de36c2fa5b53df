//! What holds for every form and every run of answers: computing what an answer touches gives what computing everything gives.

#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::run::Work;
use super::sketch::{Sketch, env};
use super::{ItemId, Session};
use crate::form::Pick;

/// One question of a generated form, and what hangs on it.
#[derive(Clone, Debug)]
struct Row {
    kind: u8,
    aspect: u8,
    operand: usize,
    other: usize,
    inside: u8,
}

fn row() -> impl Strategy<Value = Row> {
    (0..9_u8, 0..8_u8, 0..40_usize, 0..40_usize, 0..6_u8).prop_map(|(kind, aspect, operand, other, inside)| Row {
        kind,
        aspect,
        operand,
        other,
        inside,
    })
}

/// What a person does.
#[derive(Clone, Debug)]
enum Deed {
    Answer(usize, u8),
    Add(usize),
    Remove(usize),
    Move(usize, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => (0..200_usize, 0..8_u8).prop_map(|(item, value)| Deed::Answer(item, value)),
        1 => (0..20_usize).prop_map(Deed::Add),
        1 => (0..20_usize).prop_map(Deed::Remove),
        1 => ((0..20_usize), (0..4_usize)).prop_map(|(item, place)| Deed::Move(item, place)),
    ]
}

const VALUES: [&str; 8] = ["", "0", "1", "2", "3", "a", "b", "a b"];

/// Draws a form. Rows refer mostly to earlier ones, which rules out most circles.
fn draw(rows: &[Row]) -> Sketch {
    let mut sketch = Sketch::new().list(
        "list",
        &["name", "label", "of"],
        &[&["a", "A", "1"], &["b", "B", "2"], &["1", "C", "1"], &["2", "D", ""]],
    );
    let mut paths: Vec<String> = vec!["/data/start".to_owned()];
    sketch = sketch.int("start");
    let mut open = String::new();
    let mut depth = 0;
    for (number, row) in rows.iter().enumerate() {
        let path = |index: usize| match index {
            ..36 => paths[index % paths.len()].clone(),
            later => format!("/data/q{}", number + later - 35),
        };
        let (one, two) = (path(row.operand), path(row.other));
        let relative = one.strip_prefix(&format!("/data{open}/")).map_or(one.clone(), |rest| format!("../{rest}"));
        if row.inside == 0 && depth < 2 {
            let name = format!("g{number}");
            sketch = match row.kind % 4 {
                0 => sketch.group(&name),
                1 => sketch.repeat(&name, None),
                // A count that reads its own instances may contradict itself, and then has no one result.
                2 => sketch.repeat(&name, Some("/data/start + 1")),
                _ => sketch.group(&name).relevant(&format!("{one} != 2")),
            };
            open = format!("{open}/{name}");
            paths.push(format!("/data{open}"));
            depth += 1;
            continue;
        }
        if row.inside == 1 && depth > 0 {
            sketch = sketch.end();
            open = open.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned());
            depth -= 1;
        }
        let name = format!("q{number}");
        sketch = match row.kind {
            0 | 1 => sketch.int(&name),
            2 => sketch.text(&name),
            3 => sketch.select(&name, Pick::Many, 0, None),
            4 => sketch.select(&name, Pick::One, 0, Some(&format!("of = {one} or name = current()/{relative}"))),
            5 => sketch.select(&name, Pick::Many, 0, Some(&format!("of = {one}"))),
            6 => sketch.calculate(&name, &format!("concat({relative}, count({two}), position(..))")),
            7 => sketch.calculate(&name, &format!("sum({one}) + coalesce({two}, 1)")),
            _ => sketch.calculate(&name, &format!("if(count({one}[. != '']) > 1, {relative}, join('-', {two}))")),
        };
        sketch = match row.aspect {
            0 => sketch.relevant(&format!("{one} = {two}")),
            1 => sketch.relevant(&format!("{relative} != '' or position(..) > 1")),
            2 => sketch.required(&format!("{relative} = 1")),
            3 => sketch.constraint(&format!(". != {one}")),
            4 => sketch.readonly(&format!("{two} > 1")),
            5 => sketch.label(&["", &relative]),
            _ => sketch,
        };
        paths.push(format!("/data{open}/{name}"));
    }
    sketch
}

/// All that a session knows, but for ids of what was taken out.
fn state(session: &Session) -> Vec<String> {
    let line = |item: ItemId| {
        let view = session.view(item).unwrap();
        let path = session.path(item);
        let (relevant, readonly, required) = (view.relevant, view.readonly, view.required);
        let valid = session.sheet.get(item).unwrap().valid;
        format!("{path} {:?} {relevant} {readonly} {required} {valid} {:?}", view.value, view.label)
    };
    session.sheet.within(ItemId::ROOT).into_iter().map(line).collect()
}

/// The same sheet with everything computed anew.
fn anew(session: &Session) -> Session {
    let mut other = Session::restore(Rc::clone(session.program()), Rc::default(), env(), &session.save());
    let mut work = Work::loading();
    work.queue_all(&other);
    other.run(&mut work);
    other
}

fn act(session: &mut Session, deed: &Deed) -> super::Changed {
    let items = session.sheet.within(ItemId::ROOT);
    let repeats: Vec<ItemId> = items.iter().copied().filter(|item| session.is_free(*item)).collect();
    let instances: Vec<ItemId> = repeats.iter().flat_map(|range| session.instances(*range).to_vec()).collect();
    match deed {
        Deed::Answer(item, value) => {
            let asked = |item: &ItemId| {
                session.node(*item).is_some_and(|node| !node.kind.is_container() && node.bind.calculate.is_none())
            };
            let asked: Vec<ItemId> = items.into_iter().filter(asked).collect();
            let item = asked[item % asked.len()];
            session.answer(item, &VALUES[*value as usize].into())
        }
        Deed::Add(item) if !repeats.is_empty() => {
            let range = repeats[item % repeats.len()];
            if session.instances(range).len() > 3 { super::Changed::default() } else { session.add(range).unwrap().1 }
        }
        Deed::Remove(item) if !instances.is_empty() => session.remove(instances[item % instances.len()]),
        Deed::Move(item, place) if !instances.is_empty() => session.move_to(instances[item % instances.len()], *place),
        _ => super::Changed::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_an_answer_touches_is_all_that_changes(rows in vec(row(), 1..16), deeds in vec(deed(), 1..16)) {
        let Ok(program) = draw(&rows).program() else { return Ok(()) };
        let mut session = Session::new(Rc::new(program), Rc::default(), env());
        for deed in &deeds {
            let before: Vec<String> = state(&session);
            let changed = act(&mut session, deed);
            let after = state(&session);
            prop_assert_eq!(&after, &state(&anew(&session)), "{:?}", deed);
            // What is drawn differently was said to change; instances that came or went change paths, which is said elsewhere.
            if changed.repeats.is_empty() {
                let items = session.sheet.within(ItemId::ROOT);
                for (item, (before, after)) in items.iter().zip(before.iter().zip(&after)) {
                    prop_assert!(before == after || changed.items.contains(item), "{} became {}", before, after);
                }
            }
        }
    }

    #[test]
    fn a_sheet_put_down_and_taken_up_is_the_same(rows in vec(row(), 1..16), deeds in vec(deed(), 1..10)) {
        let Ok(program) = draw(&rows).program() else { return Ok(()) };
        let mut session = Session::new(Rc::new(program), Rc::default(), env());
        for deed in &deeds {
            act(&mut session, deed);
        }
        let resumed = Session::resume(Rc::clone(session.program()), Rc::default(), env(), &session.save());
        prop_assert_eq!(state(&resumed), state(&session));
        prop_assert_eq!(resumed.result(), session.result());
        let form = Arc::clone(&session.program().form);
        let (moved, account) = Session::migrate(Rc::clone(session.program()), Rc::default(), env(), &session.save(), Some(&form));
        prop_assert!(account.moved.is_empty());
        if account.dropped.is_empty() {
            prop_assert_eq!(moved.result(), session.result());
        }
    }
}
