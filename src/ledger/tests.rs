//! Ledgers of made-up villages, and law 5 over campaigns and registers that do their worst.

use proptest::prelude::*;

use super::*;
use crate::campaign::{self, Campaign, ColumnKind, ColumnValue, Formula, Formulas, Mask, Masks, Of, builtin};
use crate::demo::Demo;
use crate::expr::Value;
use crate::journal::{Fields, Journal, Kind, RecordId, Stamp};
use crate::moment::Moment;
use crate::plan;
use crate::text::Lang;

fn winter() -> Campaign {
    builtin::HOUSEHOLD_WINTER.campaign().unwrap()
}

/// A table as text: what a person sees, line by line.
pub(super) fn text(table: &Table) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
    };
    let mut lines = vec![table.title.clone(), format!("{} … {}", table.unit, table.date)];
    lines.push(table.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>().join("|"));
    lines.extend(table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|")));
    lines.extend(table.notes.iter().cloned());
    lines.push(table.signatures.join(" … "));
    lines.join("\n")
}

pub(super) fn demo(households: u32) -> (Campaign, Journal, Moment) {
    let (campaign, demo) = (winter(), Demo { villages: 1, households, seed: 7, sent: None });
    let (label, journal) = demo.survey(&demo.village(1), &campaign);
    let made = Moment::parse(&label.made).unwrap();
    (campaign, journal, made)
}

fn ledger(number: &str, households: u32, edition: Edition) -> Table {
    let (campaign, journal, made) = demo(households);
    let view = View::new(&journal, &campaign, made, None);
    let heading = Heading { unit: "示例1村".into(), author: "测试甲".into(), edition, lang: Lang::ZhHans };
    make(campaign.ledger(number).unwrap(), &view, &heading)
}

#[test]
fn the_ledger_of_problems_reads_as_an_office_expects() {
    insta::assert_snapshot!(text(&ledger("L4", 6, Edition::Report)));
}

#[test]
fn the_ledger_of_key_households_reads_as_an_office_expects() {
    insta::assert_snapshot!(text(&ledger("L1", 20, Edition::Report)));
}

#[test]
fn the_edition_to_be_checked_shows_enough_to_tell_people_apart() {
    insta::assert_snapshot!(text(&ledger("L1", 20, Edition::Check)));
}

#[test]
fn totals_are_the_sums_of_their_columns() {
    let table = ledger("L1", 60, Edition::Report);
    let (total, body) = table.rows.split_last().unwrap();
    let mut sums = 0;
    for (index, _) in table.columns.iter().enumerate().filter(|(_, column)| column.total) {
        let number = |row: &Row| if let Cell::Number(number) = row.cells[index] { number } else { 0.0 };
        let sum: f64 = body.iter().map(number).sum();
        assert!((number(total) - sum).abs() < 1e-9);
        sums += 1;
    }
    assert!(sums > 0 && body.len() > 5);
}

#[test]
fn an_answer_that_the_form_marks_private_stands_in_no_table() {
    let (campaign, mut journal, made) = demo(3);
    let visit = journal.ids(&Kind::Visit).next().unwrap().clone();
    let stamp = Stamp { device: "x".into(), seq: 1, at: 0, author: String::new() };
    let write = journal.draft(stamp, Kind::Visit, visit, Fields::from([("answer/mood".into(), "心事".into())]));
    journal.insert(&write);
    let view = View::new(&journal, &campaign, made, None);
    let told: Vec<Value> = view.entries(Of::Household).filter_map(|entry| entry.fact("mood")).collect();
    assert!(told.is_empty());
    assert!(view.homes.iter().any(|home| home.visit.as_ref().is_some_and(|visit| visit.answer("mood") == "心事")));
}

#[test]
fn a_visit_fills_the_record_of_contacts_with_what_it_found() {
    let (campaign, journal, made) = demo(30);
    let view = View::new(&journal, &campaign, made, None);
    let told = |entry: &Entry<'_>, name: &str| match entry.fact(name) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    let mut found = 0;
    for entry in view.entries(Of::Contact) {
        let Some(visit) = entry.contact.and_then(|contact| contact.visit.as_ref()) else { continue };
        let of = |how: &str| {
            let findings =
                entry.home.findings.iter().filter(|one| one.visit == visit.0 && (how.is_empty() || one.how == how));
            findings.cloned().collect::<Vec<_>>()
        };
        let problem = told(&entry, "contact.problem");
        assert!(of("").iter().all(|one| problem.contains(&one.text)), "{problem}");
        assert!(of("on_site").iter().all(|one| told(&entry, "contact.handled").contains(&one.action)));
        assert!(of("reported").iter().all(|one| told(&entry, "contact.reported").contains(&one.text)));
        found += of("").len();
    }
    assert!(found > 10, "{found}");
}

