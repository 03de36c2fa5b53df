//! Files in and out: by file or folder, outputs whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::error::CliError;

/// Refuses a file in a format that is not written, before anything is read for it.
pub(super) fn check_ending(path: &Path, known: &'static [&'static str]) -> Result<(), CliError> {
    let is_known = |ending: &std::ffi::OsStr| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
    if path.extension().is_some_and(is_known) {
        return Ok(());
    }
    Err(CliError::Ending { path: path.to_owned(), known })
}

/// The files that were named: files as they are, and of a folder every one in it and below that has one of these endings, by
/// name.
pub(super) fn gather(named: &[PathBuf], endings: &[&str]) -> Result<Vec<PathBuf>, CliError> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            let before = files.len();
            search(path, endings, &mut files)?;
            if files.len() == before {
                return Err(CliError::NoPackages { path: path.clone() });
            }
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn search(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) -> Result<(), CliError> {
    let failed = |cause| CliError::Read { path: folder.to_owned(), cause };
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(failed)?.collect();
    let mut paths: Vec<PathBuf> = entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            search(&path, endings, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending)))
        {
            files.push(path);
        }
    }
    Ok(())
}

/// The size of a file in bytes.
pub(super) fn size(path: &Path) -> Result<u64, CliError> {
    Ok(fs::metadata(path).map_err(|cause| CliError::Read { path: path.to_owned(), cause })?.len())
}

/// Reads a small file as text.
pub(super) fn text(path: &Path) -> Result<String, CliError> {
    Ok(String::from_utf8_lossy(&read(path)?).into_owned())
}

/// Reads any file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|cause| CliError::Read { path: path.to_owned(), cause })
}

/// Writes a file beside its place and then moves it there, so that nobody ever finds half of it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    Part::write(path, bytes)?.place()
}

/// A file that is written, but not yet in its place. Dropped before it is placed, it is gone.
#[derive(Debug)]
pub(super) struct Part {
    part: PathBuf,
    path: PathBuf,
}

impl Part {
    /// Writes a file beside its place.
    pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<Self, CliError> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let made = Self { part: path.with_file_name(name), path: path.to_owned() };
        let written =
            fs::File::create(&made.part).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        written.map_err(|cause| made.failed(cause))?;
        Ok(made)
    }

    /// Moves it to its place, over what stands there.
    pub(super) fn place(self) -> Result<(), CliError> {
        fs::rename(&self.part, &self.path).map_err(|cause| self.failed(cause))
    }

    fn failed(&self, cause: std::io::Error) -> CliError {
        CliError::Write { path: self.path.clone(), cause }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // One that was placed is no longer here, and of one that cannot be removed what failed before is told.
        let _ = fs::remove_file(&self.part);
    }
}

/// A name that none of the run's files has yet: with a number before its endings where another has it, as where two townships each
/// have an 东村. Those taken so far are in `taken`.
pub(super) fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = name.find('.').map_or((name, ""), |dot| name.split_at(dot));
    let (mut free, mut number) = (name.to_owned(), 1);
    while !taken.insert(free.clone()) {
        number += 1;
        free = format!("{stem}_{number}{ending}");
    }
    free
}

/// Makes a folder, and those above it.
pub(super) fn folder(path: &Path) -> Result<(), CliError> {
    fs::create_dir_all(path).map_err(|cause| CliError::Write { path: path.to_owned(), cause })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_files_with_one_name_each_has_its_own() {
        let mut taken = BTreeSet::new();
        let names =
            ["东村.zip.age", "西村.zip", "东村.zip.age", "东村.zip.age", "无"].map(|name| free_name(name, &mut taken));
        assert_eq!(names, ["东村.zip.age", "西村.zip", "东村_2.zip.age", "东村_3.zip.age", "无"]);
    }

    #[test]
    fn a_part_that_is_not_placed_is_gone_and_leaves_what_was_there() {
        let folder = std::env::temp_dir().join(format!("nuandong-part-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        super::folder(&folder).unwrap();
        let path = folder.join("a.txt");
        write(&path, b"old").unwrap();
        drop(Part::write(&path, b"new").unwrap());
        assert_eq!((fs::read(&path).unwrap(), fs::read_dir(&folder).unwrap().count()), (b"old".to_vec(), 1));
        fs::remove_dir_all(&folder).unwrap();
    }
}
