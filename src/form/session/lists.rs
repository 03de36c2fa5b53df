//! Choice lists and attached tables as `instance('…')` sees them: `root`, in it `item`s, in them one element a column.
//!
//! Nothing is copied out of the table: a node is a number that says its row and column. A column that is asked for a value for the
//! first time tries its rows, which is quicker than any index; what is asked again gets a hash index, eight bytes a row. A screen
//! makes it before that, as soon as nobody waits ([`ListDocument::settle`]).

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::sync::Arc;

use crate::expr::{Document, Kind};
use crate::form::{Form, Table};

/// A table as a document.
#[derive(Debug)]
pub struct ListDocument {
    source: Source,
    columns: Vec<Column>,
}

/// What a column is looked up with.
#[derive(Debug, Default)]
struct Column {
    /// Whether it was asked for a value.
    asked: Cell<bool>,
    index: OnceCell<Index>,
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

/// How many rows an index takes in at a time.
const SOME: u32 = 1 << 10;
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
        let columns = table.columns.iter().map(|_| Column::default()).collect();
        Self { source: Source::Own(table), columns }
    }

    /// A choice list of a form.
    pub(super) fn of_form(form: &Arc<Form>, list: usize) -> Self {
        let columns = form.lists.get(list).map_or(0, |list| list.table.columns.len());
        Self {
            source: Source::Form(Arc::clone(form), list),
            columns: (0..columns).map(|_| Column::default()).collect(),
        }
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
        u32::try_from(self.columns.len()).unwrap_or(0)
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
    #[must_use]
    pub fn rows<'a>(&'a self, column: usize, value: &'a str) -> Rows<'a> {
        let index = self.columns.get(column).and_then(|own| {
            if own.asked.replace(true) {
                Some(own.index.get_or_init(|| Index::new(self.table(), column)))
            } else {
                None
            }
        });
        let next = index.map_or(0, |index| index.first_of(value));
        Rows { table: self.table(), column, value, index, next }
    }

    /// Makes one index that will be wanted, of a column that was asked once; false where there is none to make.
    pub(super) fn settle(&self) -> bool {
        let waits = |own: &Column| own.asked.get() && own.index.get().is_none();
        let Some(column) = self.columns.iter().position(waits) else { return false };
        let made = self.columns.get(column).map(|own| own.index.get_or_init(|| Index::new(self.table(), column)));
        made.is_some()
    }
}

/// The rows of a table that hold a value in a column.
#[derive(Debug)]
pub struct Rows<'a> {
    table: &'a Table,
    column: usize,
    value: &'a str,
    /// Where there is one, it tells the next row that may hold the value; else every row may.
    index: Option<&'a Index>,
    next: u32,
}

impl Iterator for Rows<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let Some(index) = self.index else {
            let row = self.table.find(self.next as usize, self.column, self.value)?;
            let row = u32::try_from(row).ok()?;
            self.next = row + 1;
            return Some(row);
        };
        while self.next != NONE {
            let row = self.next;
            self.next = index.next.get(row as usize).copied().unwrap_or(NONE);
            if self.table.cell(row as usize, self.column) == self.value {
                return Some(row);
            }
        }
        None
    }
}

impl Index {
    fn new(table: &Table, column: usize) -> Self {
        let rows = u32::try_from(table.len()).unwrap_or(0);
        let mut index =
            Self { first: vec![NONE; (rows as usize).next_power_of_two()], next: vec![NONE; rows as usize] };
        // From the end, so that each chain runs forward; some rows at a time, since browsers make a function that is called again
        // quicker, and not one that runs for long.
        let mut end = rows;
        while end > 0 {
            let start = end.saturating_sub(SOME);
            index.take(table, column, start..end);
            end = start;
        }
        index
    }

    /// Takes rows in, which stand before all that were.
    #[inline(never)]
    fn take(&mut self, table: &Table, column: usize, rows: Range<u32>) {
        for row in rows.rev() {
            let slot = self.slot(table.cell(row as usize, column));
            if let (Some(first), Some(next)) = (self.first.get_mut(slot), self.next.get_mut(row as usize)) {
                *next = std::mem::replace(first, row);
            }
        }
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
                Cow::Owned((0..self.columns.len()).map(|column| self.table().cell(row as usize, column)).collect())
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
    fn rows_are_found_alike_without_an_index_and_with_one() {
        for value in ["s3", "s6", "none", ""] {
            let Shelf(list) = shelf(3000);
            let tried: Vec<u32> = list.rows(1, value).collect();
            assert!(list.columns.iter().all(|own| own.index.get().is_none()), "the first look-up needs no index");
            assert!(list.settle() && !list.settle(), "one column was asked, and one index is made");
            assert_eq!(list.rows(1, value).collect::<Vec<_>>(), tried, "{value}");
            assert_eq!(
                tried.len(),
                if value.starts_with('s') { 3000_usize.div_ceil(7) - usize::from(value == "s6") } else { 0 }
            );
        }
        let Shelf(list) = shelf(3000);
        let found = [list.rows(0, "t2999").collect::<Vec<_>>(), list.rows(0, "t7").collect()];
        assert_eq!(found, [vec![2999], vec![7]]);
        assert!(!list.settle(), "the second look-up has made the index");
        assert_eq!(list.rows(9, "t7").count(), 0, "there is no such column");
    }

    #[test]
    fn a_list_without_rows_finds_nothing() {
        assert_eq!(text(&shelf(0), "count(instance('towns')/root/item[name = 'a'])"), "0");
    }
}
