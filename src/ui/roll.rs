//! The households as the screens have them: first as they were kept, then read from the journal, then followed change by change.
//!
//! Reading twenty thousand of them takes longer than a list may keep anybody waiting. So the list of the last time stands at once, as long
//! as it is the journal's still ([`App::glance`]); the journal's households, and what finds one as one types, are read behind it a little at
//! a time; and once all is read and nothing else is to be done, the list is kept for the next start. Law: what was kept, what is read in
//! pieces and what was followed are all the same list.

use std::rc::Rc;

use super::view::finder::Finder;
use super::view::village::{Glance, Reading, Village};
use crate::app::{App, Phase};
use crate::register::search::Index;

/// The households.
#[derive(Default)]
pub struct Roll {
    glance: Option<(Rc<crate::app::Glance>, Option<Glance>)>,
    reading: Option<(Reading, u64)>,
    register: Option<Register>,
    /// The journal's version whose list was kept for the next start.
    kept: Option<u64>,
}

/// The households, read once and then followed change by change.
struct Register {
    village: Rc<Village>,
    finder: Finder,
    version: u64,
}

/// What is left to be done behind the screen.
pub enum Left {
    /// More of the same.
    More,
    /// This list is to be kept for the next start, as that of this version.
    Keep(u64, Vec<u8>),
    /// Nothing.
    Nothing,
}

impl Roll {
    /// The households for the list of them, as they were kept where they are not read yet. None while there is neither.
    pub fn listed(&mut self, app: &App) -> Option<Rc<Village>> {
        if self.register.is_none()
            && let Some(glance) = self.glance(app)
        {
            return Some(Rc::clone(&glance.village));
        }
        (app.phase == Phase::Ready).then(|| Rc::clone(&self.register(app).village))
    }

    /// What finds those of [`Self::listed`].
    pub fn finds_listed(&mut self, app: &App) -> &Index {
        if self.register.is_none() && self.glance(app).is_some() {
            return self.glance.as_mut().and_then(|(_, glance)| glance.as_mut()).map_or(&EMPTY, Glance::index);
        }
        self.search(app).1
    }

    /// The households as they are now.
    pub fn village(&mut self, app: &App) -> Rc<Village> {
        Rc::clone(&self.register(app).village)
    }

    /// The households as they are now, and all of what finds one as one types.
    pub fn search(&mut self, app: &App) -> (Rc<Village>, &Index) {
        let register = self.register(app);
        let village = Rc::clone(&register.village);
        let index = register.finder.whole(&village, &app.journal);
        (village, index)
    }

    /// Whether anything is left to be done behind the screen.
    pub fn is_behind(&self, app: &App) -> bool {
        match app.phase {
            Phase::Glance => self.glance.as_ref().is_none_or(|(_, glance)| glance.is_some()),
            Phase::Ready => self.kept != Some(app.journal_version),
            Phase::Opening | Phase::Welcoming | Phase::Failed(_) => false,
        }
    }

    /// Does a little of what is left, until `enough`; `calm` tells whether the screen can spare the moment that a list takes to be packed.
    pub fn go_on(&mut self, app: &App, calm: bool, enough: impl Fn() -> bool) -> Left {
        const AT_ONCE: usize = 20;
        let mut more = true;
        while more && !enough() {
            more = match app.phase {
                Phase::Glance => match self.glance(app) {
                    Some(_) => self.glance.as_mut().is_some_and(|(_, glance)| grows(glance.as_mut(), AT_ONCE)),
                    None => false,
                },
                Phase::Ready if self.register.is_none() => {
                    self.read(app, AT_ONCE);
                    true
                }
                Phase::Ready => {
                    let register = self.register(app);
                    let village = Rc::clone(&register.village);
                    !register.finder.is_whole() && !register.finder.grow(&village, &app.journal, AT_ONCE)
                }
                Phase::Opening | Phase::Welcoming | Phase::Failed(_) => false,
            };
        }
        if more {
            return Left::More;
        }
        if app.phase != Phase::Ready || self.kept == Some(app.journal_version) {
            return Left::Nothing;
        }
        if calm { self.pack(app) } else { Left::More }
    }

    /// The list for the next start, where the program is being left and everything has been read; it may never come back.
    pub fn leave(&mut self, app: &App) -> Left {
        let whole = self.register.as_ref().is_some_and(|register| register.finder.is_whole());
        if whole && app.phase == Phase::Ready && self.kept != Some(app.journal_version) {
            self.pack(app)
        } else {
            Left::Nothing
        }
    }

    fn pack(&mut self, app: &App) -> Left {
        self.kept = Some(app.journal_version);
        let (village, index) = self.search(app);
        Left::Keep(app.journal_version, Glance::pack(&village, index))
    }

    /// The list as it was kept, while it is the journal's.
    fn glance(&mut self, app: &App) -> Option<&Glance> {
        let held = app.glance.as_ref()?;
        let known = self.glance.take().filter(|(of, _)| Rc::ptr_eq(of, held));
        let known = known.unwrap_or_else(|| (Rc::clone(held), Glance::unpack(held.list())));
        self.glance.insert(known).1.as_ref()
    }

    /// Reads a few more households from the journal.
    fn read(&mut self, app: &App, most: usize) {
        let (mut reading, version) = self.reading.take().unwrap_or_else(|| (Reading::default(), app.journal_version));
        if reading.step(&app.journal, most) {
            self.reading = Some((reading, version));
        } else {
            self.register = Some(Register::of(reading, version, app));
        }
    }

    /// The households as they are now.
    fn register(&mut self, app: &App) -> &mut Register {
        let register = self.register.take().unwrap_or_else(|| {
            let (reading, version) = self.reading.take().unwrap_or_else(|| (Reading::default(), app.journal_version));
            Register::of(reading, version, app)
        });
        // It has done its work.
        self.glance = None;
        self.register.insert(register.followed(app))
    }
}

static EMPTY: Index = Index::empty();

/// Lets what finds the households of a kept list grow. Whether it grows on.
fn grows(glance: Option<&mut Glance>, most: usize) -> bool {
    glance.is_some_and(|glance| glance.grow(most))
}

impl Register {
    fn of(reading: Reading, version: u64, app: &App) -> Self {
        let village = Rc::new(reading.finish(&app.journal));
        Self { village, finder: Finder::default(), version }
    }

    /// Brought up to date.
    fn followed(mut self, app: &App) -> Self {
        let Some(mut changes) = app.changes.since(self.version) else {
            return Self::of(Reading::default(), app.journal_version, app);
        };
        changes.sort_unstable();
        changes.dedup();
        if !changes.is_empty() {
            Rc::make_mut(&mut self.village).follow(&mut self.finder, &app.journal, &changes);
        }
        self.version = app.journal_version;
        self
    }
}
