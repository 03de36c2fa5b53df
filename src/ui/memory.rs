//! What the screens know besides the application: searches, chips, open dialogs, how far a list was scrolled.
//!
//! Nothing here is worth a disk; it lasts until the page is closed. What belongs to one screen only ([`Here`]) is forgotten when another
//! comes up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::document;
use super::form::Files;
use super::roll::{Left, Roll};
use super::view::board::{Act, Board, Wish};
use super::view::disputes::Disputes;
use super::view::village::{Counts, Filter, Village};
use crate::app::{Action, App, FileRef, Lacking, Route};
use crate::campaign::Campaign;
use crate::journal::RecordId;
use crate::moment::Moment;
use crate::office::township::Ask;
use crate::plan::{self, StagePlan};
use crate::register::search::Index;
use crate::register::{Helper, Region};
use crate::web::clock;
use crate::web::host::Host;

/// All of it.
#[derive(Default)]
pub struct Kept {
    /// 住户.
    pub homes: Homes,
    /// 问题.
    pub issues: Issues,
    /// What belongs to the present screen.
    pub here: Here,
    /// Whether the last visit's answers are shown beside.
    pub beside: bool,
    /// Asked whether the demo shall end.
    pub leaving: bool,
    /// 汇总: the townships whose villages are shown, in whatever table.
    pub opened: Vec<String>,
    /// A gift that a household's page led to, and that household.
    pub giving: Option<(RecordId, RecordId)>,
    route: Option<Route>,
    /// The households.
    pub roll: Roll,
    /// Whether something is being done behind the screen.
    tended: bool,
    files: Option<Files>,
    board: Option<(u64, Rc<Board>)>,
    disputes: Option<Disputes>,
    lacking: Option<FoundLacking>,
    /// 今天.
    pub day: Day,
    planner: Option<(u64, Watched)>,
    stage_plan: Option<MadePlan>,
}

/// The campaign and its board.
pub type Watched = (Rc<Campaign>, Rc<RefCell<plan::Board>>);

/// What villages lack, with the journal's version and the number of packages that it was found of.
type FoundLacking = ((u64, usize), Rc<Vec<Lacking>>);

/// A plan that was made, with what it was made of: the journal's version, the hour, the stage, and what somebody said about it.
type MadePlan = ((u64, i64, usize, plan::Wish), Option<Rc<StagePlan>>);

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
    pub of: (usize, u64, Filter, String, crate::text::Lang),
    /// Their places in the village.
    pub places: Rc<Vec<usize>>,
    /// The member that each was found by, where it is not the head.
    pub by: Rc<Vec<String>>,
    /// Their groups.
    pub groups: Rc<Vec<super::parts::GroupRows>>,
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
    /// How many more pieces of a long table are drawn than at first.
    pub pieces: usize,
    /// The files that they are of, where they are of files that were not taken in.
    pub pieces_of: Option<Rc<Vec<FileRef>>>,
    /// Whether a further one will be.
    pub growing: bool,
    /// 修改: what the household was like when the screen came up.
    pub alike: Option<Alike>,
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

impl Kept {
    /// Forgets what belongs to one screen when another comes up; what was open above it closes.
    pub fn arrive(&mut self, route: &Route) {
        if self.route.as_ref() != Some(route) {
            self.route = Some(route.clone());
            self.here = Here::default();
            self.leaving = false;
        }
    }

    /// The files of answers in this installation's store. Asked for when the store stands.
    pub fn files(&mut self, host: &Host) -> Files {
        self.files.get_or_insert_with(|| Files::new(host.store())).clone()
    }

    /// The campaign and the board of its households, brought up to the present; none only if the campaign that ships were broken.
    pub fn planner(&mut self, app: &App) -> Option<Watched> {
        let campaign = app.season()?.campaign;
        let now = Moment::new(app.now, app.zone);
        let known = self.planner.take().filter(|(_, (of, _))| Rc::ptr_eq(of, &campaign));
        let board = match known {
            Some((version, (_, board))) => {
                board.borrow_mut().follow(&campaign, &app.journal, app.changes.since(version), now);
                board
            }
            None => Rc::new(RefCell::new(plan::Board::read(&campaign, &app.journal, now))),
        };
        let watched = (campaign, board);
        self.planner = Some((app.changes.version(), watched.clone()));
        Some(watched)
    }

    /// The plan of a stage, made anew when the journal has grown or an hour has passed.
    pub fn stage_plan(
        &mut self,
        version: u64,
        campaign: &Campaign,
        board: &plan::Board,
        stage: usize,
        wish: &plan::Wish,
    ) -> Option<Rc<StagePlan>> {
        const HOUR: i64 = 3_600_000;
        let of = (version, board.today.now().millis() / HOUR, stage, wish.clone());
        if let Some((_, plan)) = self.stage_plan.as_ref().filter(|(known, _)| *known == of) {
            return plan.clone();
        }
        let plan = plan::stage_plan(campaign, board, stage, wish).map(Rc::new);
        self.stage_plan = Some((of, plan.clone()));
        plan
    }

    /// The households as they are now.
    pub fn village(&mut self, app: &App) -> Rc<Village> {
        self.roll.village(app)
    }

