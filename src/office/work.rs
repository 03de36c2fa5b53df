//! Doing what is asked.

use super::{Progress, Reply, Request, Said, Silence};
use crate::journal::{Journal, LineError};
use crate::package::{self, Limits, backup};

/// The media type of a zip.
const ZIP: &str = "application/zip";

/// A reply and its parts.
pub type Outcome = Result<(Reply, Vec<Vec<u8>>), Said>;

/// Does what is asked, telling now and then how far it is.
pub fn handle(request: Request, parts: &[Vec<u8>], progress: &mut dyn FnMut(Progress)) -> Outcome {
    let part = |index: usize| parts.get(index).map(Vec::as_slice).ok_or_else(|| Said::of(&Silence::Garbled));
    progress(Progress { done: 0, total: 1 });
    match request {
        Request::WritePackage(label) => {
            let journal = journal(part(0)?)?;
            let bytes = package::write(*label, &journal);
            let name =
                package::read_manifest(&bytes, &Limits::default()).map_err(|error| Said::of(&error))?.file_name();
            Ok((file(name, ZIP), vec![bytes]))
        }
        Request::ReadPackage => {
            let package = package::read(part(0)?, &Limits::default()).map_err(|error| Said::of(&error))?;
            let manifest = serde_json::to_vec(&package.manifest).unwrap_or_default();
            Ok((Reply::Package, vec![manifest, package.journal.to_ndjson().into_bytes()]))
        }
        Request::WriteBackup { made } => {
            let installation = serde_json::from_slice(part(1)?).unwrap_or_default();
            let bytes = backup::write(&made, installation, &journal(part(0)?)?);
            Ok((file(backup::file_name(&made), ZIP), vec![bytes]))
        }
        Request::ReadBackup => {
            let backup = backup::read(part(0)?, &Limits::default()).map_err(|error| Said::of(&error))?;
            let installation =
                backup.installation.map(|installation| serde_json::to_vec(&installation).unwrap_or_default());
            Ok((Reply::Backup, vec![installation.unwrap_or_default(), backup.journal.to_ndjson().into_bytes()]))
        }
    }
}

fn file(name: String, mime: &str) -> Reply {
    Reply::File { name, mime: mime.to_owned() }
}

/// The journal of lines that the page sent; they came from its own journal.
fn journal(lines: &[u8]) -> Result<Journal, Said> {
    let mut journal = Journal::default();
    journal.merge_ndjson(lines).map_err(|error: LineError| Said::of(&error))?;
    Ok(journal)
}
