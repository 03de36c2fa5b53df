//! What the expressions of a form can reach: the answer sheet, the lists, the texts.

use super::program::Program;
use super::sheet::{Instance, ItemId, Sheet};
use super::{Attached, Session};
use crate::expr::eval::Evaluated;
use crate::expr::value::Value;
use crate::expr::{Document, Expr, Node, Scope, Tree, World, eval};
use crate::form::{Expression, InstanceSource, Kind, LangId, Localized, Segment, Source, Template};

/// The world of a session.
pub(super) struct Reach<'a> {
    pub program: &'a Program,
    pub attached: &'a Attached,
    pub language: LangId,
    pub instance: Instance<'a>,
    empty: Tree,
}

impl<'a> Reach<'a> {
    pub fn new(program: &'a Program, attached: &'a Attached, sheet: &'a Sheet, language: LangId) -> Self {
        Self { program, attached, language, instance: Instance { program, sheet }, empty: Tree::new() }
    }

    /// The document number of a choice list.
    pub const fn list(list: u32) -> u32 {
        list + 1
    }

    /// The document number of a secondary instance that is no choice list.
    fn instance_number(&self, place: usize) -> Option<u32> {
        u32::try_from(self.program.lists.len() + 1 + place).ok()
    }

    /// The document number of the secondary instance of this id.
    pub fn number_of(&self, id: &str) -> Option<u32> {
        let (place, instance) =
            self.program.form.instances.iter().enumerate().find(|(_, instance)| instance.id == id)?;
        match &instance.source {
            InstanceSource::List(list) => Some(Self::list(list.0)),
            InstanceSource::File(_) | InstanceSource::LastSaved => self.instance_number(place),
        }
    }

    /// A text with its expressions computed at an item.
    pub fn text(&self, template: &Template, session: &Session, item: ItemId) -> String {
        if let Some(text) = template.literal() {
            return text.to_owned();
        }
        let scope = Scope::new(self, &session.env, node(item));
        let piece = |segment: &Segment| match segment {
            Segment::Literal(text) => text.clone(),
            Segment::Output(expression) => {
                eval(&expression.tree, &scope).map_or_else(|_| String::new(), |value| scope.text(value))
            }
        };
        template.segments.iter().map(piece).collect()
    }
}

/// An item as a node for expressions.
pub(super) const fn node(item: ItemId) -> Node {
    Node { document: 0, index: Instance::index(item) }
}

impl World for Reach<'_> {
    fn document(&self, document: u32) -> &dyn Document {
        let Some(number) = (document as usize).checked_sub(1) else { return &self.instance };
        if let Some(list) = self.program.lists.get(number) {
            return list;
        }
        let instance = self.program.form.instances.get(number - self.program.lists.len());
        match instance.map(|instance| &instance.source) {
            Some(InstanceSource::File(name)) => match self.attached.tables.get(name) {
                Some(table) => table,
                None => &self.empty,
            },
            Some(InstanceSource::LastSaved) => self.attached.last_saved.as_ref().unwrap_or(&self.empty),
            Some(InstanceSource::List(_)) | None => &self.empty,
        }
    }

    fn instance(&self, id: &str) -> Option<Node> {
        self.number_of(id).map(|document| Node { document, index: 0 })
    }

    fn choice_label(&self, value: &str, question: &str, _from: Node) -> Option<String> {
        let question = self.program.form.at(question)?;
        let Kind::Select(select) = &question.kind else { return None };
        match &select.source {
            Source::List(list) => {
                let (place, list) = (list.0 as usize, self.program.form.list(*list)?);
                let row = self.program.lists.get(place)?.rows(list.value, value).next()?;
                let fallback = self.program.form.settings.default_language;
                Some(list.label(row as usize, self.language, fallback).to_owned())
            }
            Source::File { instance, value: values, label } => {
                let source = self.program.form.instances.iter().find(|given| given.id == *instance)?;
                let InstanceSource::File(name) = &source.source else { return None };
                let document = self.attached.tables.get(name)?;
                let row = document.rows(document.table().column(values)?, value).next()?;
                Some(document.table().cell(row as usize, document.table().column(label)?).to_owned())
            }
            Source::Nodes { .. } => Some(value.to_owned()),
        }
    }
}

impl Session {
    /// The world as it is now.
    pub(super) fn reach(&self) -> Reach<'_> {
        Reach::new(&self.program, &self.attached, &self.sheet, self.language)
    }

    /// Computes an expression at an item.
    pub(super) fn eval_at(&self, expr: &Expr, item: ItemId) -> Evaluated<Value> {
        let reach = self.reach();
        eval(expr, &Scope::new(&reach, &self.env, node(item)))
    }

    /// Computes an expression at an item as a text.
    pub(super) fn eval_text_at(&self, expr: &Expr, item: ItemId) -> Evaluated<String> {
        let reach = self.reach();
        let scope = Scope::new(&reach, &self.env, node(item));
        eval(expr, &scope).map(|value| scope.text(value))
    }

    /// Computes an expression of the form at an item as a text; nothing where it cannot be.
    pub(super) fn expression_text(&self, expression: &Expression, item: ItemId) -> Option<String> {
        self.eval_text_at(&expression.tree, item).ok()
    }

    /// A text in the language shown.
    pub(super) fn text(&self, texts: &Localized, item: ItemId) -> Option<String> {
        let template = self.program.form.text(texts, self.language)?;
        let text = self.reach().text(template, self, item);
        (!text.is_empty()).then_some(text)
    }
}
