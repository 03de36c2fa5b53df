//! Choice lists and attached tables as `instance('…')` sees them: `root`, in it `item`s, in them one element a column.
//!
//! Nothing is copied out of the table: a node is a number that says its row and column. A column gets a hash index when it is
//! first asked for a value, eight bytes a row.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use crate::expr::{Document, Kind};
use crate::form::{Form, Table};

/// A table as a document.
#[derive(Debug)]
pub struct ListDocument {
    source: Source,
    indexes: Vec<OnceCell<Index>>,
}

#[derive(Debug)]
enum Source {
    Form(Arc<Form>, usize),
    Own(Arc<Table>),
}

/// The rows of a column by the hash of their cell: for each hash its first row, and for each row the next of its hash.
#[derive(Debug)]
struct Index {
    first: Vec<u32>,
    next: Vec<u32>,
}

/// No row.
const NONE: u32 = u32::MAX;
/// The document's root.
const ROOT: u32 = 0;
/// Its outermost element.
const OUTERMOST: u32 = ListDocument::OUTERMOST;
/// The first item.
const FIRST: u32 = 2;

/// What a node is.
#[derive(Clone, Copy)]
enum Place {
    Root,
    Outermost,
    Item(u32),
    Cell(u32, u32),
}

impl ListDocument {
    /// The node `root`.
    pub(super) const OUTERMOST: u32 = 1;

    /// A table of its own, as of an attached file.
    #[must_use]
    pub fn new(table: Arc<Table>) -> Self {
        let indexes = table.columns.iter().map(|_| OnceCell::new()).collect();
        Self { source: Source::Own(table), indexes }
    }

    /// A choice list of a form.
    pub(super) fn of_form(form: &Arc<Form>, list: usize) -> Self {
        let columns = form.lists.get(list).map_or(0, |list| list.table.columns.len());
        Self { source: Source::Form(Arc::clone(form), list), indexes: (0..columns).map(|_| OnceCell::new()).collect() }
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &Table {
        static EMPTY: Table = Table::EMPTY;
        match &self.source {
            Source::Own(table) => table,
            Source::Form(form, list) => form.lists.get(*list).map_or(&EMPTY, |list| &list.table),
        }
    }

    fn width(&self) -> u32 {
        u32::try_from(self.indexes.len()).unwrap_or(0)
    }

    fn height(&self) -> u32 {
        u32::try_from(self.table().len()).unwrap_or(0)
    }

    fn place(&self, node: u32) -> Place {
        match node {
            ROOT => Place::Root,
            OUTERMOST => Place::Outermost,
            _ => {
                let (row, column) = ((node - FIRST) / (self.width() + 1), (node - FIRST) % (self.width() + 1));
                if column == 0 { Place::Item(row) } else { Place::Cell(row, column - 1) }
            }
        }
    }

    /// The node of a row.
    pub(super) fn item(&self, row: u32) -> u32 {
        FIRST + row * (self.width() + 1)
    }

    /// The row of an item's node.
    pub(super) fn row(&self, node: u32) -> Option<u32> {
        match self.place(node) {
            Place::Item(row) => Some(row),
            _ => None,
        }
    }

    /// The rows whose cell in a column is `value`, in order.
    pub fn rows(&self, column: usize, value: &str) -> impl Iterator<Item = u32> {
        let table = self.table();
        let index = self.indexes.get(column).map(|index| index.get_or_init(|| Index::new(table, column)));
        let first = index.map_or(NONE, |index| index.first_of(value));
        let next = move |row: &u32| index.and_then(|index| index.next.get(*row as usize)).copied();
        std::iter::successors(Some(first), next)
            .take_while(|row| *row != NONE)
            .filter(move |row| table.cell(*row as usize, column) == value)
    }
}

impl Index {
    fn new(table: &Table, column: usize) -> Self {
        let rows = u32::try_from(table.len()).unwrap_or(0);
        let mut index =
            Self { first: vec![NONE; (rows as usize).next_power_of_two()], next: vec![NONE; rows as usize] };
        // From the end, so that each chain runs forward.
        for row in (0..rows).rev() {
            let slot = index.slot(table.cell(row as usize, column));
            if let (Some(first), Some(next)) = (index.first.get_mut(slot), index.next.get_mut(row as usize)) {
                *next = std::mem::replace(first, row);
            }
        }
        index
    }

    /// FNV-1a, which is quick on short texts; a list from outside that collides on purpose is only slow.
    fn slot(&self, text: &str) -> usize {
        let hash = text.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        (hash ^ (hash >> 15)) as usize & (self.first.len() - 1)
    }

    fn first_of(&self, value: &str) -> u32 {
        self.first.get(self.slot(value)).copied().unwrap_or(NONE)
    }
}

impl Document for ListDocument {
    fn kind(&self, node: u32) -> Kind {
        if node == ROOT { Kind::Root } else { Kind::Element }
    }

