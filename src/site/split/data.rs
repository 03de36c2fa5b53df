//! Which of the memory's first content the first part needs.
//!
//! The linker leaves notes (`--emit-relocs`): where each static lies, and every place that holds an address of one, in the code
//! and in the statics themselves. A static stays in the first part if the first part's code holds an address in it, or if a
//! static that stays does; the rest comes with the second part. Whatever is in doubt stays:
//!
//! - bytes that belong to no static, and everything where there are no notes;
//! - statics that can change;
//! - statics that are reached from an address outside of them, as `table[i - 8]` may be: the linker's notes tell;
//! - statics that a number in the code only happens to point into or beside, unless the notes know which static it is meant for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{DataKind, Operator};

use super::SplitError;
use super::module::{Module, constant};

/// Optimising may move an address by an element before its static, where the access moves it back.
const BEFORE: u32 = 8;

/// A shorter gap is not worth a piece of its own. In the first part it is filled with zeros, where nothing reads it.
const GAP: usize = 48;

/// A shorter gap in the second part is filled with what is there already.
const SMALL_GAP: usize = 8;

/// A piece of the memory's first content: its address and bytes.
pub type Piece = (u32, Vec<u8>);

/// The content of the first part, which has these functions, and of the second.
pub fn divide(module: &Module<'_>, first: &[u32]) -> Result<(Vec<Piece>, Vec<Piece>), SplitError> {
    let segments = segments(module)?;
    let statics = statics(module, &segments);
    let staying = staying(module, first, &segments, &statics)?;

    let (staying, leaving): (Vec<_>, Vec<_>) = statics.iter().partition(|(symbol, _)| staying.contains(symbol));
    let (mut here, mut later) = (Vec::new(), Vec::new());
    for (start, bytes) in segments {
        let leaves = marked(start, bytes.len(), &leaving);
        let stays = marked(start, bytes.len(), &staying);
        let leaves: Vec<bool> = leaves.iter().zip(stays).map(|(leaves, stays)| *leaves && !stays).collect();
        let without: Vec<u8> =
            bytes.iter().zip(&leaves).map(|(byte, leaves)| if *leaves { 0 } else { *byte }).collect();
        here.extend(pieces(start, &without, |at| !leaves[at] && without[at] != 0, GAP));
        later.extend(pieces(start, bytes, |at| leaves[at], SMALL_GAP));
    }
    Ok((here, later))
}

/// A static: where it lies, and whether it stays in any case.
struct Static {
    range: Range<u32>,
    doubt: bool,
}

/// The symbols of the statics that stay.
fn staying(
    module: &Module<'_>,
    first: &[u32],
    segments: &[(u32, &[u8])],
    statics: &BTreeMap<u32, Static>,
) -> Result<BTreeSet<u32>, SplitError> {
    let mut meant: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for (symbol, shift) in &module.addresses {
        if let Some(own) = statics.get(symbol) {
            meant.entry(i64::from(own.range.start) + shift).or_default().push(*symbol);
        }
    }
    let mut todo: Vec<u32> = statics.iter().filter(|(_, own)| own.doubt).map(|(symbol, _)| *symbol).collect();
    for number in numbers(module, first)? {
        if let Some(symbols) = meant.get(&i64::from(number)) {
            todo.extend(symbols);
        } else {
            let near = |own: &Static| own.range.start.saturating_sub(BEFORE) <= number && number <= own.range.end;
            todo.extend(statics.iter().filter(|(_, own)| near(own)).map(|(symbol, _)| *symbol));
        }
    }
    let pointers = pointers(module, segments, statics)?;
    let inside: Vec<_> = statics.values().map(|own| own.range.clone()).collect();
    let loose = |place: u32| !inside.iter().any(|range| range.contains(&place));
    todo.extend(pointers.iter().filter(|(place, _)| loose(**place)).map(|(_, symbol)| *symbol));

    let mut staying = BTreeSet::new();
    while let Some(symbol) = todo.pop() {
        if let Some(own) = statics.get(&symbol).filter(|_| staying.insert(symbol)) {
            todo.extend(pointers.range(own.range.clone()).map(|(_, symbol)| *symbol));
        }
    }
    Ok(staying)
}

/// The segments of a module: address and bytes.
fn segments<'a>(module: &Module<'a>) -> Result<Vec<(u32, &'a [u8])>, SplitError> {
    let segments = module.data.iter().map(|segment| match &segment.kind {
        DataKind::Active { memory_index: 0, offset_expr } => Ok((constant(offset_expr)?, segment.data)),
        _ => Err(SplitError::Unknown("memory that is not filled at the start")),
    });
    segments.collect()
}

