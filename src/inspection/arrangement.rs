//! 工作安排: the campaign's stages with how far each is, and its duties.

use super::Inspected;
use super::say::Word;
use crate::campaign::{Duty, Of, Per, Stage};
use crate::ledger::{Cell, Column, Heading, Row, RowKind, Shape, SheetText, Table};
use crate::text::{Lang, Say};

/// The tables of stages and of duties.
pub(super) fn tables(of: Inspected<'_>, heading: &Heading) -> Vec<Table> {
    vec![stages(of, heading), duties(of, heading)]
}

/// A table of words under these columns.
pub(super) fn table(of: Inspected<'_>, heading: &Heading, title: Word, columns: &[(Word, Shape, f64)]) -> Table {
    let lang = heading.lang;
    let column = |(label, shape, width): &(Word, Shape, f64)| Column {
        label: label.say(lang),
        shape: *shape,
        width: *width,
        ..Column::default()
    };
    Table {
        name: title.say(lang),
        title: title.say(lang),
        unit: SheetText::Unit(&heading.unit).say(lang),
        date: SheetText::Date(&of.view.now.to_string()).say(lang),
        columns: columns.iter().map(column).collect(),
        signatures: [SheetText::Reviewer, SheetText::Author(&heading.author), SheetText::Phone]
            .map(|text| text.say(lang))
            .to_vec(),
        ..Table::default()
    }
}

/// A row of an entry.
pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Body, key: String::new(), cells }
}

fn stages(of: Inspected<'_>, heading: &Heading) -> Table {
    let lang = heading.lang;
    let columns = [
        (Word::Stage, Shape::Word, 14.0),
        (Word::From, Shape::Word, 12.0),
        (Word::To, Shape::Word, 12.0),
        (Word::Due, Shape::Word, 18.0),
        (Word::What, Shape::Text, 36.0),
        (Word::ToWhom, Shape::Text, 20.0),
        (Word::Concerned, Shape::Integer, 10.0),
        (Word::Done, Shape::Integer, 10.0),
    ];
    let mut table = table(of, heading, Word::Stages, &columns);
    table.rows = of.campaign.stages.iter().map(|stage| stage_row(of, stage, lang)).collect();
    table
}

fn stage_row(of: Inspected<'_>, stage: &Stage, lang: Lang) -> Row {
    let day = |day: Option<chrono::NaiveDate>| Cell::text(day.map(|day| day.to_string()).unwrap_or_default());
    let due = stage.deadline.as_ref().map(|deadline| Word::Deadline(deadline).say(lang)).unwrap_or_default();
    let (mut concerned, mut done) = (0, 0);
    if let Some(who) = &stage.who {
        let env = of.view.now.env();
        for entry in of.view.entries(Of::Household) {
            let (is, has) = entry
                .within(&env, |scope| (scope.holds(who), stage.done.as_ref().is_some_and(|done| scope.holds(done))));
            concerned += u64::from(is);
            done += u64::from(is && has);
        }
    }
    // Of a stage that has not begun nothing is owed, and so nothing is done.
    let begun = stage.start.is_none_or(|start| start <= of.view.now.day());
    let count = |count: u64| if stage.who.is_some() { Cell::count(count) } else { Cell::text("—") };
    row(vec![
        Cell::text(stage.label.get(lang)),
        day(stage.start),
        day(stage.end),
        Cell::text(due),
        Cell::text(stage.what.get(lang)),
        Cell::text(stage.to.get(lang)),
        count(concerned),
        if stage.done.is_some() && begun { count(done) } else { Cell::text("—") },
    ])
}

fn duties(of: Inspected<'_>, heading: &Heading) -> Table {
    let lang = heading.lang;
    let columns = [
        (Word::DutyName, Shape::Word, 20.0),
        (Word::HowOften, Shape::Text, 24.0),
        (Word::How, Shape::Text, 18.0),
        (Word::From, Shape::Word, 12.0),
        (Word::To, Shape::Word, 12.0),
        (Word::Concerned, Shape::Integer, 10.0),
    ];
    let mut table = table(of, heading, Word::Duties, &columns);
    table.rows = of.campaign.duties.iter().map(|duty| duty_row(of, duty, lang)).collect();
    table
}

fn duty_row(of: Inspected<'_>, duty: &Duty, lang: Lang) -> Row {
    let campaign = of.campaign;
    let often = match &duty.per {
        Per::Week => Word::Weekly(duty.times),
        Per::Day => Word::Daily(duty.times),
        Per::Signal { hours, .. } => Word::OnSignal(*hours),
        Per::Once => Word::Once(duty.times),
    };
    let methods: Vec<&str> = duty.methods.iter().map(|method| campaign.choice("method", method.word(), lang)).collect();
    let env = of.view.now.env();
    let concerned = of.view.entries(Of::Household).filter(|entry| entry.within(&env, |scope| scope.holds(&duty.who)));
    let day = |day: chrono::NaiveDate| Cell::text(day.to_string());
    row(vec![
        Cell::text(duty.label.get(lang)),
        Cell::text(often.say(lang)),
        Cell::text(methods.join(lang.pick("、", ", "))),
        day(duty.start.unwrap_or(campaign.start)),
        duty.end.or(campaign.end).map_or(Cell::Blank, day),
        Cell::count(concerned.count() as u64),
    ])
}
