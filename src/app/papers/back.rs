//! 读回: an edited ledger under review, and its changes once somebody has looked at them.

use std::rc::Rc;

use crate::app::flow::Effect;
use crate::app::{App, Told};
use crate::journal::{Fields, Kind, RecordId};
use crate::office::papers::BackView;

/// An edited ledger that is looked at before it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct BackReview {
    /// The file's name.
    pub name: String,
    /// What it comes to.
    pub view: Rc<BackView>,
}

impl App {
    /// The changes that were not left out, as writes of whoever works here, all of which one tap takes back.
    pub(super) fn take_back_ledger(&mut self, left_out: &[usize]) -> Vec<Effect> {
        let Some(review) = self.desk.papers.back.take() else { return Vec::new() };
        let chosen = review.view.changes.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
        let changes: Vec<(Kind, RecordId, Fields)> = chosen
            .filter_map(|(_, change)| {
                let fields = change.fields.as_object()?;
                let fields = fields.iter().map(|(path, value)| (path.clone(), value.clone())).collect();
                Some((Kind::from(change.kind.as_str()), RecordId(change.record.clone()), fields))
            })
            .collect();
        let count = changes.len();
        self.desk.papers.taken = Some(count);
        if count == 0 { Vec::new() } else { self.save_with_undo(changes, Told::ReadBack(count)) }
    }
}