#[test]
fn the_record_of_contacts_says_what_was_wished_and_signed_at_a_visit_and_in_what_weather() {
    let (campaign, mut journal, made) = demo(6);
    let contact = journal.records(&Kind::Contact).find(|one| one.text("how") == "visit").unwrap();
    let (household, when) = (contact.text("household").to_owned(), contact.text("when").to_owned());
    let visit = journal.records(&Kind::Visit).find(|visit| visit.text("household") == household).unwrap().id().clone();
    let mut put = |kind: Kind, id: RecordId, fields: &[(&str, &str)]| {
        let stamp = Stamp { device: "d".into(), seq: journal.next_seq(&"d".into()), at: 0, author: String::new() };
        let fields: Fields = fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
        journal.insert(&journal.draft(stamp, kind, id, fields));
    };
    let signature = crate::attachment::name(b"s", "png");
    put(Kind::Visit, visit, &[("answer/other_request", "想修路"), ("answer/signature", &signature)]);
    put(plan::SignalGiven::kind(), "s".into(), &[("signal", "orange"), ("from", "2026-12-01T00:00:00+08:00")]);
    put(plan::SignalGiven::kind(), "t".into(), &[("signal", "blue"), ("from", "2026-12-01T00:00:00+08:00")]);
    let view = View::new(&journal, &campaign, made, None);
    let heading = Heading { edition: Edition::Report, ..Heading::default() };
    let table = text(&make(campaign.ledger("L3").unwrap(), &view, &heading));
    let row = table.lines().find(|line| line.contains("想修路")).unwrap();
    assert!(row.contains(&when[..10]) && row.contains("寒潮橙色预警") && row.contains("已签名"), "{row}");
    let opinion = campaign.ledger("L3").unwrap().columns.iter().find(|column| column.name == "opinion").unwrap();
    let ColumnValue::Formula(formula) = &opinion.value else { panic!() };
    assert_eq!(formula.reference(), Some("contact.opinion"), "what is typed over it is read back");
}

#[test]
fn a_ledger_of_which_nothing_may_hang_on_a_board_is_none_of_the_notices() {
    let campaign = winter();
    let told = |edition| {
        let told = campaign.ledgers.iter().filter(|ledger| says_something(ledger, edition));
        told.map(|ledger| ledger.number.as_str()).collect::<Vec<_>>()
    };
    assert!(["L1", "L4", "L5"].iter().all(|number| told(Edition::Public).contains(number)));
    assert!(!told(Edition::Public).contains(&"L15") && !told(Edition::Public).contains(&"L14"));
    assert_eq!(told(Edition::Report).len(), campaign.ledgers.len());
}

#[test]
fn a_notice_of_needs_says_what_kind_of_help_and_of_illness_care_and_means_only_that_there_is_some() {
    let (campaign, mut journal, made) = demo(3);
    let home = journal.ids(&Kind::Household).next().unwrap().clone();
    let needs = ["grain", "clothing", "medical", "care", "policy", "透析"];
    for (seq, need) in (1..).zip(needs) {
        let fields = [
            ("household", home.0.as_str()),
            ("campaign", &campaign.id),
            ("level", "need"),
            ("need", need),
            ("state", "new"),
        ];
        let fields = fields.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect();
        let stamp = Stamp { device: "x".into(), seq, at: 0, author: String::new() };
        let write = journal.draft(stamp, Kind::Finding, format!("n{seq}").as_str().into(), fields);
        journal.insert(&write);
    }
    let view = View::new(&journal, &campaign, made, None);
    let shown = |edition| {
        let table = make(campaign.ledger("L5").unwrap(), &view, &Heading { edition, ..Heading::default() });
        (table.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>(), text(&table))
    };
    let (columns, public) = shown(Edition::Public);
    assert!(columns.contains(&"帮扶种类".to_owned()) && !columns.contains(&"需求种类".to_owned()), "{columns:?}");
    for word in ["口粮", "衣被", "其他帮扶"] {
        assert!(public.contains(word), "{word} in {public}");
    }
    for word in ["医疗", "照料", "政策", "透析", "medical"] {
        assert!(!public.contains(word), "{word} in {public}");
    }
    for edition in [Edition::Check, Edition::Report] {
        let (columns, text) = shown(edition);
        assert!(!columns.contains(&"帮扶种类".to_owned()) && columns.contains(&"需求种类".to_owned()), "{columns:?}");
        assert!(text.contains("医疗") && text.contains("透析"));
    }
}