/// The statics, by symbol.
fn statics(module: &Module<'_>, segments: &[(u32, &[u8])]) -> BTreeMap<u32, Static> {
    let outside: BTreeSet<u32> = module
        .addresses
        .iter()
        .filter(|(symbol, shift)| {
            let size = module.statics.get(symbol).map_or(0, |own| own.size);
            !(0..=i64::from(size)).contains(shift)
        })
        .map(|(symbol, _)| *symbol)
        .collect();
    let statics = module.statics.iter().filter_map(|(symbol, own)| {
        let start = segments.get(own.index as usize)?.0 + own.offset;
        let constant = module.segments.get(own.index as usize).is_some_and(|name| name.starts_with(".rodata"));
        Some((*symbol, Static { range: start..start + own.size, doubt: !constant || outside.contains(symbol) }))
    });
    statics.collect()
}

/// The places in memory that hold an address, and of which symbol. What the notes say is held against what is there.
fn pointers(
    module: &Module<'_>,
    segments: &[(u32, &[u8])],
    statics: &BTreeMap<u32, Static>,
) -> Result<BTreeMap<u32, u32>, SplitError> {
    let mut pointers = BTreeMap::new();
    for (offset, symbol, shift) in &module.pointers {
        let place = module.data.iter().zip(segments).find_map(|(segment, (start, bytes))| {
            let begin = segment.range.end - bytes.len() - module.content;
            let at = offset.checked_sub(begin)?;
            let word = u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
            Some((start + super::module::count(at), word))
        });
        let address = statics.get(symbol).map(|own| i64::from(own.range.start) + shift);
        match (place, address) {
            (Some((place, word)), Some(address)) if i64::from(word) == address => {
                pointers.insert(place, *symbol);
            }
            _ => return Err(SplitError::Unknown("notes of the linker that are not of this memory")),
        }
    }
    Ok(pointers)
}

/// Which of the `length` bytes from `start` lie in one of the ranges.
fn marked(start: u32, length: usize, statics: &[(&u32, &Static)]) -> Vec<bool> {
    let mut marked = vec![false; length];
    for range in statics.iter().map(|(_, own)| &own.range).filter(|range| range.start >= start) {
        let own = (range.start - start) as usize..(range.end - start) as usize;
        if let Some(own) = marked.get_mut(own) {
            own.fill(true);
        }
    }
    marked
}

/// Every number in the functions' code that may be an address.
fn numbers(module: &Module<'_>, functions: &[u32]) -> Result<BTreeSet<u32>, SplitError> {
    let mut found = BTreeSet::new();
    for body in functions.iter().filter_map(|function| module.body(*function)) {
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            match operator {
                Operator::I32Const { value } => found.extend([value.cast_unsigned()]),
                Operator::I64Const { value } => {
                    let value = value.cast_unsigned();
                    found.extend(u32::try_from(value & u64::from(u32::MAX)));
                    found.extend(u32::try_from(value >> 32));
                }
                _ => {}
            }
            if let Some(offset) = offset(&operator) {
                found.extend(u32::try_from(offset));
            }
        }
    }
    Ok(found)
}

/// What an access adds to its address.
fn offset(operator: &Operator<'_>) -> Option<u64> {
    match operator {
        Operator::I32Load { memarg }
        | Operator::I64Load { memarg }
        | Operator::F32Load { memarg }
        | Operator::F64Load { memarg }
        | Operator::I32Load8S { memarg }
        | Operator::I32Load8U { memarg }
        | Operator::I32Load16S { memarg }
        | Operator::I32Load16U { memarg }
        | Operator::I64Load8S { memarg }
        | Operator::I64Load8U { memarg }
        | Operator::I64Load16S { memarg }
        | Operator::I64Load16U { memarg }
        | Operator::I64Load32S { memarg }
        | Operator::I64Load32U { memarg }
        | Operator::I32Store { memarg }
        | Operator::I64Store { memarg }
        | Operator::F32Store { memarg }
        | Operator::F64Store { memarg }
        | Operator::I32Store8 { memarg }
        | Operator::I32Store16 { memarg }
        | Operator::I64Store8 { memarg }
        | Operator::I64Store16 { memarg }
        | Operator::I64Store32 { memarg } => Some(memarg.offset),
        _ => None,
    }
}

