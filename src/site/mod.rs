//! Finishes and serves the built site: the developers' tool behind `make run` and `make dist`.
//!
//! Trunk builds the page and the two wasm modules into a folder. [`finish()`] then writes the service worker that knows these
//! very files, and the page's content security policy with the hashes of what stands inline. [`pack()`] lays Brotli and gzip
//! copies beside the files and says how much each part weighs; [`budget`] is where the weight is limited. [`serve`] serves
//! the folder as a web host should.
//!
//! Nothing of this is part of the application.

mod answer;
pub mod budget;
mod campaign;
mod finish;
mod pack;
mod policy;
mod say;
mod serve;
mod sheet;
pub mod split;
mod worker;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use answer::{Answer, answer};
pub use finish::{finish, seal};
pub use pack::{Packed, pack};
pub use serve::{Server, serve};

/// Why the site could not be finished, packed or served.
#[derive(Debug)]
pub enum SiteError {
    /// A file or folder could not be read or written.
    Io {
        /// Which one.
        path: PathBuf,
        /// The system's word.
        cause: io::Error,
    },
    /// The page lacks what is to be there, so the build is not what this tool expects.
    Page(&'static str),
    /// The built-in campaign does not compile, which a test rules out.
    Campaign,
    /// The address could not be listened on.
    Listen {
        /// The address asked for.
        address: String,
        /// The system's word.
        cause: io::Error,
    },
    /// The phone's module could not be cut in two.
    Split(split::SplitError),
    /// A command line that is none.
    Usage,
}

impl From<split::SplitError> for SiteError {
    fn from(error: split::SplitError) -> Self {
        Self::Split(error)
    }
}

/// A file of the site: its path within it with `/` between folders, and its bytes.
pub(crate) struct SiteFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files under `root` in the order of their names, without compressed copies.
pub(crate) fn files(root: &Path) -> Result<Vec<SiteFile>, SiteError> {
    let mut files = Vec::new();
    walk(root, "", &mut files)?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<SiteFile>) -> Result<(), SiteError> {
    for entry in fs::read_dir(folder).map_err(|cause| io_error(folder, cause))? {
        let entry = entry.map_err(|cause| io_error(folder, cause))?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            walk(&path, &format!("{name}/"), files)?;
        } else if !is_copy(&name) {
            files.push(SiteFile { name, bytes: read(&path)? });
        }
    }
    Ok(())
}

/// Whether a file is a compressed copy that [`pack()`] made.
fn is_copy(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "br" || end == "gz")
}

/// Whether Trunk put a hash of the content into the name, so that the content of this name never changes.
pub(crate) fn is_hashed(name: &str) -> bool {
    // 64 bits in hexadecimal, without leading zeros.
    let hash = |part: &str| (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split(['-', '.', '_']).any(hash)
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, SiteError> {
    fs::read(path).map_err(|cause| io_error(path, cause))
}

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), SiteError> {
    fs::write(path, bytes).map_err(|cause| io_error(path, cause))
}

pub(crate) fn io_error(path: &Path, cause: io::Error) -> SiteError {
    SiteError::Io { path: path.to_owned(), cause }
}

#[cfg(test)]
mod tests {
    use super::{is_copy, is_hashed};

    #[test]
    fn a_name_with_trunks_hash_is_hashed() {
        assert!(is_hashed("app-3a7f0f2b9c1d4e5f.js"));
        assert!(is_hashed("app-3a7f0f2b9c1d4e5_bg.wasm"));
        assert!(!is_hashed("office_bg.wasm"));
        assert!(!is_hashed("icons/icon-512.png"));
    }

    #[test]
    fn compressed_copies_are_no_files_of_the_site() {
        assert!(is_copy("app.js.br"));
        assert!(!is_copy("app.js"));
    }
}
