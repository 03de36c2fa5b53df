//! A compiled form as bytes: written by an office's computer, read by phones.
//!
//! What follows from something else is not written: a node's number, children and path follow from the order of the nodes and
//! from their names, and what a program runs when is its [`Program`]'s plan.

use std::sync::Arc;

use super::session::Program;
use super::{Form, Node, NodeId};
use crate::packed::{Damage, Head, Kind, Packed, Reader, Writer};

/// Writes a form that is ready to run, with the tables of its attached files by their names, as `villages.csv`.
#[must_use]
pub fn write(program: &Program, attached: &[(String, Arc<super::Table>)]) -> Vec<u8> {
    let mut out = Writer::default();
    let settings = &program.form.settings;
    Head::pack(&mut out, [&settings.id, &settings.version, &settings.title]);
    pack(program, &mut out);
    out.count(attached.len());
    for (name, table) in attached {
        out.text(name);
        table.pack(&mut out);
    }
    out.seal(Kind::Form)
}

/// A form that was read, ready to run.
#[derive(Debug)]
pub struct Read {
    /// The form with its plan.
    pub program: Program,
    /// The tables of its attached files by their names.
    pub attached: Vec<(String, Arc<super::Table>)>,
}

/// Reads a form.
pub fn read(bytes: &[u8]) -> Result<Read, Damage> {
    let (_, mut from) = Head::open(bytes, Kind::Form)?;
    let program = unpack(&mut from);
    let mut attached = Vec::new();
    for _ in 0..from.count() {
        attached.push((from.text().to_owned(), Arc::new(super::Table::unpack(&mut from))));
    }
    from.end()?;
    Ok(Read { program, attached })
}

/// Writes a program: its form, then its plan.
pub(crate) fn pack(program: &Program, out: &mut Writer) {
    let Form { nodes, languages, settings, lists, instances, source: _ } = &*program.form;
    languages.pack(out);
    settings.pack(out);
    lists.pack(out);
    instances.pack(out);
    out.count(nodes.len());
    for node in nodes {
        node.pack(out);
    }
    program.pack_plan(out);
}

/// Reads a program.
pub(crate) fn unpack(from: &mut Reader<'_>) -> Program {
    let mut form = Form {
        languages: Packed::unpack(from),
        settings: Packed::unpack(from),
        lists: Packed::unpack(from),
        instances: Packed::unpack(from),
        nodes: Vec::new(),
        source: Arc::default(),
    };
    for id in (0..u32::try_from(from.count()).unwrap_or(0)).map(NodeId) {
        let node = Node { id, ..Node::unpack(from) };
        if from.has_failed() {
            break;
        }
        form.push(node, from);
    }
    Program::unpack_plan(Arc::new(form), from)
}

impl Form {
    /// Adds the next node below its parent, which stands before it.
    fn push(&mut self, mut node: Node, from: &mut Reader<'_>) {
        let first = self.nodes.is_empty();
        match node.parent.map(|parent| self.nodes.get_mut(parent.0 as usize)) {
            Some(Some(above)) => {
                above.children.push(node.id);
                node.path = [&above.path, "/", &node.name].concat();
            }
            None if first => node.path = ["/", &node.name].concat(),
            _ => return from.fail(),
        }
        self.nodes.push(node);
    }
}

/// Everything of a node but what follows from its place.
impl Packed for Node {
    fn pack(&self, out: &mut Writer) {
        let Self {
            id: _,
            parent,
            children: _,
            name,
            path: _,
            kind,
            bind,
            visible,
            label,
            hint,
            guidance,
            pictures,
            appearance,
            parameters,
            default,
            triggers,
            row,
        } = self;
        parent.pack(out);
        name.pack(out);
        kind.pack(out);
        bind.pack(out);
        visible.pack(out);
        label.pack(out);
        hint.pack(out);
        guidance.pack(out);
        pictures.pack(out);
        appearance.pack(out);
        parameters.pack(out);
        default.pack(out);
        triggers.pack(out);
        row.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self {
            id: Form::ROOT,
            parent: Packed::unpack(from),
            children: Vec::new(),
            name: Packed::unpack(from),
            path: String::new(),
            kind: Packed::unpack(from),
            bind: Packed::unpack(from),
            visible: Packed::unpack(from),
            label: Packed::unpack(from),
            hint: Packed::unpack(from),
            guidance: Packed::unpack(from),
            pictures: Packed::unpack(from),
            appearance: Packed::unpack(from),
            parameters: Packed::unpack(from),
            default: Packed::unpack(from),
            triggers: Packed::unpack(from),
            row: Packed::unpack(from),
        }
    }
}
