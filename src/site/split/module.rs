//! A WebAssembly module, read into its parts.
//!
//! Only what Rust's compiler and its tools make is understood: functions are all that is imported, types are functions' types,
//! and the function table is filled from constant places. Anything else is refused by name, never half understood.

use std::collections::BTreeMap;

use wasmparser::{
    ConstExpr, Data, DefinedDataSymbol, ElementItems, ElementKind, Export, FuncType, FunctionBody, Global, Imports,
    KnownCustom, Linking, MemoryType, Name, Operator, Parser, Payload, RelocationType, SymbolInfo, Table, TypeRef,
};

use super::SplitError;

/// A module and where its parts stand in the file.
pub struct Module<'a> {
    /// The types of functions, by index.
    pub types: Vec<FuncType>,
    /// The imported functions: module, name, type.
    pub imports: Vec<(&'a str, &'a str, u32)>,
    /// The types of the functions that the module defines itself; their indices follow those of the imported ones.
    pub defined: Vec<u32>,
    /// The tables; the first holds functions.
    pub tables: Vec<Table<'a>>,
    /// The memories.
    pub memories: Vec<MemoryType>,
    /// The globals.
    pub globals: Vec<Global<'a>>,
    /// What the world may reach.
    pub exports: Vec<Export<'a>>,
    /// What the function table holds: function by slot.
    pub slots: BTreeMap<u32, u32>,
    /// The bodies of the defined functions.
    pub bodies: Vec<FunctionBody<'a>>,
    /// The memory's first content.
    pub data: Vec<Data<'a>>,
    /// Where in the file the section of the memory's first content begins.
    pub content: usize,
    /// The names of functions, where the module tells them.
    pub names: BTreeMap<u32, &'a str>,
    /// The names of the memory's segments, where the linker left notes.
    pub segments: Vec<&'a str>,
    /// The statics, by symbol.
    pub statics: BTreeMap<u32, DefinedDataSymbol>,
    /// The symbols that places hold addresses of, with the distance from the static's start.
    pub addresses: Vec<(u32, i64)>,
    /// The places in the memory's first content that hold addresses: where in the file's section, and of which symbol.
    pub pointers: Vec<(usize, u32, i64)>,
    /// Whether it may import memory, tables and globals, as a second part does.
    shares: bool,
}

impl<'a> Module<'a> {
    /// Reads `bytes`.
    pub fn read(bytes: &'a [u8]) -> Result<Self, SplitError> {
        Self::read_any(bytes, false)
    }

    /// Reads a second part, which has no memory of its own.
    #[cfg(test)]
    pub fn read_second(bytes: &'a [u8]) -> Result<Self, SplitError> {
        Self::read_any(bytes, true)
    }

