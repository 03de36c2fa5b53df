//! Rows that ask to choose: `select_one villages or_other`, `select_multiple_from_file shops.csv`, `rank items` …

use super::draft::{Binding, Choosing, Draft, Order, Role, Texts};
use super::kinds::{BOOLEANS, one_of, parameter, unknown_parameters};
use super::name::{is_name, nearest};
use super::reference::{has_reference, whole_reference};
use super::sheet::similar;
use super::survey::{Survey, TableList};
use super::types::Type;
use crate::form::problem::Cause;
use crate::form::{Kind, Pick};
use crate::register::typed::is_han;

/// The words that ask to choose, in the order in which pyxform tries them.
const COMMANDS: [(&str, Pick); 15] = [
    ("add select one prompt using", Pick::One),
    ("add select multiple prompt using", Pick::Many),
    ("select all that apply from", Pick::Many),
    ("select one from", Pick::One),
    ("select1", Pick::One),
    ("select_one", Pick::One),
    ("select one", Pick::One),
    ("select_multiple", Pick::Many),
    ("select all that apply", Pick::Many),
    ("select_one_external", Pick::One),
    ("select_one_from_file", Pick::One),
    ("select_multiple_from_file", Pick::Many),
    ("select one from file", Pick::One),
    ("select multiple from file", Pick::Many),
    ("rank", Pick::Rank),
];

/// The words that add a choice for anything else.
const OTHER: [&str; 3] = ["or specify other", "or_other", "or other"];

/// A `type` cell that asks to choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Command<'a> {
    /// The words.
    words: &'static str,
    /// How many are chosen.
    pick: Pick,
    /// The list, file or reference.
    list: &'a str,
    /// Whether anything else can be answered too.
    other: bool,
}

/// Reads a `type` cell that asks to choose.
pub(super) fn command(type_name: &str) -> Option<Command<'_>> {
    COMMANDS.iter().find_map(|(words, pick)| {
        let rest = type_name.strip_prefix(words)?.strip_prefix(' ')?;
        let (list, after) = rest.split_once(' ').map_or((rest, None), |(list, after)| (list, Some(after)));
        let fits =
            !list.is_empty() && !list.contains(char::is_whitespace) && after.is_none_or(|after| OTHER.contains(&after));
        fits.then_some(Command { words, pick: *pick, list, other: after.is_some() })
    })
}

/// A file's name and its end, the point with the end; without a point there is no end.
pub(super) fn split_extension(file: &str) -> (&str, &str) {
    let stem = file.trim_start_matches('.');
    match stem.rfind('.').filter(|_| !stem.is_empty()) {
        Some(at) => file.split_at(file.len() - stem.len() + at),
        None => (file, ""),
    }
}

/// Whether choices can be read from files with this end.
pub(super) fn is_choice_file(extension: &str) -> bool {
    matches!(extension, ".csv" | ".xml" | ".geojson")
}