    /// The households as they are now, and all of what finds one as one types.
    pub fn search(&mut self, app: &App) -> (Rc<Village>, &Index) {
        self.roll.search(app)
    }

    /// The findings, read anew only when the journal has grown.
    pub fn board(&mut self, app: &App) -> Rc<Board> {
        match &self.board {
            Some((known, board)) if *known == app.journal_version => Rc::clone(board),
            _ => {
                let board = Rc::new(Board::of(&app.journal, &self.village(app)));
                self.board = Some((app.journal_version, Rc::clone(&board)));
                board
            }
        }
    }

    /// The villages of which not everything has come.
    pub fn lacking(&mut self, app: &App) -> Rc<Vec<Lacking>> {
        let of = (app.journal_version, app.received.len());
        match &self.lacking {
            Some((known, lacking)) if *known == of => Rc::clone(lacking),
            _ => {
                let lacking = Rc::new(app.lacking());
                self.lacking = Some((of, Rc::clone(&lacking)));
                lacking
            }
        }
    }

    /// Where two people filled something in differently.
    pub fn disputes(&mut self, app: &App) -> &Disputes {
        let known = self.disputes.take().map(|known| known.followed(&app.journal, &app.changes));
        self.disputes.insert(known.unwrap_or_else(|| Disputes::of(&app.journal, &app.changes)))
    }
}

/// A handle to it, and the way to have the screen drawn again.
#[derive(Clone)]
pub struct Memory {
    kept: Rc<RefCell<Kept>>,
    redraw: Rc<dyn Fn()>,
}

impl Memory {
    /// An empty one, with what draws the screen again.
    #[must_use]
    pub fn new(redraw: impl Fn() + 'static) -> Self {
        Self { kept: Rc::default(), redraw: Rc::new(redraw) }
    }

    /// Reads or changes it without drawing again.
    pub fn with<T>(&self, see: impl FnOnce(&mut Kept) -> T) -> T {
        see(&mut self.kept.borrow_mut())
    }

    /// Has done behind the screen what can be done there: the households read, what finds them made, the list kept for the next start.
    pub fn tend(&self, host: &Host, app: &App) {
        /// Long enough for a tap or a scrolled frame to come between.
        const PAUSE_MILLIS: u32 = 4;
        /// The longest that the page does not answer.
        const BUSY_MILLIS: i64 = 8;
        /// A list is packed when nothing was saved and no screen came up for so long.
        const CALM_MILLIS: i64 = 2_500;
        /// Whoever scrolled so long ago may still be at it, and every frame is theirs.
        const SCROLLING_MILLIS: i64 = 150;
        const SCROLLING_PAUSE_MILLIS: u32 = 80;
        let begins = self.with(|kept| {
            let begins = !kept.tended && kept.roll.is_behind(app);
            kept.tended |= begins;
            begins
        });
        if !begins {
            return;
        }
        let (memory, host) = (self.clone(), host.clone());
        spawn_local(async move {
            let scrolled = Rc::new(Cell::new(0));
            let noted = Rc::clone(&scrolled);
            let _scrolls = document::on_scroll(move || noted.set(clock::now()));
            let mut pause = PAUSE_MILLIS;
            loop {
                TimeoutFuture::new(pause).await;
                let begun = clock::now();
                if (0..SCROLLING_MILLIS).contains(&(begun - scrolled.get())) {
                    pause = SCROLLING_PAUSE_MILLIS;
                    continue;
                }
                let left = host.read(|app| {
                    // In a visit every answer changes the journal; its end is early enough.
                    let calm = begun - app.now > CALM_MILLIS && !matches!(app.route, Route::Visit(..));
                    memory.with(|kept| kept.roll.go_on(app, calm, || clock::now() - begun >= BUSY_MILLIS))
                });
                match left {
                    Left::More if clock::now() - begun < BUSY_MILLIS => pause = 1000,
                    Left::More => pause = PAUSE_MILLIS,
                    Left::Keep(version, list) => host.act(Action::KeepGlance(version, list)),
                    Left::Nothing => break,
                }
            }
            memory.with(|kept| kept.tended = false);
        });
    }

    /// Keeps the list for the next start when the program is left, which on a phone is often right after something was saved.
    pub fn leave(&self, host: &Host) {
        if let Left::Keep(version, list) = host.read(|app| self.with(|kept| kept.roll.leave(app))) {
            host.act(Action::KeepGlance(version, list));
        }
    }

    /// Has one more piece of a long table drawn in a moment, unless that is to come already.
    pub fn grow(&self) {
        /// Long enough for a tap to come between.
        const PAUSE_MILLIS: u32 = 30;
        if self.with(|kept| std::mem::replace(&mut kept.here.growing, true)) {
            return;
        }
        let memory = self.clone();
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MILLIS).await;
            // Another screen has forgotten it meanwhile.
            if memory.with(|kept| std::mem::take(&mut kept.here.growing)) {
                memory.change(|kept| kept.here.pieces += 1);
            }
        });
    }

    /// Changes it and has the screen drawn again.
    pub fn change(&self, change: impl FnOnce(&mut Kept)) {
        change(&mut self.kept.borrow_mut());
        (self.redraw)();
    }
}
