//! Doing what is asked.

use serde_json::{Value, json};

use super::answers::answer;
use super::campaigns;
use super::export::{self, Received};
use super::filed::Filed;
use super::forms;
use super::intake::Waiting;
use super::make::{Made, compare, ledgers, rollup, view};
use super::package::Lock;
use super::paperwork;
use super::tables::{FiledWish, Form, Sort, TableWish};
use super::villages::Villages;
use super::{Handed, Progress, Reply, Request, Said, Silence};
use crate::campaign::Campaign;
use crate::journal::{Journal, LineError, Stamp};
use crate::ledger::csv::csv;
use crate::ledger::xlsx;
use crate::package::backup::Installation;
use crate::package::seal::{self, Opener, SealError};
use crate::package::{self, Label, Limits, backup};
use crate::rollup::expected;
use crate::workbook;

/// The media type of a zip.
const ZIP: &str = "application/zip";
/// The media type of a sealed file; the format has none of its own.
const AGE: &str = "application/octet-stream";
/// The media type of plain text.
const TEXT: &str = "text/plain";
/// The media type of a document.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A reply and its parts.
pub type Outcome = Result<(Reply, Vec<Vec<u8>>), Said>;

/// What the worker keeps from one request to the next.
#[derive(Debug, Default)]
pub struct Desk {
    roster: Option<Waiting>,
    tickets: u32,
    /// The compiled campaign that the page uses; none for the one that ships with the program.
    pub campaign: Option<Vec<u8>>,
    villages: Option<Villages>,
    /// The files that came with the request.
    pub handed: Option<Box<dyn Handed>>,
    /// What the files came to that were added up last.
    filed: Option<Filed>,
}

impl Desk {
    /// The villages of this version: those that it holds, or those of the lines that came along.
    fn villages(
        &mut self,
        (version, campaign, now): (u64, &str, &str),
        lines: &[u8],
        received: &[u8],
    ) -> Result<&Villages, Said> {
        let edited = self.campaign.as_deref();
        if lines.is_empty() {
            let held = self.villages.as_mut().filter(|held| held.version == version);
            let held = held.ok_or_else(|| Said::of(&Silence::Forgotten))?;
            if held.edited.as_deref() != edited || held.campaign.id != campaign {
                held.campaign = export::campaign(campaign, edited)?;
                held.edited = edited.map(<[u8]>::to_vec);
            }
            return Ok(held);
        }
        // Let go of first, so that both are never held together.
        self.villages = None;
        let campaign = export::campaign(campaign, edited)?;
        let mut villages = Villages::new(version, journal(lines)?, &labels(received), campaign, now);
        villages.edited = edited.map(<[u8]>::to_vec);
        Ok(self.villages.insert(villages))
    }
}

