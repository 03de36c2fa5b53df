//! Files in and out: by file or folder, outputs whole or not at all.

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
    let failed = |cause| CliError::Write { path: path.to_owned(), cause };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = fs::File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|cause| {
        // What failed is told; a part that cannot be removed either changes nothing about it.
        let _ = fs::remove_file(&part);
        failed(cause)
    })
}

/// Makes a folder, and those above it.
pub(super) fn folder(path: &Path) -> Result<(), CliError> {
    fs::create_dir_all(path).map_err(|cause| CliError::Write { path: path.to_owned(), cause })
}
