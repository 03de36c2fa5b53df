//! A form that is being tried: its session, cut into short runs. Of these only the ones in which something has changed are looked at
//! again, and in them only the questions that have changed are drawn anew.

use crate::app::{Turn, turn};
use crate::form::session::{Answer, Changed, ItemId, Session};
use crate::form::{Kind, LangId};
use crate::ui::view::pieces::{Piece, pieces};

/// How many pieces a run has: few enough to be drawn within a tap's time on a slow phone.
const RUN: usize = 8;

/// The form on the screen.
#[derive(Debug)]
pub struct Trial {
    /// The answers.
    pub session: Session,
    /// Whether blanks that must be filled are told of: somebody has asked to finish.
    pub told: bool,
    runs: Vec<Run>,
    /// Of every item on the screen, the run it stands in; in the items' order.
    places: Vec<(ItemId, usize)>,
}

/// A few things that stand one below the other.
#[derive(Clone, Debug)]
pub struct Run {
    /// What stands in it, each with its own version.
    pub pieces: Vec<(Piece, u32)>,
    /// Grows whenever something in it may look otherwise.
    pub version: u32,
}

impl Trial {
    /// A form to be filled in.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let mut trial = Self { session, told: false, runs: Vec::new(), places: Vec::new() };
        trial.arrange(0);
        trial
    }

    /// The runs, from top to bottom.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run that an item stands in.
    #[must_use]
    pub fn run_of(&self, item: ItemId) -> Option<usize> {
        let place = self.places.binary_search_by_key(&item, |(own, _)| *own).ok()?;
        self.places.get(place).map(|(_, run)| *run)
    }

    /// How many questions there are at the moment.
    #[must_use]
    pub fn questions(&self) -> usize {
        let asked = |(piece, _): &&(Piece, u32)| match piece {
            Piece::Question(item) => {
                self.session.relevant(*item) && self.session.node(*item).is_some_and(|node| node.kind != Kind::Note)
            }
            _ => false,
        };
        self.runs.iter().flat_map(|run| &run.pieces).filter(asked).count()
    }

    /// Answers a question.
    pub fn answer(&mut self, item: ItemId, text: String) {
        let answer = if text.is_empty() { Answer::Blank } else { Answer::Text(text) };
        let changed = self.session.answer(item, &answer);
        self.note(&changed, item);
    }

    /// Adds, moves or takes out an instance.
    pub fn turn(&mut self, path: &str, what: Turn) {
        turn(&mut self.session, path, what);
        self.arrange_anew();
    }

    /// Shows texts in another language.
    pub fn speak(&mut self, language: LangId) {
        self.session.set_language(language);
        self.draw_all();
    }

    /// From now on tells of blanks that must be filled.
    pub fn tell(&mut self) {
        self.told = true;
        self.draw_all();
    }

    fn note(&mut self, changed: &Changed, answered: ItemId) {
        if !changed.repeats.is_empty() {
            return self.arrange_anew();
        }
        for item in changed.items.iter().copied().chain([answered]) {
            if let Some(run) = self.run_of(item).and_then(|run| self.runs.get_mut(run)) {
                run.version = run.version.wrapping_add(1);
                for (_, version) in run.pieces.iter_mut().filter(|(piece, _)| piece.item() == item) {
                    *version = run.version;
                }
            }
        }
    }

    fn draw_all(&mut self) {
        for run in &mut self.runs {
            run.version = run.version.wrapping_add(1);
            run.pieces.iter_mut().for_each(|(_, version)| *version = run.version);
        }
    }

    fn arrange_anew(&mut self) {
        let version = self.runs.iter().map(|run| run.version).max().unwrap_or_default();
        self.arrange(version.wrapping_add(1));
    }

    /// Cuts the form into runs. Rows of a table stay together with its head.
    fn arrange(&mut self, version: u32) {
        let all = pieces(&self.session, &self.session.children(ItemId::ROOT));
        let mut runs: Vec<Run> = Vec::with_capacity(all.len() / RUN + 1);
        for piece in all {
            let row = self.session.node(piece.item()).is_some_and(|node| node.appears("list-nolabel"));
            match runs.last_mut().filter(|run| run.pieces.len() < RUN || row) {
                Some(run) => run.pieces.push((piece, version)),
                None => runs.push(Run { pieces: vec![(piece, version)], version }),
            }
        }
        self.places.clear();
        for (at, run) in runs.iter().enumerate() {
            self.places.extend(run.pieces.iter().map(|(piece, _)| (piece.item(), at)));
        }
        self.places.sort_unstable();
        self.places.dedup_by_key(|(item, _)| *item);
        self.runs = runs;
    }
}
