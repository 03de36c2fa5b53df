//! The worker's side of papers.

use std::collections::BTreeMap;

use serde_json::json;

use super::papers::{BackChange, BackView, BackWish, BlankColumn, BlankView, BlankWish, DocumentWish};
use super::tables::TableWish;
use super::villages::{Villages, homes, sources};
use super::{Progress, Said};
use crate::campaign::{Campaign, Style};
use crate::inspection::{self, Inspected};
use crate::journal::{Journal, Kind, RecordId};
use crate::ledger::back::{Back, Place};
use crate::ledger::blank::{self, Blank, Layout};
use crate::ledger::{Edition, Heading, View};
use crate::moment::Moment;
use crate::package::Label;
use crate::report::{Covered, Numbers, Period, docx, write};
use crate::rollup::VillageSums;
use crate::text::{Lang, Say};
use crate::workbook::office;

/// The kind of record that remembers how blanks are filled.
pub(super) const LAYOUT: &str = "layout";

fn moment(now: &str) -> Moment {
    Moment::parse(now).unwrap_or_else(|| Moment::new(0, 0))
}

/// Whose a table is, for whom, in which language.
fn heading(wish: &TableWish) -> Heading {
    let edition = Edition::ALL.into_iter().find(|edition| edition.word() == wish.edition).unwrap_or_default();
    Heading { unit: wish.unit.clone(), author: wish.author.clone(), edition, lang: wish.lang }
}

/// What an edited ledger comes to.
pub(super) fn back(file: &[u8], journal: &Journal, campaign: &Campaign, wish: &BackWish) -> Result<BackView, Said> {
    let lang = wish.lang;
    let book = office::read(file).map_err(|error| Said::of(&error))?;
    let view = View::new(journal, campaign, moment(&wish.now), None);
    let back = Back::read(&book, journal, &view, lang).map_err(|error| Said::of(&error))?;
    let row = |place: &Place| match lang {
        Lang::ZhHans => format!("{}第 {} 行", place.sheet, place.row),
        Lang::En => format!("{}, row {}", place.sheet, place.row),
    };
    // Households of several villages are told apart by those.
    let regions: Vec<_> = journal.records(&Kind::Region).collect();
    let village = |id: &Option<RecordId>| {
        let region = regions.iter().filter(|_| regions.len() > 1).find(|region| Some(region.id()) == id.as_ref())?;
        Some(format!("{} · ", region.text("village")))
    };
    let change = |change: &crate::ledger::back::Change| BackChange {
        who: change.place.who.clone(),
        place: village(&change.village).unwrap_or_default() + &row(&change.place),
        doubt: change.doubt.map_or_else(String::new, |doubt| doubt.say(lang)),
        column: change.column.clone(),
        old: change.old.clone(),
        new: change.new.clone(),
        kind: change.kind.word().to_owned(),
        record: change.record.0.clone(),
        fields: json!(change.fields),
    };
    let strays = back.strays.iter().map(|one| format!("{} {}: {}", row(&one.place), one.place.who, one.why.say(lang)));
    let unread = back.unread.iter().map(|one| {
        format!("{} {} · {} “{}”: {}", row(&one.place), one.place.who, one.column, one.text, one.why.say(lang))
    });
    let sheets = back.sheets.iter().map(|(title, rows)| match lang {
        Lang::ZhHans => format!("{title}，对上 {rows} 行"),
        Lang::En => format!("{title}, {rows} rows matched"),
    });
    Ok(BackView {
        sheets: sheets.collect(),
        changes: back.changes.iter().map(change).collect(),
        lost: strays.chain(unread).collect(),
        left: left(&back, lang),
    })
}

/// What was left alone, and why.
fn left(back: &Back, lang: Lang) -> Vec<String> {
    let computed = back.computed.iter().map(|(column, count)| match lang {
        Lang::ZhHans => format!("“{column}”是算出来的，{count} 处不同，不读"),
        Lang::En => format!("“{column}” is computed: {count} differ and are not read"),
    });
    let counted = |count: usize, zh_hans: &str, en: &str| {
        (count > 0).then(|| match lang {
            Lang::ZhHans => format!("{count} 处{zh_hans}"),
            Lang::En => format!("{count} {en}"),
        })
    };
    let others = [
        counted(
            back.older,
            "和以前的值一样，是旧文件，不改",
            "say what was so before; the file is older, so they stay",
        ),
        counted(back.masked, "打了星号，不覆盖", "are masked and overwrite nothing"),
        counted(back.emptied, "清空了，不删已有内容", "were emptied; what is stored stays"),
    ];
    computed.chain(others.into_iter().flatten()).collect()
}

/// What is known of a blank's heading, and what a person has just said of it besides.
fn layout(journal: &Journal, blank: &Blank, wish: &BlankWish) -> (Layout, bool) {
    let record = journal.record(&Kind::Other(LAYOUT.to_owned()), &blank.fingerprint().as_str().into());
    let mut known = Layout::default();
    if let Some(record) = &record {
        record.text("ledger").clone_into(&mut known.ledger);
        let columns = record.under("column/").filter_map(|(at, field)| {
            Some((at.parse::<usize>().ok()?, field.value().as_text().unwrap_or_default().to_owned()))
        });
        known.columns = columns.collect();
    }
    if !wish.ledger.is_empty() && wish.ledger != known.ledger {
        // Another ledger has other columns.
        known = Layout { ledger: wish.ledger.clone(), columns: BTreeMap::new() };
    }
    known.columns.extend(wish.columns.iter().cloned());
    (known, record.is_some())
}

