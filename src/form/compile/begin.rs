//! `begin` and `end` of groups, repeats and loops.

use super::draft::{Draft, Role};
use super::name::nearest;
use super::survey::{Level, Survey, TableList};
use super::types::Type;
use crate::form::Kind;
use crate::form::problem::{Cause, Container, Remark};

/// The words for containers.
const WORDS: [(&str, Container); 5] = [
    ("group", Container::Group),
    ("lgroup", Container::Repeat),
    ("repeat", Container::Repeat),
    ("loop", Container::Loop),
    ("looped group", Container::Repeat),
];

/// A `type` cell that begins a container.
pub(super) struct Begin<'a> {
    container: Container,
    list: Option<&'a str>,
}

/// Reads `begin group`, `begin_repeat`, `begin loop over list` …
pub(super) fn begin(type_name: &str) -> Option<Begin<'_>> {
    let rest = word(type_name, "begin")?;
    WORDS.iter().find_map(|(word, container)| {
        let after = rest.strip_prefix(word)?;
        if after.is_empty() {
            return Some(Begin { container: *container, list: None });
        }
        let after = after.strip_prefix(' ')?;
        let list = after.strip_prefix("over ").filter(|list| !list.is_empty()).unwrap_or(after);
        let plain = !list.is_empty() && !list.contains(char::is_whitespace);
        plain.then_some(Begin { container: *container, list: Some(list) })
    })
}

/// Reads `end group`, `end_repeat` …
pub(super) fn end(type_name: &str) -> Option<Container> {
    let rest = word(type_name, "end")?;
    WORDS.iter().find(|(word, _)| *word == rest).map(|(_, container)| *container)
}

fn word<'a>(type_name: &'a str, word: &str) -> Option<&'a str> {
    type_name.strip_prefix(word)?.strip_prefix(|c: char| c == '_' || c.is_whitespace())
}

impl Survey<'_> {
    /// Begins a container.
    pub(super) fn begin(&mut self, begin: &Begin<'_>, mut draft: Draft) {
        let name = draft.name.clone();
        // Only questions are triggered.
        draft.triggers.clear();
        draft.role = match begin.container {
            Container::Group => Role::Group,
            Container::Repeat => {
                self.check_repeat(&draft);
                Role::Repeat
            }
            Container::Loop => Role::Loop(self.loop_list(begin.list)),
        };
        if let Some(count) = draft.count.take() {
            draft.count = Some(self.counted(&name, count));
        }
        let heading = self.table_heading(&mut draft);
        let node = self.add(draft);
        let row = self.row();
        self.stack.push(Level::new(node, Some(begin.container), name, row));
        if let Some(heading) = heading {
            self.add(heading);
        }
    }

    fn check_repeat(&mut self, draft: &Draft) {
        let name = draft.name.clone();
        let is_form = self.drafts.get(0).is_some_and(|form| form.name == name);
        if is_form {
            self.refuse(&["name"], Cause::RepeatNamedAsForm { name: name.clone() });
        } else if !self.repeats.insert(name.clone()) {
            self.refuse(&["name"], Cause::RepeatTaken { name: name.clone() });
        }
        if draft.label.is_empty() && draft.media.is_empty() {
            self.remark(Remark::RepeatWithoutLabel { name });
        }
    }

    fn loop_list(&mut self, list: Option<&str>) -> String {
        let Some(list) = list else {
            self.refuse_type(Cause::LoopWithoutList);
            return String::new();
        };
        if self.parts.choices.get(list).is_none() {
            let nearest = nearest(list, self.parts.choices.names());
            self.refuse_type(Cause::UnknownList { list: list.to_owned(), nearest });
        }
        list.to_owned()
    }

    /// A group with the appearance `table-list` shows its questions as rows of a table; its label and hint become a note.
    fn table_heading(&mut self, draft: &mut Draft) -> Option<Draft> {
        let appearance = draft.appearance.clone()?;
        if !appearance.split_whitespace().any(|word| word == "table-list") {
            return None;
        }
        self.table = TableList::Begun;
        let others = appearance.split_whitespace().filter(|word| *word != "table-list");
        draft.appearance = Some(std::iter::once("field-list").chain(others).collect::<Vec<_>>().join(" "));
        if draft.label.is_empty() && draft.hint.is_empty() {
            return None;
        }
        Some(Draft {
            role: Role::Question(Type::Note, Kind::Note),
            name: format!("generated_table_list_label_{}", self.row()),
            label: std::mem::take(&mut draft.label),
            hint: std::mem::take(&mut draft.hint),
            generated_for: Some(self.at(&["control", "appearance"])),
            ..Draft::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_begin_and_end() {
        let list = |text| begin(text).map(|begin| (begin.container, begin.list));
        assert_eq!(list("begin group"), Some((Container::Group, None)));
        assert_eq!(list("begin_repeat"), Some((Container::Repeat, None)));
        assert_eq!(list("begin loop over cities"), Some((Container::Loop, Some("cities"))));
        assert_eq!(list("begin loop cities"), Some((Container::Loop, Some("cities"))));
        assert_eq!(list("begin looped group"), Some((Container::Repeat, None)));
        assert_eq!(list("begin over"), None);
        assert_eq!(list("begin group a b"), None);
        assert_eq!(end("end lgroup"), Some(Container::Repeat));
        assert_eq!(end("end group g"), None);
    }
}
