//! What lies beside a form: the csv files that it asks for.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::complain;
use super::error::CliError;
use crate::form::{Form, InstanceSource, Table};
use crate::text::{Lang, Say};
use crate::workbook::office;

/// The tables of the csv files that a form asks for, and the names of those that are nowhere.
pub(super) struct Beside {
    /// The tables by their files' names.
    pub tables: Vec<(String, Arc<Table>)>,
    /// Files that are not there: whoever asks them gets nothing.
    pub absent: Vec<Absent>,
}

/// A file that a form asks for and that is not there.
pub(super) struct Absent(pub String);

impl Say for Absent {
    fn say(&self, lang: Lang) -> String {
        let Self(name) = self;
        match lang {
            Lang::ZhHans => format!("表单旁边没有 {name}，用到它的题没有选项；请把它放在表单同一个文件夹里。"),
            Lang::En => {
                format!("{name} is not beside the form, so what asks it finds nothing; put it into the form's folder.")
            }
        }
    }
}

impl Beside {
    /// Reads the csv files from beside the form, from its folder if it is one, or from where ODK puts them: `visit-media` beside
    /// `visit.xlsx`.
    pub(super) fn of(form: &Form, path: &Path) -> Result<Self, CliError> {
        let mut beside = Self { tables: Vec::new(), absent: Vec::new() };
        let folders = folders(path);
        for instance in &form.instances {
            let InstanceSource::File(name) = &instance.source else { continue };
            let Some(file) = folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()) else {
                beside.absent.push(Absent(name.clone()));
                continue;
            };
            if file.extension().is_none_or(|extension| extension != "csv") {
                continue;
            }
            let bytes = fs::read(&file).map_err(|cause| CliError::Read { path: file.clone(), cause })?;
            let rows = office::read_csv(&bytes).map_err(|cause| CliError::Workbook { path: file, cause })?;
            beside.tables.push((name.clone(), Arc::new(Table::of_rows(&rows))));
        }
        Ok(beside)
    }

    /// Says on standard error which files are not there.
    pub(super) fn complain(&self, lang: Lang) {
        for absent in &self.absent {
            complain(&absent.say(lang));
        }
    }
}

fn folders(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() {
        return vec![path.to_owned()];
    }
    let folder = path.parent().unwrap_or(path);
    let media = path.file_stem().map(|stem| folder.join(format!("{}-media", stem.to_string_lossy())));
    std::iter::once(folder.to_owned()).chain(media).collect()
}
