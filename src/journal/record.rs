//! A record: what the writes made to it amount to, field by field.
//!
//! A field's value is that of the write which no other write of that field has seen. Where two or more remain and say
//! different things, that is a conflict: the later shows (by time, then device, then number) and the others stand beside it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::line::{self, Body, Id};
use super::value::FieldValue;
use super::write::{DELETED, Kind, RecordId, WriteId};

/// A record as it stands now, borrowed from the journal.
#[derive(Clone, Debug)]
pub struct Record<'j> {
    kind: &'j Kind,
    id: &'j RecordId,
    writes: Vec<Body<'j>>,
    fields: Vec<Field<'j>>,
}

/// One field: the value that shows, and those that stand beside it.
#[derive(Clone, Debug)]
pub struct Field<'j> {
    path: Cow<'j, str>,
    shown: Head<'j>,
    others: Vec<Head<'j>>,
}

#[derive(Clone, Debug)]
struct Head<'j> {
    write: usize,
    value: FieldValue<'j>,
}

/// One side of a field: what somebody wrote, and who and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'r> {
    /// What was written.
    pub value: &'r FieldValue<'r>,
    /// By which write.
    pub id: WriteId,
    /// By whom.
    pub author: &'r str,
    /// When, by that device's clock, in milliseconds since 1970-01-01T00:00Z.
    pub at: i64,
}

static NULL: FieldValue<'static> = FieldValue::Null;

/// Up to so many fields are looked through one by one.
const FEW: usize = 24;

impl<'j> Record<'j> {
    /// Folds a record's lines, which stand in the order of device, number and bytes; fields whose path is not `wanted` are passed over.
    pub(super) fn fold(
        kind: &'j Kind,
        id: &'j RecordId,
        lines: impl Iterator<Item = &'j str>,
        wanted: impl Fn(&str) -> bool,
    ) -> Self {
        let mut writes: Vec<Body<'j>> = Vec::new();
        let mut set: Vec<(Cow<'j, str>, Head<'j>)> = Vec::with_capacity(FEW);
        for line in lines {
            let write = writes.len();
            // Every line was read once when it was filed, so none is left out here.
            writes.extend(line::body(line, &mut set, &wanted, |path, value| (path, Head { write, value })).ok());
        }
        // Stable, so that a field's writes stay in the order of device and number.
        set.sort_by(|a, b| a.0.cmp(&b.0));
        let mut fields = Vec::with_capacity(set.len());
        let mut set = set.into_iter().peekable();
        while let Some((path, first)) = set.next() {
            let mut heads = Vec::new();
            while let Some((_, head)) = set.next_if(|(next, _)| *next == path) {
                heads.push(head);
            }
            fields.push(if heads.is_empty() {
                Field { path, shown: first, others: heads }
            } else {
                heads.insert(0, first);
                Field::of(path, heads, &writes)
            });
        }
        Self { kind, id, writes, fields }
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> &'j Kind {
        self.kind
    }

