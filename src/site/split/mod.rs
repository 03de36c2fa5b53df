//! Cuts the phone's module in two, so that the first screen does not wait for what is needed later.
//!
//! The link leaves one module with everything that a cadre ever does in it. What the start and the first question need of it is
//! about a third. [`module`] reads the module, [`cut`] makes two of it, [`glue`] teaches the page's script to fetch the second,
//! and `primary.txt` lists the functions of the first: those that ran when a browser went from the first start to the first
//! question (`make profile` writes it anew). The list needs not be exact: a function that it does not know comes with the
//! second part, and the first part waits for it where it needs it.

mod cut;
mod data;
mod glue;
mod module;
mod names;
mod profile;

use std::collections::BTreeSet;

use wasm_encoder::{RawSection, reencode};
use wasmparser::{BinaryReaderError, Parser, Payload, Validator};

pub use cut::Parts;
pub use glue::Glue;
pub use profile::{Profiled, instrument};

use module::Module;

/// The names of the functions of the first part, one a line.
const PRIMARY: &str = include_str!("primary.txt");

/// Why a module could not be cut.
#[derive(Debug)]
pub enum SplitError {
    /// The module does not read as WebAssembly, or a part of it would not.
    Wasm(BinaryReaderError),
    /// The module holds something that is not understood.
    Unknown(&'static str),
    /// The page's script is not as `wasm-bindgen` writes it.
    Glue(&'static str),
}

impl From<BinaryReaderError> for SplitError {
    fn from(error: BinaryReaderError) -> Self {
        Self::Wasm(error)
    }
}

impl From<reencode::Error> for SplitError {
    fn from(error: reencode::Error) -> Self {
        match error {
            reencode::Error::ParseError(error) => Self::Wasm(error),
            _ => Self::Unknown("an instruction that cannot be written again"),
        }
    }
}

/// A module without what only tools read: names and the linker's notes.
pub fn bare(bytes: &[u8]) -> Result<Vec<u8>, SplitError> {
    let mut bare = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::CustomSection(_) => {}
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    bare.section(&RawSection { id, data: bytes.get(range).unwrap_or_default() });
                }
            }
        }
    }
    Ok(bare.finish())
}

/// Cuts a module by the committed list.
pub fn split(module: &[u8]) -> Result<Parts, SplitError> {
    split_by(module, PRIMARY)
}

/// Cuts a module by `list`, the names of the functions of the first part.
pub fn split_by(module: &[u8], list: &str) -> Result<Parts, SplitError> {
    let module = Module::read(module)?;
    let first: BTreeSet<&str> = list.lines().collect();
    let parts = cut::cut(&module, |function| {
        module.names.get(&function).is_none_or(|name| first.contains(names::plain(name).as_str()))
    })?;
    for part in [&parts.first, &parts.second] {
        Validator::new().validate_all(part)?;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, MemoryType, NameMap,
        NameSection, RefType, TableSection, TableType, TypeSection, ValType,
    };

    use super::module::Module;
    use super::{bare, instrument, split_by};

    /// Imports `log`; `start`, which the page calls, calls `early` and `late`, and the table holds `late` twice, which calls `log`,
    /// `early` and `latest`.
    fn sample() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", "__wbg_log_1", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for calls in [&[2_u32, 3][..], &[], &[0, 2, 4], &[]] {
            functions.function(0);
            let mut body = Function::new([]);
            for function in calls {
                body.instruction(&Instruction::Call(*function));
            }
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        let mut tables = TableSection::new();
        let kind = RefType::FUNCREF;
        tables.table(TableType { element_type: kind, table64: false, minimum: 3, maximum: Some(3), shared: false });
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut globals = GlobalSection::new();
        let stack = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        globals.global(stack, &ConstExpr::i32_const(65_536));
        let mut exports = ExportSection::new();
        exports.export("memory", ExportKind::Memory, 0).export("start", ExportKind::Func, 1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([3, 3][..].into()));
        let mut names = NameMap::new();
        for (function, name) in [(1, "start"), (2, "early"), (3, "late"), (4, "latest")] {
            names.append(function, name);
        }
        let mut telling = NameSection::new();
        telling.functions(&names);
        let mut module = wasm_encoder::Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
        module.section(&globals).section(&exports).section(&elements).section(&code).section(&telling);
        module.finish()
    }

    #[test]
    fn what_is_not_on_the_list_comes_with_the_second_part_and_stands_in_the_first() {
        let parts = split_by(&sample(), "start\nearly\n").unwrap();
        let first = Module::read(&parts.first).unwrap();
        let second = Module::read_second(&parts.second).unwrap();
        // `start`, `early`, the check, and what stands in for `late`, which is also in the table.
        assert_eq!(first.bodies.len(), 4);
        assert_eq!(first.imports.iter().map(|(_, name, _)| *name).collect::<Vec<_>>(), ["a", "_"]);
        assert_eq!(first.named_by(2).unwrap(), [3, 5]);
        assert_eq!(first.slots.values().copied().collect::<Vec<_>>(), [5, 5]);
        assert_eq!(first.tables[0].ty.initial, 3);
        // `late` and `latest`; of the first part they know `log` and `early`.
        assert_eq!(second.bodies.len(), 2);
        assert_eq!(second.imports.iter().map(|(_, name, _)| *name).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(second.named_by(2).unwrap(), [0, 1, 3]);
        assert_eq!(
            second.slots.iter().map(|(slot, function)| (*slot, *function)).collect::<Vec<_>>(),
            [(1, 2), (2, 2)]
        );
        assert_eq!(parts.imports, [("./app_bg.js".to_owned(), "__wbg_log_1".to_owned(), "a".to_owned())]);
    }

    #[test]
    fn a_call_into_the_second_part_gets_a_slot_of_its_own() {
        let parts = split_by(&sample(), "start\nearly\nlate\n").unwrap();
        let first = Module::read(&parts.first).unwrap();
        let second = Module::read_second(&parts.second).unwrap();
        assert_eq!(first.tables[0].ty.initial, 4);
        assert_eq!(second.slots.keys().copied().collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn a_module_that_notes_what_runs_is_valid_and_names_its_functions() {
        let profiled = instrument(&sample()).unwrap();
        wasmparser::Validator::new().validate_all(&profiled.module).unwrap();
        assert_eq!(profiled.names, ["start", "early", "late", "latest"]);
        assert_eq!(profiled.ran(&[0b0101]), ["late", "start"]);
    }

    #[test]
    fn a_bare_module_has_the_same_code_and_no_names() {
        let bytes = bare(&sample()).unwrap();
        wasmparser::Validator::new().validate_all(&bytes).unwrap();
        let module = Module::read(&bytes).unwrap();
        assert_eq!((module.bodies.len(), module.names.len()), (4, 0));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(split_by(b"no wasm", "").is_err());
        assert!(instrument(&sample()[..60]).is_err());
    }
}
