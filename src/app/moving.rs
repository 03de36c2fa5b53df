//! A visit of an older version of the campaign: it goes on under its own, and a person may take it to the one in use. Then the
//! screen says what became of its answers, and those that no question takes any more are kept aside in its record.

use std::rc::Rc;

use super::flow::Effect;
use super::{App, Ongoing, repeats};
use crate::expr;
use crate::form::session::{ItemId, Migration, Session};
use crate::journal::Fields;

/// What became of a visit's answers when it was taken to the version in use, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Questions that stand elsewhere now.
    pub moved: Vec<String>,
    /// Questions that are no longer asked, with their answers, which are kept aside.
    pub dropped: Vec<(String, String)>,
    /// Questions that are new, or whose answer must be looked at again.
    pub missing: Vec<String>,
}

impl Ongoing {
    /// Whether the visit is of another version than `version`, the one in use.
    #[must_use]
    pub fn is_older(&self, version: &str) -> bool {
        self.begun && self.campaign().version() != version
    }

    /// The label of an item, else its name.
    fn called(session: &Session, item: ItemId) -> String {
        let name = || session.node(item).map(|node| node.name.clone());
        session.view(item).and_then(|view| view.label).or_else(name).unwrap_or_default()
    }

    /// What a migration says, in the words of the old session and the new one.
    fn told(old: &Session, new: &Session, migration: &Migration) -> Moved {
        let moved = migration.moved.iter().filter_map(|moved| new.find(&moved.to));
        let dropped = migration.dropped.iter().map(|(path, value)| match old.find(path) {
            Some(item) => {
                let words: Vec<String> = value.split_whitespace().map(|code| old.label_of(item, code)).collect();
                (Self::called(old, item), words.join(" "))
            }
            None => (path.rsplit('/').next().unwrap_or(path).to_owned(), value.clone()),
        });
        Moved {
            moved: moved.map(|item| Self::called(new, item)).collect(),
            dropped: dropped.collect(),
            missing: migration.missing.iter().map(|item| Self::called(new, *item)).collect(),
        }
    }
}

impl App {
    /// Takes the visit on the screen to the campaign in use.
    pub(super) fn move_visit(&mut self) -> Vec<Effect> {
        let (Some(season), Some(shared)) = (self.season(), self.visit.clone()) else { return Vec::new() };
        let surroundings = self.surroundings();
        let mut aside = Fields::new();
        {
            let mut ongoing = shared.borrow_mut();
            if !ongoing.is_older(season.campaign.version()) {
                return Vec::new();
            }
            let old = Rc::clone(&ongoing.season.program);
            let saved = repeats::restored(&old.form, &ongoing.visit.answers);
            let (program, attached) = (Rc::clone(&season.program), Rc::default());
            let (mut session, migration) = Session::migrate(program, attached, surroundings, &saved, Some(&old.form));
            session.set_language(season.campaign.language(self.settings.lang));
            for (path, value) in &migration.dropped {
                let key = format!("aside/{}", repeats::key_of(path));
                aside.insert(key, serde_json::Value::from(value.as_str()));
            }
            aside.insert("version".to_owned(), serde_json::Value::from(season.campaign.version()));
            ongoing.moved = Some(Ongoing::told(&ongoing.session, &session, &migration));
            season.campaign.version().clone_into(&mut ongoing.visit.version);
            ongoing.session = session;
            ongoing.season = season;
        }
        self.change_visit_with(&[], aside, |_| ())
    }

    /// What a session of now is handed.
    pub(super) fn surroundings(&self) -> expr::Env {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of the calendar are far below 2^53")]
        let env = expr::Env::new(self.now as f64, expr::date::Zone(self.zone), self.now.unsigned_abs());
        expr::Env { lang: self.settings.lang, ..env }
    }
}