    fn read_any(bytes: &'a [u8], shares: bool) -> Result<Self, SplitError> {
        let mut module = Self {
            types: Vec::new(),
            imports: Vec::new(),
            defined: Vec::new(),
            tables: Vec::new(),
            memories: Vec::new(),
            globals: Vec::new(),
            exports: Vec::new(),
            slots: BTreeMap::new(),
            bodies: Vec::new(),
            data: Vec::new(),
            content: 0,
            names: BTreeMap::new(),
            segments: Vec::new(),
            statics: BTreeMap::new(),
            addresses: Vec::new(),
            pointers: Vec::new(),
            shares,
        };
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(payload?)?;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), SplitError> {
        match payload {
            Payload::TypeSection(section) => {
                for kind in section.into_iter_err_on_gc_types() {
                    self.types.push(kind?);
                }
            }
            Payload::ImportSection(section) => {
                for imports in section {
                    match imports? {
                        Imports::Single(_, import) => match import.ty {
                            TypeRef::Func(kind) => self.imports.push((import.module, import.name, kind)),
                            _ if self.shares => {}
                            _ => return Err(SplitError::Unknown("an import that is no function")),
                        },
                        _ => return Err(SplitError::Unknown("compact imports")),
                    }
                }
            }
            Payload::FunctionSection(section) => self.defined = section.into_iter().collect::<Result<_, _>>()?,
            Payload::TableSection(section) => self.tables = section.into_iter().collect::<Result<_, _>>()?,
            Payload::MemorySection(section) => self.memories = section.into_iter().collect::<Result<_, _>>()?,
            Payload::GlobalSection(section) => self.globals = section.into_iter().collect::<Result<_, _>>()?,
            Payload::ExportSection(section) => self.exports = section.into_iter().collect::<Result<_, _>>()?,
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    self.fill(&element.kind, element.items)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(section) => {
                self.content = section.range().start;
                self.data = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CustomSection(section) => self.note(section.as_known())?,
            Payload::Version { .. }
            | Payload::CodeSectionStart { .. }
            | Payload::DataCountSection { .. }
            | Payload::End(_) => {}
            Payload::StartSection { .. } => return Err(SplitError::Unknown("a start function")),
            _ => return Err(SplitError::Unknown("a section that Rust does not make")),
        }
        Ok(())
    }

    /// Keeps what the compiler and the linker tell about the module.
    fn note(&mut self, section: KnownCustom<'a>) -> Result<(), SplitError> {
        match section {
            KnownCustom::Name(names) => {
                for name in names {
                    if let Name::Function(functions) = name? {
                        for function in functions {
                            let function = function?;
                            self.names.insert(function.index, function.name);
                        }
                    }
                }
            }
            KnownCustom::Linking(notes) => {
                for note in notes {
                    match note? {
                        Linking::SegmentInfo(segments) => {
                            for segment in segments {
                                self.segments.push(segment?.name);
                            }
                        }
                        Linking::SymbolTable(symbols) => {
                            for (at, symbol) in (0..).zip(symbols) {
                                if let SymbolInfo::Data { symbol: Some(own), .. } = symbol? {
                                    self.statics.insert(at, own);
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
            KnownCustom::Reloc(places) => {
                for place in places.entries() {
                    let place = place?;
                    let kinds =
                        [RelocationType::MemoryAddrLeb, RelocationType::MemoryAddrSleb, RelocationType::MemoryAddrI32];
                    if kinds.contains(&place.ty) {
                        self.addresses.push((place.index, place.addend));
                    }
                    // In the memory's content addresses are whole numbers; in code they never are.
                    if place.ty == RelocationType::MemoryAddrI32 {
                        self.pointers.push((place.offset as usize, place.index, place.addend));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn fill(&mut self, kind: &ElementKind<'a>, items: ElementItems<'a>) -> Result<(), SplitError> {
        let (ElementKind::Active { table_index: None | Some(0), offset_expr }, ElementItems::Functions(items)) =
            (kind, items)
        else {
            return Err(SplitError::Unknown("a table that is not filled at the start"));
        };
        let first = constant(offset_expr)?;
        for (slot, function) in (first..).zip(items) {
            self.slots.insert(slot, function?);
        }
        Ok(())
    }

    /// How many functions there are, imported and defined.
    pub fn functions(&self) -> u32 {
        count(self.imports.len()) + count(self.defined.len())
    }

    /// The type of a function.
    pub fn kind(&self, function: u32) -> u32 {
        let function = function as usize;
        match self.imports.get(function) {
            Some(&(_, _, kind)) => kind,
            None => self.defined[function - self.imports.len()],
        }
    }

    /// The body of a function that the module defines.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imports.len())?)
    }

    /// The functions that `function` names in its code, in the order of the code.
    pub fn named_by(&self, function: u32) -> Result<Vec<u32>, SplitError> {
        let mut named = Vec::new();
        let Some(body) = self.body(function) else { return Ok(named) };
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } => named.push(function_index),
                // A part of its own has no segments of its own to name.
                Operator::MemoryInit { .. }
                | Operator::DataDrop { .. }
                | Operator::TableInit { .. }
                | Operator::ElemDrop { .. } => {
                    return Err(SplitError::Unknown("code that fills memory or tables from segments"));
                }
                _ => {}
            }
        }
        Ok(named)
    }
}

/// The number that a constant expression is.
pub fn constant(expression: &ConstExpr<'_>) -> Result<u32, SplitError> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err(SplitError::Unknown("a table that is filled from a place that is no constant")),
    }
}

/// A length as an index: a module of more than 2³² parts cannot be read.
pub fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