impl Survey<'_> {
    /// Adds a question that asks to choose.
    pub(super) fn select(&mut self, command: &Command<'_>, mut draft: Draft) {
        let (stem, extension) = split_extension(command.list);
        let from_file = is_choice_file(extension);
        let external = command.words == "select_one_external";
        if external {
            self.check_external(command, &draft);
        } else {
            self.instances.insert(stem.to_owned());
        }
        if command.words.contains("from") && command.words.contains("file") && (!from_file || stem.contains('.')) {
            self.refuse_type(Cause::FileEnding { file: command.list.to_owned() });
        } else if !external
            && !from_file
            && !has_reference(command.list)
            && self.parts.choices.get(command.list).is_none()
        {
            self.refuse_list(command.list);
        }
        if command.pick == Pick::Many && !from_file {
            self.check_spaces(command.list);
        }
        let other = command.other.then(|| self.other_question(command, &draft)).flatten();
        let order = self.order(command, &draft);
        let in_sheet = draft.filter.is_some() || order == Order::Given && !from_file && !has_reference(command.list);
        let is_list = !external && self.parts.choices.get(command.list).is_some();
        draft.role = Role::Select(Choosing {
            pick: command.pick,
            external,
            list: command.list.to_owned(),
            list_name: (in_sheet && is_list).then(|| command.list.to_owned()),
            order,
            search: draft.appearance.as_deref().is_some_and(searches),
        });
        if !self.put_into_table(command, &mut draft) {
            return;
        }
        self.add(draft);
        if let Some(other) = other {
            self.add(other);
        }
    }

    fn check_external(&mut self, command: &Command<'_>, draft: &Draft) {
        match self.parts.external {
            None => {
                let similar = similar(self.parts.workbook, "external_choices");
                self.refuse_type(Cause::NoSheet { sheet: "external_choices", similar });
            }
            Some(lists) if lists.get(command.list).is_none() => {
                let nearest = nearest(command.list, lists.names());
                self.refuse_type(Cause::UnknownList { list: command.list.to_owned(), nearest });
            }
            Some(_) if draft.filter.is_none() && self.parts.choices.get(command.list).is_none() => {
                self.refuse_type(Cause::ExternalWithoutFilter);
            }
            Some(_) => {}
        }
    }

    /// Refuses a list that the choices sheet does not have.
    pub(super) fn refuse_list(&mut self, list: &str) {
        if self.parts.choices.names().next().is_none() {
            let similar = similar(self.parts.workbook, "choices");
            self.refuse_type(Cause::NoSheet { sheet: "choices", similar });
        } else {
            let nearest = nearest(list, self.parts.choices.names());
            self.refuse_type(Cause::UnknownList { list: list.to_owned(), nearest });
        }
    }

    fn check_spaces(&mut self, list: &str) {
        let Some((_, choices)) = self.parts.choices.get(list) else { return };
        let spaced = (0..choices.len()).map(|choice| choices.value(choice)).find(|name| name.contains(' '));
        if let Some(name) = spaced.map(str::to_owned) {
            self.refuse_type(Cause::ChoiceSpace { name, list: list.to_owned() });
        }
    }

    fn other_question(&mut self, command: &Command<'_>, draft: &Draft) -> Option<Draft> {
        self.other_seen = true;
        if draft.filter.is_some() {
            self.refuse_type(Cause::OtherWithFilter);
            return None;
        }
        if self.parts.choices.get(command.list).is_none() {
            self.refuse_type(Cause::OtherWithoutList);
            return None;
        }
        self.parts.choices.add_other(command.list);
        let relevant = format!("selected(../{}, 'other')", draft.name);
        let asks = |text: &str| if text.contains(is_han) { "请说明" } else { "Specify other." }.to_owned();
        let mut label: Texts = draft.label.iter().map(|(language, text)| (*language, asks(text))).collect();
        if label.is_empty() {
            label.push((self.parts.languages.default, asks("")));
        }
        Some(Draft {
            role: Role::Question(Type::Text, Kind::Text { rows: None }),
            name: format!("{}_other", draft.name),
            label,
            bind: Binding { given: true, relevant: Some(relevant), ..Binding::default() },
            generated_for: Some(self.at(&["type"])),
            ..Draft::default()
        })
    }

    fn order(&mut self, command: &Command<'_>, draft: &Draft) -> Order {
        let parameters = &draft.parameters;
        let mut causes;
        if matches!(command.words, "select_one_from_file" | "select_multiple_from_file") {
            causes = unknown_parameters(parameters, &["label", "randomize", "seed", "value"]);
            for name in ["value", "label"] {
                if parameter(parameters, name).is_some_and(|value| !is_name(value)) {
                    causes.push(Cause::ParameterNotName { name });
                }
            }
        } else {
            causes = unknown_parameters(parameters, &["randomize", "seed"]);
        }
        causes.extend(one_of(parameters, "randomize", &BOOLEANS));
        let seed = parameter(parameters, "seed").map(str::to_owned);
        let randomize = parameter(parameters, "randomize").map(str::to_owned);
        if let Some(seed) = &seed {
            if randomize.is_none() {
                causes.push(Cause::SeedAlone);
            } else if whole_reference(seed).is_none() && seed.parse::<f64>().is_err() {
                causes.push(Cause::SeedInvalid);
            }
        }
        for cause in causes {
            self.refuse_parameter(cause);
        }
        if randomize.as_deref() == Some("true") { Order::Random(seed) } else { Order::Given }
    }

    /// Heads the columns of a group shown as a table before its first question, and turns the question into one of its rows.
    /// False where the question does not fit in.
    fn put_into_table(&mut self, command: &Command<'_>, draft: &mut Draft) -> bool {
        match &self.table {
            TableList::None => return true,
            TableList::Begun => {
                if draft.filter.is_some() {
                    self.refuse_type(Cause::TableWithFilter);
                    return false;
                }
                if self.parts.choices.get(command.list).is_none() {
                    self.refuse_list(command.list);
                    return false;
                }
                self.table = TableList::Of(command.list.to_owned());
                let choosing = Choosing {
                    pick: command.pick,
                    external: false,
                    list: command.list.to_owned(),
                    list_name: None,
                    order: Order::Given,
                    search: false,
                };
                let row = draft.row.unwrap_or_default();
                self.add(Draft {
                    role: Role::Select(choosing),
                    name: format!("reserved_name_for_field_list_labels_{row}"),
                    appearance: Some("label".to_owned()),
                    generated_for: Some(self.at(&["type"])),
                    ..Draft::default()
                });
            }
            TableList::Of(first) if first != command.list => {
                let cause = Cause::TableMixed { first: first.clone(), second: command.list.to_owned() };
                self.refuse_type(cause);
                return false;
            }
            TableList::Of(_) => {}
        }
        draft.appearance = Some("list-nolabel".to_owned());
        true
    }
}

/// Whether an appearance fetches the choices by `search()`.
fn searches(appearance: &str) -> bool {
    appearance.len() > 7
        && appearance.find("search(").is_some_and(|at| appearance.get(at..).is_some_and(|call| call.contains(')')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(type_name: &str) -> Option<(&str, Pick, bool)> {
        command(type_name).map(|command| (command.list, command.pick, command.other))
    }

    #[test]
    fn a_type_that_asks_to_choose_names_a_list() {
        assert_eq!(parts("select_one yes_no"), Some(("yes_no", Pick::One, false)));
        assert_eq!(parts("select one from file a.csv"), Some(("a.csv", Pick::One, false)));
        assert_eq!(parts("select all that apply from l or specify other"), Some(("l", Pick::Many, true)));
        assert_eq!(parts("select_multiple l or_other"), Some(("l", Pick::Many, true)));
        assert_eq!(parts("rank l"), Some(("l", Pick::Rank, false)));
        assert_eq!(parts("select_one ${a}"), Some(("${a}", Pick::One, false)));
        for none in ["select_one", "select_one ", "select_one a b", "text", "xselect_one a"] {
            assert_eq!(parts(none), None, "{none}");
        }
    }

    #[test]
    fn a_file_has_an_end() {
        assert_eq!(split_extension("a.csv"), ("a", ".csv"));
        assert_eq!(split_extension("a.b.csv"), ("a.b", ".csv"));
        assert_eq!(split_extension("a"), ("a", ""));
        assert_eq!(split_extension(".csv"), (".csv", ""));
    }
}
