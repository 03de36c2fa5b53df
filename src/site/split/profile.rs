//! Which functions run: a module that notes it.

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, Function, GlobalSection, GlobalType, Instruction, ValType,
};
use wasmparser::{ExportSectionReader, FunctionBody, GlobalSectionReader};

use super::SplitError;
use super::module::{Module, count};
use super::names::plain;

/// The exported globals that hold the notes are called this and a number; each holds the notes of 32 functions.
pub const NOTES: &str = "ran";

/// A module that notes which of its functions run.
pub struct Profiled {
    /// The module.
    pub module: Vec<u8>,
    /// The names of its defined functions, in the order of the bits of the notes.
    pub names: Vec<String>,
}

impl Profiled {
    /// The names of the functions whose bits are set in `notes`, sorted, each once.
    #[must_use]
    pub fn ran(&self, notes: &[u32]) -> Vec<&str> {
        let set = |at: &usize| notes.get(at / 32).is_some_and(|word| word >> (at % 32) & 1 == 1);
        let mut ran: Vec<&str> = (0..self.names.len()).filter(set).map(|at| self.names[at].as_str()).collect();
        ran.sort_unstable();
        ran.dedup();
        ran
    }
}

/// Makes every function of a module note that it ran.
pub fn instrument(bytes: &[u8]) -> Result<Profiled, SplitError> {
    let module = Module::read(bytes)?;
    let functions = module.defined.len();
    let imported = count(module.imports.len());
    let names =
        (0..count(functions)).map(|at| module.names.get(&(imported + at)).map_or(String::new(), |name| plain(name)));
    let mut notes = Notes { first: count(module.globals.len()), words: count(functions.div_ceil(32)), next: 0 };
    let mut out = wasm_encoder::Module::new();
    notes.parse_core_module(&mut out, wasmparser::Parser::new(0), bytes)?;
    Ok(Profiled { module: out.finish(), names: names.collect() })
}

struct Notes {
    /// The first global that holds notes.
    first: u32,
    /// How many there are.
    words: u32,
    /// The number of the next function to be read.
    next: u32,
}

impl Reencode for Notes {
    type Error = std::convert::Infallible;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for global in section {
            self.parse_global(globals, global?)?;
        }
        for _ in 0..self.words {
            globals
                .global(GlobalType { val_type: ValType::I32, mutable: true, shared: false }, &ConstExpr::i32_const(0));
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for export in section {
            self.parse_export(exports, export?)?;
        }
        for word in 0..self.words {
            exports.export(&format!("{NOTES}{word}"), ExportKind::Global, self.first + word);
        }
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let mut function: Function = self.new_function_with_parsed_locals(&body)?;
        let word = self.first + self.next / 32;
        let bit = 1_u32 << (self.next % 32);
        self.next += 1;
        function.instruction(&Instruction::GlobalGet(word));
        function.instruction(&Instruction::I32Const(bit.cast_signed()));
        function.instruction(&Instruction::I32Or);
        function.instruction(&Instruction::GlobalSet(word));
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            function.instruction(&self.parse_instruction(&mut reader)?);
        }
        code.function(&function);
        Ok(())
    }
}
