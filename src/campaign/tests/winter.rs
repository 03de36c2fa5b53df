//! The built-in campaign `household-winter` as a whole.

use std::collections::{BTreeSet, HashSet};

use super::sheet::{Answers, USUAL, morning, winter};
use crate::campaign::{ColumnValue, Good, Level};
use crate::form::session::ItemId;
use crate::form::{Form, Kind};
use crate::register::Category;
use crate::text::Lang;

/// The checklist's items: A1–A6, B1–B6, C1–C9, D1–D8, E1–E6, F1–F7, G1–G6, H1–H5, I1–I4, J1–J3, K, K1, K2.
fn items() -> BTreeSet<String> {
    let counts =
        [('A', 6), ('B', 6), ('C', 9), ('D', 8), ('E', 6), ('F', 7), ('G', 6), ('H', 5), ('I', 4), ('J', 3), ('K', 2)];
    let numbered = counts.into_iter().flat_map(|(block, count)| (1..=count).map(move |item| format!("{block}{item}")));
    numbered.chain(["K".to_owned()]).collect()
}

#[test]
fn the_checklist_is_complete_and_in_blocks() {
    let campaign = winter();
    let asked: BTreeSet<String> = campaign.questions.values().map(|question| question.item.clone()).collect();
    assert_eq!(asked.into_iter().filter(|item| !item.is_empty()).collect::<BTreeSet<_>>(), items());
    assert_eq!(campaign.blocks.len(), 11, "A to K, one screen each");
    for (block, letter) in campaign.blocks.iter().zip('A'..) {
        let node = campaign.form.node(block.node).unwrap();
        assert!(node.appears("field-list"));
        for question in &block.questions {
            let name = &campaign.form.node(*question).unwrap().name;
            assert!(campaign.questions[name].item.starts_with(letter), "{name} stands in block {letter}");
        }
    }
}

#[test]
fn everything_is_said_in_chinese_and_english() {
    let campaign = winter();
    let both = [Lang::ZhHans, Lang::En].map(|lang| campaign.language(lang));
    assert_ne!(both[0], both[1]);
    for node in campaign.form.nodes.iter().filter(|node| node.visible) {
        for texts in [&node.label, &node.hint, &node.bind.constraint_message] {
            let languages: HashSet<_> = texts.by_language.iter().map(|(language, _)| *language).collect();
            assert!(languages.is_empty() || both.iter().all(|language| languages.contains(language)), "{}", node.name);
        }
    }
    let texts = (campaign.tags.iter().map(|tag| &tag.label))
        .chain(campaign.duties.iter().map(|duty| &duty.label))
        .chain(campaign.stages.iter().map(|stage| &stage.label))
        .chain(campaign.signals.iter().map(|signal| &signal.label))
        .chain(campaign.ledgers.iter().map(|ledger| &ledger.label))
        .chain(campaign.ledgers.iter().flat_map(|ledger| &ledger.columns).map(|column| &column.label))
        .chain(campaign.indicators.iter().map(|indicator| &indicator.label))
        .chain([&campaign.title]);
    for text in texts {
        assert!(!text.zh_hans.is_empty() && !text.en.is_empty(), "{text:?}");
    }
    for rule in &campaign.rules {
        for lang in [Lang::ZhHans, Lang::En] {
            assert!(!rule.text.get(lang).fill(|_| None).is_empty(), "{}", rule.name);
        }
    }
    let is_han = |text: &str| text.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}'));
    for column in campaign.ledgers.iter().flat_map(|ledger| &ledger.columns) {
        let said = match &column.value {
            ColumnValue::Template(templates) => templates.get(Lang::En).fill(|_| Some("x".to_owned())),
            value => format!("{:?}", value.formula(Lang::En)),
        };
        assert!(!is_han(&said), "{}: {said}", column.name);
    }
    let list = campaign.form.lists.iter().flat_map(|list| (0..list.len()).map(move |choice| (list, choice)));
    for (list, choice) in list {
        let [zh_hans, en] = both.map(|language| list.label(choice, language, language));
        assert!(zh_hans != en, "{} {}", list.name, list.value(choice));
    }
}

#[test]
fn the_categories_are_the_registers() {
    let campaign = winter();
    let list = campaign.form.lists.iter().find(|list| list.name == "category").unwrap();
    let codes: BTreeSet<&str> = (0..list.len()).map(|choice| list.value(choice)).collect();
    assert_eq!(codes, Category::ALL.iter().map(|category| category.code()).collect());
}

#[test]
fn carbon_monoxide_is_asked_about_only_where_something_burns() {
    let campaign = winter();
    let mut sheet = Answers::of(&campaign, "residence=home heating=district gas=no");
    assert!(!sheet.is_asked("co_alarm"));
    sheet.answer("gas=yes");
    assert!(sheet.is_asked("co_alarm") && sheet.is_asked("water_heater") && !sheet.is_asked("chimney"));
    sheet.answer("gas=no heating=kang");
    assert!(sheet.is_asked("kang_smoke") && sheet.is_asked("chimney") && !sheet.is_asked("stove_room"));
    sheet.answer("heating=district+coal_stove");
    assert!(sheet.is_asked("stove_room") && sheet.is_asked("embers") && !sheet.is_asked("gas_fittings"));
    sheet.answer("heating=charcoal");
    assert!(sheet.is_asked("ventilation") && sheet.is_asked("embers") && !sheet.is_asked("chimney"));
}

