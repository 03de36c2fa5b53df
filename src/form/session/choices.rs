//! The choices of a question: filtered, shuffled, labelled. A list of a hundred thousand rows is never copied.

use std::borrow::Cow;

use super::Session;
use super::lists::ListDocument;
use super::sheet::ItemId;
use super::world::{Reach, node};
use crate::expr::analyse;
use crate::expr::functions::randoms::{ParkMiller, seed_of, shuffle};
use crate::expr::value::{Value, text_of};
use crate::expr::{Document, Expr, Node, Scope, eval, number};
use crate::form::{ChoiceList, Kind, LangId, Pick, Select, Source};

/// The choices of a question as they are now.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    item: ItemId,
    rows: Rows,
}

/// Which choices.
#[derive(Clone, Debug, PartialEq)]
enum Rows {
    /// All rows of the list, so many.
    All(u32),
    /// Some of them, in this order.
    Some(Vec<u32>),
    /// Answers of a repeat.
    Values(Vec<String>),
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// The file name of a picture.
    pub image: Option<String>,
}

impl Choices {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.rows {
            Rows::All(count) => *count as usize,
            Rows::Some(rows) => rows.len(),
            Rows::Values(values) => values.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row in the list of the choice at a place.
    fn row(&self, place: usize) -> Option<u32> {
        match &self.rows {
            Rows::All(count) => u32::try_from(place).ok().filter(|row| row < count),
            Rows::Some(rows) => rows.get(place).copied(),
            Rows::Values(_) => None,
        }
    }
}

/// The list that a question chooses from, with the columns that matter.
struct Stock<'a> {
    document: &'a ListDocument,
    number: u32,
    value: usize,
    /// The column of the labels, of a file.
    label: usize,
    /// The list, where it is one of the form.
    list: Option<&'a ChoiceList>,
}

impl Session {
    /// The choices of a question, in the order to show them. Nothing chooses from no list, or from a file that is not there.
    #[must_use]
    pub fn choices(&self, item: ItemId) -> Choices {
        let select = self.select(item);
        let rows = select.and_then(|select| self.rows(item, select));
        Choices { item, rows: rows.unwrap_or(Rows::All(0)) }
    }

    /// The choice at a place.
    #[must_use]
    pub fn choice(&self, choices: &Choices, place: usize) -> Option<Choice> {
        if let Rows::Values(values) = &choices.rows {
            return values.get(place).map(|value| Choice { value: value.clone(), label: value.clone(), image: None });
        }
        let row = choices.row(place)? as usize;
        let stock = self.stock(self.select(choices.item)?)?;
        let value = stock.document.table().cell(row, stock.value).to_owned();
        let Some(list) = stock.list else {
            return Some(Choice {
                value,
                label: stock.document.table().cell(row, stock.label).to_owned(),
                image: None,
            });
        };
        let cell = |column: usize| list.table.cell(row, column);
        let image =
            self.in_language(&list.images, |column| !cell(column).is_empty()).map(|column| cell(column).to_owned());
        Some(Choice { value, label: self.label(list, row, choices.item).into_owned(), image })
    }

    /// The places of the choices whose label or value holds a text, letters' case aside.
    #[must_use]
    pub fn search(&self, choices: &Choices, text: &str) -> Vec<usize> {
        let wanted = text.trim().to_lowercase();
        // Chinese has no case, and a list may have a hundred thousand rows.
        let cased = wanted.chars().any(char::is_lowercase);
        let holds = |text: &str| if cased { text.to_lowercase().contains(&wanted) } else { text.contains(&wanted) };
        if let Rows::Values(values) = &choices.rows {
            return (0..).zip(values).filter(|(_, value)| holds(value)).map(|(place, _)| place).collect();
        }
        let Some(stock) = self.select(choices.item).and_then(|select| self.stock(select)) else { return Vec::new() };
        let matches = |place: &usize| {
            choices.row(*place).is_some_and(|row| {
                let cell = |column| stock.document.table().cell(row as usize, column);
                let label = || match stock.list {
                    Some(list) => holds(&self.label(list, row as usize, choices.item)),
                    None => holds(cell(stock.label)),
                };
                holds(cell(stock.value)) || label()
            })
        };
        (0..choices.len()).filter(matches).collect()
    }

