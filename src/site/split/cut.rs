//! Cuts a module in two.
//!
//! **The first part** keeps the memory, the tables, the globals, the imports, the exports, and the functions and constants that
//! are to be there from the start. **The second part** holds the other functions and constants and no state of its own: it
//! imports what it needs from the first part's exports, and when it is instantiated it writes its functions into the shared
//! function table and its constants into the shared memory. Doing that twice changes nothing.
//!
//! Where the first part names a function of the second (in a call, in the table, as an export), there is a *stand-in*: one that
//! sees to it that the second part is there and then calls through the table. Whatever is reached too early is so only slower.
//! One stand-in serves all functions of its type: before each call through the table, and before each call of a stand-in, the
//! first part notes the wanted slot in a global. (A stand-in for each of the 1,700 functions weighed 7 KB.)

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, TableSection, TypeSection,
    ValType,
};
use wasmparser::{ExternalKind, FuncType, Operator};

use super::SplitError;
use super::data::{Piece, divide};
use super::module::{Module, count};
use super::names::short;

/// The module's name for the first part's imports and for the second's. One letter: it stands before every import.
pub const FROM: &str = "a";

/// The first part's import that fetches the second.
pub const FETCH: &str = "_";

/// A module in two parts.
pub struct Parts {
    /// What is loaded at the start.
    pub first: Vec<u8>,
    /// What is loaded after it.
    pub second: Vec<u8>,
    /// The first part's imports: module and name as they were, and the name that each has now.
    pub imports: Vec<(String, String, String)>,
}

/// Cuts `module`: defined functions for which `stays` says so, and what has no body, make the first part.
pub fn cut(module: &Module<'_>, stays: impl Fn(u32) -> bool) -> Result<Parts, SplitError> {
    let plan = Plan::new(module, stays)?;
    let imports = module.imports.iter().enumerate();
    let imports = imports.map(|(at, (from, name, _))| ((*from).to_owned(), (*name).to_owned(), short(at)));
    Ok(Parts { first: plan.first_part()?, second: plan.second_part()?, imports: imports.collect() })
}

/// Who goes where.
struct Plan<'m, 'a> {
    module: &'m Module<'a>,
    /// The defined functions of the first part, in their order.
    first: Vec<u32>,
    /// Those of the second.
    second: Vec<u32>,
    /// The functions of the second part that the first names, and their slots in the table.
    stand_ins: BTreeMap<u32, u32>,
    /// How long the function table is to be.
    table: u32,
    /// The functions of the first part that the second names, imported ones too.
    shared: BTreeSet<u32>,
    /// The memory's first content, of the first part and of the second.
    content: (Vec<Piece>, Vec<Piece>),
}

impl<'m, 'a> Plan<'m, 'a> {
    fn new(module: &'m Module<'a>, stays: impl Fn(u32) -> bool) -> Result<Self, SplitError> {
        let imported = count(module.imports.len());
        let (first, second): (Vec<u32>, Vec<u32>) =
            (imported..module.functions()).partition(|function| stays(*function));
        let is_later: BTreeSet<u32> = second.iter().copied().collect();

        let mut wanted = BTreeSet::new();
        for function in &first {
            wanted.extend(module.named_by(*function)?);
        }
        let exported = module.exports.iter().filter(|export| export.kind == ExternalKind::Func);
        wanted.extend(exported.map(|export| export.index));
        wanted.extend(module.slots.values());
        wanted.retain(|function| is_later.contains(function));

        let slots: BTreeMap<u32, u32> = module.slots.iter().map(|(slot, function)| (*function, *slot)).collect();
        let function_table = module.tables.first().ok_or(SplitError::Unknown("no table"))?;
        let mut table =
            u32::try_from(function_table.ty.initial).map_err(|_| SplitError::Unknown("so large a table"))?;
        let mut stand_ins = BTreeMap::new();
        for function in wanted {
            let slot = slots.get(&function).copied().unwrap_or_else(|| {
                table += 1;
                table - 1
            });
            stand_ins.insert(function, slot);
        }

        let mut shared = BTreeSet::new();
        for function in &second {
            shared.extend(module.named_by(*function)?);
        }
        shared.retain(|function| !is_later.contains(function));
        let content = divide(module, &first)?;
        Ok(Self { module, first, second, stand_ins, table, shared, content })
    }

