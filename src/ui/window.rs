//! Which lines of a long grouped list are in view, so that 20,000 households draw a screenful of rows.
//!
//! Lengths are CSS pixels. Every row has one height and every group heading another, so a position is arithmetic, not
//! measurement. Law: the lines in view cover the view, in order, without gap or overlap.

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, by its place among the groups.
    Head(usize),
    /// An item, by its place among all items.
    Item(usize),
}

/// A line and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Which line.
    pub line: Line,
    /// Its upper edge.
    pub top: f64,
    /// Its height.
    pub height: f64,
}

/// The arrangement of groups of rows under their headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    head: f64,
    row: f64,
    /// Each group's upper edge, first item and number of items.
    groups: Vec<(f64, usize, usize)>,
    height: f64,
}

impl Layout {
    /// Groups of `counts` rows of height `row`, each under a heading of height `head` (0 for none).
    #[must_use]
    pub fn new(counts: &[usize], row: f64, head: f64) -> Self {
        let (mut top, mut first, mut groups) = (0.0, 0, Vec::with_capacity(counts.len()));
        for &count in counts {
            groups.push((top, first, count));
            top += head + length(count, row);
            first += count;
        }
        Self { head, row, groups, height: top }
    }

    /// The height of everything.
    #[must_use]
    pub const fn height(&self) -> f64 {
        self.height
    }

    /// The group whose lines stand at `top`: the one whose heading stays in view.
    #[must_use]
    pub fn group_at(&self, top: f64) -> usize {
        self.groups.partition_point(|&(start, ..)| start <= top).saturating_sub(1)
    }

    /// The lines that meet the view from `top` on, `view` high.
    #[must_use]
    pub fn visible(&self, top: f64, view: f64) -> Vec<Placed> {
        let end = top + view;
        let mut lines = Vec::new();
        for (at, &(start, first, count)) in self.groups.iter().enumerate().skip(self.group_at(top)) {
            if start >= end {
                break;
            }
            if self.head > 0.0 && start + self.head > top {
                lines.push(Placed { line: Line::Head(at), top: start, height: self.head });
            }
            let rows = start + self.head;
            let from = whole((top - rows) / self.row).min(count);
            let to = whole(((end - rows) / self.row).ceil()).min(count);
            lines.extend((from..to).map(|n| Placed {
                line: Line::Item(first + n),
                top: rows + length(n, self.row),
                height: self.row,
            }));
        }
        lines
    }

    /// Where item `item` begins, to bring it into view.
    #[must_use]
    pub fn top_of(&self, item: usize) -> f64 {
        let at = self.groups.partition_point(|&(_, first, _)| first <= item).saturating_sub(1);
        self.groups
            .get(at)
            .map_or(0.0, |&(start, first, _)| start + self.head + length(item.saturating_sub(first), self.row))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 rows")]
fn length(count: usize, each: f64) -> f64 {
    count as f64 * each
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a row's number; `as` saturates"
)]
fn whole(rows: f64) -> usize {
    rows.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_in_view_cover_it_in_order_without_gap_or_overlap(
            counts in proptest::collection::vec(0_usize..50, 1..20),
            head in prop_oneof![Just(0.0), Just(36.0)],
            part in 0.0_f64..1.0,
            view in 1.0_f64..2000.0,
        ) {
            let layout = Layout::new(&counts, 72.0, head);
            let top = layout.height() * part;
            let lines = layout.visible(top, view);
            let end = (top + view).min(layout.height());
            if top < end {
                prop_assert!(lines.first().unwrap().top <= top);
                let last = lines.last().unwrap();
                prop_assert!(last.top + last.height >= end - 1e-6);
                for pair in lines.windows(2) {
                    prop_assert!((pair[0].top + pair[0].height - pair[1].top).abs() < 1e-6);
                }
            }
            for placed in lines {
                if let Line::Item(item) = placed.line {
                    prop_assert!((layout.top_of(item) - placed.top).abs() < 1e-6);
                }
            }
        }
    }

    #[test]
    fn a_screenful_of_twenty_thousand_rows_is_a_screenful() {
        let layout = Layout::new(&[5000, 5000, 10_000], 72.0, 36.0);
        let lines = layout.visible(400_000.0, 720.0);
        assert!(lines.len() <= 12, "{}", lines.len());
        assert_eq!(layout.group_at(400_000.0), 1);
    }

    #[test]
    fn an_empty_list_has_no_lines() {
        assert_eq!(Layout::new(&[], 72.0, 36.0).visible(0.0, 720.0), []);
        assert_eq!(Layout::default().group_at(5.0), 0);
    }
}
