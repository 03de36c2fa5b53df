//! What a screen shows: one item at a time, the blocks of a form, and what is still outstanding.

use super::Session;
use super::sheet::{ItemId, Role};
use crate::expr::date;
use crate::expr::number;
use crate::form::{DataType, Kind, Node};

/// All that a screen needs of one item. The kind, appearance, parameters and pictures are the [`Node`]'s.
#[derive(Clone, Debug, PartialEq)]
pub struct View<'a> {
    /// The item.
    pub item: ItemId,
    /// The node of the form.
    pub node: &'a Node,
    /// Whether it is a repeat, an instance of one, or neither.
    pub role: Role,
    /// The label in the language shown, with the answers in it.
    pub label: Option<String>,
    /// The hint.
    pub hint: Option<String>,
    /// The guidance, to show on demand.
    pub guidance: Option<String>,
    /// Whether it takes part; what does not is not shown.
    pub relevant: bool,
    /// Whether it can only be read.
    pub readonly: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// The value, as XForms writes it; the empty text where there is none.
    pub value: &'a str,
    /// What is wrong with it, at most one thing.
    pub violation: Option<Violation>,
}

/// What is wrong with an answer. A blank one is at most required, and one that is there is at most not allowed.
///
/// | | blank | there |
/// |---|---|---|
/// | required | `Required` | right |
/// | of another type | right | `Type` |
/// | constraint false | right | `Constraint` |
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// It must be answered. With the form's own words for it.
    Required(Option<String>),
    /// It is no value of its type.
    Type(DataType),
    /// Its constraint does not hold. With the form's own words for it.
    Constraint(Option<String>),
}

/// Something that is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outstanding {
    /// The question.
    pub item: ItemId,
    /// What is wrong.
    pub violation: Violation,
}

/// A screen: a group or repeat at the top of the form, or questions that stand there by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The group or repeat, whose label is the screen's title; none for loose questions.
    pub head: Option<ItemId>,
    /// What stands in it: [`Session::children`] of the head, or the questions.
    pub items: Vec<ItemId>,
}

impl Session {
    /// Says all about an item; nothing about one that was taken out.
    #[must_use]
    pub fn view(&self, item: ItemId) -> Option<View<'_>> {
        let entry = self.live(item)?;
        let node = self.program.node(entry.node)?;
        Some(View {
            item,
            node,
            role: entry.role,
            label: self.text(&node.label, item),
            hint: self.text(&node.hint, item),
            guidance: self.text(&node.guidance, item),
            relevant: entry.relevant,
            readonly: self.readonly(item),
            required: entry.required,
            value: entry.shown(),
            violation: self.violation(item),
        })
    }

    /// Whether an item can only be read: it or something above it says so.
    #[must_use]
    pub fn readonly(&self, item: ItemId) -> bool {
        let own = |item: ItemId| self.sheet.get(item).is_some_and(|entry| entry.own_readonly);
        own(item) || self.sheet.above(item).any(own)
    }

    /// What is wrong with an item, if anything is. Nothing is with what does not take part or is not shown.
    #[must_use]
    pub fn violation(&self, item: ItemId) -> Option<Violation> {
        let entry = self.live(item).filter(|entry| entry.relevant)?;
        let node = self.program.node(entry.node).filter(|node| node.visible && !node.kind.is_container())?;
        let value = entry.shown();
        if value.is_empty() {
            return entry.required.then(|| Violation::Required(self.text(&node.bind.required_message, item)));
        }
        if let Some(kind) = node.bind.data_type.as_ref().filter(|kind| !fits(value, kind)) {
            return Some(Violation::Type(kind.clone()));
        }
        (!entry.valid).then(|| Violation::Constraint(self.text(&node.bind.constraint_message, item)))
    }

    /// All that is missing or wrong, in document order.
    #[must_use]
    pub fn outstanding(&self) -> Vec<Outstanding> {
        self.outstanding_in(ItemId::ROOT)
    }

    /// What is missing or wrong at and below an item, in document order.
    #[must_use]
    pub fn outstanding_in(&self, top: ItemId) -> Vec<Outstanding> {
        let items = self.sheet.within(top).into_iter();
        items.filter_map(|item| Some(Outstanding { item, violation: self.violation(item)? })).collect()
    }

    /// All items, shown or not, in document order.
    #[must_use]
    pub fn all(&self) -> Vec<ItemId> {
        self.sheet.within(ItemId::ROOT)
    }

    /// What a person is shown inside an item: the questions, groups and repeats of a container, the instances of a repeat.
    #[must_use]
    pub fn children(&self, item: ItemId) -> Vec<ItemId> {
        let Some(entry) = self.live(item) else { return Vec::new() };
        let shown = |child: &ItemId| entry.role == Role::Range || self.node(*child).is_some_and(|node| node.visible);
        entry.children.iter().copied().filter(shown).collect()
    }

    /// The screens of the form, relevant or not: top-level groups and repeats, and runs of loose questions.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for item in self.children(ItemId::ROOT) {
            if self.node(item).is_some_and(|node| matches!(node.kind, Kind::Group | Kind::Repeat(_))) {
                blocks.push(Block { head: Some(item), items: self.children(item) });
                continue;
            }
            match blocks.last_mut() {
                Some(Block { head: None, items }) => items.push(item),
                _ => blocks.push(Block { head: None, items: vec![item] }),
            }
        }
        blocks
    }
}

/// Whether a value is one of its type.
fn fits(value: &str, kind: &DataType) -> bool {
    let day = |text: &str| date::days_of(text, date::Zone(0)).is_some();
    match kind {
        DataType::Int => value.parse::<i64>().is_ok(),
        DataType::Decimal => number::parse(value).is_finite(),
        // Of a year alone, or a year and month, the rest is 1.
        DataType::Date => day(value) && !value.contains('T'),
        DataType::DateTime => day(value),
        DataType::Time => date::time_of_day(value).is_some(),
        DataType::Geopoint | DataType::Geotrace | DataType::Geoshape => {
            value.trim_end_matches(';').split(';').all(|point| {
                let numbers: Vec<f64> = point.split_whitespace().map(number::parse).collect();
                (2..=4).contains(&numbers.len()) && numbers.iter().all(|number| number.is_finite())
            })
        }
        DataType::Text | DataType::Binary | DataType::Barcode | DataType::Rank | DataType::Other(_) => true,
    }
}
