//! Rosters of made-up villages in the shapes that offices send.

use encoding_rs::GB18030;

use super::draw::Draw;
use super::people::Home;
use super::{Demo, Village};
use crate::register::Category;
use crate::text::{Lang, Say};
use crate::workbook::{Cell, Merge, Sheet, Workbook, WorkbookError, csv, office};

/// A roster file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The shapes, by turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A title, a header of one line, one row a person, the household's cells merged.
    Persons,
    /// A title, a unit line, a header of two lines, one row a household.
    Households,
    /// Text in GB18030, one row a person.
    Text,
    /// Printed in pages: the header again on each, 小计 and 合计 rows, ID numbers as people mistype them.
    Pages,
}

/// The roster of a village, in the shape that its number has.
pub fn roster(demo: &Demo, village: &Village) -> Result<Roster, WorkbookError> {
    let shape = match village.number % 4 {
        1 => Shape::Persons,
        2 => Shape::Households,
        3 => Shape::Text,
        _ => Shape::Pages,
    };
    let name = &village.region.village;
    if shape == Shape::Text {
        let text = csv::write(&persons(village, 0).0);
        return Ok(Roster { name: format!("{name}花名册.csv"), bytes: GB18030.encode(&text).0.into_owned() });
    }
    let (rows, merges) = match shape {
        Shape::Persons => {
            let (mut rows, mut merges) = persons(village, 1);
            rows.insert(0, vec![Cell::from(format!("{name}常住人口花名册").as_str())]);
            merges.push(Merge { top: 0, left: 0, bottom: 0, right: PERSON_HEAD.len() - 1 });
            (rows, merges)
        }
        Shape::Households => households(village),
        _ => pages(demo, village),
    };
    let sheet = Sheet { name: "花名册".into(), rows, merges, ..Sheet::default() };
    let bytes = office::write_xlsx(&Workbook { sheets: vec![sheet] })?;
    Ok(Roster { name: format!("{name}花名册.xlsx"), bytes })
}

const PERSON_HEAD: [&str; 9] =
    ["序号", "组别", "户主姓名", "姓名", "与户主关系", "公民身份号码", "联系电话", "家庭住址", "人员类别"];

/// One row a person under a header, `above` rows further down; what belongs to the household stands in its first row.
fn persons(village: &Village, above: usize) -> (Vec<Vec<Cell>>, Vec<Merge>) {
    let mut rows = vec![PERSON_HEAD.map(Cell::from).to_vec()];
    let mut merges = Vec::new();
    for (number, home) in (1_u32..).zip(&village.homes) {
        let first = rows.len() + above;
        let people = in_order(home);
        for (index, person) in people.iter().enumerate() {
            let once = |text: &str| if index == 0 { Cell::from(text) } else { Cell::Empty };
            let household = &home.household;
            rows.push(vec![
                if index == 0 { Cell::Number(f64::from(number)) } else { Cell::Empty },
                once(&household.group),
                once(&household.head),
                Cell::from(person.name.as_str()),
                Cell::from(person.relation.as_str()),
                Cell::from(person.id_number.as_str()),
                once(&household.phone),
                once(&household.address),
                once(&categories(home)),
            ]);
        }
        let last = first + people.len().saturating_sub(1);
        if last > first {
            merges.extend([0, 1, 2, 6, 7, 8].map(|column| Merge {
                top: first,
                left: column,
                bottom: last,
                right: column,
            }));
        }
    }
    (rows, merges)
}

/// One row a household under a header of two lines.
fn households(village: &Village) -> (Vec<Vec<Cell>>, Vec<Merge>) {
    let text = |texts: &[&str]| texts.iter().map(|text| Cell::from(*text)).collect::<Vec<_>>();
    let mut rows = vec![
        text(&[&format!("{}农户基本情况表", village.region.village)]),
        text(&[&format!("填报单位（盖章）：{}", village.region.village), "", "", "", "", "", "单位：户、人"]),
        text(&["序号", "户主信息", "", "", "村民小组", "家庭人口（人）", "家庭住址", "困难类型", "备注"]),
        text(&["", "姓名", "身份证号", "手机", "", "", "", "", ""]),
    ];
    let mut merges = vec![
        Merge { top: 0, left: 0, bottom: 0, right: 8 },
        Merge { top: 1, left: 0, bottom: 1, right: 5 },
        Merge { top: 1, left: 6, bottom: 1, right: 8 },
        Merge { top: 2, left: 1, bottom: 2, right: 3 },
    ];
    merges.extend([0, 4, 5, 6, 7, 8].map(|column| Merge { top: 2, left: column, bottom: 3, right: column }));
    let mut people = 0;
    for (number, home) in (1_u32..).zip(&village.homes) {
        people += home.household.people();
        rows.push(household_row(number, home, Cell::from(head_id(home).as_str())));
    }
    let mut total = text(&["合计", "", "", "", ""]);
    total.push(Cell::Number(f64::from(people)));
    rows.push(total);
    rows.push(text(&["审核人：", "", "", "填报人：", "", "", "联系电话："]));
    (rows, merges)
}