/// What must never hang on a notice board, as somebody typed it somewhere.
#[derive(Clone, Debug)]
struct Secrets {
    id: String,
    phone: String,
    account: String,
    child: String,
    illness: &'static str,
}

fn secrets() -> impl Strategy<Value = Secrets> {
    let id = prop_oneof![
        Just("37999919800101123X".to_owned()),
        "379999(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]",
        "379999[0-9]{9}",
    ];
    let child = "[甲乙丙丁][子丑寅][童幼]";
    (id, "1[3-9][0-9]{9}", "[1-9][0-9]{18}", child, prop::sample::select(vec!["肺癌", "尿毒症", "精神分裂症"]))
        .prop_map(|(id, phone, account, child, illness)| Secrets { id, phone, account, child, illness })
}

/// A number as people spell it.
fn spelt(number: &str, how: u8) -> String {
    match how % 5 {
        0 => number.to_owned(),
        1 => number.chars().map(|letter| char::from_u32(letter as u32 + 0xFEE0).unwrap()).collect(),
        2 => number.chars().flat_map(|letter| [letter, ' ']).collect(),
        3 => number
            .as_bytes()
            .chunks(4)
            .map(|part| String::from_utf8_lossy(part).into_owned())
            .collect::<Vec<_>>()
            .join("-"),
        _ => format!("（{number}）"),
    }
}

/// A register and visit in which everything stands where it should not.
fn village(secrets: &Secrets, campaign: &Campaign, how: u8) -> Journal {
    let mut journal = Journal::default();
    let mut put = |kind: Kind, id: &str, fields: &[(&str, serde_json::Value)]| {
        let stamp = Stamp { device: "d".into(), seq: journal.next_seq(&"d".into()), at: 0, author: String::new() };
        let fields = fields.iter().map(|(path, value)| ((*path).to_owned(), value.clone())).collect();
        let write = journal.draft(stamp, kind, id.into(), fields);
        journal.insert(&write);
    };
    let Secrets { id, phone, account, child, illness } = secrets;
    let (id, phone, account) = (spelt(id, how), spelt(phone, how / 5), spelt(account, how / 25));
    let noisy = |word: &str| format!("{word}{id}，{child}，{phone} {account}");
    put(Kind::Region, "v", &[("village", noisy("示例村").into()), ("district", noisy("管区").into())]);
    put(
        Kind::Household,
        "h",
        &[
            ("village", "v".into()),
            ("head", noisy("甲子山").into()),
            ("group", noisy("1组").into()),
            ("address", format!("{}{illness}", noisy("地址")).into()),
            ("phone", phone.clone().into()),
            ("categories", serde_json::json!(["severe_mental"])),
            ("note", format!("{}{illness}", noisy("备注")).into()),
            ("member/a/name", noisy("甲子山").into()),
            ("member/a/relation", "户主".into()),
            ("member/b/name", child.clone().into()),
            ("member/b/relation", "子".into()),
            ("member/b/id_number", "379999202001011239".into()),
        ],
    );
    put(
        Kind::Visit,
        "x",
        &[
            ("household", "h".into()),
            ("campaign", campaign.id.clone().into()),
            ("finished", "2026-12-16T10:00:00+08:00".into()),
            ("surveyor", noisy("走访人").into()),
            ("answer/other_request", format!("{}{illness}", noisy("要")).into()),
            ("answer/seriously_ill", 1.into()),
            ("answer/carer_name", noisy("照料人").into()),
            ("answer/carer_phone", phone.clone().into()),
            ("answer/heating", serde_json::json!(["kang"])),
        ],
    );
    put(
        Kind::Finding,
        "f",
        &[
            ("household", "h".into()),
            ("campaign", campaign.id.clone().into()),
            ("level", "red".into()),
            ("class", "medical".into()),
            ("need", "medical".into()),
            ("text", format!("{}{illness}", noisy("问题")).into()),
            ("found", "2026-12-16T10:00:00+08:00".into()),
            ("department", noisy("部门").into()),
            ("officer", noisy("经办").into()),
            ("action", format!("送医：{illness}").into()),
            ("unit", noisy("件").into()),
            ("how", noisy("on_site").into()),
            ("state", "new".into()),
        ],
    );
    put(
        Kind::Contact,
        "c",
        &[
            ("household", "h".into()),
            ("when", "2026-12-22T10:00:00+08:00".into()),
            ("how", noisy("visit").into()),
            ("met", child.clone().into()),
            ("outcome", format!("{illness}{phone}").into()),
        ],
    );
    journal
}