    /// Which it is.
    #[must_use]
    pub fn id(&self) -> &'j RecordId {
        self.id
    }

    /// Its fields, by path, cleared ones with them.
    #[must_use]
    pub fn fields(&self) -> &[Field<'j>] {
        &self.fields
    }

    /// A field, if it was ever set.
    #[must_use]
    pub fn field(&self, path: &str) -> Option<&Field<'j>> {
        if self.fields.len() <= FEW {
            // Most differ in their length, which is seen sooner than an order.
            return self.fields.iter().find(|field| field.path() == path);
        }
        let place = self.fields.binary_search_by(|field| field.path().cmp(path)).ok()?;
        self.fields.get(place)
    }

    /// The value that shows; [`FieldValue::Null`] where there is none.
    #[must_use]
    pub fn get(&self, path: &str) -> &FieldValue<'j> {
        self.field(path).map_or(&NULL, Field::value)
    }

    /// The text that shows; empty where there is none.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        self.get(path).as_text().unwrap_or_default()
    }

    /// The number that shows. Text is not read as one.
    #[must_use]
    pub fn number(&self, path: &str) -> Option<f64> {
        match self.get(path) {
            FieldValue::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether the field is set and true.
    #[must_use]
    pub fn flag(&self, path: &str) -> bool {
        *self.get(path) == FieldValue::Bool(true)
    }

    /// The texts of a list, such as the codes of a household's categories; one text counts as a list of one.
    pub fn list(&self, path: &str) -> impl Iterator<Item = &str> {
        let values = match self.get(path) {
            FieldValue::List(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        };
        values.iter().filter_map(FieldValue::as_text).filter(|text| !text.is_empty())
    }

    /// The fields whose path begins with `prefix` (`member/`), with the rest of the path.
    pub fn under<'r>(&'r self, prefix: &'r str) -> impl Iterator<Item = (&'r str, &'r Field<'j>)> {
        let start = self.fields.partition_point(|field| field.path() < prefix);
        let fields = self.fields.get(start..).unwrap_or_default();
        fields.iter().map_while(move |field| Some((field.path().strip_prefix(prefix)?, field)))
    }

    /// The sides of a field: the one that shows, then the others.
    pub fn sides<'r>(&'r self, field: &'r Field<'j>) -> impl Iterator<Item = Side<'r>> {
        let heads = std::iter::once(&field.shown).chain(&field.others);
        heads.filter_map(|head| {
            let meta = self.writes.get(head.write)?;
            Some(Side { value: &head.value, id: meta.id.to_owned(), author: &meta.author, at: meta.at })
        })
    }

    /// The fields whose sides say different things.
    pub fn conflicts(&self) -> impl Iterator<Item = &Field<'j>> {
        self.fields.iter().filter(|field| field.is_conflict())
    }

    /// Whether it is deleted and nobody disputes that: no deletion is undone beside it, and no field was changed by
    /// somebody whose change no deletion had seen. Otherwise the record stays in sight.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.field(DELETED).is_some_and(|field| {
            field.heads().all(|head| head.value == FieldValue::Bool(true)) && self.unseen_by_deletion().next().is_none()
        })
    }

    /// The fields that were changed by somebody who did not know that the record was deleted; none where it is not.
    pub fn unseen_by_deletion(&self) -> impl Iterator<Item = &Field<'j>> {
        let deletions: Vec<usize> = self
            .field(DELETED)
            .into_iter()
            .flat_map(Field::heads)
            .filter(|head| head.value == FieldValue::Bool(true))
            .map(|head| head.write)
            .collect();
        let seen: BTreeSet<&Id<'j>> =
            deletions.iter().filter_map(|write| self.writes.get(*write)).flat_map(|meta| &meta.seen).collect();
        self.fields.iter().filter(move |field| {
            !deletions.is_empty()
                && field.heads().any(|head| {
                    !deletions.contains(&head.write)
                        && self.writes.get(head.write).is_some_and(|meta| !seen.contains(&meta.id))
                })
        })
    }

    /// When it was last written to, by the latest of the clocks, in milliseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub fn changed(&self) -> i64 {
        self.writes.iter().map(|meta| meta.at).max().unwrap_or_default()
    }
}

impl<'j> Field<'j> {
    /// The field out of all its writes, of which there are several.
    fn of(path: Cow<'j, str>, mut heads: Vec<Head<'j>>, writes: &[Body<'j>]) -> Self {
        // One line may name a field twice; its last word counts, as everywhere in JSON.
        heads.reverse();
        heads.dedup_by_key(|head| head.write);
        let seen: BTreeSet<&Id<'j>> =
            heads.iter().filter_map(|head| writes.get(head.write)).flat_map(|meta| &meta.seen).collect();
        let meta = |head: &Head<'j>| writes.get(head.write);
        let unseen = |head: &Head<'j>| meta(head).is_some_and(|meta| !seen.contains(&meta.id));
        // Forged lines could claim to have seen each other in a circle; then all of them stand.
        if heads.iter().any(unseen) {
            heads.retain(unseen);
        }
        heads.sort_by_key(|head| std::cmp::Reverse((meta(head).map(|meta| meta.at), head.write)));
        let shown = heads.remove(0);
        Self { path, shown, others: heads }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value that shows.
    #[must_use]
    pub fn value(&self) -> &FieldValue<'j> {
        &self.shown.value
    }

    /// Whether it has sides that say different things, for a person to settle with one more write.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.others.iter().any(|other| other.value != self.shown.value)
    }

    fn heads(&self) -> impl Iterator<Item = &Head<'j>> {
        std::iter::once(&self.shown).chain(&self.others)
    }
}
