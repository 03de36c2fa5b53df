//! What single screens remember while they are shown, or while another is.

use std::rc::Rc;

use crate::app::FileRef;
use crate::journal::RecordId;
use crate::office::township::Ask;
use crate::register::{Helper, Region};
use crate::text::Lang;
use crate::ui::parts::GroupRows;
use crate::ui::view::board::{Act, Wish};
use crate::ui::view::village::{Counts, Filter};

/// What 今天 and the screens around it remember while another screen is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Whose list.
    pub whose: Whose,
    /// How many more rows than at first are shown.
    pub more: usize,
}

/// Whose list of the day is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// That of the helper whose name writes here, if there is one; else everybody's.
    #[default]
    Mine,
    /// Everybody's.
    All,
    /// That of the helper of this identity.
    Helper(String),
}

/// The sheet of one household, and what is chosen on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visiting {
    /// The household.
    pub household: String,
    /// How many days ago the contact was.
    pub ago: u32,
    /// The reason for putting it off, by its place among those offered, once one was picked.
    pub reason: Option<usize>,
    /// Until when, by its place among those offered.
    pub until: usize,
}

/// What the list of households remembers while another screen is shown.
#[derive(Clone, Debug, Default)]
pub struct Homes {
    /// The search.
    pub query: String,
    /// The chip.
    pub filter: Filter,
    /// How far it was scrolled, in CSS pixels.
    pub top: f64,
    /// What it showed when it was last drawn, with where its rows are.
    pub found: Option<Found>,
    /// How many there are of each sort, in which village as it stood in which version of the journal.
    pub counts: Option<((usize, u64), Counts)>,
}

/// The households that a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// What was searched, in which village as it stood in which version of the journal.
    pub of: (usize, u64, Filter, String, Lang),
    /// Their places in the village.
    pub places: Rc<Vec<usize>>,
    /// The member that each was found by, where it is not the head.
    pub by: Rc<Vec<String>>,
    /// Their groups.
    pub groups: Rc<Vec<GroupRows>>,
}

/// What the board of findings remembers while another screen is shown.
#[derive(Clone, Debug, Default)]
pub struct Issues {
    /// What is looked for.
    pub wish: Wish,
    /// How far it was scrolled, in CSS pixels.
    pub top: f64,
    /// What it showed when it was last drawn, by the journal's version, the wish and the minute.
    pub found: Option<(Asked, Rc<Vec<usize>>)>,
}

/// What the board was asked: in which version of the journal, what, in which minute.
pub type Asked = (u64, Wish, i64);

/// What is shown of the tables of 汇总, whichever of them is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// The townships whose villages are shown.
    pub opened: Vec<String>,
    /// Long ones are shown to their last row.
    pub unfolded: bool,
}

/// A dialog of a screen that has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Asks why a finished visit is put right.
    Correct,
    /// Who answers for this household.
    Answering(RecordId),
    /// Which village this is.
    Village,
    /// A finding by hand, of the visit that is going on if there is one.
    Raise(Option<RecordId>),
    /// A new helper.
    Helper,
    /// More households for a helper.
    More,
    /// What else can be done on a screen, where it is too narrow for the buttons.
    Actions,
}

/// What belongs to the present screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// A dialog of the screen is open.
    pub open: bool,
    /// The item of a list that shall come into view.
    pub jump: Option<usize>,
    /// The identity of something that will be there from its first key on.
    pub new: Option<String>,
    /// The finding to which photos or a note are being added.
    pub evidence: Option<String>,
    /// What is being typed and is nothing yet until a button is tapped.
    pub draft: String,
    /// Which dialog of the screen is open, where it has several.
    pub sheet: Option<Sheet>,
    /// A helper as they are being typed.
    pub helper: Helper,
    /// What a person is about to do with a finding.
    pub act: Option<Act>,
    /// "This block is fine" was tapped while something is open that only a person can answer.
    pub pressed: bool,
    /// 导入: the village, as it is being typed.
    pub region: Option<Region>,
    /// 导入: what was pasted.
    pub pasted: String,
    /// What stands behind a number is looked at.
    pub asked: Option<Ask>,
    /// 抽查, as it is asked for.
    pub spot: Spot,
    /// 应报村名单, as it is being typed.
    pub names: Option<String>,
    /// What is ticked in a list, by identity.
    pub ticked: Vec<RecordId>,
    /// 今天: the household whose sheet is open.
    pub visiting: Option<Visiting>,
    /// One of several that were offered, by its place.
    pub pick: usize,
    /// What is typed into the fields of something that is saved as a whole, by the field's name.
    pub typed: Vec<(&'static str, String)>,
    /// Whether what was to be copied was.
    pub copied: Option<bool>,
    /// How much of a long table is drawn.
    pub drawn: Drawn,
    /// 修改: what the household was like when the screen came up.
    pub alike: Option<Alike>,
}

/// How much of a long table is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// How many more pieces than at first.
    pub pieces: usize,
    /// Whether a further one will be.
    pub growing: bool,
    /// The files that they are of, where they are of files that were not taken in.
    pub files: Option<Rc<Vec<FileRef>>>,
    /// Every row was asked for.
    pub whole: bool,
}

/// What a household that is being typed was like when its screen came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// Whether it is made on this screen.
    pub made_here: bool,
    /// Those that it was like before anything was typed: nobody is asked about them again.
    pub before: Vec<RecordId>,
}

impl Here {
    /// What is typed into a field.
    #[must_use]
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.typed.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
    }

    /// Keeps what is typed into a field.
    pub fn write(&mut self, name: &'static str, text: String) {
        self.typed.retain(|(known, _)| *known != name);
        self.typed.push((name, text));
    }
}

/// How a draw is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What makes it repeatable; empty before the screen was seen.
    pub seed: String,
    /// From each risk rather than from each village.
    pub by_risk: bool,
    /// How many from each.
    pub each: u32,
    /// The household of which it was said that something differs, and not yet what.
    pub unsaid: String,
}

impl Default for Spot {
    fn default() -> Self {
        Self { seed: String::new(), by_risk: false, each: 3, unsaid: String::new() }
    }
}