/// Every name that an expression can ask for.
fn names(campaign: &Campaign) -> Vec<String> {
    let facts = |family: &str, names: &[&str]| names.iter().map(|name| format!("{family}.{name}")).collect::<Vec<_>>();
    let mut all = facts("household", campaign::HOUSEHOLD);
    all.extend(facts("visit", campaign::VISIT));
    all.extend(facts("finding", campaign::FINDING));
    all.extend(facts("contact", campaign::CONTACT));
    all.extend(campaign.tags.iter().map(|tag| format!("tag.{}", tag.name)));
    all.extend(["known.categories", "known.members", "need.medical", "campaign.title"].map(str::to_owned));
    let mut questions: Vec<String> = campaign.questions.keys().map(str::to_owned).collect();
    questions.sort();
    all.extend(questions);
    all
}

/// What a text shows once nobody's spelling hides it: digits of any kind as digits, and nothing between them.
fn plain(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '０'..='９' | 'Ｘ' => char::from_u32(letter as u32 - 0xFEE0).unwrap(),
        other => other,
    };
    text.chars().map(narrow).filter(|letter| !" -（）".contains(*letter)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Law 5.
    #[test]
    fn nothing_on_a_notice_board_tells_what_it_must_not(
        secrets in secrets(), how in any::<u8>(), of in prop::sample::select(vec![Of::Household, Of::Finding, Of::Contact]),
        picked in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..6_usize), 1..12)
    ) {
        let mut campaign = winter();
        let names = names(&campaign);
        let columns = picked.into_iter().enumerate().map(|(number, (one, other, kind))| {
            let (one, other) = (&names[one.index(names.len())], &names[other.index(names.len())]);
            let kinds = [ColumnKind::Text, ColumnKind::Name, ColumnKind::Integer, ColumnKind::Id, ColumnKind::Phone, ColumnKind::Date];
            let value = match kind {
                0 => format!("concat(${{{one}}}, ${{{other}}})"),
                1 => format!("if(${{{one}}} != '', ${{{other}}}, '')"),
                _ => format!("${{{one}}}"),
            };
            campaign::Column {
                name: format!("c{number}"),
                value: match kind {
                    2 => ColumnValue::Words(Formulas {
                        zh_hans: Formula::parse("'好'").unwrap(),
                        en: Formula::parse(&value).unwrap(),
                    }),
                    _ => ColumnValue::Formula(Formula::parse(&value).unwrap()),
                },
                kind: kinds[kind].clone(),
                masks: Masks { public: Mask::Keep, check: Mask::Keep, report: Mask::Keep },
                ..campaign.ledgers[0].columns[1].clone()
            }
        }).collect();
        let mut ledger = campaign.ledgers[0].clone();
        (ledger.of, ledger.filter, ledger.columns) = (of, None, columns);
        campaign.ledgers = vec![ledger];
        let journal = village(&secrets, &campaign, how);
        let view = View::new(&journal, &campaign, Moment::parse("2026-12-27T18:00:00+08:00").unwrap(), None);
        let shown = |edition| {
            let told = [Lang::ZhHans, Lang::En].map(|lang| {
                let heading = Heading { edition, lang, ..Heading::default() };
                text(&make(&campaign.ledgers[0], &view, &heading))
            });
            plain(&told.concat())
        };
        let public = shown(Edition::Public);
        for secret in [&secrets.id, &secrets.phone, &secrets.account, &secrets.child] {
            prop_assert!(!public.contains(secret.as_str()), "{secret} in {public}");
        }
        prop_assert!(!public.contains(secrets.illness) && !public.contains("severe_mental") && !public.contains("精神"));
        let checked = shown(Edition::Check);
        for secret in [&secrets.id, &secrets.account] {
            prop_assert!(!checked.contains(secret.as_str()), "{secret} in {checked}");
        }
    }
}
