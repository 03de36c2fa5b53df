//! `${name}` to paths, scoped as pyxform scopes them: relative when both stand in one repeat, absolute otherwise, and inside
//! `indexed-repeat()` by the argument's place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::draft::{Drafts, Role};
use super::reference::{Reference, references};
use crate::form::problem::Cause;

/// All names of a form with the nodes that have them.
pub(super) struct Resolver<'a> {
    drafts: &'a Drafts,
    /// The node of each name; none where more than one has it.
    names: BTreeMap<&'a str, Option<usize>>,
}

/// Why a name means no node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unresolved {
    /// No node has it.
    Unknown(String),
    /// More than one has it.
    Ambiguous(String),
}

impl Unresolved {
    /// The name, and the problem that it is.
    pub(super) fn into_cause(self) -> (String, Cause) {
        match self {
            Self::Unknown(name) => (name.clone(), Cause::UnknownReference { name, nearest: None }),
            Self::Ambiguous(name) => (name.clone(), Cause::AmbiguousReference { name }),
        }
    }
}

/// What the place of a reference asks for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Relative paths begin at `current()`, as inside the predicate of a choice list.
    pub current: bool,
    /// The path must be able to take a predicate on the repeat, as for choices out of a repeat.
    pub whole_repeat: bool,
}

impl<'a> Resolver<'a> {
    /// Collects the names: those of questions and of containers, the form's own too.
    pub(super) fn new(drafts: &'a Drafts) -> Self {
        let mut names = BTreeMap::new();
        for index in drafts.in_order() {
            if let Some(draft) = drafts.get(index)
                && !matches!(draft.role, Role::External { .. } | Role::Attribute(_) | Role::EntityLabel)
            {
                names.entry(draft.name.as_str()).and_modify(|node| *node = None).or_insert(Some(index));
            }
        }
        Self { drafts, names }
    }

    /// The node of this name.
    pub(super) fn node(&self, name: &str) -> Result<usize, Unresolved> {
        match self.names.get(name) {
            None => Err(Unresolved::Unknown(name.to_owned())),
            Some(None) => Err(Unresolved::Ambiguous(name.to_owned())),
            Some(Some(index)) => Ok(*index),
        }
    }

    /// `text` with paths for its references, as seen from `context`; without one, all are absolute.
    pub(super) fn resolve(&self, text: &str, context: Option<usize>, manner: Manner) -> Result<String, Unresolved> {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for reference in references(text).filter_map(Result::ok) {
            out.push_str(text.get(at..reference.span.start).unwrap_or(""));
            out.push_str(&self.path(&reference, text, context, manner)?);
            at = reference.span.end;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        Ok(out)
    }

    /// The path for one reference of `text`, with a space on each side.
    pub(super) fn path(
        &self,
        reference: &Reference<'_>,
        text: &str,
        context: Option<usize>,
        manner: Manner,
    ) -> Result<String, Unresolved> {
        let target = self.node(reference.name)?;
        if let Some(context) = context
            && !reference.last_saved
            && is_relative(reference, text)
            && let Some((steps, path)) = self.relative(context, target, manner.whole_repeat)
        {
            let current = manner.current || in_instance_predicate(text, &reference.span);
            let start = if current { "current()/" } else { "" };
            return Ok(format!(" {start}{}{path} ", vec![".."; steps].join("/")));
        }
        let start = if reference.last_saved { "instance('__last-saved')" } else { "" };
        Ok(format!(" {start}{} ", self.drafts.path(target, None)))
    }

    /// How many steps up from `source` and then which path down lead to `target`, if they stand in one repeat.
    fn relative(&self, source: usize, target: usize, whole_repeat: bool) -> Option<(usize, String)> {
        let is_repeat = |role: &Role| matches!(role, Role::Repeat);
        let (repeat, steps) = self.drafts.common(source, target, is_repeat)?;
        if whole_repeat {
            let nearest = |of: usize| {
                let mut ancestors = self.drafts.ancestors(of).map(|(at, _)| at);
                ancestors.find(|at| self.drafts.get(*at).is_some_and(|draft| is_repeat(&draft.role)))
            };
            if nearest(target) == Some(repeat) && (nearest(repeat).is_none() || nearest(source) != Some(repeat)) {
                let above = self.drafts.get(repeat).and_then(|draft| draft.parent);
                return Some((steps + 1, self.drafts.path(target, above)));
            }
        }
        let (container, steps) =
            self.drafts.common(source, target, |role| matches!(role, Role::Group | Role::Meta | Role::Repeat))?;
        Some((steps, self.drafts.path(target, Some(container))))
    }
}

/// Whether a span lies in a predicate of a text that asks a secondary instance.
fn in_instance_predicate(text: &str, span: &Range<usize>) -> bool {
    let asks = text.match_indices("instance(").any(|(at, call)| {
        let mut after = text.get(at + call.len()..).unwrap_or("").chars();
        after.next().is_some_and(|c| c != ')') && after.next().is_some()
    });
    asks && predicates(text).any(|predicate| span.start >= predicate.start && span.end <= predicate.end)
}

/// The spans from each `[` to the next `]`.
fn predicates(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('[')?;
            let length = text.get(start + 1..)?.find(']')?;
            if length == 0 {
                at = start + 1;
                continue;
            }
            at = start + length + 2;
            return Some(start..at);
        }
    })
}

