//! The worker's side of packages that go out, and of made-up data.

use serde::{Deserialize, Serialize};

use super::package::{KeyView, Lock, PackageWish};
use super::{Said, Silence};
use crate::attachment;
use crate::campaign::{self, Campaign, builtin};
use crate::demo::Demo;
use crate::journal::{Journal, Kind, Known};
use crate::ledger::View;
use crate::moment::Moment;
use crate::package::seal::{self, Key, SealError, seal};
use crate::package::{Attached, CampaignLabel, Counts, Extent, Label, Period, Qr, RegionLabel, pieces, select};
use crate::register::Region;
use crate::rollup::denominators;
use crate::text::Lang;

/// The campaign of this identity: the compiled one that the page uses, else the one that ships with the program.
pub(super) fn campaign(id: &str, compiled: Option<&[u8]>) -> Result<Campaign, Said> {
    if let Some(bytes) = compiled {
        return campaign::read(bytes).map(|(campaign, _)| campaign).map_err(|damage| Said::of(&damage));
    }
    let garbled = || Said::of(&Silence::Garbled);
    let builtin = builtin::ALL.iter().find(|builtin| builtin.id == id).ok_or_else(garbled)?;
    campaign::compile(&builtin.workbook()).map_err(|_| garbled())
}

/// A package that was made.
pub(super) struct Made {
    pub name: String,
    pub bytes: Vec<u8>,
    /// How many pieces come after this one.
    pub more: u32,
    /// What the export holds in all, for the next one to begin after.
    pub known: Vec<u8>,
}

/// Makes the package that is asked for: all of a village's records in a journal, or what is new of them. `files` are the
/// attachments' bytes in the order of their names; what is not what its name says is left out, as a photo that is not here is.
pub(super) fn package(
    journal: &Journal,
    campaign: &Campaign,
    wish: &PackageWish,
    files: &[Vec<u8>],
) -> Result<Made, SealError> {
    let all = select(journal, &wish.village);
    let part = if wish.since.is_empty() {
        all.clone()
    } else {
        // What cannot be read is of another version; then everything is new.
        all.beyond(&serde_json::from_str::<Known>(&wish.known).unwrap_or_default())
    };
    let named = attachment::names_in(&part.to_ndjson());
    let here = wish.files.iter().map(String::as_str).zip(files.iter().map(Vec::as_slice));
    let files: Vec<Attached<'_>> =
        here.filter(|(name, bytes)| named.contains(*name) && attachment::is_whole(name, bytes)).collect();
    let left_out = named.len().saturating_sub(files.len()) as u64;
    let extent = Extent { since: wish.since.clone(), piece: 1, pieces: 1, writes: all.len() as u64, left_out };
    let label = Label { extent: Some(extent), ..label(&all, journal, campaign, wish) };
    let pieces = pieces(&label, &part, &files, wish.limit);
    let count = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
    let piece = wish.piece.clamp(1, count);
    let extent = label.extent.clone().map(|extent| Extent { piece, pieces: count, ..extent });
    let name = Label { extent, ..label }.file_name();
    let bytes = pieces.into_iter().nth(piece as usize - 1).unwrap_or_default();
    let (name, bytes) = match &wish.lock {
        Lock::Open => (name, bytes),
        Lock::Key(key) => (name + ".age", seal(&bytes, seal::Lock::Key(key))?),
        Lock::Passphrase(phrase) => (name + ".age", seal(&bytes, seal::Lock::Passphrase(phrase))?),
    };
    let known = serde_json::to_vec(&all.known()).unwrap_or_default();
    Ok(Made { name, bytes, more: count - piece, known })
}

/// What the sender knows of a village whose records `all` are.
fn label(all: &Journal, journal: &Journal, campaign: &Campaign, wish: &PackageWish) -> Label {
    let now = Moment::parse(&wish.made).unwrap_or_else(|| Moment::new(0, 0));
    let region = journal.record(&Kind::Region, &wish.village).map(|record| Region::of(&record)).unwrap_or_default();
    Label {
        campaign: CampaignLabel {
            id: campaign.id.clone(),
            version: campaign.version().to_owned(),
            title: campaign.title.get(Lang::ZhHans).to_owned(),
        },
        region: RegionLabel::of(&wish.village, region),
        device: wish.device.clone(),
        author: wish.author.clone(),
        period: Some(Period { from: campaign.start.min(now.day()).to_string(), to: now.day().to_string() }),
        denominators: denominators(&View::new(all, campaign, now, Some(&wish.village))),
        made: wish.made.clone(),
        extent: None,
    }
}

/// A key as the screen shows it.
pub(super) fn key_view(key: Key) -> KeyView {
    let qr = Qr::of(&key.public);
    let (side, path) = qr.map(|qr| (qr.side, qr.path)).unwrap_or_default();
    KeyView { secret: key.secret, public: key.public, side, path }
}

/// The file of a key, by its name and text: what it is for stands in both, since one of the two must never be sent.
pub(super) fn key_file(key: &Key, (whose, made): (&str, &str), public: bool) -> (String, String) {
    let plain: String = whose.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let (first, last) = if public { ("公钥", "发给各村") } else { ("密钥", "不要外传") };
    let name: Vec<&str> = [first, &plain, last].into_iter().filter(|word| !word.is_empty()).collect();
    let text = if public { seal::public_key_file(key, whose, made) } else { seal::key_file(key, whose, made) };
    (format!("{}.txt", name.join("_")), text)
}

/// The key in a text that somebody chose: a whole one, or only its public half.
pub(super) fn find_key(text: &str) -> Result<Key, SealError> {
    seal::read_key(text).or_else(|_| Ok(Key { secret: String::new(), public: seal::read_public_key(text)? }))
}

/// A package that was taken in, as the page remembers it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Received {
    pub label: Label,
    pub counts: Counts,
    pub at: i64,
}

/// Made-up villages: what their packages hold, as one journal, and what these say of themselves.
pub(super) fn demo(villages: u32, households: u32, now: &str, campaign: &Campaign) -> (Journal, Vec<Received>) {
    let demo = Demo { villages, households, seed: 1, sent: Moment::parse(now) };
    let mut all = Journal::default();
    let mut received = Vec::new();
    for number in 1..=villages {
        let (label, journal) = demo.survey(&demo.village(number), campaign);
        all.merge(&journal);
        received.push(Received { label, counts: Counts::default(), at: 0 });
    }
    (all, received)
}