/// The wanted bytes as pieces; gaps shorter than `gap` do not part them.
fn pieces(start: u32, bytes: &[u8], wanted: impl Fn(usize) -> bool, gap: usize) -> Vec<Piece> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..bytes.len()).filter(|at| wanted(*at)) {
        match runs.last_mut() {
            Some(run) if at - run.end < gap => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs.into_iter().map(|run| (start + super::module::count(run.start), bytes[run].to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{divide, pieces};
    use crate::site::split::module::Module;

    /// `main` takes the address of `near`; `near` holds that of `held`; the linker's notes reach `table` from before its start;
    /// nobody names `late`. Each is 64 bytes long, from 1024 on.
    fn noted(memory: &[u8]) -> Vec<u8> {
        let mut out = wasm_encoder::Module::new();
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut functions = wasm_encoder::FunctionSection::new();
        functions.function(0);
        let mut code = wasm_encoder::CodeSection::new();
        let mut main = wasm_encoder::Function::new([]);
        main.instruction(&wasm_encoder::Instruction::I32Const(1030));
        main.instruction(&wasm_encoder::Instruction::Drop);
        main.instruction(&wasm_encoder::Instruction::End);
        code.function(&main);
        let mut data = wasm_encoder::DataSection::new();
        data.active(0, &wasm_encoder::ConstExpr::i32_const(1024), memory.iter().copied());
        out.section(&types).section(&functions).section(&code).section(&data);
        out.finish()
    }

    /// Where the memory's content begins in its section.
    fn segment(module: &Module<'_>) -> usize {
        module.data[0].range.end - module.data[0].data.len() - module.content
    }

    #[test]
    fn an_address_is_of_the_static_that_the_notes_tell_and_of_all_near_it_where_they_tell_none() {
        let bytes = noted(&[7; 256]);
        let mut module = Module::read(&bytes).unwrap();
        module.segments = vec![".rodata"];
        let own = |offset, size| wasmparser::DefinedDataSymbol { index: 0, offset, size };
        // `main` names 1030: the start of 1, the end of 0, and a little before 2.
        module.statics = BTreeMap::from([(0, own(0, 6)), (1, own(6, 8)), (2, own(14, 50))]);
        let (first, second) = divide(&module, &[0]).unwrap();
        assert_eq!((first.len(), second.len()), (1, 0));
        module.addresses = vec![(1, 0)];
        let (_, second) = divide(&module, &[0]).unwrap();
        assert_eq!(second, [(1024, vec![7; 6]), (1038, vec![7; 50])]);
    }

    #[test]
    fn what_the_first_part_reaches_stays_with_all_that_it_reaches() {
        let mut memory = vec![7; 256];
        memory[32..36].copy_from_slice(&1100_u32.to_le_bytes());
        let bytes = noted(&memory);
        let mut module = Module::read(&bytes).unwrap();
        module.segments = vec![".rodata"];
        let own = |offset| wasmparser::DefinedDataSymbol { index: 0, offset, size: 64 };
        module.statics = BTreeMap::from([(0, own(0)), (1, own(64)), (2, own(128)), (3, own(192))]);
        // Symbol 3 is reached from a place 16 bytes before it.
        module.addresses = vec![(0, 6), (1, 12), (2, 64), (3, -16)];
        module.pointers = vec![(segment(&module) + 32, 1, 12)];
        let (first, second) = divide(&module, &[0]).unwrap();
        assert_eq!(second, [(1152, vec![7; 64])]);
        assert_eq!(first, [(1024, memory[..128].to_vec()), (1216, vec![7; 64])]);

        // A number that only looks like an address is none.
        module.pointers.clear();
        let (_, second) = divide(&module, &[0]).unwrap();
        assert_eq!(second, [(1088, memory[64..192].to_vec())]);

        module.pointers = vec![(segment(&module) + 32, 1, 16)];
        assert!(divide(&module, &[0]).is_err(), "the notes and the memory must agree");
        module.pointers.clear();

        module.segments = vec![".data"];
        let (first, second) = divide(&module, &[]).unwrap();
        assert!(second.is_empty(), "what can change stays");
        assert_eq!(first, [(1024, memory.clone())]);
    }

    #[test]
    fn without_notes_everything_stays() {
        let bytes = noted(&[7; 256]);
        let module = Module::read(&bytes).unwrap();
        let (first, second) = divide(&module, &[]).unwrap();
        assert_eq!((first.len(), second.len()), (1, 0));
    }

    #[test]
    fn short_gaps_do_not_part_pieces() {
        let bytes = [1, 0, 0, 1, 0, 0, 0, 0, 1];
        let found = pieces(10, &bytes, |at| bytes[at] != 0, 3);
        assert_eq!(found, [(10, vec![1, 0, 0, 1]), (18, vec![1])]);
    }
}
