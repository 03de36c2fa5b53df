//! All oddities together: a made-up village is written as a roster in some shape, and must read back as that village.

use proptest::prelude::*;

use super::*;
use crate::register::ResidentId;
use crate::workbook::{Cell, Sheet};

/// How the rows make households.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A row a household.
    Households,
    /// A row a person, the head told by the relation.
    Relations,
    /// A row a person, the head's name on each.
    Heads,
    /// A row a person, the head's name only on the first, as csv leaves merged cells.
    HeadsOnce,
    /// A row a person, the head's name merged over the household.
    HeadsMerged,
    /// A row a person, a household number on each.
    Numbers,
}

/// How an ID number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spoilt {
    Plain,
    Spaced,
    Quoted,
    Wide,
    SmallX,
    // From here on it cannot be known any more.
    Number,
    Scientific,
    Wrong,
    Short,
    Blank,
}

#[derive(Clone, Debug)]
struct Person {
    name: String,
    id: String,
    spoilt: Spoilt,
}

/// A roster's dress.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one habit of an office, on or off by itself")]
struct Dress {
    shape: Shape,
    titles: usize,
    unit_line: bool,
    two_lines: bool,
    page: Option<usize>,
    subtotal: bool,
    total: bool,
    footer: bool,
    numbering: bool,
    blank_rows: bool,
    spaced_names: bool,
    words: usize,
}

fn valid(serial: u32) -> String {
    let seventeen =
        format!("9900001{:03}{:02}{:02}{:03}", 900 + serial % 100, serial % 12 + 1, serial % 28 + 1, serial % 1000);
    "0123456789X".chars().map(|check| format!("{seventeen}{check}")).find(|id| ResidentId::read(id).is_ok()).unwrap()
}

fn name(serial: u32) -> String {
    const LETTERS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    let letter = |place: u32| LETTERS[(serial / place % 10) as usize];
    format!("测{}{}{}", letter(100), letter(10), letter(1))
}

fn spoilt() -> impl Strategy<Value = Spoilt> {
    use Spoilt::{Blank, Number, Plain, Quoted, Scientific, Short, SmallX, Spaced, Wide, Wrong};
    prop_oneof![8 => Just(Plain), 8 => prop::sample::select(vec![Spaced, Quoted, Wide, SmallX, Number, Scientific, Wrong, Short, Blank])]
}

fn village() -> impl Strategy<Value = Vec<Vec<Person>>> {
    prop::collection::vec(prop::collection::vec(spoilt(), 1..5), 1..9).prop_map(|households| {
        let mut serial = 0;
        let mut person = |spoilt| {
            serial += 1;
            Person { name: name(serial), id: valid(serial), spoilt }
        };
        households.into_iter().map(|members| members.into_iter().map(&mut person).collect()).collect()
    })
}

fn dress() -> impl Strategy<Value = Dress> {
    use Shape::{Heads, HeadsMerged, HeadsOnce, Households, Numbers, Relations};
    let shape = prop::sample::select(vec![Households, Relations, Heads, HeadsOnce, HeadsMerged, Numbers]);
    let flags = prop::array::uniform8(any::<bool>());
    (shape, 0..3_usize, prop::option::of(2..6_usize), flags, 0..3_usize).prop_map(
        |(shape, titles, page, flags, words)| {
            let [unit_line, two_lines, subtotal, total, footer, numbering, blank_rows, spaced_names] = flags;
            Dress {
                shape,
                titles,
                unit_line,
                two_lines,
                page,
                subtotal,
                total,
                footer,
                numbering,
                blank_rows,
                spaced_names,
                words,
            }
        },
    )
}

fn id_cell(person: &Person) -> Cell {
    let id = &person.id;
    match person.spoilt {
        Spoilt::Plain => Cell::from(id.as_str()),
        Spoilt::Spaced => Cell::from(format!(" {} {} {}", &id[..6], &id[6..14], &id[14..]).as_str()),
        Spoilt::Quoted => Cell::from(format!("'{id}").as_str()),
        Spoilt::Wide => {
            let wide: String = id.chars().filter_map(|letter| char::from_u32(u32::from(letter) + 0xFEE0)).collect();
            Cell::from(wide.as_str())
        }
        Spoilt::SmallX => Cell::from(id.to_lowercase().as_str()),
        Spoilt::Number => Cell::Number(id[..17].parse::<f64>().unwrap() * 10.0),
        Spoilt::Scientific => Cell::from(format!("{}.{}E+17", &id[..1], &id[1..6]).as_str()),
        Spoilt::Wrong => {
            let last = if id.ends_with('1') { '2' } else { '1' };
            Cell::from(format!("{}{last}", &id[..17]).as_str())
        }
        Spoilt::Short => Cell::from(&id[..16]),
        Spoilt::Blank => Cell::Empty,
    }
}