    fn name(&self, node: u32) -> &str {
        match self.place(node) {
            Place::Root => "",
            Place::Outermost => "root",
            Place::Item(_) => "item",
            Place::Cell(_, column) => self.table().columns.get(column as usize).map_or("", String::as_str),
        }
    }

    fn parent(&self, node: u32) -> Option<u32> {
        match self.place(node) {
            Place::Root => None,
            Place::Outermost => Some(ROOT),
            Place::Item(_) => Some(OUTERMOST),
            Place::Cell(row, _) => Some(self.item(row)),
        }
    }

    fn children(&self, node: u32, out: &mut Vec<u32>) {
        match self.place(node) {
            Place::Root => out.push(OUTERMOST),
            Place::Outermost => out.extend((0..self.height()).map(|row| self.item(row))),
            Place::Item(_) => out.extend(node + 1..=node + self.width()),
            Place::Cell(..) => {}
        }
    }

    fn text(&self, node: u32) -> Cow<'_, str> {
        match self.place(node) {
            Place::Cell(row, column) => Cow::Borrowed(self.table().cell(row as usize, column as usize)),
            Place::Item(row) => {
                Cow::Owned((0..self.indexes.len()).map(|column| self.table().cell(row as usize, column)).collect())
            }
            Place::Root | Place::Outermost => Cow::Borrowed(""),
        }
    }

    fn children_named(&self, node: u32, name: &str, out: &mut Vec<u32>) {
        match self.place(node) {
            Place::Item(_) => out.extend(
                self.table().column(name).and_then(|column| u32::try_from(column).ok()).map(|column| node + 1 + column),
            ),
            Place::Outermost if name == "item" => self.children(node, out),
            Place::Root if name == "root" => out.push(OUTERMOST),
            _ => {}
        }
    }

    fn find(&self, node: u32, child: &str, field: &str, value: &str, out: &mut Vec<u32>) -> bool {
        if node == OUTERMOST
            && child == "item"
            && let Some(column) = self.table().column(field)
        {
            out.extend(self.rows(column, value).map(|row| self.item(row)));
        }
        // What is not there has no match either.
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::date::Zone;
    use crate::expr::{Env, Node, Scope, World, eval, parse};

    struct Shelf(ListDocument);

    impl World for Shelf {
        fn document(&self, _document: u32) -> &dyn Document {
            &self.0
        }

        fn instance(&self, id: &str) -> Option<Node> {
            (id == "towns").then_some(Node { document: 0, index: ROOT })
        }
    }

    fn shelf(rows: u32) -> Shelf {
        let mut table = Table::new(["name", "state", "label"].map(str::to_owned).to_vec());
        for row in 0..rows {
            let cells = [format!("t{row}"), format!("s{}", row % 7), format!("镇{row}")];
            table.push(cells.iter().map(String::as_str));
        }
        Shelf(ListDocument::new(Arc::new(table)))
    }

    fn text(shelf: &Shelf, source: &str) -> String {
        let env = Env::new(0.0, Zone::CHINA, 0);
        let scope = Scope::new(shelf, &env, Node { document: 0, index: ROOT });
        scope.text(eval(&parse(source).unwrap(), &scope).unwrap())
    }

    #[test]
    fn the_index_finds_what_trying_every_row_finds() {
        let shelf = shelf(100);
        for (indexed, tried) in [
            ("[state = 's3']", "[string(state) = 's3']"),
            ("['s3' = state]", "[string(state) = 's3']"),
            ("[state = 's3' and name != 't10']", "[string(state) = 's3' and name != 't10']"),
            ("[name != 't10' and state = 's3'][2]", "[string(state) = 's3'][3]"),
            ("[state = 'none']", "[string(state) = 'none']"),
            ("[nothing = 's3']", "[string(nothing) = 's3']"),
            ("[state = 's3' and position() < 20]", "[string(state) = 's3' and position() < 20]"),
        ] {
            let names = |filter: &str| text(&shelf, &format!("join(' ', instance('towns')/root/item{filter}/name)"));
            assert_eq!(names(indexed).replace("t10 ", ""), names(tried).replace("t10 ", ""), "{indexed}");
        }
        assert_eq!(text(&shelf, "count(instance('towns')/root/item[state = 's3'])"), "14");
        assert_eq!(text(&shelf, "pulldata('towns', 'label', 'name', 't42')"), "镇42");
        assert_eq!(text(&shelf, "pulldata('towns', 'label', 'name', 'x')"), "");
        assert_eq!(text(&shelf, "count(instance('towns')/root/item/*)"), "300");
        assert_eq!(text(&shelf, "instance('nowhere')/root/item/name"), "");
    }

    #[test]
    fn a_list_without_rows_finds_nothing() {
        assert_eq!(text(&shelf(0), "count(instance('towns')/root/item[name = 'a'])"), "0");
    }
}