    fn first_part(&self) -> Result<Vec<u8>, SplitError> {
        let module = self.module;
        let (types, nothing) = self.types()?;
        let fetch = count(module.imports.len());
        let check = fetch + 1 + count(self.first.len());
        let kinds: BTreeSet<u32> = self.stand_ins.keys().map(|function| module.kind(*function)).collect();
        let stand_ins: BTreeMap<u32, u32> = kinds.iter().copied().zip(check + 1..).collect();
        let exported = self.exported();
        let is_there = count(module.globals.len());
        let wanted = is_there + 1;

        let mut numbers = Numbers::default();
        numbers.0.extend((0..fetch).map(|function| (function, function)));
        numbers.0.extend((fetch + 1..).zip(&self.first).map(|(new, old)| (*old, new)));
        numbers.0.extend(exported.iter().copied().zip(check + 1 + count(kinds.len())..));

        let mut imports = ImportSection::new();
        for (at, (_, _, kind)) in module.imports.iter().enumerate() {
            imports.import(FROM, &short(at), EntityType::Function(*kind));
        }
        imports.import(FROM, FETCH, EntityType::Function(nothing));

        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for function in &self.first {
            functions.function(module.kind(*function));
            code.function(&self.noting(&mut numbers, *function, wanted, &stand_ins)?);
        }
        functions.function(nothing);
        code.function(&check_body(is_there, fetch));
        for kind in kinds {
            functions.function(kind);
            code.function(&stand_in(check, wanted, kind, self.kind_of(kind)?));
        }
        for function in exported {
            let kind = module.kind(function);
            functions.function(kind);
            let mut body = Function::new([]);
            handed_on(&mut body, self.kind_of(kind)?);
            self.instead(&mut body, function, wanted, &stand_ins)?;
            body.instruction(&Instruction::End);
            code.function(&body);
        }

        let mut globals = GlobalSection::new();
        for global in &module.globals {
            numbers.parse_global(&mut globals, global.clone())?;
        }
        for _ in [is_there, wanted] {
            let number = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
            globals.global(number, &ConstExpr::i32_const(0));
        }

        let in_slot = |function| match stand_ins.get(&module.kind(function)) {
            Some(stand_in) if self.stand_ins.contains_key(&function) => *stand_in,
            _ => numbers.of(function),
        };
        let slots: Vec<(u32, u32)> = module.slots.iter().map(|(slot, function)| (*slot, in_slot(*function))).collect();

        let mut out = wasm_encoder::Module::new();
        out.section(&types).section(&imports).section(&functions);
        out.section(&self.tables(&mut numbers)?);
        let mut memories = MemorySection::new();
        for memory in &module.memories {
            memories.memory(numbers.memory_type(*memory)?);
        }
        out.section(&memories).section(&globals).section(&self.exports(&mut numbers)?);
        out.section(&filled(slots.into_iter())).section(&code).section(&content(&self.content.0));
        Ok(out.finish())
    }

    /// The functions of the second part that the page calls.
    fn exported(&self) -> BTreeSet<u32> {
        let exported = self.module.exports.iter().filter(|export| export.kind == ExternalKind::Func);
        exported.map(|export| export.index).filter(|function| self.stand_ins.contains_key(function)).collect()
    }