/// As printed: thirty households a page, each with the header again and its 小计.
fn pages(demo: &Demo, village: &Village) -> (Vec<Vec<Cell>>, Vec<Merge>) {
    let head = ["序号", "户主", "证件号码", "户主手机", "屯", "人口数", "住址", "户类型", "备注"];
    let mut rows = vec![vec![Cell::from(format!("{}户主名单", village.region.village).as_str())]];
    let merges = vec![Merge { top: 0, left: 0, bottom: 0, right: head.len() - 1 }];
    let mut draw = Draw::new(demo.seed, u64::from(village.number));
    let mut number = 0;
    for page in village.homes.chunks(30) {
        rows.push(head.map(Cell::from).to_vec());
        let mut people = 0;
        for home in page {
            number += 1;
            people += home.household.people();
            rows.push(household_row(number, home, mistyped(&head_id(home), &mut draw)));
        }
        let mut subtotal: Vec<Cell> = ["小计", "", "", "", ""].map(Cell::from).to_vec();
        subtotal.push(Cell::Number(f64::from(people)));
        rows.push(subtotal);
    }
    rows.push(["合计", "", "", "", ""].map(Cell::from).to_vec());
    (rows, merges)
}

fn household_row(number: u32, home: &Home, id: Cell) -> Vec<Cell> {
    let household = &home.household;
    vec![
        Cell::Number(f64::from(number)),
        Cell::from(household.head.as_str()),
        id,
        Cell::from(household.phone.as_str()),
        Cell::from(household.group.as_str()),
        Cell::Number(f64::from(household.people())),
        Cell::from(household.address.as_str()),
        Cell::from(categories(home).as_str()),
        Cell::from(household.note.as_str()),
    ]
}

/// An ID number as it is met with: one in ten as a number that lost its last digits, full-width, spaced or a digit short.
fn mistyped(id: &str, draw: &mut Draw) -> Cell {
    match draw.within(0, 40) {
        0 => id.parse::<f64>().map_or_else(|_| Cell::from(id), Cell::Number),
        1 => {
            let wide = |letter: char| char::from_u32(letter as u32 + 0xFEE0).unwrap_or(letter);
            Cell::Text(id.chars().map(wide).collect())
        }
        2 => {
            let (area, rest) = id.split_at_checked(6).unwrap_or((id, ""));
            Cell::Text(format!("{area} {rest}"))
        }
        3 => Cell::Text(id.chars().take(17).collect()),
        _ => Cell::from(id),
    }
}

/// The members with the head first.
fn in_order(home: &Home) -> Vec<&crate::register::Person> {
    let head = home.household.head_member();
    let others = home.household.members.iter().filter(|(id, _)| head.is_none_or(|(head, _)| head != id.as_str()));
    head.into_iter().map(|(_, person)| person).chain(others.map(|(_, person)| person)).collect()
}

fn head_id(home: &Home) -> String {
    home.household.head_id().map(String::from).unwrap_or_default()
}

fn categories(home: &Home) -> String {
    let words: Vec<String> =
        home.household.known_categories().map(|category: Category| category.say(Lang::ZhHans)).collect();
    words.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rosters_come_in_four_shapes_and_are_always_the_same() {
        let demo = Demo { villages: 4, households: 40, seed: 1, sent: None };
        for number in 1..=4 {
            let village = demo.village(number);
            let roster = roster(&demo, &village).unwrap();
            assert_eq!(roster, super::roster(&demo, &demo.village(number)).unwrap());
            let book = office::read(&roster.bytes).unwrap();
            let rows = &book.sheets[0].rows;
            let head = village.homes[0].household.head.as_str();
            assert!(rows.iter().flatten().any(|cell| cell.text() == head), "{}", roster.name);
        }
    }
}