/// Whether a reference becomes a relative path where it can: everywhere but in the arguments of `indexed-repeat()` that name
/// the answer and the repeats. Where three calls follow one another, the second is passed over, as pyxform does.
fn is_relative(reference: &Reference<'_>, text: &str) -> bool {
    const CALL: &str = "indexed-repeat(";
    if !text.contains(CALL) {
        return true;
    }
    let mut calls = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(CALL)) {
        let start = at + found;
        let inside = start + CALL.len();
        let Some(length) = text.get(inside..).and_then(|rest| rest.find(')')) else { break };
        at = if length == 0 { inside } else { inside + length + 1 };
        if length > 0 {
            calls.push(start..at);
        }
    }
    let mut next = 0;
    while let Some(call) = calls.get(next) {
        if reference.span.end > call.end {
            if next + 1 >= calls.len() {
                return true;
            }
            next += 2;
            continue;
        }
        if reference.span.end < call.start || reference.span.start > call.end {
            return true;
        }
        let arguments = text.get(call.start + CALL.len()..call.end - 1).unwrap_or("");
        let wanted = format!("${{{}}}", reference.name);
        let place = arguments.split(',').enumerate().filter(|(_, argument)| argument.contains(&wanted)).last();
        return place.is_some_and(|(place, _)| !matches!(place, 0 | 1 | 3 | 5));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;

    /// `/data/a`, `/data/r/b`, `/data/r/g/c`, `/data/r/s/d`, `/data/o/e`, `r` and `s` being repeats.
    fn drafts() -> Drafts {
        let mut drafts = Drafts { nodes: vec![Draft { name: "data".into(), ..Draft::default() }] };
        let mut add =
            |parent, name: &str, role| drafts.add(parent, Draft { name: name.into(), role, ..Draft::default() });
        let question = || Role::Question(super::super::types::Type::Text, crate::form::Kind::Note);
        add(0, "a", question());
        let r = add(0, "r", Role::Repeat);
        add(r, "b", question());
        let g = add(r, "g", Role::Group);
        add(g, "c", question());
        let s = add(r, "s", Role::Repeat);
        add(s, "d", question());
        let o = add(0, "o", Role::Group);
        add(o, "e", question());
        add(o, "e2", question());
        drafts
    }

    fn resolved(text: &str, from: &str) -> String {
        let drafts = drafts();
        let resolver = Resolver::new(&drafts);
        let context = resolver.node(from).unwrap();
        resolver.resolve(text, Some(context), Manner::default()).unwrap()
    }

    #[test]
    fn references_are_relative_within_one_repeat() {
        assert_eq!(resolved("${b}", "c"), " ../../b ");
        assert_eq!(resolved("${c}", "b"), " ../g/c ");
        assert_eq!(resolved("${b}", "d"), " ../../b ");
        assert_eq!(resolved("${d}", "b"), " ../s/d ");
        assert_eq!(resolved("1+${a}", "b"), "1+ /data/a ");
        assert_eq!(resolved("${e}", "e2"), " /data/o/e ");
        assert_eq!(resolved("${b}", "a"), " /data/r/b ");
        assert_eq!(resolved("${last-saved#b}", "c"), " instance('__last-saved')/data/r/b ");
        assert_eq!(resolved("${r}", "b"), " /data/r ");
        assert_eq!(resolved("${g}", "d"), " ../../g ");
    }

    #[test]
    fn predicates_of_instances_begin_at_current() {
        assert_eq!(
            resolved("instance('x')/root/item[name = ${b}]/label", "c"),
            "instance('x')/root/item[name =  current()/../../b ]/label"
        );
        assert_eq!(resolved("sum(x[${b}])", "c"), "sum(x[ ../../b ])");
    }

    #[test]
    fn indexed_repeat_keeps_what_it_names_absolute() {
        assert_eq!(resolved("indexed-repeat(${b}, ${r}, ${c})", "c"), "indexed-repeat( /data/r/b ,  /data/r ,  ../c )");
        assert_eq!(
            resolved("${b} + indexed-repeat(${b}, ${r}, 1)", "c"),
            " ../../b  + indexed-repeat( /data/r/b ,  /data/r , 1)"
        );
    }

    #[test]
    fn a_name_of_two_nodes_means_none() {
        let mut drafts = drafts();
        drafts.add(0, Draft { name: "a".into(), role: Role::Group, ..Draft::default() });
        let resolver = Resolver::new(&drafts);
        assert_eq!(resolver.node("a"), Err(Unresolved::Ambiguous("a".into())));
        assert_eq!(resolver.node("zz"), Err(Unresolved::Unknown("zz".into())));
    }
}
