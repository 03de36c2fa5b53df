//! The table: what a ledger is before it becomes a file or a page.

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The name of its sheet, such as `L4 问题台账`.
    pub name: String,
    /// The line across the top.
    pub title: String,
    /// Left under the title: 填报单位（盖章）.
    pub unit: String,
    /// Right under the title: 填报日期, and what the numbers count.
    pub date: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with the total last where there is one.
    pub rows: Vec<Row>,
    /// Lines under the table: what is left out, what is missing.
    pub notes: Vec<String>,
    /// The last line, with blanks for signatures: 审核人、填报人、联系电话.
    pub signatures: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// The upper level of the header; columns of one name that stand side by side share it. Empty where there is one level.
    pub group: String,
    /// The name.
    pub label: String,
    /// What its cells hold.
    pub shape: Shape,
    /// Its width in half-width characters; a Chinese character takes two.
    pub width: f64,
    /// Whether the total row adds it up.
    pub total: bool,
    /// What its numbers are known by, to ask for what is behind them: an indicator's name. Empty where nothing is asked.
    pub key: String,
}

/// What a column's cells hold, and so how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Words, from the left, wrapped.
    #[default]
    Text,
    /// Short words, in the middle.
    Word,
    /// A name made of digits: ID number, phone, account, code. Text, never a number.
    Code,
    /// A count.
    Integer,
    /// A measure with up to two decimals.
    Decimal,
    /// A share of one, shown as per cent.
    Rate,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// What it is known by, to ask for what is behind its numbers: a village, a 管区, a class. Empty where nothing is asked.
    pub key: String,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// An entry.
    Body,
    /// 小计.
    Subtotal,
    /// 合计.
    Total,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// A number; in a [`Shape::Rate`] column a share of one.
    Number(f64),
}

impl Cell {
    /// Text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// As people read it in a column of such cells: numbers with at most two decimals, rates in per cent with one.
    #[must_use]
    pub fn words(&self, shape: Shape) -> String {
        let trimmed = |text: String| {
            if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
        };
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) if shape == Shape::Rate => trimmed(format!("{:.1}", number * 100.0)) + "%",
            Self::Number(number) => trimmed(format!("{number:.2}")),
        }
    }

    /// A count.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of households stay far below 2^53")]
    pub fn count(count: u64) -> Self {
        Self::Number(count as f64)
    }
}

impl Table {
    /// Adds the 合计 row: the sums of the columns that have one, and `label` in the first column that has none. Where no entry of a
    /// column holds a number there is nothing to add up, which is not the same as nought: its cell stays empty.
    pub fn add_total(&mut self, label: &str) {
        if !self.columns.iter().any(|column| column.total) {
            return;
        }
        let mut cells: Vec<Cell> = (0..self.columns.len()).map(|index| self.sum(index)).collect();
        if let Some(place) = self.columns.iter().position(|column| !column.total)
            && let Some(cell) = cells.get_mut(place)
        {
            *cell = Cell::text(label);
        }
        self.rows.push(Row { kind: RowKind::Total, key: String::new(), cells });
    }

    /// What a column that is added up comes to; nothing where no entry holds a number.
    fn sum(&self, index: usize) -> Cell {
        let entries = self.rows.iter().filter(|row| row.kind == RowKind::Body);
        let numbers = entries.filter_map(|row| match row.cells.get(index) {
            Some(Cell::Number(number)) => Some(*number),
            _ => None,
        });
        let is_added = self.columns.get(index).is_some_and(|column| column.total);
        numbers.filter(|_| is_added).reduce(|sum, number| sum + number).map_or(Cell::Blank, Cell::Number)
    }

    /// Whether the header has two levels.
    #[must_use]
    pub fn has_groups(&self) -> bool {
        self.columns.iter().any(|column| !column.group.is_empty())
    }

    /// The runs of columns that share an upper header, as first and last index with the name; columns without one stand alone.
    #[must_use]
    pub fn groups(&self) -> Vec<(usize, usize, &str)> {
        let mut runs: Vec<(usize, usize, &str)> = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            match runs.last_mut() {
                Some((_, last, name)) if !name.is_empty() && *name == column.group => *last = index,
                _ => runs.push((index, index, &column.group)),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(group: &str, total: bool) -> Column {
        Column { group: group.into(), total, ..Column::default() }
    }

    #[test]
    fn cells_are_written_as_people_read_them() {
        let of = |number, shape| Cell::Number(number).words(shape);
        assert_eq!(of(12.0, Shape::Integer), "12");
        assert_eq!(of(0.5, Shape::Decimal), "0.5");
        assert_eq!(of(1.0, Shape::Rate), "100%");
        assert_eq!(of(0.8756, Shape::Rate), "87.6%");
    }

    #[test]
    fn the_total_adds_what_counts_and_leaves_the_rest() {
        let mut table = Table { columns: vec![column("", false), column("", true)], ..Table::default() };
        for number in [Cell::Number(3.0), Cell::Blank, Cell::Text("/".into()), Cell::Number(4.0)] {
            table
                .rows
                .push(Row { kind: RowKind::Body, key: String::new(), cells: vec![Cell::text("测试甲"), number] });
        }
        table.rows.push(Row {
            kind: RowKind::Subtotal,
            key: String::new(),
            cells: vec![Cell::Blank, Cell::Number(7.0)],
        });
        table.add_total("合计");
        assert_eq!(table.rows.last().unwrap().cells, [Cell::text("合计"), Cell::Number(7.0)]);
    }

    #[test]
    fn where_nothing_was_counted_the_total_is_empty_and_where_nought_was_it_is_nought() {
        let columns = vec![column("", true), column("", false), column("", true), column("", true)];
        let mut table = Table { columns, ..Table::default() };
        let row = |cells| Row { kind: RowKind::Body, key: String::new(), cells };
        table.rows.push(row(vec![Cell::Blank, Cell::text("测试甲"), Cell::text("不详"), Cell::Number(0.0)]));
        table.add_total("合计");
        let total = [Cell::Blank, Cell::text("合计"), Cell::Blank, Cell::Number(0.0)];
        assert_eq!(table.rows.last().unwrap().cells, total);
    }

    #[test]
    fn neighbours_share_an_upper_header_and_nameless_ones_do_not() {
        let columns = ["", "", "发现", "发现", "", "发现"].map(|group| column(group, false)).to_vec();
        let table = Table { columns, ..Table::default() };
        assert_eq!(table.groups(), [(0, 0, ""), (1, 1, ""), (2, 3, "发现"), (4, 4, ""), (5, 5, "发现")]);
    }
}
