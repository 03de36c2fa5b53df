//! Which container holds which entity. Each holds at most one; an entity that saves properties wants the container that they
//! share, another the deepest container that its expressions name, and either makes do with one further up in the same repeat.

use super::{Declared, Step, Use, Way};
use crate::form::problem::{Container, EntityCause};

/// Where an entity wants to stand.
struct Request {
    /// Its index among the declared.
    declared: usize,
    row: u32,
    /// The repeat that it must stand in, or the form.
    scope: Vec<Step>,
    wanted: Vec<Step>,
    /// The ways of the rows that it saves.
    saved: Vec<Vec<Step>>,
}

/// A conflict: its row, whether that is in the survey sheet, and what it is.
pub(super) type Conflict = (u32, bool, EntityCause);

fn is_scope(step: &Step) -> bool {
    matches!(step.container, None | Some(Container::Repeat))
}

/// The way to the nearest repeat, or to the form.
fn scope(way: &Way) -> &Way {
    let end = way.iter().rposition(is_scope).unwrap_or(0);
    way.get(..=end).unwrap_or(way)
}

/// How many repeats a way passes.
fn repeats(way: &Way) -> usize {
    way.iter().skip(1).filter(|step| step.container == Some(Container::Repeat)).count()
}

/// How many containers a way passes after its last repeat.
fn below_scope(way: &Way) -> usize {
    way.iter().rev().take_while(|step| !is_scope(step)).count()
}

fn said(way: &Way) -> String {
    way.iter().flat_map(|step| ["/", step.name.as_str()]).collect()
}

/// The deepest use in the deepest scope, and the scope.
struct Deepest<'a> {
    /// The scope, with the first use in it.
    scope: &'a Way,
    first: &'a Use,
    container: &'a Use,
    saved: Option<&'a Use>,
}

fn deepest(uses: &[Use]) -> Option<Deepest<'_>> {
    let mut found: Option<Deepest<'_>> = None;
    for used in uses {
        let here = scope(&used.way);
        let depth = below_scope(&used.way);
        let saves = used.property.is_some();
        match &mut found {
            Some(deepest) if repeats(here) <= repeats(deepest.scope) => {
                if here == deepest.scope && depth > below_scope(&deepest.container.way) {
                    deepest.container = used;
                }
                let deeper = |saved: &Use| here == deepest.scope && depth > below_scope(&saved.way);
                if saves && deepest.saved.is_none_or(deeper) {
                    deepest.saved = Some(used);
                }
            }
            _ => {
                let before = found.and_then(|deepest| deepest.saved);
                let by = if saves { Some(used) } else { before };
                found = Some(Deepest { scope: here, first: used, container: used, saved: by });
            }
        }
    }
    found
}

fn request(index: usize, declared: &Declared) -> Result<Request, Conflict> {
    let Some(deepest) = deepest(&declared.uses) else {
        let form = vec![Step { name: "survey".to_owned(), container: None }];
        return Ok(Request {
            declared: index,
            row: declared.row,
            scope: form.clone(),
            wanted: form,
            saved: Vec::new(),
        });
    };
    let mut saved: Vec<&Vec<Step>> = Vec::new();
    for used in declared.uses.iter().filter(|used| used.property.is_some()) {
        if !saved.contains(&&used.way) {
            saved.push(&used.way);
        }
    }
    let wanted = match (saved.as_slice(), deepest.saved) {
        ([first, _, ..], Some(by)) => {
            let shortest = saved.iter().map(|way| way.len()).min().unwrap_or(0);
            // Where the ways part more than once, pyxform goes by the last parting.
            let parts = |at: &usize| saved.iter().any(|way| way.get(*at) != first.get(*at));
            let shared = (0..shortest).rev().find(parts).unwrap_or(shortest);
            let (scope, shared) = (scope(&by.way), first.get(..shared).unwrap_or(first));
            let weight = |way: &Way| (repeats(way), below_scope(way));
            if weight(shared) > weight(scope) { shared } else { scope }
        }
        ([only], _) => only,
        _ => &deepest.saved.unwrap_or(deepest.container).way,
    };
    for used in &declared.uses {
        let here = scope(&used.way);
        let within = deepest.scope.get(..here.len()) == Some(here);
        let scoped = |other: &Way| (said(&used.way), said(other));
        match &used.property {
            Some(_) if !within || scope(wanted) != here => {
                let (scope, other) = scoped(if within { wanted } else { &deepest.first.way });
                return Err((used.row, true, EntityCause::SaveToScope { scope, other }));
            }
            None if !within => {
                let (scope, other) = scoped(&deepest.first.way);
                let question = used.question.clone();
                return Err((declared.row, false, EntityCause::ReferenceScope { question, scope, other }));
            }
            _ => {}
        }
    }
    Ok(Request {
        declared: index,
        row: declared.row,
        scope: deepest.scope.to_vec(),
        wanted: wanted.to_vec(),
        saved: saved.into_iter().cloned().collect(),
    })
}

/// Gives each entity a container, as ways with indices of the declared.
pub(super) fn allocate(declared: &[Declared]) -> Result<Vec<(Vec<Step>, usize)>, Vec<Conflict>> {
    let mut conflicts = Vec::new();
    let mut requests = Vec::new();
    for (index, declared) in declared.iter().enumerate() {
        match request(index, declared) {
            Ok(request) => requests.push(request),
            Err(conflict) => conflicts.push(conflict),
        }
    }
    if let [only] = requests.as_slice()
        && only.scope.len() == 1
        && conflicts.is_empty()
    {
        return Ok(vec![(only.scope.clone(), only.declared)]);
    }
    let mut placed: Vec<(Vec<Step>, usize)> = Vec::new();
    let mut reserved: Vec<(Vec<Step>, usize)> = Vec::new();
    // The order of the sheet decides who is served first within a scope, and scopes do not meet.
    for request in &requests {
        let holder = |way: &Way, of: &[(Vec<Step>, usize)]| {
            of.iter().rev().find(|(held, _)| held == way).map(|(_, holder)| *holder)
        };
        let mut conflict = None;
        for length in (request.scope.len()..=request.wanted.len()).rev() {
            let way = request.wanted.get(..length).unwrap_or(&request.wanted);
            conflict = holder(way, &placed).or_else(|| holder(way, &reserved));
            if conflict.is_none() {
                placed.push((way.to_vec(), request.declared));
                reserved.push((way.to_vec(), request.declared));
                for saved in &request.saved {
                    for length in (way.len()..=saved.len()).rev() {
                        reserved.push((saved.get(..length).unwrap_or(saved).to_vec(), request.declared));
                    }
                }
                break;
            }
            if let Some(first) = request.saved.first()
                && let Some(taken) = holder(first, &reserved)
            {
                conflict = Some(taken);
                break;
            }
        }
        if let Some(holder) = conflict {
            let other = declared.get(holder).map_or(0, |declared| declared.row);
            conflicts.push((request.row, false, EntityCause::NoContainer { scope: said(&request.scope), other }));
        }
    }
    if conflicts.is_empty() { Ok(placed) } else { Err(conflicts) }
}