fn is_known(person: &Person) -> bool {
    matches!(person.spoilt, Spoilt::Plain | Spoilt::Spaced | Spoilt::Quoted | Spoilt::Wide | Spoilt::SmallX)
}

fn typed_name(person: &Person, dress: &Dress) -> Cell {
    let spaced: Vec<String> = person.name.chars().map(String::from).collect();
    Cell::from(spaced.join(if dress.spaced_names { " " } else { "" }).as_str())
}

/// The headings: 序号, what tells the household, then the person's.
fn headings(dress: &Dress) -> Vec<&'static str> {
    let head = ["户主姓名", "户主", "户 主"][dress.words];
    let id = ["身份证号", "公民身份号码", "证件号码"][dress.words];
    let name = ["姓名", "成员姓名", "姓  名"][dress.words];
    let relation = ["与户主关系", "和户主关系", "家庭关系"][dress.words];
    match dress.shape {
        Shape::Households => vec!["序号", head, id, "备注"],
        Shape::Relations => vec!["序号", name, relation, id, "备注"],
        Shape::Numbers => vec!["户编号", name, relation, id, "备注"],
        Shape::Heads | Shape::HeadsOnce | Shape::HeadsMerged => vec!["序号", head, name, id, "备注"],
    }
}

/// The village as a sheet, and the rows (from 1) that hold its persons or households.
fn write(village: &[Vec<Person>], dress: &Dress) -> (Sheet, Vec<usize>) {
    let mut sheet = Sheet { name: "名册".into(), ..Sheet::default() };
    let heads = headings(dress);
    let text = |texts: &[&str]| texts.iter().map(|text| Cell::from(*text)).collect::<Vec<Cell>>();
    for title in ["测试村困难群众花名册", "（2026年度）"].iter().take(dress.titles) {
        let row = sheet.rows.len();
        sheet.rows.push(text(&[title]));
        sheet.merges.push(Merge { top: row, left: 0, bottom: row, right: heads.len() - 1 });
    }
    if dress.unit_line {
        sheet.rows.push(text(&["填报单位：测试村", "", "单位：户、人"]));
    }
    let header = |sheet: &mut Sheet| {
        let top = sheet.rows.len();
        if !dress.two_lines {
            sheet.rows.push(text(&heads));
            return;
        }
        // The last two columns stand below one heading, the others take both lines.
        let below = heads.len() - 2;
        let upper: Vec<&str> = heads[..below].iter().copied().chain(["身份信息", ""]).collect();
        let lower: Vec<&str> = heads[..below].iter().map(|_| "").chain(heads[below..].iter().copied()).collect();
        sheet.rows.extend([text(&upper), text(&lower)]);
        sheet.merges.extend((0..below).map(|column| Merge { top, left: column, bottom: top + 1, right: column }));
        sheet.merges.push(Merge { top, left: below, bottom: top, right: below + 1 });
    };
    header(&mut sheet);
    if dress.numbering {
        let numbers: Vec<String> = (1..=heads.len()).map(|number| number.to_string()).collect();
        sheet.rows.push(numbers.iter().map(|number| Cell::from(number.as_str())).collect());
    }
    let mut rows = Vec::new();
    for (index, household) in village.iter().enumerate() {
        if index > 0 && dress.page.is_some_and(|page| index % page == 0) {
            if dress.subtotal {
                sheet.rows.push(text(&["本页小计", "", "3"]));
            }
            header(&mut sheet);
        }
        if dress.blank_rows && index % 3 == 2 {
            sheet.rows.push(Vec::new());
        }
        let first = sheet.rows.len();
        let number = index + 1;
        let members = if dress.shape == Shape::Households { &household[..1] } else { &household[..] };
        for (place, person) in members.iter().enumerate() {
            let head = typed_name(&household[0], dress);
            let name = typed_name(person, dress);
            let relation = Cell::from(if place == 0 { "户主" } else { "之子" });
            #[expect(clippy::cast_precision_loss, reason = "a small count")]
            let order = Cell::Number(number as f64);
            let head = match dress.shape {
                Shape::HeadsOnce | Shape::HeadsMerged if place > 0 => Cell::Empty,
                _ => head,
            };
            let row = match dress.shape {
                Shape::Households => vec![order, head, id_cell(person)],
                Shape::Relations => vec![order, name, relation, id_cell(person)],
                Shape::Numbers => vec![Cell::from(format!("9{number:05}").as_str()), name, relation, id_cell(person)],
                Shape::Heads | Shape::HeadsOnce | Shape::HeadsMerged => vec![order, head, name, id_cell(person)],
            };
            sheet.rows.push(row);
            rows.push(sheet.rows.len());
        }
        let last = sheet.rows.len() - 1;
        if dress.shape == Shape::HeadsMerged && last > first {
            sheet.merges.push(Merge { top: first, left: 1, bottom: last, right: 1 });
        }
    }
    if dress.total {
        sheet.rows.push(text(&["合  计", "", "12"]));
    }
    if dress.footer {
        sheet.rows.push(text(&["审核人：", "", "填表人：测试员"]));
        sheet.rows.push(text(&["注：本表一式两份。"]));
    }
    (sheet, rows)
}

