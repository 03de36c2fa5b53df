//! A session: answers in; values, relevance, choices, texts and what is still wrong out.
//!
//! A [`Program`] is a form made ready once; a [`Session`] is one answer sheet of it. [`Session::answer`] stores an answer and
//! runs only the tasks that depend on it, in an order fixed when the program was made; [`Changed`] lists the items to draw
//! anew. [`Session::view`] says all about one item, [`Session::choices`] its choices, [`Session::blocks`] the screens, and
//! [`Session::outstanding`] what is still missing or wrong. `docs/form-engine.md` tells the model in full.
//!
//! **Invariants.** After every call the sheet is what computing everything anew would give. What was typed is kept: an answer
//! that is no longer relevant, or no longer offered, leaves the result and comes back with what it depends on.

mod choices;
#[cfg(test)]
mod laws;
mod layout;
mod lists;
mod migrate;
#[cfg(feature = "compile")]
mod order;
#[cfg(feature = "compile")]
mod plan;
mod program;
#[cfg(feature = "compile")]
mod reads;
mod repeats;
mod run;
mod saved;
mod say;
mod sheet;
#[cfg(test)]
mod sketch;
#[cfg(test)]
mod tests;
mod view;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use choices::{Choice, Choices};
pub use lists::ListDocument;
pub use migrate::{Migration, Move};
#[cfg(feature = "compile")]
pub use plan::{Circle, circles};
pub use program::{Aspect, Program};
pub use saved::Saved;
pub use sheet::{ItemId, Role};
pub use view::{Block, Outstanding, View, Violation};

use crate::expr::functions::randoms::uuid_v4;
use crate::expr::{Env, EvalError, Tree, number};
use crate::form::{DataType, Initial, Kind, LangId, Meta, Node};
use run::Work;
use sheet::{Entry, Sheet};

/// One answer sheet of a form. A clone is a sheet to try things on.
#[derive(Clone, Debug)]
pub struct Session {
    program: Rc<Program>,
    attached: Rc<Attached>,
    env: Env,
    language: LangId,
    sheet: Sheet,
    /// Draws the order of randomised choices, the same whenever the sheet is opened.
    seed: u64,
    /// Answers that no node of this form takes, by path.
    aside: BTreeMap<String, String>,
    /// What could not be computed.
    faults: BTreeMap<(ItemId, Aspect), EvalError>,
}

/// What lies beside a form: its attached tables, and the last saved answers.
#[derive(Debug, Default)]
pub struct Attached {
    /// The tables by file name, as `villages.csv`.
    pub tables: BTreeMap<String, ListDocument>,
    /// The last saved answer sheet of the form, for `${last-saved#…}`, as [`Saved::tree`] makes it.
    pub last_saved: Option<Tree>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// None: the answer is taken back.
    Blank,
    /// A text, or any value as XForms writes it: `2026-12-01`, `30.5 104.1 0 0`, the name of a choice.
    Text(String),
    /// A number.
    Number(f64),
    /// The names of choices.
    Choices(Vec<String>),
}

impl From<&str> for Answer {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What a call changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The items whose view may be another now.
    pub items: BTreeSet<ItemId>,
    /// The repeats whose instances came, went or moved.
    pub repeats: BTreeSet<ItemId>,
}

impl Session {
    /// A new, empty answer sheet, with its first values filled in.
    #[must_use]
    pub fn new(program: Rc<Program>, attached: Rc<Attached>, env: Env) -> Self {
        let mut session = Self::empty(program, attached, env);
        let mut work = Work::loading();
        for item in session.grow_form() {
            session.preload(item);
            work.fresh.insert(item);
        }
        work.queue_all(&session);
        session.run(&mut work);
        session
    }

    fn empty(program: Rc<Program>, attached: Rc<Attached>, env: Env) -> Self {
        let seed = env.random.bits();
        let language = program.form.settings.default_language;
        Self {
            program,
            attached,
            env,
            language,
            sheet: Sheet::default(),
            seed,
            aside: BTreeMap::new(),
            faults: BTreeMap::new(),
        }
    }

    /// The form.
    #[must_use]
    pub fn program(&self) -> &Rc<Program> {
        &self.program
    }

    /// The language in which texts are shown.
    #[must_use]
    pub const fn language(&self) -> LangId {
        self.language
    }