    /// A function of the first part that notes in `wanted` which slot of the table it calls.
    fn noting(
        &self,
        numbers: &mut Numbers,
        function: u32,
        wanted: u32,
        stand_ins: &BTreeMap<u32, u32>,
    ) -> Result<Function, SplitError> {
        let body = self.module.body(function).ok_or(SplitError::Unknown("a function without a body"))?;
        let mut noting = numbers.new_function_with_parsed_locals(body)?;
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } if self.stand_ins.contains_key(&function_index) => {
                    self.instead(&mut noting, function_index, wanted, stand_ins)?;
                }
                operator => {
                    if matches!(operator, Operator::CallIndirect { table_index: 0, .. }) {
                        noting.instruction(&Instruction::GlobalSet(wanted));
                        noting.instruction(&Instruction::GlobalGet(wanted));
                    }
                    noting.instruction(&numbers.instruction(operator)?);
                }
            }
        }
        Ok(noting)
    }

    /// Calls what stands in for a function of the second part.
    fn instead(
        &self,
        body: &mut Function,
        function: u32,
        wanted: u32,
        stand_ins: &BTreeMap<u32, u32>,
    ) -> Result<(), SplitError> {
        let (slot, stand_in) = self
            .stand_ins
            .get(&function)
            .zip(stand_ins.get(&self.module.kind(function)))
            .ok_or(SplitError::Unknown("a function that nothing stands in for"))?;
        body.instruction(&Instruction::I32Const(slot.cast_signed()));
        body.instruction(&Instruction::GlobalSet(wanted));
        body.instruction(&Instruction::Call(*stand_in));
        Ok(())
    }

    fn second_part(&self) -> Result<Vec<u8>, SplitError> {
        let module = self.module;
        let (types, _) = self.types()?;
        let mut numbers = Numbers::default();
        numbers.0.extend(self.shared.iter().enumerate().map(|(new, old)| (*old, count(new))));
        numbers.0.extend((count(self.shared.len())..).zip(&self.second).map(|(new, old)| (*old, new)));

        let mut names = (0..).map(short);
        let mut name = || names.next().unwrap_or_default();
        let mut imports = ImportSection::new();
        for function in &self.shared {
            imports.import(FROM, &name(), EntityType::Function(module.kind(*function)));
        }
        for (at, table) in module.tables.iter().enumerate() {
            let mut kind = numbers.table_type(table.ty)?;
            if at == 0 {
                kind.minimum = u64::from(self.table);
                kind.maximum = kind.maximum.map(|_| u64::from(self.table));
            }
            imports.import(FROM, &name(), EntityType::Table(kind));
        }
        for global in &module.globals {
            imports.import(FROM, &name(), EntityType::Global(numbers.global_type(global.ty)?));
        }
        for memory in &module.memories {
            imports.import(FROM, &name(), EntityType::Memory(numbers.memory_type(*memory)?));
        }

        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for function in &self.second {
            functions.function(module.kind(*function));
            numbers.copy(&mut code, module, *function)?;
        }
        // A function may be in several slots, each of which a stand-in may be asked for.
        let taken = self.module.slots.iter().filter(|(_, function)| self.stand_ins.contains_key(function));
        let given = self.stand_ins.iter().map(|(function, slot)| (slot, function));
        let slots: BTreeMap<u32, u32> =
            taken.chain(given).map(|(slot, function)| (*slot, numbers.of(*function))).collect();

        let mut out = wasm_encoder::Module::new();
        out.section(&types)
            .section(&imports)
            .section(&functions)
            .section(&filled(slots.into_iter()))
            .section(&code)
            .section(&content(&self.content.1));
        Ok(out.finish())
    }

    /// The types of both parts, and the index of the one that takes and gives nothing.
    fn types(&self) -> Result<(TypeSection, u32), SplitError> {
        let mut types = TypeSection::new();
        for kind in &self.module.types {
            types.ty().func_type(&Numbers::default().func_type(kind.clone())?);
        }
        let nothing = self.module.types.iter().position(|kind| kind.params().is_empty() && kind.results().is_empty());
        let nothing = nothing.unwrap_or_else(|| {
            types.ty().function([], []);
            self.module.types.len()
        });
        Ok((types, count(nothing)))
    }

    fn kind_of(&self, kind: u32) -> Result<&FuncType, SplitError> {
        self.module.types.get(kind as usize).ok_or(SplitError::Unknown("a type that is not there"))
    }

    fn tables(&self, numbers: &mut Numbers) -> Result<TableSection, SplitError> {
        let mut tables = TableSection::new();
        for (at, table) in self.module.tables.iter().enumerate() {
            let mut kind = numbers.table_type(table.ty)?;
            if at == 0 {
                kind.minimum = u64::from(self.table);
                kind.maximum = kind.maximum.map(|_| u64::from(self.table));
            }
            tables.table(kind);
        }
        Ok(tables)
    }

    /// What the page uses, and after it what the second part imports, in the order of its imports.
    fn exports(&self, numbers: &mut Numbers) -> Result<ExportSection, SplitError> {
        let mut exports = ExportSection::new();
        for export in &self.module.exports {
            numbers.parse_export(&mut exports, *export)?;
        }
        let mut names = (0..).map(short);
        let mut add = |kind, index| {
            exports.export(&names.next().unwrap_or_default(), kind, index);
        };
        for function in &self.shared {
            add(ExportKind::Func, numbers.of(*function));
        }
        for table in 0..count(self.module.tables.len()) {
            add(ExportKind::Table, table);
        }
        for global in 0..count(self.module.globals.len()) {
            add(ExportKind::Global, global);
        }
        for memory in 0..count(self.module.memories.len()) {
            add(ExportKind::Memory, memory);
        }
        Ok(exports)
    }
}