/// Does what is asked, telling now and then how far it is.
pub fn handle(desk: &mut Desk, request: Request, parts: &[Vec<u8>], progress: &mut dyn FnMut(Progress)) -> Outcome {
    let part = |index: usize| parts.get(index).map(Vec::as_slice).ok_or_else(|| Said::of(&Silence::Garbled));
    let edited = desk.campaign.clone();
    let chosen = |id: &str| export::campaign(id, edited.as_deref());
    progress(Progress { done: 0, total: 1 });
    match request {
        Request::WritePackage(wish) => {
            let campaign = chosen(&wish.campaign)?;
            let files = parts.get(1..).unwrap_or_default();
            let made =
                export::package(&journal(part(0)?)?, &campaign, &wish, files).map_err(|error| Said::of(&error))?;
            let mime = if wish.lock == Lock::Open { ZIP } else { AGE };
            let reply = Reply::File { name: made.name, mime: mime.to_owned(), more: made.more };
            Ok((reply, vec![made.bytes, made.known]))
        }
        Request::MakeKey => Ok(key(seal::make_key())),
        Request::ReadKey => {
            let text = String::from_utf8_lossy(part(0)?).into_owned();
            export::find_key(&text).map(key).map_err(|error| Said::of(&error))
        }
        Request::WriteKey { whose, public, made } => {
            let key = seal::read_key(&String::from_utf8_lossy(part(0)?)).map_err(|error| Said::of(&error))?;
            let (name, text) = export::key_file(&key, (&whose, &made), public);
            Ok((file(name, TEXT), vec![text.into_bytes()]))
        }
        Request::Demo { campaign, villages, households, now } => {
            let (journal, received) = export::demo(villages, households, &now, &chosen(&campaign)?);
            let received = serde_json::to_vec(&received).unwrap_or_default();
            Ok((Reply::Demo, vec![received, journal.to_ndjson().into_bytes()]))
        }
        Request::ReadPackage { campaign, keys, passphrase } => {
            read_package(part(0)?, &campaign, Opener { keys: &keys, passphrase: &passphrase }, progress)
        }
        Request::WriteBackup { made, files } => write_backup(&made, &files, parts),
        Request::ReadBackup => read_backup(part(0)?),
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
        Request::Tables(wish) => tables(desk, &wish, parts, progress),
        Request::Compare(wish) => {
            let (before, coming) = (journal(part(0)?)?, journal(part(1)?)?);
            progress(Progress { done: 1, total: 2 });
            let compared = compare(&wish, &chosen(&wish.campaign)?, before, &coming);
            Ok((Reply::Compared, vec![serde_json::to_vec(&compared).unwrap_or_default()]))
        }
        Request::CompileForm { name, attached, lang } => {
            let attached: Vec<(String, &[u8])> =
                attached.into_iter().zip(parts.iter().skip(1)).map(|(name, part)| (name, part.as_slice())).collect();
            Ok((Reply::Form, forms::compiled(part(0)?, &name, &attached, lang)?))
        }
        Request::WriteAnswers { name, lang } => Ok((file(name, XLSX), vec![forms::answers(part(0)?, lang)?])),
        Request::ReadCampaign(wish) => Ok((Reply::Campaign, campaigns::read(part(0)?, &wish)?)),
        Request::WriteCampaign { name } => Ok((file(name + ".xlsx", XLSX), vec![campaigns::workbook(part(0).ok())?])),
        Request::AddUp(wish) => {
            let campaign = chosen(&wish.tables.campaign)?;
            add_up(desk, &wish, &campaign, part(0)?, progress)
        }
        Request::Township(wish) => {
            let wanted = (wish.version, wish.campaign.as_str(), wish.now.as_str());
            let villages = desk.villages(wanted, part(0)?, part(1)?)?;
            Ok((Reply::Told, vec![answer(villages, &wish, progress)?]))
        }
        paper @ (Request::ReadLedger(_)
        | Request::ReadBlank(_)
        | Request::FillBlank(_)
        | Request::Inspection(_)
        | Request::Report(_)
        | Request::WriteDocument(_)) => papers(desk, &paper, parts, progress),
        Request::ReadVillages => {
            let list = workbook::office::read(part(0)?).map_err(|error| Said::of(&error))?;
            let villages: Vec<String> = expected(&list).into_iter().map(|region| region.village).collect();
            Ok((Reply::Villages, vec![serde_json::to_vec(&villages).unwrap_or_default()]))
        }
        Request::TakeRoster { ticket, gone, device, seq, at, author } => {
            let waiting = desk.roster.as_ref().filter(|waiting| waiting.is(ticket));
            let waiting = waiting.ok_or_else(|| Said::of(&Silence::Forgotten))?;
            let lines = waiting.writes(&Stamp { device, seq, at, author }, &gone);
            Ok((Reply::Lines, vec![lines]))
        }
    }
}