    /// The label of the choice with a value, in the language shown; the value itself where there is none.
    #[must_use]
    pub fn label_of(&self, item: ItemId, value: &str) -> String {
        let stock = self.select(item).and_then(|select| self.stock(select));
        let found = stock.and_then(|stock| {
            let row = stock.document.rows(stock.value, value).next()? as usize;
            Some(match stock.list {
                Some(list) => self.label(list, row, item).into_owned(),
                None => stock.document.table().cell(row, stock.label).to_owned(),
            })
        });
        found.unwrap_or_else(|| value.to_owned())
    }

    /// Makes one index of a list that a look-up will want; false where there is none to make. For when nobody waits.
    #[must_use]
    pub fn settle(&self) -> bool {
        self.program.lists.iter().chain(self.attached.tables.values()).any(ListDocument::settle)
    }

    fn select(&self, item: ItemId) -> Option<&Select> {
        match &self.node(item)?.kind {
            Kind::Select(select) => Some(select),
            _ => None,
        }
    }

    fn stock(&self, select: &Select) -> Option<Stock<'_>> {
        match &select.source {
            Source::List(id) => {
                let list = self.program.form.list(*id)?;
                let document = self.program.lists.get(id.0 as usize)?;
                Some(Stock {
                    document,
                    number: Reach::list(id.0),
                    value: list.value,
                    label: list.value,
                    list: Some(list),
                })
            }
            Source::File { instance, value, label } => {
                let (number, document) = self.reach_file(instance)?;
                let value = document.table().column(value)?;
                let label = document.table().column(label).unwrap_or(value);
                Some(Stock { document, number, value, label, list: None })
            }
            Source::Nodes { .. } => None,
        }
    }

    fn reach_file(&self, instance: &str) -> Option<(u32, &ListDocument)> {
        let number = self.reach().number_of(instance)?;
        let given = self.program.form.instances.iter().find(|given| given.id == instance)?;
        match &given.source {
            crate::form::InstanceSource::File(name) => Some((number, self.attached.tables.get(name)?)),
            _ => None,
        }
    }

    /// The column in the language shown, else in the form's own, else in any, that a condition takes.
    fn in_language(&self, columns: &[(LangId, usize)], takes: impl Fn(usize) -> bool) -> Option<usize> {
        let said = |wanted: Option<LangId>| {
            let mut fitting = columns.iter().filter(|(given, _)| wanted.is_none_or(|wanted| *given == wanted));
            fitting.find(|(_, column)| takes(*column)).map(|(_, column)| *column)
        };
        let fallback = self.program.form.settings.default_language;
        said(Some(self.language)).or_else(|| said(Some(fallback))).or_else(|| said(None))
    }

    /// A label, with the answers that it holds.
    fn label<'a>(&self, list: &'a ChoiceList, row: usize, item: ItemId) -> Cow<'a, str> {
        let column = self.in_language(&list.labels, |column| !list.table.cell(row, column).is_empty());
        let Some(column) = column else { return Cow::Borrowed(list.value(row)) };
        let place = list.dynamic.binary_search_by(|(r, c, _)| (*r, *c).cmp(&(row, column))).ok();
        match place.and_then(|place| list.dynamic.get(place)) {
            Some((_, _, text)) => Cow::Owned(self.reach().text(text, self, item)),
            None => Cow::Borrowed(list.table.cell(row, column)),
        }
    }

    fn rows(&self, item: ItemId, select: &Select) -> Option<Rows> {
        let rows = if let Source::Nodes { .. } = &select.source {
            Rows::Values(self.values(item, select)?)
        } else {
            let stock = self.stock(select)?;
            match self.program.choices(self.sheet.get(item)?.node) {
                Some(filter) => Rows::Some(self.filtered(item, &stock, filter)),
                None => Rows::All(u32::try_from(stock.document.table().len()).unwrap_or(0)),
            }
        };
        Some(if select.random.is_some() { self.shuffled(item, select, rows) } else { rows })
    }

    /// The answers that a question chooses from, those without one passed over.
    fn values(&self, item: ItemId, select: &Select) -> Option<Vec<String>> {
        let Source::Nodes { value, .. } = &select.source else { return None };
        let reach = self.reach();
        let path = self.program.choices(self.sheet.get(item)?.node)?;
        let Value::Nodes(nodes) = self.eval_at(path, item).ok()? else { return None };
        let (mut values, mut found) = (Vec::new(), Vec::new());
        for node in nodes {
            found.clear();
            reach.instance.children_named(node.index, value, &mut found);
            let text = |index: &u32| text_of(&reach, Node { index: *index, ..node }).into_owned();
            values.extend(found.first().map(text).filter(|text| !text.is_empty()));
        }
        Some(values)
    }

    /// The rows that `item[filter]` gives, with the question as `current()`.
    fn filtered(&self, item: ItemId, stock: &Stock<'_>, filter: &Expr) -> Vec<u32> {
        let reach = self.reach();
        let outermost = Node { document: stock.number, index: ListDocument::OUTERMOST };
        let scope = Scope { node: outermost, ..Scope::new(&reach, &self.env, node(item)) };
        match eval(filter, &scope) {
            Ok(Value::Nodes(nodes)) => nodes.iter().filter_map(|node| stock.document.row(node.index)).collect(),
            _ => Vec::new(),
        }
    }

    fn shuffled(&self, item: ItemId, select: &Select, rows: Rows) -> Rows {
        let seed = select.random.as_ref().and_then(|random| random.seed.as_ref());
        let seed = match seed.and_then(|seed| self.expression_text(seed, item)) {
            Some(text) => seed_of(&text, number::parse(&text)),
            // Without a seed the order is still the same whenever the sheet is opened.
            None => seed_of(&format!("{}/{}", self.seed, self.path(item)), f64::NAN),
        };
        let mut source = ParkMiller::new(seed);
        let fraction = || source.fraction();
        match rows {
            Rows::All(count) => Rows::Some(shuffle((0..count).collect(), fraction)),
            Rows::Some(rows) => Rows::Some(shuffle(rows, fraction)),
            Rows::Values(values) => Rows::Values(shuffle(values, fraction)),
        }
    }

    /// What the choices leave of an answer; nothing where they leave all of it, or nothing decides.
    pub(super) fn offered(&self, item: ItemId) -> Option<String> {
        let entry = self.sheet.get(item).filter(|entry| !entry.value.is_empty())?;
        if self.program.kept.binary_search(&entry.node).is_ok() {
            return None;
        }
        let select = self.select(item)?;
        let kept: Vec<&str> = if let Source::Nodes { .. } = select.source {
            let values = self.values(item, select)?;
            parts(select, &entry.value).filter(|part| values.iter().any(|value| value == part)).collect()
        } else {
            let filter = self.program.choices(entry.node)?;
            let stock = self.stock(select)?;
            parts(select, &entry.value).filter(|part| self.offers(item, &stock, filter, part)).collect()
        };
        let kept = kept.join(" ");
        (kept != entry.value).then_some(kept)
    }

    /// Whether a filter leaves a choice of this value: its rows are tried, not the whole list.
    fn offers(&self, item: ItemId, stock: &Stock<'_>, filter: &Expr, value: &str) -> bool {
        let mut rows = stock.document.rows(stock.value, value);
        let Some(condition) = condition(filter).filter(|condition| !analyse::asks_place(condition)) else {
            let filtered = self.filtered(item, stock, filter);
            return rows.any(|row| filtered.contains(&row));
        };
        let reach = self.reach();
        let scope = Scope::new(&reach, &self.env, node(item));
        rows.any(|row| {
            let place = Node { document: stock.number, index: stock.document.item(row) };
            eval(condition, &scope.at(place, 1, 1)).is_ok_and(|value| value.to_bool())
        })
    }

    /// The part of an answer that names choices of its list, filtered or not; nothing where there is no list to ask.
    pub(super) fn known_choices(&self, item: ItemId) -> Option<String> {
        let select = self.select(item)?;
        let stock = self.stock(select)?;
        let known = |part: &&str| stock.document.rows(stock.value, part).next().is_some();
        Some(parts(select, self.value(item)).filter(known).collect::<Vec<_>>().join(" "))
    }

    /// The names of choices in the order of their list; of a ranking in the order given.
    pub(super) fn arranged(&self, item: ItemId, names: &[String]) -> Vec<String> {
        let mut names = names.to_vec();
        let Some(select) = self.select(item).filter(|select| select.pick == Pick::Many) else { return names };
        if let Some(stock) = self.stock(select) {
            names.sort_by_cached_key(|name| stock.document.rows(stock.value, name).next().unwrap_or(u32::MAX));
        }
        names.dedup();
        names
    }
}

/// The single choices of an answer.
fn parts<'a>(select: &Select, value: &'a str) -> impl Iterator<Item = &'a str> {
    let several = select.pick != Pick::One;
    let pieces: Cow<'_, [&str]> = if several { value.split_whitespace().collect() } else { Cow::Owned(vec![value]) };
    pieces.into_owned().into_iter()
}

/// The condition inside `item[condition]`.
fn condition(filter: &Expr) -> Option<&Expr> {
    match filter {
        Expr::Path(path) => path.steps.first()?.predicates.first(),
        _ => None,
    }
}