/// The pieces as segments that fill the memory.
fn content(pieces: &[Piece]) -> DataSection {
    let mut section = DataSection::new();
    for (address, bytes) in pieces {
        section.active(0, &ConstExpr::i32_const(address.cast_signed()), bytes.iter().copied());
    }
    section
}

/// Fetches the second part, unless it is there.
fn check_body(is_there: u32, fetch: u32) -> Function {
    let mut body = Function::new([]);
    body.instruction(&Instruction::GlobalGet(is_there));
    body.instruction(&Instruction::I32Eqz);
    body.instruction(&Instruction::If(wasm_encoder::BlockType::Empty));
    body.instruction(&Instruction::Call(fetch));
    body.instruction(&Instruction::I32Const(1));
    body.instruction(&Instruction::GlobalSet(is_there));
    body.instruction(&Instruction::End);
    body.instruction(&Instruction::End);
    body
}

/// Stands in for the functions of a type: calls the one in the slot that is `wanted`, which fetching the second part may change.
fn stand_in(check: u32, wanted: u32, kind: u32, signature: &FuncType) -> Function {
    let mut body = Function::new([(1, ValType::I32)]);
    let slot = count(signature.params().len());
    body.instruction(&Instruction::GlobalGet(wanted));
    body.instruction(&Instruction::LocalSet(slot));
    body.instruction(&Instruction::Call(check));
    handed_on(&mut body, signature);
    body.instruction(&Instruction::LocalGet(slot));
    body.instruction(&Instruction::CallIndirect { type_index: kind, table_index: 0 });
    body.instruction(&Instruction::End);
    body
}

/// Puts a function's own parameters on the stack.
fn handed_on(body: &mut Function, signature: &FuncType) {
    for parameter in 0..count(signature.params().len()) {
        body.instruction(&Instruction::LocalGet(parameter));
    }
}

/// The segments that fill the function table.
fn filled(slots: impl Iterator<Item = (u32, u32)>) -> ElementSection {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((first, run)) if *first + count(run.len()) == slot => run.push(function),
            _ => runs.push((slot, vec![function])),
        }
    }
    let mut section = ElementSection::new();
    for (first, run) in runs {
        section.active(None, &ConstExpr::i32_const(first.cast_signed()), Elements::Functions(run.into()));
    }
    section
}

/// The new numbers of functions.
#[derive(Default)]
struct Numbers(BTreeMap<u32, u32>);

impl Numbers {
    /// The new number; one that no part has, where there is none, so that the part does not pass for valid.
    fn of(&self, function: u32) -> u32 {
        self.0.get(&function).copied().unwrap_or(u32::MAX)
    }

    fn copy(&mut self, code: &mut CodeSection, module: &Module<'_>, function: u32) -> Result<(), SplitError> {
        let body = module.body(function).ok_or(SplitError::Unknown("a function without a body"))?;
        Ok(self.parse_function_body(code, body.clone())?)
    }
}

impl Reencode for Numbers {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.of(function))
    }
}
