//! Answers in repeats: how a visit's record names them, and what a person does with an instance.
//!
//! A question that is asked once is named by its name. One inside a repeat is named from the outermost repeat on, as
//! `fuel[2]/amount`, and `fuel[]` is how many instances there are. An instance is known by its place: a visit is made on one device,
//! and moving an instance writes anew the answers that moved.

use super::flow::Effect;
use super::{App, Ongoing};
use crate::form::Form;
use crate::form::session::{Role, Saved, Session};
use crate::journal::Texts;

/// What a person does with a repeat or one of its instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Adds an instance at the end of the repeat.
    Add,
    /// Takes the instance out.
    Remove,
    /// Moves the instance to this place, from 0.
    MoveTo(usize),
}

/// Does it to the repeat or instance at a path.
pub fn turn(session: &mut Session, path: &str, turn: Turn) {
    let Some(item) = session.find(path) else { return };
    match turn {
        Turn::Add => drop(session.add(item)),
        Turn::Remove => drop(session.remove(item)),
        Turn::MoveTo(place) => drop(session.move_to(item, place)),
    }
}

/// The name by which a record knows the answer at a path.
pub(super) fn key_of(path: &str) -> &str {
    match path.find('[') {
        Some(bracket) => {
            let start = path.get(..bracket).and_then(|head| head.rfind('/')).map_or(0, |slash| slash + 1);
            path.get(start..).unwrap_or(path)
        }
        None => path.rsplit('/').next().unwrap_or(path),
    }
}

/// How many instances each repeat that takes part has, by the record's name for it.
pub(super) fn counts(session: &Session) -> impl Iterator<Item = (String, String)> + '_ {
    let ranges = session.items().into_iter().filter_map(|item| session.view(item));
    ranges.filter(|view| view.role == Role::Range && view.relevant).map(|view| {
        let path = session.path(view.item);
        (format!("{}[]", key_of(&path)), session.instances(view.item).len().to_string())
    })
}

/// A record's answers as a session keeps them.
pub(super) fn restored(form: &Form, answers: &Texts) -> Saved {
    let mut saved =
        Saved { form: form.settings.id.clone(), version: form.settings.version.clone(), ..Saved::default() };
    for node in form.nodes.iter().filter(|node| !node.kind.is_container()) {
        if let Some(value) = answers.get(&node.name) {
            saved.values.insert(node.path.clone(), value.to_owned());
        }
    }
    for (key, value) in answers.iter().filter(|(key, _)| key.contains('[')) {
        let name = key.split('[').next().unwrap_or_default();
        let repeat = form.nodes.iter().find(|node| node.kind.is_container() && node.name == name);
        let Some(above) = repeat.and_then(|repeat| repeat.path.strip_suffix(name)) else { continue };
        match key.strip_suffix("[]") {
            Some(range) => drop(saved.repeats.insert(format!("{above}{range}"), value.parse().unwrap_or(0))),
            None => drop(saved.values.insert(format!("{above}{key}"), value.to_owned())),
        }
    }
    saved
}

impl App {
    /// Adds, takes out or moves an instance in the visit on the screen.
    pub(super) fn turn_repeat(&mut self, path: &str, what: Turn) -> Vec<Effect> {
        self.change_visit(&[], |visit: &mut Ongoing| turn(&mut visit.session, path, what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[cfg(feature = "compile")]
    #[test]
    fn what_a_record_keeps_of_repeats_comes_back_as_it_was() {
        use std::rc::Rc;
        use std::sync::Arc;

        use crate::expr::Env;
        use crate::form::session::{Answer, Program};
        use crate::form::{Options, compile};
        use crate::moment::Moment;
        use crate::workbook::Workbook;

        const SURVEY: &str = "type,name,label\ntext,head,户主\nbegin repeat,fuel,燃料\ntext,kind,种类\n\
                              begin repeat,load,车\ninteger,weight,重量\nend repeat,,\nend repeat,,\n";
        let form = compile(Workbook::from_csvs(&[("survey", SURVEY)]), &Options::default()).unwrap().form;
        let program = Rc::new(Program::new(Arc::new(form)).unwrap());
        let env = || Env { ..Moment::new(0, 480).env() };
        let mut session = Session::new(Rc::clone(&program), Rc::default(), env());
        turn(&mut session, "/data/fuel", Turn::Add);
        turn(&mut session, "/data/fuel[2]/load", Turn::Add);
        for (path, text) in [
            ("/data/head", "测试甲"),
            ("/data/fuel[1]/kind", "煤"),
            ("/data/fuel[2]/kind", "柴"),
            ("/data/fuel[2]/load[2]/weight", "300"),
        ] {
            let item = session.find(path).unwrap();
            session.answer(item, &Answer::from(text));
        }
        turn(&mut session, "/data/fuel[2]", Turn::MoveTo(0));
        let asked = session.result().into_iter().filter(|(path, _)| !path.contains("/meta/"));
        let mut kept: BTreeMap<String, String> = asked.map(|(path, value)| (key_of(&path).to_owned(), value)).collect();
        kept.extend(counts(&session));
        assert_eq!(kept.get("fuel[1]/load[2]/weight").map(String::as_str), Some("300"));
        assert_eq!(kept.get("fuel[]").map(String::as_str), Some("2"));
        let again = Session::resume(
            Rc::clone(&program),
            Rc::default(),
            env(),
            &restored(&program.form, &kept.iter().collect()),
        );
        let answers = |session: &Session| {
            let all = session.result().into_iter();
            all.filter(|(path, _)| !path.contains("/meta/")).collect::<Vec<_>>()
        };
        assert_eq!(answers(&again), answers(&session));
        turn(&mut session, "/data/fuel[2]", Turn::Remove);
        assert!(counts(&session).any(|count| count == ("fuel[]".to_owned(), "1".to_owned())));
    }

    #[test]
    fn a_record_names_answers_from_the_outermost_repeat_on() {
        assert_eq!(key_of("/data/heating/stove"), "stove");
        assert_eq!(key_of("/data/heating/fuel[2]/amount"), "fuel[2]/amount");
        assert_eq!(key_of("/data/fuel[2]/part[1]/name"), "fuel[2]/part[1]/name");
        assert_eq!(key_of("/data/fuel[2]/part"), "fuel[2]/part");
        assert_eq!(key_of("/data/fuel"), "fuel");
    }
}
