//! Packages that are refused among others. Every one is named with its sentence in one run, so that an office asks each village once;
//! nothing is written then, unless it was asked to go on with the others (`--skip-bad`).

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::{Arg, ArgMatches};
use serde_json::{Value, json};

use super::error::CliError;
use super::{args, complain};
use crate::text::{Lang, Say};

/// The argument of every command that makes something of several packages.
pub(super) fn argument(lang: Lang) -> Arg {
    let help = lang.pick(
        "跳过坏文件：用其余的接着做，跳过了哪些一一写明（不写就什么也不做）",
        "Go on without bad files, and name those left out (default: name them all and write nothing)",
    );
    args::flag("skip-bad", help)
}

/// The refused of a run's packages, gathered while the others are read.
#[derive(Debug)]
pub(super) struct Refused {
    goes_on: bool,
    all: usize,
    files: Mutex<Vec<(PathBuf, CliError)>>,
}

impl Refused {
    /// Of so many files none is refused yet.
    pub(super) fn none_of(all: usize, matches: &ArgMatches) -> Self {
        Self { goes_on: matches.get_flag("skip-bad"), all, files: Mutex::default() }
    }

    /// What was made of a file; where it was refused nothing, and why is kept.
    pub(super) fn pass<T>(&self, path: &Path, made: Result<T, CliError>) -> Option<T> {
        match made {
            Ok(made) => Some(made),
            Err(error) => {
                // A thread that panicked while it held the lock has ended the program.
                if let Ok(mut files) = self.files.lock() {
                    files.push((path.to_owned(), error));
                }
                None
            }
        }
    }

    /// Whether the run goes on: nothing was refused, or the others are wanted and there are some. Those left out are named then.
    ///
    /// # Errors
    /// Every refused file with its sentence.
    pub(super) fn settle(self, lang: Lang) -> Result<Skipped, CliError> {
        let mut files = self.files.into_inner().unwrap_or_default();
        // Several threads refuse them in any order.
        files.sort_by(|one, other| one.0.cmp(&other.0));
        if self.goes_on && files.len() < self.all {
            let skipped =
                Skipped { asked: true, files: files.into_iter().map(|(path, why)| (path, why.say(lang))).collect() };
            skipped.tell(self.all, lang);
            return Ok(skipped);
        }
        let mut each: Vec<CliError> = files.into_iter().map(|(_, why)| why).collect();
        match (each.pop(), self.all) {
            (None, _) => Ok(Skipped::default()),
            (Some(only), 1) => Err(only),
            (Some(last), all) => {
                each.push(last);
                Err(CliError::Refused { each, all })
            }
        }
    }
}

/// The bad files that a run left out, each with its sentence.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    asked: bool,
    files: Vec<(PathBuf, String)>,
}

impl Skipped {
    fn tell(&self, all: usize, lang: Lang) {
        for (_, why) in &self.files {
            complain(&(lang.pick("跳过 ", "left out ").to_owned() + why));
        }
        let (left_out, used) = (self.files.len(), all - self.files.len());
        if left_out > 0 {
            complain(&match lang {
                Lang::ZhHans => format!("跳过了 {left_out} 个坏文件，用了其余 {used} 个。"),
                Lang::En => format!("bad files left out: {left_out}; used: {used}."),
            });
        }
    }

    /// A line for whoever reads what was made; none where nothing was left out.
    pub(super) fn note(&self, lang: Lang) -> Option<String> {
        let names: Vec<String> = self.files.iter().map(|(path, _)| name(path)).collect();
        (!names.is_empty()).then(|| match lang {
            Lang::ZhHans => format!("有 {} 个坏文件没有算进来：{}。", names.len(), names.join("、")),
            Lang::En => format!("Bad files not counted ({}): {}.", names.len(), names.join(", ")),
        })
    }

    /// One `{"file", "error"}` for each.
    pub(super) fn to_json(&self) -> Vec<Value> {
        self.files.iter().map(|(path, why)| json!({ "file": path.display().to_string(), "error": why })).collect()
    }

    /// Adds them as `skipped` to what a command tells, where leaving files out was asked for.
    pub(super) fn add_to(&self, told: &mut Value) {
        if let (true, Some(told)) = (self.asked, told.as_object_mut()) {
            told.insert("skipped".to_owned(), self.to_json().into());
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
