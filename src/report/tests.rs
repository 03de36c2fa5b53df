//! Reports of made-up villages, held to the tables that they come from.

use super::*;
use crate::campaign::{Campaign, builtin};
use crate::demo::Demo;
use crate::ledger::View;
use crate::moment::Moment;
use crate::text::Lang;

fn numbers(campaign: &Campaign, villages: u32, period: Period) -> (Numbers, Moment) {
    let demo = Demo { villages, households: 15, seed: 3, sent: None };
    let (mut numbers, mut now) = (Numbers::default(), Moment::new(0, 0));
    for number in 1..=villages {
        let (label, journal) = demo.survey(&demo.village(number), campaign);
        now = Moment::parse(&label.made).unwrap();
        numbers.add(&Numbers::of_view(&View::new(&journal, campaign, now, Some(&label.region.id)), period));
    }
    (numbers, now)
}

fn village(period: Period, now: Moment) -> Covered<'static> {
    Covered { unit: "示例1村", period, now }
}

fn week() -> Period {
    Period::week("2026-12-22".parse().unwrap())
}

#[test]
fn the_weekly_report_reads_as_an_office_writes() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let (numbers, now) = numbers(&campaign, 2, week());
    insta::assert_snapshot!(write(&campaign, "weekly", &numbers, village(week(), now), Lang::ZhHans).text());
    insta::assert_snapshot!(
        "summary",
        write(&campaign, "summary", &numbers, village(week(), now), Lang::ZhHans).text()
    );
}

#[test]
fn the_totals_of_an_earlier_week_are_of_the_day_that_they_were_counted_on() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let earlier = Period::week("2026-12-16".parse().unwrap());
    let (numbers, now) = numbers(&campaign, 1, earlier);
    let text = write(&campaign, "weekly", &numbers, village(earlier, now), Lang::ZhHans).text();
    assert!(text.contains("现将12月14日至12月20日工作情况") && text.contains("截至12月27日，共排查"), "{text}");
}

#[test]
fn a_report_is_titled_with_whose_it_is_as_far_as_that_is_known() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let title = |report: &str, unit: &'static str, lang: Lang| {
        let covered = Covered { unit, ..village(week(), Moment::new(0, 480)) };
        write(&campaign, report, &Numbers::default(), covered, lang).lines[0].text.clone()
    };
    assert_eq!(title("weekly", "测试镇", Lang::ZhHans), "测试镇困难群众温暖过冬工作周报");
    assert_eq!(title("summary", "示例1村", Lang::ZhHans), "示例1村困难群众温暖过冬工作总结");
    assert_eq!(title("brief", "", Lang::ZhHans), "困难群众温暖过冬工作简报");
    assert_eq!(title("weekly", "测试镇", Lang::En), "测试镇, Weekly report: Households kept warm through the winter");
    assert_eq!(title("weekly", "", Lang::En), "Weekly report: Households kept warm through the winter");
}

#[test]
fn every_number_says_its_table_and_stands_where_it_says() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let (numbers, now) = numbers(&campaign, 1, week());
    for name in ["weekly", "summary", "brief"] {
        for lang in [Lang::ZhHans, Lang::En] {
            let report = write(&campaign, name, &numbers, village(week(), now), lang);
            assert!(!report.lines.is_empty());
            for (line, number) in report.lines.iter().flat_map(|line| line.numbers.iter().map(move |one| (line, one))) {
                let shown = &line.text[number.place.clone()];
                assert!(
                    shown.ends_with(['%', '—', '患', 'd']) || shown.parse::<f64>().is_ok(),
                    "{shown} in {}",
                    line.text
                );
                assert!(!number.table.is_empty() && campaign.indicators.iter().any(|one| one.name == number.indicator));
            }
            let blanks = report.lines.iter().any(|line| line.text.contains(['$', '{', '\u{10FFFD}']));
            assert!(!blanks, "{}", report.text());
        }
    }
}

#[test]
fn a_rate_of_nothing_takes_its_clause_with_it() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let nothing = Numbers::default();
    let text = write(&campaign, "weekly", &nothing, village(week(), Moment::new(0, 480)), Lang::ZhHans).text();
    assert!(!text.contains("走访达标率") && !text.contains("24 小时内解决率"), "{text}");
    assert!(text.contains("隐患整治率 无隐患"), "{text}");
}

#[test]
fn numbers_are_traced_to_the_ledger_that_lists_them() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let (numbers, now) = numbers(&campaign, 1, week());
    let report = write(&campaign, "summary", &numbers, village(week(), now), Lang::ZhHans);
    let ledger = |indicator: &str| {
        let mut numbers = report.lines.iter().flat_map(|line| &line.numbers);
        numbers.find(|number| number.indicator == indicator).map(|number| number.ledger.clone()).unwrap()
    };
    assert_eq!(ledger("problems_found"), "L4");
    assert_eq!(ledger("urgent_in_time"), "L5");
    assert_eq!(ledger("contacts"), "L3");
    assert_eq!(ledger("gift_money"), "L13");
    assert_eq!(ledger("stock_in"), "L10");
    assert_eq!(ledger("surveyed"), "L16");
}

#[test]
fn what_weeks_bring_is_together_everything() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let day = |text: &str| text.parse().unwrap();
    let ever = Period { from: day("2020-01-01"), to: day("2030-01-01") };
    let (numbers, _) = numbers(&campaign, 2, ever);
    for name in ["surveyed", "contacts", "problems_found", "problems_closed"] {
        let place = campaign.place(name);
        assert!(place.is_some() && numbers.new.of(place) == numbers.all.of(place), "{name}");
    }
    for name in ["surveyed", "problems_found"] {
        assert!(numbers.all.of(campaign.place(name)).part > 0, "{name}");
    }
}

#[cfg(feature = "office")]
#[test]
fn a_document_holds_its_lines_and_nothing_that_xml_cannot() {
    use crate::campaign::Style;
    let lines = [(Style::Title, "周报".to_owned()), (Style::Body, "甲 & 乙 <丙>\u{1}".to_owned())];
    let document = docx(&lines, "示例镇", "2026-12-27".parse().unwrap(), Lang::ZhHans);
    assert_eq!(document, docx(&lines, "示例镇", "2026-12-27".parse().unwrap(), Lang::ZhHans));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(document)).unwrap();
    for index in 0..archive.len() {
        let text = std::io::read_to_string(archive.by_index(index).unwrap()).unwrap();
        roxmltree::Document::parse(&text).unwrap();
        if text.contains("<w:body>") {
            assert!(text.contains("甲 &amp; 乙 &lt;丙&gt;<") && text.contains("2026年12月27日"), "{text}");
        }
    }
}