/// What was understood of a blank.
pub(super) fn read_blank(
    file: &[u8],
    layouts: &Journal,
    campaign: &Campaign,
    wish: &BlankWish,
) -> Result<BlankView, Said> {
    let blank = Blank::read(file, campaign).map_err(|error| Said::of(&error))?;
    let (known, before) = layout(layouts, &blank, wish);
    let layout = blank.layout(campaign, &known);
    let ledger = campaign.ledgers.iter().find(|ledger| ledger.name == layout.ledger);
    let column = |column: &blank::BlankColumn| BlankColumn {
        at: column.at,
        title: column.title.clone(),
        source: layout.columns.get(&column.at).cloned().unwrap_or_default(),
    };
    let title = |ledger: &crate::campaign::Ledger| format!("{} {}", ledger.number, ledger.label.get(wish.lang));
    Ok(BlankView {
        fingerprint: blank.fingerprint(),
        known: before,
        sheet: blank.sheet.clone(),
        taken: blank.taken,
        room: blank.room,
        others: blank.others.clone(),
        ledgers: campaign.ledgers.iter().map(|one| (one.name.clone(), title(one).trim().to_owned())).collect(),
        columns: blank.columns.iter().map(column).collect(),
        sources: ledger.map_or_else(Vec::new, |ledger| {
            blank::sources(ledger)
                .into_iter()
                .map(|source| (source.code, source.label.get(wish.lang).to_owned()))
                .collect()
        }),
        ledger: layout.ledger.clone(),
    })
}

/// A blank, filled.
pub(super) fn fill_blank(
    file: &[u8],
    journal: &Journal,
    campaign: &Campaign,
    (blank_wish, wish): (&BlankWish, &TableWish),
) -> Result<Vec<u8>, Said> {
    let blank = Blank::read(file, campaign).map_err(|error| Said::of(&error))?;
    let (known, _) = layout(journal, &blank, blank_wish);
    let layout = blank.layout(campaign, &known);
    let village = Some(wish.village.as_str().into()).filter(|_| !wish.village.is_empty());
    let view = View::new(journal, campaign, moment(&wish.now), village.as_ref());
    let filled = blank.fill(file, (&layout, campaign), &view, &heading(wish), blank_wish.existing);
    filled.map_err(|error| Said::of(&error))
}

/// 迎检包: its bytes and its name. What was received counts as of its own time, as in the roll-up.
pub(super) fn inspection(
    journal: &Journal,
    labels: &[Label],
    campaign: &Campaign,
    wish: &TableWish,
) -> Result<(Vec<u8>, String), Said> {
    let now = moment(&wish.now);
    let village = Some(wish.village.as_str().into()).filter(|_| !wish.village.is_empty());
    let view = View::new(journal, campaign, now, village.as_ref());
    let sources = sources(journal, &homes(journal), labels, (campaign, &wish.now));
    let wanted = sources.into_iter().filter(|(region, _)| village.as_ref().is_none_or(|id| region.id == *id));
    let sums = wanted.map(|(region, made)| {
        let own = View::new(journal, campaign, moment(&made), Some(&region.id));
        VillageSums::of_view(region, &made, &own)
    });
    let rollup = inspection::rollup(sums.collect());
    let heading = heading(wish);
    let bytes = inspection::pack(Inspected { campaign, view: &view, rollup: &rollup }, &heading);
    let name = inspection::file_name(&wish.unit, &heading.edition.say(wish.lang), now, wish.lang);
    Ok((bytes.map_err(|fault| Said::of(&fault))?, name))
}

/// A report of villages, as JSON with where each number comes from.
pub(super) fn report(
    villages: &Villages,
    wish: &super::papers::ReportWish,
    progress: &mut dyn FnMut(Progress),
) -> Vec<u8> {
    let now = moment(&wish.now);
    let day = |text: &str| text.parse().unwrap_or_else(|_| now.day());
    let period = Period { from: day(&wish.from), to: day(&wish.to) };
    let total = u32::try_from(villages.all.len()).unwrap_or(u32::MAX);
    let mut numbers = Numbers::default();
    for (done, village) in (0..).zip(&villages.all) {
        progress(Progress { done, total });
        numbers.add(&Numbers::of_view(&village.view(&villages.campaign), period));
    }
    let covered = Covered { unit: &wish.unit, period, now };
    super::json::write(&write(&villages.campaign, &wish.kind, &numbers, covered, wish.lang).to_json())
}

/// A document of edited lines.
pub(super) fn document(wish: &DocumentWish) -> Vec<u8> {
    let style = |word: &str| match word {
        "title" => Style::Title,
        "heading" => Style::Heading,
        _ => Style::Body,
    };
    let lines: Vec<(Style, String)> = wish.lines.iter().map(|(word, text)| (style(word), text.clone())).collect();
    docx(&lines, &wish.unit, wish.day.parse().unwrap_or_default(), wish.lang)
}