#[test]
fn nothing_is_answered_beforehand() {
    let campaign = winter();
    for node in campaign.form.nodes.iter().filter(|node| node.visible) {
        assert!(node.default.is_none(), "{} has a default", node.name);
    }
    let sheet = Answers::new(&campaign);
    for name in campaign.questions.keys() {
        let item = sheet.item(name);
        if sheet.session.view(item).is_some_and(|view| view.node.visible) {
            assert_eq!(sheet.session.value(item), "", "{name}");
        }
    }
}

#[test]
fn private_answers_are_marked() {
    let campaign = winter();
    let private: Vec<&str> = campaign.questions.iter().filter(|(_, q)| q.private).map(|(name, _)| name).collect();
    assert_eq!(private, ["mood"]);
}

#[test]
fn categories_and_answers_give_tags() {
    let campaign = winter();
    let mut sheet = Answers::new(&campaign);
    sheet.household.categories = vec!["minimum_living".to_owned()];
    assert_eq!(sheet.tags(), ["key"], "the register's categories count before the first visit");
    sheet.answer(USUAL);
    assert_eq!(sheet.tags(), ["burns_solid"], "the answer counts before the register");
    sheet.answer("categories=elder_alone at_home=1 over60=1");
    assert_eq!(sheet.tags(), ["key", "special", "lives_alone", "burns_solid"]);
}

#[test]
fn red_findings_say_what_to_do_at_once() {
    let campaign = winter();
    for rule in campaign.rules.iter().filter(|rule| rule.level == Level::Red) {
        assert!(!rule.advice.is_empty(), "{}", rule.name);
    }
}

/// The taps for one household from the list back to the next: open it, begin, and then in each block a tap for every question
/// that must be answered and one for "this block is fine", which goes on to the next block; finish.
fn taps(sheet: &mut Answers<'_>, people: &str) -> usize {
    let mut taps = 2;
    for block in &sheet.campaign.blocks {
        let form: &Form = &sheet.campaign.form;
        let questions: Vec<String> =
            block.questions.iter().filter_map(|id| form.node(*id)).map(|node| node.name.clone()).collect();
        if !questions.iter().any(|name| sheet.is_asked(name)) {
            continue;
        }
        // What people must answer, they answer first.
        for answer in people.split_whitespace() {
            let (name, _) = answer.split_once('=').unwrap();
            if questions.iter().any(|question| question == name) {
                sheet.answer(answer);
                taps += 1;
            }
        }
        while let Some((name, value)) = questions.iter().find_map(|name| Some((name, good(sheet, name)?))) {
            sheet.answer(&format!("{name}={}", value.replace(' ', "+")));
        }
        for name in &questions {
            let item: ItemId = sheet.item(name);
            let view = sheet.session.view(item).unwrap();
            assert!(!(view.relevant && view.required && view.value.is_empty()), "{name} is left open");
        }
        taps += 1;
    }
    taps + 1
}

fn good(sheet: &Answers<'_>, name: &str) -> Option<String> {
    let view = sheet.session.view(sheet.item(name))?;
    if !view.relevant || !view.value.is_empty() {
        return None;
    }
    match &sheet.campaign.questions[name].ok {
        Good::Ask => None,
        Good::Values(values) => values.first().cloned(),
        Good::Register(fact) => sheet.known().fact(fact).map(|value| crate::campaign::text_of(value, &morning().env())),
    }
}

#[test]
fn a_household_with_nothing_wrong_takes_no_more_than_twenty_taps() {
    let campaign = winter();
    let mut sheet = Answers::new(&campaign);
    sheet.household.size = Some(2);
    sheet.household.categories = vec!["general".to_owned()];
    let taps = taps(&mut sheet, "heating=coal_stove gas=yes water_source=treated structure=brick_wood");
    assert!(taps <= 20, "{taps} taps");
    assert_eq!(sheet.holding(), [""; 0], "nothing that is fine is a finding");
    assert!(sheet.session.outstanding().is_empty());
    // Nothing known of the people, and no coal: what must be asked costs no more than what falls away.
    let mut sheet = Answers::new(&campaign);
    let taps = super::winter::taps(
        &mut sheet,
        "at_home=2 categories=general heating=district gas=no water_source=treated structure=brick_wood",
    );
    assert!(taps <= 20, "{taps} taps");
}

#[test]
fn only_facts_and_kinds_of_what_is_wrong_have_no_good_answer() {
    let campaign = winter();
    let mut asked: Vec<&str> = Vec::new();
    for (name, question) in campaign.questions.iter() {
        let node = campaign.form.node(question.node).unwrap();
        if node.visible && matches!(node.kind, Kind::Select(_)) && question.ok == Good::Ask {
            asked.push(name);
        }
    }
    asked.sort_unstable();
    let facts = ["gas", "heating", "structure", "water_source"];
    let of_what_is_wrong = ["carer_relation", "disaster_kind", "disaster_loss", "outage_kind"];
    assert_eq!(asked, {
        let mut all = [facts, of_what_is_wrong].concat();
        all.sort_unstable();
        all
    });
}
