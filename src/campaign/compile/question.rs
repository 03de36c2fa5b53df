//! Reading our columns of the sheet `survey`.

use std::collections::HashMap;

use super::sheet::{Problems, Row, Table};
use crate::campaign::problem::Cause;
use crate::campaign::{Block, Formula, Good, HOUSEHOLD, Named, Question};
use crate::form::{Form, Kind, Node, NodeId, Pick, Source};
use crate::workbook::Workbook;

/// The blocks of a form, in order.
pub(super) fn blocks(form: &Form) -> Vec<Block> {
    let Some(root) = form.node(Form::ROOT) else { return Vec::new() };
    let groups = root.children.iter().filter_map(|child| form.node(*child));
    let groups = groups.filter(|node| matches!(node.kind, Kind::Group) && node.row.is_some());
    groups
        .map(|group| {
            let mut questions = Vec::new();
            gather(form, group, &mut questions);
            Block { node: group.id, questions }
        })
        .collect()
}

fn gather(form: &Form, container: &Node, questions: &mut Vec<NodeId>) {
    for child in container.children.iter().filter_map(|child| form.node(*child)) {
        if child.kind.is_container() {
            gather(form, child, questions);
        } else if child.visible && !matches!(child.kind, Kind::Note) {
            questions.push(child.id);
        }
    }
}

/// Reads our columns of the survey sheet, by the questions' names.
pub(super) fn read(book: &Workbook, form: &Form, problems: &mut Problems) -> Named<Question> {
    let mut questions = Named::default();
    let Some(table) = Table::open(book, "survey", &["type", "name"], problems) else { return questions };
    let rows: HashMap<u32, Row<'_>> = table.rows().filter_map(|row| Some((row.number()?, row))).collect();
    for node in form.nodes.iter().filter(|node| !node.kind.is_container()) {
        let Some(row) = node.row.and_then(|number| rows.get(&number)) else { continue };
        // A name with a point is a fact's, and facts are looked up first.
        if node.name.contains('.') {
            row.problem("name", Cause::Ambiguous(node.name.clone()), problems);
        }
        let question = Question {
            node: node.id,
            item: row.text("item").into_owned(),
            ok: good(form, node, row, problems),
            register: row.text("register").into_owned(),
            private: row.flag("private", problems),
            calculation: calculation(node, row, problems),
        };
        questions.insert(node.name.clone(), question);
    }
    questions
}

fn calculation(node: &Node, row: &Row<'_>, problems: &mut Problems) -> Option<Formula> {
    if matches!(node.kind, Kind::Calculate) { row.formula("calculation", problems) } else { None }
}

fn good(form: &Form, node: &Node, row: &Row<'_>, problems: &mut Problems) -> Good {
    let text = row.text("ok");
    if let Some(fact) = text.strip_prefix("household.") {
        if !HOUSEHOLD.contains(&fact) {
            row.problem("ok", Cause::UnknownName(text.clone().into_owned()), problems);
        }
        return Good::Register(text.into_owned());
    }
    let values: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if values.is_empty() {
        return Good::Ask;
    }
    match &node.kind {
        Kind::Select(select) if select.pick != Pick::Rank => {
            if let Source::List(list) = &select.source
                && let Some(list) = form.list(*list)
            {
                let known = |value: &str| (0..list.len()).any(|choice| list.value(choice) == value);
                for value in values.iter().filter(|value| !known(value)) {
                    let cause = Cause::NotAChoice { list: list.name.clone(), found: value.clone() };
                    row.problem("ok", cause, problems);
                }
            }
        }
        Kind::Number(_) => {
            for value in values.iter().filter(|value| value.parse::<f64>().is_err()) {
                row.problem("ok", Cause::NotANumber(value.clone()), problems);
            }
        }
        _ => {}
    }
    Good::Values(values)
}
