//! 责任落实: who answers for how many households, and for which key households nobody does.

use super::Inspected;
use super::arrangement::{row, table};
use super::say::Word;
use crate::campaign::Of;
use crate::ledger::{Cell, Edition, Entry, Heading, Shape, Table, mask};
use crate::register::Answering;

/// The tables of helpers and of households without one.
pub(super) fn tables(of: Inspected<'_>, heading: &Heading) -> Vec<Table> {
    // Two villages may each have a helper of one name.
    let villages = of.villages();
    let is_one = villages.len() < 2;
    let columns = [
        (Word::Village, Shape::Word, 14.0),
        (Word::Name, Shape::Word, 12.0),
        (Word::Role, Shape::Word, 16.0),
        (Word::Phone, Shape::Code, 16.0),
        (Word::Households, Shape::Integer, 12.0),
    ];
    let columns = columns.get(usize::from(is_one)..).unwrap_or_default();
    let mut helpers = table(of, heading, Word::HelpersTable, columns);
    let phone = |phone: &str| match heading.edition {
        Edition::Report => Cell::text(phone),
        Edition::Check => Cell::text(mask::phone(phone)),
        Edition::Public => Cell::Blank,
    };
    let place = |id: &str| villages.iter().position(|(known, _)| known.0 == id);
    let mut answering: Vec<&Answering> = of.view.helpers.all().iter().filter(|one| one.households > 0).collect();
    answering.sort_by_key(|one| place(&one.helper.village).unwrap_or(usize::MAX));
    let village = |id: &str| place(id).and_then(|at| villages.get(at)).map_or("", |(_, name)| name.as_str());
    helpers.rows = answering
        .into_iter()
        .map(|one| {
            let own = (!is_one).then(|| Cell::text(village(&one.helper.village)));
            let told = [
                Cell::text(&one.helper.name),
                Cell::text(&one.helper.duty),
                phone(&one.helper.phone),
                Cell::count(one.households as u64),
            ];
            row(own.into_iter().chain(told).collect())
        })
        .collect();
    let columns =
        [(Word::Village, Shape::Word, 14.0), (Word::Group, Shape::Word, 10.0), (Word::Head, Shape::Word, 12.0)];
    let mut without = table(of, heading, Word::Unassigned, &columns);
    let name = |name: &str| match heading.edition {
        Edition::Public => Cell::text(mask::name(name)),
        Edition::Check | Edition::Report => Cell::text(name),
    };
    without.rows = unassigned(of)
        .map(|entry| {
            let village = entry.home.household.village.as_ref().map_or("", |id| village(&id.0));
            row(vec![Cell::text(village), Cell::text(&entry.home.household.group), name(&entry.home.household.head)])
        })
        .collect();
    vec![helpers, without]
}

/// The key households for which nobody answers.
pub(super) fn unassigned(of: Inspected<'_>) -> impl Iterator<Item = Entry<'_>> {
    let env = of.view.now.env();
    let key = of.campaign.tag("key");
    of.view.entries(Of::Household).filter(move |entry| {
        let nobody = of.view.helpers.answering(&entry.home.household).next().is_none();
        nobody && key.is_some_and(|key| entry.within(&env, |scope| scope.has(key)))
    })
}
