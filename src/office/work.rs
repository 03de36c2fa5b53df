//! Doing what is asked.

use serde_json::Value;

use super::intake::Waiting;
use super::{Progress, Reply, Request, Said, Silence};
use crate::journal::{Journal, LineError, Stamp};
use crate::package::backup::Installation;
use crate::package::{self, Limits, backup};
use crate::workbook;

/// The media type of a zip.
const ZIP: &str = "application/zip";

/// A reply and its parts.
pub type Outcome = Result<(Reply, Vec<Vec<u8>>), Said>;

/// What the worker keeps from one request to the next.
#[derive(Debug, Default)]
pub struct Desk {
    roster: Option<Waiting>,
    tickets: u32,
}

/// Does what is asked, telling now and then how far it is.
pub fn handle(desk: &mut Desk, request: Request, parts: &[Vec<u8>], progress: &mut dyn FnMut(Progress)) -> Outcome {
    let part = |index: usize| parts.get(index).map(Vec::as_slice).ok_or_else(|| Said::of(&Silence::Garbled));
    progress(Progress { done: 0, total: 1 });
    match request {
        Request::WritePackage => {
            let label = serde_json::from_slice(part(1)?).map_err(|_| Said::of(&Silence::Garbled))?;
            let bytes = package::write(label, &journal(part(0)?)?);
            let manifest = package::read_manifest(&bytes, &Limits::default()).map_err(|error| Said::of(&error))?;
            Ok((file(manifest.label.file_name(), ZIP), vec![bytes]))
        }
        Request::ReadPackage => {
            let package = package::read(part(0)?, &Limits::default()).map_err(|error| Said::of(&error))?;
            let manifest = serde_json::to_vec(&package.manifest).unwrap_or_default();
            Ok((Reply::Package, vec![manifest, package.journal.to_ndjson().into_bytes()]))
        }
        Request::WriteBackup { made } => {
            let json = |index| part(index).map(|bytes| serde_json::from_slice(bytes).unwrap_or_default());
            let installation = Installation { settings: json(1)?, received: json(2)? };
            let bytes = backup::write(&made, installation, &journal(part(0)?)?);
            Ok((file(backup::file_name(&made), ZIP), vec![bytes]))
        }
        Request::ReadBackup => {
            let backup = backup::read(part(0)?, &Limits::default()).map_err(|error| Said::of(&error))?;
            let Installation { settings, received } = backup.installation.unwrap_or_default();
            let json = |value: Value| serde_json::to_vec(&value).unwrap_or_default();
            Ok((Reply::Backup, vec![json(settings), json(received), backup.journal.to_ndjson().into_bytes()]))
        }
        Request::ReadRoster(wish) => {
            // A new reading makes the one before void, also when it fails.
            desk.roster = None;
            desk.tickets = desk.tickets.wrapping_add(1);
            let known = journal(part(1)?)?;
            progress(Progress { done: 1, total: 3 });
            let workbook = workbook::office::read(part(0)?).map_err(|error| Said::of(&error))?;
            progress(Progress { done: 2, total: 3 });
            let (waiting, view) = Waiting::read(&workbook, *wish, known, desk.tickets);
            desk.roster = Some(waiting);
            Ok((Reply::Roster, vec![serde_json::to_vec(&view).unwrap_or_default()]))
        }
        Request::TakeRoster { ticket, gone, device, seq, at, author } => {
            let waiting = desk.roster.as_ref().filter(|waiting| waiting.is(ticket));
            let waiting = waiting.ok_or_else(|| Said::of(&Silence::Forgotten))?;
            let lines = waiting.writes(&Stamp { device, seq, at, author }, &gone);
            Ok((Reply::Lines, vec![lines]))
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
