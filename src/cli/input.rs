//! Packages that come in: by file or folder, sealed or not.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches};

use super::error::CliError;
use super::{args, files};
use crate::package::seal::{self, Opener, SealError};
use crate::package::{self, Limits, Manifest, Package, RegionLabel};
use crate::rollup::namesakes;
use crate::text::Lang;

/// What opens sealed packages.
#[derive(Debug, Default)]
pub(super) struct Input {
    keys: String,
    passphrase: String,
}

/// The arguments that every command takes which reads packages.
pub(super) fn arguments(lang: Lang) -> [Arg; 3] {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    [
        args::packages(lang),
        args::option(
            "key",
            t("密钥文件", "KEY"),
            t("打开加密数据包的密钥文件", "The key file that opens sealed packages"),
        ),
        args::option(
            "passphrase-file",
            t("口令文件", "FILE"),
            t(
                "打开加密数据包的口令（文件的第一行）",
                "The passphrase that opens sealed packages: the first line of this file",
            ),
        ),
    ]
}

impl Input {
    /// Reads the key and passphrase that were named.
    pub(super) fn of(matches: &ArgMatches) -> Result<Self, CliError> {
        let keys = match matches.get_one::<PathBuf>("key") {
            Some(path) => {
                let text = files::text(path)?;
                seal::read_key(&text).map_err(|cause| CliError::Seal { path: path.clone(), cause })?;
                text
            }
            None => String::new(),
        };
        Ok(Self { keys, passphrase: passphrase(matches)?.unwrap_or_default() })
    }

    /// The package files that were named: files as they are, and of a folder every `*.zip` and `*.age` in it and below, by name.
    pub(super) fn packages(matches: &ArgMatches) -> Result<Vec<PathBuf>, CliError> {
        files::gather(&args::paths(matches, "packages"), &["zip", "age"])
    }

    /// Reads a package.
    pub(super) fn package(&self, path: &Path) -> Result<Package, CliError> {
        package::read(&self.bytes(path)?, &Limits::default()).map_err(|cause| refused(path, cause))
    }

    /// Reads only what a package says of itself.
    pub(super) fn manifest(&self, path: &Path) -> Result<Manifest, CliError> {
        package::read_manifest(&self.bytes(path)?, &Limits::default()).map_err(|cause| refused(path, cause))
    }

    /// Reads a file that may be a package, its size first, and opens it where it is sealed.
    pub(super) fn bytes(&self, path: &Path) -> Result<Vec<u8>, CliError> {
        let size = files::size(path)?;
        Limits::default().check_file(size).map_err(|cause| refused(path, cause))?;
        let bytes = files::read(path)?;
        match seal::open(&bytes, Opener { keys: &self.keys, passphrase: &self.passphrase }, &Limits::default()) {
            Ok(opened) => Ok(opened),
            Err(SealError::NotSealed) => Ok(bytes),
            Err(cause) => Err(CliError::Seal { path: path.to_owned(), cause }),
        }
    }
}

/// The passphrase that was named: the first line of its file.
pub(super) fn passphrase(matches: &ArgMatches) -> Result<Option<String>, CliError> {
    let Some(path) = matches.get_one::<PathBuf>("passphrase-file") else { return Ok(None) };
    let text = files::text(path)?;
    Ok(Some(text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().trim().to_owned()))
}

fn refused(path: &Path, cause: package::PackageError) -> CliError {
    CliError::Package { path: path.to_owned(), cause }
}

/// The files of each village together, and those of villages that may be one.
pub(super) fn by_village(sent: Vec<(RegionLabel, PathBuf)>) -> Vec<Vec<PathBuf>> {
    let groups = namesakes(&sent.iter().map(|(region, _)| region).collect::<Vec<_>>());
    let mut paths: Vec<PathBuf> = sent.into_iter().map(|(_, path)| path).collect();
    let mut take = |at: usize| paths.get_mut(at).map(std::mem::take);
    groups.into_iter().map(|group| group.into_iter().filter_map(&mut take).collect()).collect()
}