/// Does what is asked with papers.
fn papers(desk: &mut Desk, request: &Request, parts: &[Vec<u8>], progress: &mut dyn FnMut(Progress)) -> Outcome {
    let part = |index: usize| parts.get(index).map(Vec::as_slice).ok_or_else(|| Said::of(&Silence::Garbled));
    let edited = desk.campaign.clone();
    let chosen = |id: &str| export::campaign(id, edited.as_deref());
    match request {
        Request::ReadLedger(wish) => {
            let journal = journal(part(1)?)?;
            progress(Progress { done: 1, total: 2 });
            let view = paperwork::back(part(0)?, &journal, &chosen(&wish.campaign)?, wish)?;
            Ok((Reply::Told, vec![serde_json::to_vec(&view).unwrap_or_default()]))
        }
        Request::ReadBlank(wish) => {
            let view = paperwork::read_blank(part(0)?, &journal(part(1)?)?, &chosen(&wish.campaign)?, wish)?;
            Ok((Reply::Told, vec![serde_json::to_vec(&view).unwrap_or_default()]))
        }
        Request::FillBlank(both) => {
            let (wish, table) = &**both;
            let filled = paperwork::fill_blank(part(0)?, &journal(part(1)?)?, &chosen(&wish.campaign)?, (wish, table))?;
            Ok((file(wish.name.clone(), XLSX), vec![filled]))
        }
        Request::Inspection(wish) => {
            let journal = journal(part(0)?)?;
            progress(Progress { done: 1, total: 2 });
            let (bytes, name) = paperwork::inspection(&journal, &labels(part(1)?), &chosen(&wish.campaign)?, wish)?;
            Ok((file(name, ZIP), vec![bytes]))
        }
        Request::Report(wish) => {
            let wanted = (wish.version, wish.campaign.as_str(), wish.now.as_str());
            let villages = desk.villages(wanted, part(0)?, part(1)?)?;
            Ok((Reply::Told, vec![paperwork::report(villages, wish, progress)]))
        }
        Request::WriteDocument(wish) => Ok((file(wish.name.clone(), DOCX), vec![paperwork::document(wish)])),
        _ => Err(Said::of(&Silence::Garbled)),
    }
}

fn write_backup(made: &str, files: &[String], parts: &[Vec<u8>]) -> Outcome {
    let [lines, settings, received, campaigns, contents @ ..] = parts else {
        return Err(Said::of(&Silence::Garbled));
    };
    let json = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or_default();
    let installation =
        Installation { settings: json(settings), received: json(received), campaigns: campaigns.clone() };
    let files = files.iter().map(String::as_str).zip(contents.iter().map(Vec::as_slice));
    // What the store has no more is left out.
    let files: Vec<(&str, &[u8])> = files.filter(|(_, bytes)| !bytes.is_empty()).collect();
    let bytes = backup::write(made, installation, &journal(lines)?, &files);
    Ok((file(backup::file_name(made), ZIP), vec![bytes]))
}

fn read_backup(bytes: &[u8]) -> Outcome {
    let backup = backup::read(bytes, &Limits::default()).map_err(|error| Said::of(&error))?;
    let Installation { settings, received, campaigns } = backup.installation.unwrap_or_default();
    let json = |value: Value| serde_json::to_vec(&value).unwrap_or_default();
    let (files, contents): (_, Vec<Vec<u8>>) = backup.files.into_iter().unzip();
    let own = [json(settings), json(received), backup.journal.to_ndjson().into_bytes(), campaigns];
    Ok((Reply::Backup { files }, own.into_iter().chain(contents).collect()))
}

/// Opens a package where it is sealed, and reads it.
fn read_package(bytes: &[u8], campaign: &str, opener: Opener<'_>, progress: &mut dyn FnMut(Progress)) -> Outcome {
    let inside = match seal::open(bytes, opener, &Limits::default()) {
        Ok(inside) => Some(inside),
        Err(SealError::NotSealed) => None,
        Err(SealError::NeedsPassphrase | SealError::WrongPassphrase) => return Ok((Reply::Locked, Vec::new())),
        Err(error) => return Err(Said::of(&error)),
    };
    progress(Progress { done: 1, total: 2 });
    let bytes = inside.as_deref().unwrap_or(bytes);
    let package = package::read(bytes, &Limits::default()).map_err(|error| Said::of(&error))?;
    package.manifest.label.expect_campaign(campaign).map_err(|error| Said::of(&error))?;
    let manifest = serde_json::to_vec(&package.manifest).unwrap_or_default();
    let mut parts = vec![manifest, package.journal.to_ndjson().into_bytes()];
    let (files, contents): (Vec<String>, Vec<Vec<u8>>) = package.files.into_iter().unzip();
    parts.extend(contents);
    Ok((Reply::Package { files }, parts))
}

/// A key for the screen.
fn key(key: seal::Key) -> (Reply, Vec<Vec<u8>>) {
    (Reply::Key, vec![serde_json::to_vec(&export::key_view(key)).unwrap_or_default()])
}