    /// Shows texts in another language of the form. Every view may change.
    pub const fn set_language(&mut self, language: LangId) {
        self.language = language;
    }

    /// Moves the present moment, in milliseconds since 1970-01-01T00:00Z. Nothing is computed until something changes, as
    /// in ODK.
    pub const fn set_now(&mut self, now: f64) {
        self.env.now = now;
    }

    /// What could not be computed, with the item and what of it. Such relevance counts as true, and such a value as blank.
    pub fn faults(&self) -> impl Iterator<Item = (ItemId, Aspect, &EvalError)> {
        self.faults.iter().map(|((item, aspect), error)| (*item, *aspect, error))
    }

    /// The item at a path, as [`Session::path`] writes it.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<ItemId> {
        self.sheet.find(&self.program, path)
    }

    /// The path of an item, as `/visit/member[2]/age`.
    #[must_use]
    pub fn path(&self, item: ItemId) -> String {
        self.sheet.path(&self.program, item)
    }

    /// All items in document order, relevant or not, shown or not.
    #[must_use]
    pub fn items(&self) -> Vec<ItemId> {
        self.sheet.within(ItemId::ROOT)
    }

    /// The node of the form that an item stands for.
    #[must_use]
    pub fn node(&self, item: ItemId) -> Option<&Node> {
        self.program.node(self.sheet.get(item)?.node)
    }

    /// The value of an item as it was answered or computed, relevant or not.
    #[must_use]
    pub fn value(&self, item: ItemId) -> &str {
        self.sheet.get(item).map_or("", |entry| &entry.value)
    }

    /// Whether an item takes part.
    #[must_use]
    pub fn relevant(&self, item: ItemId) -> bool {
        self.live(item).is_some_and(|entry| entry.relevant)
    }

    /// The entry of an item that was not taken out.
    fn live(&self, item: ItemId) -> Option<&Entry> {
        self.sheet.get(item).filter(|entry| !entry.removed)
    }

    /// Answers a question. An item that is no question, or was taken out, changes nothing.
    pub fn answer(&mut self, item: ItemId, answer: &Answer) -> Changed {
        let mut work = Work::default();
        let holds = self
            .live(item)
            .and_then(|entry| self.program.node(entry.node))
            .is_some_and(|node| !node.kind.is_container());
        if holds {
            let text = self.written(item, answer);
            self.set_value(item, text, &mut work);
            self.run(&mut work);
        }
        work.changed
    }

    /// An answer as its question stores it.
    fn written(&self, item: ItemId, answer: &Answer) -> String {
        let text = match answer {
            Answer::Blank => return String::new(),
            Answer::Text(text) => text.clone(),
            Answer::Number(number) => number::format(*number),
            Answer::Choices(names) => self.arranged(item, names).join(" "),
        };
        match self.node(item).and_then(|node| node.bind.data_type.as_ref()) {
            Some(DataType::Text) | None => text,
            Some(_) => text.trim().to_owned(),
        }
    }

    /// Gives a new item its static default, and what the device knows.
    fn preload(&mut self, item: ItemId) {
        let Some(node) = self.node(item) else { return };
        let first = match (&node.default, &node.kind) {
            (Some(Initial::Value(value)), _) | (None, Kind::Attribute { value }) => value.clone(),
            (None, Kind::Meta(meta)) if node.bind.calculate.is_none() => self.known(*meta),
            _ => return,
        };
        if let Some(entry) = self.sheet.get_mut(item)
            && entry.value.is_empty()
        {
            entry.value = first;
        }
    }

    /// What the device fills in.
    fn known(&self, meta: Meta) -> String {
        use crate::expr::date::{Moment, midnight};
        let property = |name: &str| self.env.property(name).to_owned();
        match meta {
            Meta::Start | Meta::End => Moment::At(self.env.now).to_text(self.env.zone),
            Meta::Today => midnight(self.env.now, self.env.zone).to_text(self.env.zone),
            Meta::DeviceId => property("deviceid"),
            Meta::Username => property("username"),
            Meta::Email => property("email"),
            Meta::PhoneNumber => property("phonenumber"),
            Meta::InstanceId => format!("uuid:{}", uuid_v4(&self.env.random)),
            Meta::Withheld | Meta::InstanceName => String::new(),
        }
    }
}