/// Each household as names with the ID numbers that can be known.
fn expected(village: &[Vec<Person>], dress: &Dress) -> Vec<Vec<(String, Option<String>)>> {
    let count = |household: &Vec<Person>| if dress.shape == Shape::Households { 1 } else { household.len() };
    let known = |person: &Person| (person.name.clone(), is_known(person).then(|| person.id.clone()));
    village.iter().map(|household| household[..count(household)].iter().map(known).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_village_reads_back_from_a_roster_in_any_dress(village in village(), dress in dress()) {
        let (sheet, rows) = write(&village, &dress);
        let reading = read(&Workbook { sheets: vec![sheet.clone()] }, &Options::default());
        let got: Vec<Vec<(String, Option<String>)>> = reading
            .households
            .iter()
            .map(|household| {
                let member = |member: &RosterMember| (member.name.clone(), member.id.as_ref().map(ToString::to_string));
                household.members.iter().map(member).collect()
            })
            .collect();
        prop_assert_eq!(got, expected(&village, &dress), "{:?}", said(&reading));
        for (household, of) in reading.households.iter().zip(&village) {
            prop_assert_eq!(&household.head, &of[0].name);
        }
        // Every ID number that cannot be known is told, in its row, and no other row of a person says anything.
        let spoilt: Vec<usize> = village
            .iter()
            .flat_map(|household| if dress.shape == Shape::Households { &household[..1] } else { &household[..] })
            .zip(&rows)
            .filter(|(person, _)| !is_known(person))
            .map(|(_, row)| *row)
            .collect();
        let all_blank = village.iter().flatten().all(|person| person.spoilt == Spoilt::Blank);
        let of_persons: Vec<usize> = reading.rows.iter().map(|report| report.row).filter(|row| rows.contains(row)).collect();
        if !all_blank && dress.shape != Shape::Households {
            prop_assert_eq!(of_persons, spoilt, "{:?}", said(&reading));
        }
        nothing_vanishes(&sheet, &reading)?;
    }

    #[test]
    fn no_row_of_any_sheet_vanishes(cells in prop::collection::vec(prop::collection::vec(any_cell(), 0..7), 0..14)) {
        let sheet = Sheet { name: "名册".into(), rows: cells, ..Sheet::default() };
        let reading = read(&Workbook { sheets: vec![sheet.clone()] }, &Options::default());
        nothing_vanishes(&sheet, &reading)?;
    }
}

/// Cells that rosters are made of, in no order.
fn any_cell() -> impl Strategy<Value = Cell> {
    let words = [
        "户主姓名",
        "姓名",
        "身份证号",
        "与户主关系",
        "组",
        "家庭人口",
        "备注",
        "户编号",
        "低保",
        "合计",
        "一组",
        "测甲乙",
        "测丙丁",
        "户主",
        "之子",
        "√",
        "否",
        "990000197001010018",
        "990000197202020028",
        "13900000001",
        "填表人：",
        "例",
        "1",
        "2",
        "无",
        "测试村",
        "第1页",
        "1.1E+17",
    ];
    prop_oneof![
        3 => Just(Cell::Empty),
        6 => prop::sample::select(words.to_vec()).prop_map(Cell::from),
        1 => prop_oneof![Just(Cell::Number(3.0)), Just(Cell::Number(9.9e17)), Just(Cell::Bool(true))],
        1 => "[甲-申a-z0-9：（）、 ]{0,6}".prop_map(|text| Cell::from(text.as_str())),
    ]
}

/// Every row below a heading that has something in it belongs to a household or is reported.
fn nothing_vanishes(sheet: &Sheet, reading: &RosterReading) -> Result<(), TestCaseError> {
    let report = &reading.sheets[0];
    if report.problem.is_some() {
        return Ok(());
    }
    let below = report.header.map_or(0, |(_, last)| last);
    for (index, cells) in sheet.rows.iter().enumerate().skip(below) {
        let row = index + 1;
        let taken = reading.households.iter().any(|household| household.rows.contains(&row));
        let told = reading.rows.iter().any(|report| report.row == row);
        // The heading of a further table speaks for itself.
        let heading = header::is_heading(&page::Page::new(sheet), index);
        prop_assert!(
            cells.iter().all(Cell::is_blank) || taken || told || heading || is_under_heading(sheet, index),
            "row {} vanished: {:?}",
            row,
            cells
        );
    }
    Ok(())
}

/// Whether a row is one of several that make the heading of a further table.
fn is_under_heading(sheet: &Sheet, index: usize) -> bool {
    let page = page::Page::new(sheet);
    (0..=index).any(|from| header::find(&page, from).is_some_and(|found| (found.top..=found.bottom).contains(&index)))
}