/// Makes ledgers or a roll-up, for the screen or as a file.
fn tables(desk: &mut Desk, wish: &TableWish, parts: &[Vec<u8>], progress: &mut dyn FnMut(Progress)) -> Outcome {
    let part = |index: usize| parts.get(index).map(Vec::as_slice).ok_or_else(|| Said::of(&Silence::Garbled));
    let made = match wish.sort {
        Sort::Ledger => {
            let journal = journal(part(0)?)?;
            progress(Progress { done: 1, total: 3 });
            ledgers(wish, &export::campaign(&wish.campaign, desk.campaign.as_deref())?, &journal)
        }
        Sort::Rollup => {
            let expected: Vec<String> = serde_json::from_slice(part(2)?).unwrap_or_default();
            let wanted = (wish.version, wish.campaign.as_str(), wish.now.as_str());
            let villages = desk.villages(wanted, part(0)?, part(1)?)?;
            rollup(wish, villages.sums(progress), &villages.campaign, &expected)
        }
    };
    given(made, wish, &[])
}

/// Adds the villages of files up, or what they came to before.
fn add_up(
    desk: &mut Desk,
    wish: &FiledWish,
    campaign: &Campaign,
    expected: &[u8],
    progress: &mut dyn FnMut(Progress),
) -> Outcome {
    let known = desk.filed.take().filter(|filed| filed.ticket == wish.ticket);
    let filed = match (known, desk.handed.take()) {
        (Some(filed), _) => filed,
        (None, Some(handed)) => Filed::read(&*handed, wish, campaign, progress),
        (None, None) => return Err(Said::of(&Silence::Forgotten)),
    };
    let expected: Vec<String> = serde_json::from_slice(expected).unwrap_or_default();
    let tables = TableWish { unit: filed.unit(), ..wish.tables.clone() };
    let made = rollup(&tables, filed.villages.clone(), campaign, &expected);
    let refused =
        filed.refused.iter().map(|(place, said)| json!({ "place": place, "zh_hans": said.zh_hans, "en": said.en }));
    let locked = filed.locked.iter().map(|(place, again)| json!({ "place": place, "locked": true, "again": again }));
    let refused: Vec<Value> = refused.chain(locked).collect();
    // What waits for a passphrase is read anew.
    desk.filed = Some(filed).filter(|filed| filed.locked.is_empty());
    given(made, &tables, &refused)
}

/// What was made, for the screen or as a file; with the files that were refused.
fn given(Made { tables, rollup, name }: Made, wish: &TableWish, refused: &[Value]) -> Outcome {
    match (wish.form, tables.first()) {
        (Form::Workbook, _) => {
            let bytes = xlsx::xlsx(&tables, wish.lang).map_err(|fault| Said::of(&fault))?;
            return Ok((file(name + ".xlsx", XLSX), vec![bytes]));
        }
        (Form::Csv, Some(first)) => return Ok((file(name + ".csv", "text/csv"), vec![csv(first)])),
        (Form::Csv, None) | (Form::Screen, _) => {}
    }
    let json = |value: Result<Vec<u8>, _>| value.unwrap_or_default();
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let mut parts =
        vec![json(serde_json::to_vec(&rollup)), json(serde_json::to_vec(refused)), json(serde_json::to_vec(&names))];
    parts.extend(tables.iter().map(|table| json(serde_json::to_vec(&view(table, wish.sort)))));
    Ok((Reply::Tables, parts))
}

/// The labels of the packages that were received, out of what the page remembers of them.
fn labels(received: &[u8]) -> Vec<Label> {
    let received: Vec<Received> = serde_json::from_slice(received).unwrap_or_default();
    received.into_iter().map(|received| received.label).collect()
}

fn file(name: String, mime: &str) -> Reply {
    Reply::File { name, mime: mime.to_owned(), more: 0 }
}

/// The journal of lines that the page sent; they came from its own journal.
fn journal(lines: &[u8]) -> Result<Journal, Said> {
    let mut journal = Journal::default();
    journal.merge_ndjson(lines).map_err(|error: LineError| Said::of(&error))?;
    Ok(journal)
}
