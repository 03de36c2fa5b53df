//! What the screens know besides the application: searches, chips, open dialogs, how far a list was scrolled.
//!
//! Nothing here is worth a disk; it lasts until the page is closed. What belongs to one screen only ([`Here`]) is forgotten when another
//! comes up.

mod screens;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use crate::app::{Action, App, Lacking, Route};
use crate::campaign::Campaign;
use crate::journal::RecordId;
use crate::moment::Moment;
use crate::plan::{self, StagePlan};
use crate::register::search::Index;
use crate::ui::document;
use crate::ui::form::Files;
use crate::ui::roll::{Left, Roll};
use crate::ui::view::board::Board;
use crate::ui::view::disputes::Disputes;
use crate::ui::view::village::Village;
use crate::web::clock;
use crate::web::host::Host;

pub use self::screens::{Alike, Day, Found, Here, Homes, Issues, Sheet, Sheets, Spot, Visiting, Whose};

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
    /// 汇总.
    pub sheets: Sheets,
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
        if self.with(|kept| std::mem::replace(&mut kept.here.drawn.growing, true)) {
            return;
        }
        let memory = self.clone();
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MILLIS).await;
            // Another screen has forgotten it meanwhile.
            if memory.with(|kept| std::mem::take(&mut kept.here.drawn.growing)) {
                memory.change(|kept| kept.here.drawn.pieces += 1);
            }
        });
    }

    /// Changes it and has the screen drawn again.
    pub fn change(&self, change: impl FnOnce(&mut Kept)) {
        change(&mut self.kept.borrow_mut());
        (self.redraw)();
    }
}
