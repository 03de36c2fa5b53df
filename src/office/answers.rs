//! Answering what a township asks about its villages.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::township::{Ask, Behind, Doubts, Drawn, DrawnHome, HomeView, TownshipWish, TwinView};
use super::villages::{Village, Villages};
use super::words::{Words, minute, yes};
use super::{Progress, Said, story};
use crate::campaign::{Campaign, ColumnKind, ColumnValue, Of, Show};
use crate::finding::Finding;
use crate::journal::{Journal, Kind, RecordId};
use crate::ledger::{Entry, Home};
use crate::rollup::{Risk, Stratum, Twins, behind, draw, risk};
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
            json(serde_json::to_vec(&drawn(villages, (seed, stratum, *each as usize), lang, progress)))
        }
        Ask::History { household } => {
            json(serde_json::to_vec(&story::told(villages, &household.as_str().into(), wish)))
        }
    })
}

/// Goes through villages, telling how far it is.
fn through<'v>(
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

fn home_view(home: &Home, village: &str, words: String) -> HomeView {
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
        names.push(village.region.village.clone());
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
                list.push(home_view(entry.home, &village.region.village, entry_words(&entry, campaign, lang)));
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

fn finding_words(finding: &Finding, campaign: &Campaign, lang: Lang) -> String {
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
                    village: village.map(|village| village.region.village.clone()).unwrap_or_default(),
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

fn drawn(
    villages: &Villages,
    (seed, stratum, each): (&str, Stratum, usize),
    lang: Lang,
    progress: &mut dyn FnMut(Progress),
) -> Drawn {
    let campaign = &villages.campaign;
    // Village by village, so that the strata of a draw by village are in the villages' order.
    let mut pool: Vec<((usize, Risk), String, usize)> = Vec::new();
    through(villages.all.iter(), progress, |at, village| {
        let view = village.view(campaign);
        let env = view.now.env();
        for home in &view.homes {
            let entry = Entry { view: &view, home, finding: None, contact: None, record: None };
            let risk = entry.within(&env, |scope| risk(home, scope));
            let of = match stratum {
                Stratum::Village => (at, Risk::Red),
                Stratum::Risk => (0, risk),
            };
            pool.push((of, home.id.0.clone(), at));
        }
    });
    let lots: Vec<((usize, Risk), &str)> = pool.iter().map(|(of, id, _)| (*of, id.as_str())).collect();
    let chosen: Vec<(usize, &str)> = draw(seed, each, &lots)
        .into_iter()
        .filter_map(|place| pool.get(place))
        .map(|(_, id, at)| (*at, id.as_str()))
        .collect();
    let mut homes: Vec<Option<DrawnHome>> = chosen.iter().map(|_| None).collect();
    through(villages.all.iter(), progress, |at, village| {
        if !chosen.iter().any(|(of, _)| *of == at) {
            return;
        }
        let view = village.view(campaign);
        for (slot, (_, id)) in homes.iter_mut().zip(&chosen).filter(|(_, (of, _))| *of == at) {
            let home = view.homes.iter().find(|home| home.id.0 == *id);
            *slot = home.map(|home| {
                let entry = Entry { view: &view, home, finding: None, contact: None, record: None };
                drawn_home(&entry, village, campaign, lang)
            });
        }
    });
    Drawn { homes: homes.into_iter().flatten().collect() }
}

/// What the village says of a household: the columns of the ledger of households that its visit fills, what the three rates count,
/// and the findings.
fn drawn_home(entry: &Entry<'_>, village: &Village, campaign: &Campaign, lang: Lang) -> DrawnHome {
    let env = entry.view.now.env();
    let home = entry.home;
    let mut says: Vec<(String, String)> = Vec::new();
    let visited = home.visit.as_ref().and_then(|visit| visit.finished.map(|at| (at, &visit.surveyor)));
    let visit = visited.map_or_else(
        || lang.pick("还没入户", "not visited").to_owned(),
        |(at, by)| format!("{} {by}", minute(&at.to_string())),
    );
    says.push((lang.pick("入户", "Visited").to_owned(), visit));
    if let Some(ledger) = campaign.ledgers.iter().find(|ledger| ledger.of == Of::Household) {
        for column in &ledger.columns {
            let ColumnValue::Formula(formula) = &column.value else { continue };
            // Names without a point are the visit's own answers.
            if !formula.names().iter().any(|name| !name.contains('.')) {
                continue;
            }
            let text = entry.within(&env, |scope| scope.text(formula));
            let words = match &column.kind {
                ColumnKind::Choice(list) => campaign.choices(list, &text, lang),
                ColumnKind::Answer(question) => campaign.answer(question, &text, lang).into_owned(),
                _ => text,
            };
            says.push((column.label.get(lang).to_owned(), words));
        }
    }
    let rates = campaign.indicators.iter().filter(|indicator| indicator.table == "T2" && indicator.of == Of::Household);
    for indicator in rates {
        let counts = entry.within(&env, |scope| {
            scope
                .passes(indicator.filter.as_ref())
                .then(|| scope.number(&indicator.numerator).unwrap_or_default() > 0.0)
        });
        if let Some(counts) = counts {
            says.push((indicator.label.get(lang).to_owned(), yes(counts, lang).to_owned()));
        }
    }
    let findings: Vec<String> = home.findings.iter().map(|finding| finding_words(finding, campaign, lang)).collect();
    says.push((lang.pick("问题", "Findings").to_owned(), findings.join("；")));
    let risk = entry.within(&env, |scope| risk(home, scope)).say(lang);
    DrawnHome { home: home_view(home, &village.region.village, risk), village: village.region.id.0.clone(), says }
}
