//! Answering what a township asks about its villages.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::spot::drawn;
use super::township::{Ask, Behind, Doubts, HomeView, TownshipWish, TwinView};
use super::villages::{Village, Villages};
use super::words::{Words, minute};
use super::{Progress, Said, story};
use crate::campaign::{Campaign, Show};
use crate::finding::Finding;
use crate::journal::{Journal, Kind, RecordId};
use crate::ledger::{Entry, Home};
use crate::rollup::{Stratum, Twins, behind};
use crate::text::{Lang, Say};

/// More households than a person looks through one by one; the counts tell of the rest.
const LISTED: usize = 400;
/// More doubts than a person settles in one sitting.
const DOUBTS: usize = 300;

/// The answer, as JSON.
pub(super) fn answer(
    villages: &Villages,
    wish: &TownshipWish,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<u8>, Said> {
    let (lang, json) = (wish.lang, |told: serde_json::Result<Vec<u8>>| told.unwrap_or_default());
    Ok(match &wish.ask {
        Ask::Behind { indicator, place, class } => {
            json(serde_json::to_vec(&who(villages, (indicator, place, class.as_deref()), lang, progress)?))
        }
        Ask::Doubts => json(serde_json::to_vec(&doubts(villages, wish, progress))),
        Ask::Draw { seed, by_risk, each } => {
            let stratum = if *by_risk { Stratum::Risk } else { Stratum::Village };
            json(serde_json::to_vec(&drawn(villages, (seed, stratum, *each as usize), wish, progress)))
        }
        Ask::History { household } => {
            json(serde_json::to_vec(&story::told(villages, &household.as_str().into(), wish)))
        }
    })
}

/// Goes through villages, telling how far it is.
pub(super) fn through<'v>(
    villages: impl ExactSizeIterator<Item = &'v Village>,
    progress: &mut dyn FnMut(Progress),
    mut see: impl FnMut(usize, &'v Village),
) {
    let total = u32::try_from(villages.len()).unwrap_or(u32::MAX);
    for ((done, at), village) in (0..).zip(0..).zip(villages) {
        progress(Progress { done, total });
        see(at, village);
    }
}

pub(super) fn home_view(home: &Home, village: &str, words: String) -> HomeView {
    let household = &home.household;
    HomeView {
        id: home.id.0.clone(),
        head: household.head.clone(),
        group: household.group.clone(),
        village: village.to_owned(),
        phone: household.phone.clone(),
        words,
    }
}

fn who(
    villages: &Villages,
    (name, place, class): (&str, &str, Option<&str>),
    lang: Lang,
    progress: &mut dyn FnMut(Progress),
) -> Result<Behind, Said> {
    let campaign = &villages.campaign;
    let unknown = || Said::of(&super::Silence::Garbled);
    let indicator = campaign.indicators.iter().find(|indicator| indicator.name == name).ok_or_else(unknown)?;
    let rate = indicator.show == Show::Rate;
    let mut told = Behind { title: indicator.label.get(lang).to_owned(), rate, ..Behind::default() };
    let mut names = vec![told.title.clone()];
    if let Some(class) = class {
        let by = campaign.indicators.iter().find(|other| other.table == indicator.table && !other.by.is_empty());
        names.push(by.map_or(class, |other| campaign.choice(&other.by, class, lang)).to_owned());
    }
    let chosen: Vec<&Village> = villages.at(place).collect();
    if let ([village], false) = (chosen.as_slice(), place.is_empty()) {
        names.push(village.name.clone());
    } else if !place.is_empty() {
        names.push(place.to_owned());
    }
    told.title = names.join(" · ");
    through(chosen.into_iter(), progress, |_, village| {
        let view = village.view(campaign);
        for (entry, pair) in behind(&view, indicator, class) {
            let lacks = rate && pair.part < pair.whole;
            let (list, count) = if lacks {
                (&mut told.lacking, &mut told.lacking_count)
            } else {
                (&mut told.counted, &mut told.counted_count)
            };
            // What counts nothing and lacks nothing stands behind no number.
            if !lacks && pair.part == 0 {
                continue;
            }
            *count += 1;
            if list.len() < LISTED {
                list.push(home_view(entry.home, &village.name, entry_words(&entry, campaign, lang)));
            }
        }
    });
    Ok(told)
}

/// What there is to say about an entry: the finding with its state, the contact with its time.
fn entry_words(entry: &Entry<'_>, campaign: &Campaign, lang: Lang) -> String {
    if let Some(finding) = entry.finding {
        return finding_words(finding, campaign, lang);
    }
    if let Some(contact) = entry.contact {
        let when = contact.when.map(|when| minute(&when.to_string())).unwrap_or_default();
        return format!("{when} {}", campaign.choice("method", contact.text("how"), lang));
    }
    let categories = entry.home.household.known_categories().map(|category| category.say(lang));
    categories.collect::<Vec<_>>().join(lang.pick("、", ", "))
}

pub(super) fn finding_words(finding: &Finding, campaign: &Campaign, lang: Lang) -> String {
    let department = campaign.choice("department", &finding.department, lang);
    let words = [&*finding.said(Some(campaign), lang), &finding.state.say(lang), department].map(str::to_owned);
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn doubts(villages: &Villages, wish: &TownshipWish, progress: &mut dyn FnMut(Progress)) -> Doubts {
    let lang = wish.lang;
    let named = |at: usize| villages.all.get(at);
    let twins =
        Twins::among(villages.all.iter().map(|village| &village.journal)).into_iter().take(DOUBTS).map(|twins| {
            let sides = twins.sides.iter().map(|side| {
                let village = named(side.village);
                let made = village.map(|village| minute(&village.made)).unwrap_or_default();
                let whose = if side.person.is_empty() { String::new() } else { format!("{} · ", side.person) };
                HomeView {
                    id: side.household.0.clone(),
                    head: side.head.clone(),
                    group: side.group.clone(),
                    village: village.map(|village| village.name.clone()).unwrap_or_default(),
                    phone: String::new(),
                    words: format!("{whose}{}", as_of(&made, lang)),
                }
            });
            let households: Vec<&str> = twins.sides.iter().map(|side| &*side.household.0).collect();
            TwinView {
                key: key(&[twins.what.word(), &twins.value, &households.join(" ")]),
                what: twins.what.say(lang),
                sides: sides.collect(),
                value: twins.value,
            }
        });
    let mut doubts = Doubts { twins: twins.collect(), conflicts: Vec::new() };
    let here = wish.here();
    through(villages.all.iter(), progress, |_, village| {
        let words = Words { campaign: &villages.campaign, journal: &village.journal, lang, here };
        let more = DOUBTS.saturating_sub(doubts.conflicts.len());
        doubts.conflicts.extend(super::conflicts::views(village, words).into_iter().take(more));
    });
    doubts
}

fn as_of(made: &str, lang: Lang) -> String {
    format!("{}{made}", lang.pick("数据截至 ", "data as of "))
}

/// An identity that follows from what something is about.
fn key(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\n"));
    digest.iter().take(13).fold(String::with_capacity(26), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

pub(super) fn named_home(journal: &Journal, household: &RecordId, village: &str) -> HomeView {
    let record = journal.record(&Kind::Household, household);
    let text = |path: &str| record.as_ref().map(|record| record.text(path).to_owned()).unwrap_or_default();
    HomeView {
        id: household.0.clone(),
        head: text("head"),
        group: text("group"),
        village: village.to_owned(),
        phone: text("phone"),
        words: String::new(),
    }
}
