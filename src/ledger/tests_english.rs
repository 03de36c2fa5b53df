//! Ledgers in English: nothing of them is Chinese but what people wrote themselves.

use super::tests::{demo, text};
use super::*;
use crate::campaign::{self, ColumnValue};
use crate::journal::{Journal, Kind, Stamp};
use crate::text::Lang;

/// A journal in which everything that people have written themselves is in Latin letters. What is left in Chinese was written by the
/// program or by the campaign.
fn with_latin_people(journal: &Journal) -> Journal {
    const OWN: [(Kind, &[&str]); 5] = [
        (Kind::Region, &["village", "district", "township", "county"]),
        (Kind::Household, &["head", "group", "address", "note", "member/*/name", "helper/*/name"]),
        (Kind::Visit, &["surveyor", "answer/other_request"]),
        (Kind::Finding, &["finder", "action", "result", "officer", "verifier"]),
        (Kind::Contact, &["by", "outcome"]),
    ];
    const RECORDS: [&str; 8] = ["leader", "officer", "text", "first", "handled", "name", "item", "unit"];
    let own = |kind: &Kind, path: &str| match OWN.iter().find(|(known, _)| known == kind) {
        Some((_, paths)) => paths.iter().any(|own| match own.split_once('*') {
            Some((before, after)) => path.starts_with(before) && path.ends_with(after),
            None => path == *own,
        }),
        None => RECORDS.contains(&path),
    };
    let mut latin = Journal::default();
    let writes = journal.kinds().flat_map(|kind| journal.ids(kind).flat_map(|id| journal.history(kind, id)));
    for mut write in writes {
        let kind = write.kind.clone();
        for (_, value) in write.fields.iter_mut().filter(|(path, value)| value.is_string() && own(&kind, path)) {
            *value = "own words".into();
        }
        latin.insert(&write);
    }
    latin
}

fn is_han(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}' | '、' | '；' | '，' | '：' | '（'))
}

/// What of a table is Chinese, with the column it stands in.
fn chinese(table: &Table) -> Vec<String> {
    let heads = [&table.name, &table.title, &table.unit, &table.date];
    let labels = table.columns.iter().flat_map(|column| [&column.group, &column.label]);
    let heads = heads.into_iter().chain(labels).chain(&table.notes).chain(&table.signatures).cloned();
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(&table.columns)).filter_map(|(cell, column)| {
        let Cell::Text(text) = cell else { return None };
        Some(format!("{} · {}: {text}", table.name, column.label))
    });
    heads.chain(cells).filter(|text| is_han(text)).collect()
}

#[test]
fn a_ledger_in_english_is_english_but_for_what_people_wrote() {
    let (campaign, journal, made) = demo(200);
    let mut latin = with_latin_people(&journal);
    // One finding put right as its rule advises, with a tap; a signed visit with a photo; goods and a gift.
    let finding = latin.records(&Kind::Finding).find(|one| one.text("rule") == "kang_smoke").unwrap().id().clone();
    let visit = latin.ids(&Kind::Visit).next().unwrap().clone();
    let advice = campaign.rule("kang_smoke").unwrap().advice.zh_hans.clone();
    let picture = crate::attachment::name(b"s", "png");
    let mut seq = 0;
    let mut put = |kind: &str, id: &str, fields: &[(&str, &str)]| {
        seq += 1;
        let stamp = Stamp { device: "e".into(), seq, at: 0, author: String::new() };
        let fields = fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
        latin.insert(&latin.draft(stamp, kind.into(), id.into(), fields));
    };
    put("finding", &finding.0, &[("how", "on_site"), ("action", &advice), ("done", "2026-12-21T10:00:00+08:00")]);
    put("visit", &visit.0, &[("answer/signature", &picture), ("answer/photo", &picture)]);
    put("stock", "s", &[("item", "quilts"), ("date", "2026-12-21"), ("source", "bought"), ("in", "3")]);
    put("gift", "g", &[("person", "own words"), ("date", "2026-12-21"), ("receipt", "family"), ("letter", "1")]);
    let view = View::new(&latin, &campaign, made, None);
    let mut told = String::new();
    for ledger in &campaign.ledgers {
        for edition in Edition::ALL {
            let heading = Heading { unit: "unit".into(), author: "author".into(), edition, lang: Lang::En };
            let table = make(ledger, &view, &heading);
            assert_eq!(chinese(&table), Vec::<String>::new(), "{} for {}", ledger.number, edition.word());
            told += &text(&table);
        }
    }
    for said in ["Signed, Photo", "Put right on the spot", "The kang leaks smoke", "Food: ", "3 times a week", "pieces"]
    {
        assert!(told.contains(said), "{said}");
    }
    assert!(told.contains(&campaign.rule("kang_smoke").unwrap().advice.en));
    // The same test sees a ledger that is not English.
    let mut mixed = campaign.ledgers.first().unwrap().clone();
    let food = mixed.columns.iter_mut().find(|column| column.name == "food").unwrap();
    let ColumnValue::Template(templates) = &mut food.value else { panic!() };
    templates.en = campaign::Template::default();
    let heading = Heading { edition: Edition::Report, lang: Lang::En, ..Heading::default() };
    assert!(!chinese(&make(&mixed, &view, &heading)).is_empty());
}
