//! What a township draws for spot checks, with what each village says of the households that were drawn.

use super::Progress;
use super::answers::{finding_words, home_view, through};
use super::township::{Drawn, DrawnHome, TownshipWish};
use super::villages::{Village, Villages};
use super::words::{Words, minute};
use crate::campaign::{ColumnKind, ColumnValue, Formula, Of, Scope, Show};
use crate::ledger::Entry;
use crate::rollup::{Risk, Stratum, draw, risk};
use crate::text::Say;

/// The draw, with what the village says of each household.
pub(super) fn drawn(
    villages: &Villages,
    (seed, stratum, each): (&str, Stratum, usize),
    wish: &TownshipWish,
    progress: &mut dyn FnMut(Progress),
) -> Drawn {
    let (campaign, here) = (&villages.campaign, wish.here());
    // Village by village, so that the strata of a draw by village are in the villages' order.
    let mut pool: Vec<((usize, Risk), String, usize)> = Vec::new();
    through(villages.all.iter(), progress, |at, village| {
        let view = village.view(campaign);
        let env = view.now.env();
        for home in &view.homes {
            let entry = view.entry(home);
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
        let words = Words { campaign, journal: &village.journal, lang: wish.lang, here };
        for (slot, (_, id)) in homes.iter_mut().zip(&chosen).filter(|(_, (of, _))| *of == at) {
            let home = view.homes.iter().find(|home| home.id.0 == *id);
            *slot = home.map(|home| {
                let entry = view.entry(home);
                drawn_home(&entry, village, words)
            });
        }
    });
    Drawn { homes: homes.into_iter().flatten().collect() }
}

/// What the village says of a household: the columns of the ledger of households that its visit fills, the questions behind the rates
/// in the form's own words, and the findings. Where nobody was, there is that alone, and what was found otherwise.
fn drawn_home(entry: &Entry<'_>, village: &Village, words: Words<'_>) -> DrawnHome {
    let (env, home, lang) = (entry.view.now.env(), entry.home, words.lang);
    let visited = home.visit.as_ref().and_then(|visit| visit.finished.map(|at| (at, &visit.surveyor)));
    let visit = visited.map_or_else(
        || lang.pick("还没入户", "not visited yet").to_owned(),
        |(at, by)| format!("{} {by}", minute(&at.to_string())),
    );
    let mut says = vec![(lang.pick("入户", "Visited").to_owned(), visit)];
    if visited.is_some() {
        says.extend(entry.within(&env, |scope| answered(scope, words)));
    }
    let found: Vec<String> = home.findings.iter().map(|one| finding_words(one, words.campaign, lang)).collect();
    if visited.is_some() || !found.is_empty() {
        says.push((lang.pick("问题", "Findings").to_owned(), found.join("；")));
    }
    let risk = entry.within(&env, |scope| risk(home, scope)).say(lang);
    DrawnHome { home: home_view(home, &village.name, risk), village: village.region.id.0.clone(), says }
}

/// What a visit answered: each column with its value, then each question that no column shows.
fn answered(scope: &Scope<'_>, words: Words<'_>) -> Vec<(String, String)> {
    let (campaign, lang) = (words.campaign, words.lang);
    let mut shown: Vec<&str> = Vec::new();
    let mut told: Vec<(String, String)> = Vec::new();
    let ledger = campaign.ledgers.iter().find(|ledger| ledger.of == Of::Household);
    for column in ledger.into_iter().flat_map(|ledger| &ledger.columns) {
        let ColumnValue::Formula(formula) = &column.value else { continue };
        let before = shown.len();
        shown.extend(questions(formula));
        if shown.len() > before {
            let text = scope.text(formula);
            let text = match &column.kind {
                ColumnKind::Choice(list) => campaign.choices(list, &text, lang),
                ColumnKind::Answer(question) => campaign.answer(question, &text, lang).into_owned(),
                _ => text,
            };
            told.push((column.label.get(lang).to_owned(), text));
        }
    }
    let rates = campaign.indicators.iter().filter(|one| one.show == Show::Rate && one.of == Of::Household);
    for question in rates.flat_map(|rate| questions(&rate.numerator)) {
        // What the form computes is nobody's answer.
        let is_asked = campaign.questions.get(question).is_some_and(|known| known.calculation.is_none());
        if is_asked && !shown.contains(&question) {
            shown.push(question);
            told.push((words.asked(question), scope.words(question, lang).unwrap_or_default()));
        }
    }
    told
}

/// The questions that an expression reads: names without a point are a visit's own answers.
fn questions(formula: &Formula) -> impl Iterator<Item = &str> {
    formula.names().iter().map(String::as_str).filter(|name| !name.contains('.'))
}
