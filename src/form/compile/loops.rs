//! Loops: the questions of a `begin loop over list` stand once for each choice of the list, with `%(name)s` and `%(label)s`
//! replaced.

use super::choices::Lists;
use super::draft::{Draft, Drafts, Role, Texts};
use super::languages::Languages;
use super::name::is_name;
use crate::form::problem::{At, Cause, Problem};
use crate::form::{ChoiceList, LangId};

/// Replaces what stands in each loop by a group for each choice, but `none`.
pub(super) fn expand(
    drafts: &mut Drafts,
    choices: &Lists,
    languages: &Languages,
    sheet: &str,
    problems: &mut Vec<Problem>,
) {
    for node in drafts.in_order() {
        let Some(Draft { role: Role::Loop(list), .. }) = drafts.get(node) else { continue };
        let Some((_, list)) = choices.get(list) else { continue };
        let within = drafts.nodes.get_mut(node).map(|draft| std::mem::take(&mut draft.children)).unwrap_or_default();
        for choice in 0..list.len() {
            let column = Column { list, choice, default: languages.default };
            let name = list.value(choice);
            if name == "none" {
                continue;
            }
            let row = choices.row(&list.name, choice).unwrap_or_default();
            let mut refuse = |cause| problems.push(Problem::new(At::row(sheet, row), cause));
            if !is_name(name) {
                refuse(Cause::BadName { name: name.to_owned() });
            }
            let label = column.labels();
            if label.is_empty() {
                refuse(Cause::NoChoiceLabel { name: name.to_owned() });
            }
            let group = drafts.add(node, Draft { role: Role::Group, name: name.to_owned(), label, ..Draft::default() });
            for template in &within {
                copy(drafts, *template, group, Some(&column));
            }
        }
    }
}

/// A choice that a loop stands at.
struct Column<'a> {
    list: &'a ChoiceList,
    choice: usize,
    default: LangId,
}

impl Column<'_> {
    fn labels(&self) -> Texts {
        let labels = self.list.labels.iter();
        let labels =
            labels.map(|(language, column)| (*language, self.list.table.cell(self.choice, *column).to_owned()));
        labels.filter(|(_, label)| !label.is_empty()).collect()
    }

    /// `text` with `%(column)s` replaced by the choice's cells, `%(label)s` in the text's language.
    fn fill(&self, text: &mut String, language: LangId) {
        if !text.contains('%') {
            return;
        }
        let mut filled = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            filled.push_str(before);
            let named = after.strip_prefix('(').and_then(|name| name.split_once(")s"));
            let value = named.and_then(|(name, _)| self.value(name, language));
            rest = match (value, named, after.strip_prefix('%')) {
                (Some(value), Some((_, after)), _) => {
                    filled.push_str(value);
                    after
                }
                (_, _, Some(after)) => {
                    filled.push('%');
                    after
                }
                _ => {
                    filled.push('%');
                    after
                }
            };
        }
        filled.push_str(rest);
        *text = filled;
    }

    fn value(&self, name: &str, language: LangId) -> Option<&str> {
        if name == "label" {
            return Some(self.list.label(self.choice, language, self.default));
        }
        self.list.table.column(name).map(|column| self.list.table.cell(self.choice, column))
    }
}

/// Copies a node with all that stands in it. Only the copied node itself has its texts replaced, not what stands in it.
fn copy(drafts: &mut Drafts, node: usize, parent: usize, column: Option<&Column<'_>>) {
    let Some(mut draft) = drafts.get(node).cloned() else { return };
    let within = std::mem::take(&mut draft.children);
    if let Some(column) = column {
        let texts = [&mut draft.label, &mut draft.hint, &mut draft.guidance];
        let media = draft.media.iter_mut().map(|(_, texts)| texts);
        let messages = [&mut draft.bind.constraint_message, &mut draft.bind.required_message];
        for (language, text) in texts.into_iter().chain(media).chain(messages).flatten() {
            column.fill(text, *language);
        }
        let bind = &mut draft.bind;
        let cells = [
            &mut bind.readonly,
            &mut bind.required,
            &mut bind.relevant,
            &mut bind.constraint,
            &mut bind.calculate,
            &mut draft.count,
            &mut draft.default,
            &mut draft.filter,
            &mut draft.appearance,
        ];
        for cell in cells.into_iter().flatten() {
            column.fill(cell, column.default);
        }
    }
    let copied = drafts.add(parent, draft);
    for child in within {
        copy(drafts, child, copied, None);
    }
}
