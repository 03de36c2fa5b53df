//! Forms from workbooks: what compiles, what is refused, and that nothing panics.

mod types;

use std::rc::Rc;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use super::session::{Answer, Attached, Program, Session};
use super::{Cause, Compiled, Form, Initial, Options, Problem, Refused, compile};
use crate::expr::Env;
use crate::expr::date::Zone;
use crate::text::{Lang, Say};
use crate::workbook::{Cell, Sheet, Workbook};

fn build(sheets: &[(&str, &str)]) -> Result<Compiled, Refused> {
    compile(Workbook::from_csvs(sheets), &Options { name: None, file: Some("visit") })
}

fn form(survey: &str) -> Form {
    build(&[("survey", survey), ("choices", "list_name,name,label\nyn,yes,是\nyn,no,否\n")]).unwrap().form
}

fn problems(survey: &str) -> Vec<String> {
    build(&[("survey", survey)]).unwrap_err().problems.iter().map(|problem| problem.say(Lang::ZhHans)).collect()
}

fn session(form: Form) -> Session {
    let program = Program::new(Arc::new(form)).unwrap();
    Session::new(Rc::new(program), Rc::new(Attached::default()), Env::new(1_734_309_000_000.0, Zone::CHINA, 1))
}

#[test]
fn every_problem_is_listed_with_its_place_and_remedy() {
    let survey = "type,name,label,relevant,calculation\n\
        integer,age,年龄,${agee} > 3,\n\
        calculate,sum,,,1 +\n\
        text,1a,一,,\n\
        begin repeat,r,人,,\n\
        text,age,重名,,nosuch()\n\
        end group,,,,\n\
        text,,无名,,\n";
    assert_eq!(
        problems(survey),
        [
            "survey 表第 2 行“relevant”列：没有名叫 agee 的题目。是不是要写 age？请改正。",
            "survey 表第 3 行“calculation”列：算式写错了。第 4 个字处：写到这里就断了，还缺一个值（数字、带引号的文字、${题目名} 或函数）。",
            "survey 表第 4 行“name”列：“1a”不能当名字。名字以汉字、字母或下划线开头，后面只能有汉字、字母、数字、下划线、连字符和点，请改正。",
            "survey 表第 6 行“calculation”列：没有函数 nosuch()，请检查拼写。",
            "survey 表第 7 行“type”列：end_group 前面没有对应的 begin_group，请删去或改正。",
            "survey 表第 8 行“name”列：这一题（组）没有名字，请在 name 列写上。",
        ]
    );
}

#[test]
fn what_depends_on_itself_is_refused_with_the_names_of_the_circle() {
    let survey = "type,name,label,calculation\ncalculate,a,,${b} + 1\ncalculate,b,,${c}\ncalculate,c,,${a}\n";
    let refused = build(&[("survey", survey)]).unwrap_err();
    let [problem] = refused.problems.as_slice() else { panic!("{refused:?}") };
    let Cause::Cycle { names } = &problem.cause else { panic!("{problem:?}") };
    assert_eq!(names.len(), 4);
    assert_eq!(names.first(), names.last());
    assert!(problem.at.row.is_some());
}

#[test]
fn every_circle_is_told_beside_every_other_problem() {
    let survey = "type,name,label,calculation\n\
        calculate,a,,${b} + 1\n\
        calculate,b,,${a}\n\
        calculate,c,,nosuch()\n\
        calculate,d,,${e} + 1\n\
        calculate,e,,${d} + ${a}\n\
        calculate,f,,../f + 1\n";
    let refused = build(&[("survey", survey)]).unwrap_err();
    let told = |problem: &Problem| match &problem.cause {
        Cause::Cycle { names } => {
            let mut names = names.clone();
            names.pop();
            names.sort();
            names.join(" ")
        }
        _ => format!("row {}", problem.at.row.unwrap()),
    };
    assert_eq!(refused.problems.iter().map(told).collect::<Vec<_>>(), ["a b", "row 4", "d e", "f"]);
}

#[test]
fn no_circle_is_looked_for_where_a_row_came_to_nothing() {
    let survey = "type,name,label,calculation,relevant\n\
        select_one ${nosuch},which,哪个,,\n\
        begin group,g,组,,${a} = 1\n\
        calculate,a,,${b} + 1,\n\
        calculate,b,,${a},\n\
        end group,,,,\n";
    let refused = build(&[("survey", survey)]).unwrap_err();
    assert_eq!(refused.problems.iter().map(|problem| problem.at.row).collect::<Vec<_>>(), [Some(2)]);
}

#[test]
fn a_filter_may_depend_on_what_depends_on_the_answer() {
    let survey = "type,name,label,choice_filter,relevant,calculation\n\
        begin repeat,pet,动物,,,\n\
        calculate,pos,,,,position(..)\n\
        select_one ${kind},same,哪一种,position() != current()/../pos and kind != '',,\n\
        text,kind,种类,,${same} = '',\n\
        end repeat,,,,,\n";
    let mut session = session(form(survey));
    let pets = session.find("/data/pet").unwrap();
    let first = session.add(pets).unwrap().0;
    let second = session.add(pets).unwrap().0;
    let within = |session: &Session, of, name: &str| session.find(&format!("{}/{name}", session.path(of))).unwrap();
    session.answer(within(&session, first, "kind"), &Answer::from("狗"));
    let same = within(&session, second, "same");
    assert_eq!(session.choices(same).len(), 1);
    session.answer(same, &Answer::from("狗"));
    assert!(!session.relevant(within(&session, second, "kind")));
}

#[test]
fn cells_of_every_type_are_read_as_text() {
    let number = |number: f64| Cell::Number(number);
    let rows = vec![
        vec!["type".into(), "name".into(), "label".into(), "default".into(), "required".into()],
        vec!["integer".into(), "a".into(), number(1.0), number(2.0), Cell::Bool(true)],
        vec!["decimal".into(), "b".into(), number(1.5), number(0.5), Cell::Bool(false)],
    ];
    let workbook = Arc::new(Workbook { sheets: vec![Sheet { name: "survey".into(), rows, ..Sheet::default() }] });
    let form = compile(Arc::clone(&workbook), &Options::default()).unwrap().form;
    let said = |path: &str| {
        let node = form.at(path).unwrap();
        let label = form.text(&node.label, form.settings.default_language).unwrap().literal().unwrap();
        let Some(Initial::Value(default)) = &node.default else { panic!() };
        (label.to_owned(), default.clone(), node.bind.required.as_ref().unwrap().xpath.clone())
    };
    assert_eq!(said("/data/a"), ("1".into(), "2".into(), "true()".into()));
    assert_eq!(said("/data/b"), ("1.5".into(), "0.5".into(), "false()".into()));
    assert!(Arc::ptr_eq(&form.source, &workbook), "the workbook is kept as it was given");
}

#[test]
fn languages_come_from_the_headers_and_the_settings() {
    let survey = "type,name,label::中文 (zh),label::English (en)\ntext,a,姓名,Name\n";
    let form = build(&[("survey", survey)]).unwrap().form;
    assert_eq!(form.languages.first().map(String::as_str), Some("中文 (zh)"));
    let english = form.language("English (en)").unwrap();
    let label = form.text(&form.at("/data/a").unwrap().label, english).unwrap();
    assert_eq!(label.literal(), Some("Name"));
    let settings = ("settings", "form_id,default_language\nv1,English (en)\n");
    let form = build(&[("survey", survey), settings]).unwrap().form;
    assert_eq!(
        (form.settings.id.as_str(), form.settings.default_language),
        ("v1", form.language("English (en)").unwrap())
    );
}

/// What is worth saying of a form with this survey.
fn notices(survey: &str) -> Vec<String> {
    let compiled = build(&[("survey", survey)]).unwrap();
    compiled.notices.iter().map(|notice| notice.say(Lang::ZhHans)).collect()
}

#[test]
fn what_is_accepted_and_not_done_is_a_notice() {
    assert_eq!(
        notices("type,name,label\ngeotrace,way,路线\nimage,door,大门\naudio,told,讲述\nfile,paper,材料\n"),
        Vec::<String>::new(),
        "all of these are asked"
    );
    assert_eq!(
        notices("type,name,label\nosm,house,房屋\naudit,audit,\nsimserial,card,\nbackground-audio,ear,\n"),
        [
            "survey 表第 2 行：题型 osm 这里暂时不显示，其他题照常填写。",
            "survey 表第 3 行：audit 不起作用：本应用不在背后记录位置、声音和操作。其他题照常填写。",
            "survey 表第 4 行：手机已不再提供 simserial，这一项会空着。",
            "survey 表第 5 行：background-audio 不起作用：本应用不在背后记录位置、声音和操作。其他题照常填写。",
        ]
    );
    assert_eq!(
        notices("type,name,media\ntext,a,door.png\n"),
        [
            "survey 表第 2 行“media”列：media 列没有写明种类，不会显示；请把列名改成 media::image、media::audio 或 media::video。"
        ]
    );
}

#[test]
fn the_pictures_and_sounds_of_choices_refer_to_questions_that_are_there() {
    for header in ["audio", "media::image::English (en)"] {
        let choices = format!("list_name,name,label,{header}\nyn,yes,是,${{aa}}\n");
        let refused = build(&[("survey", "type,name,label\nselect_one yn,a,甲\n"), ("choices", &choices)]).unwrap_err();
        let said: Vec<String> = refused.problems.iter().map(|problem| problem.say(Lang::ZhHans)).collect();
        assert_eq!(said, [format!("choices 表第 2 行“{header}”列：没有名叫 aa 的题目。是不是要写 a？请改正。")]);
    }
}

#[test]
fn an_attached_file_cannot_take_the_place_of_the_last_saved_answers() {
    let asks = "type,name,label,default\nxml-external,__last-saved,,\ntext,a,甲,${last-saved#a}\n";
    assert_eq!(
        problems(asks),
        ["survey 表第 2 行“name”列：__last-saved 同时指两个来源（文件或选项表），请给它们不同的名字。"]
    );
    let free = "type,name,label,default\nxml-external,__last-saved,,\ntext,a,甲,一\n";
    assert!(build(&[("survey", free)]).is_ok(), "who does not ask for them may call a file so");
}

#[test]
fn or_other_adds_a_choice_and_a_question() {
    let form = form("type,name,label\nselect_one yn or_other,a,甲\n");
    let list = &form.lists[0];
    assert_eq!((list.len(), list.value(2), list.table.cell(2, list.labels[0].1)), (3, "other", "其他"));
    let other = form.at("/data/a_other").unwrap();
    assert_eq!(other.bind.relevant.as_ref().unwrap().xpath, "selected(../a, 'other')");
    assert_eq!(form.text(&other.label, form.settings.default_language).unwrap().literal(), Some("请说明"));
}

const HEADERS: [&str; 28] = [
    "type",
    "name",
    "label",
    "label::English (en)",
    "hint",
    "relevant",
    "constraint",
    "constraint_message",
    "required",
    "calculation",
    "default",
    "choice_filter",
    "parameters",
    "appearance",
    "trigger",
    "repeat_count",
    "read_only",
    "save_to",
    "media::image",
    "list_name",
    "list name",
    "bind::type",
    "form_id",
    "default_language",
    "instance_name",
    "dataset",
    "entity_id",
    "::",
];

const CELLS: [&str; 46] = [
    "",
    "text",
    "integer",
    "note",
    "calculate",
    "select_one l",
    "select_multiple l or_other",
    "rank l",
    "range",
    "geopoint",
    "begin group",
    "end group",
    "begin_repeat",
    "end_repeat",
    "begin loop over l",
    "end loop",
    "audit",
    "csv-external",
    "select_one ${a}",
    "select_one_from_file a.csv",
    "select_one_external l",
    "a",
    "b",
    "l",
    "meta",
    "1",
    "yes",
    "${a}",
    "${b} + 1",
    "${last-saved#a}",
    "${",
    "${}",
    "${a b}",
    "a=b",
    "start=1 end=x step=0",
    "tick_labelset=l",
    "table-list",
    "search('f')",
    "instance('l')/root/item[name = ${a}]/label",
    "indexed-repeat(${a}, ${b}, 1)",
    "concat('a'",
    "%(label)s",
    "p#q",
    "户主",
    "\u{a0}\u{2018}",
    "position(..) - 1",
];

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        8 => select(CELLS.as_slice()).prop_map(Cell::from),
        1 => any::<String>().prop_map(Cell::Text),
        1 => any::<f64>().prop_map(Cell::Number),
    ]
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let name = select(["survey", "choices", "settings", "entities", "external_choices", "osm", "surve"].as_slice());
    let headers = prop::collection::vec(select(HEADERS.as_slice()).prop_map(Cell::from), 0..7);
    let rows = prop::collection::vec(prop::collection::vec(any_cell(), 0..7), 0..9);
    (name, headers, rows).prop_map(|(name, headers, rows)| Sheet {
        name: name.to_owned(),
        rows: std::iter::once(headers).chain(rows).collect(),
        ..Sheet::default()
    })
}

/// A survey whose first columns are those that every form has, so that forms come about too.
fn likely_survey() -> impl Strategy<Value = Sheet> {
    let more = prop::collection::vec(select(HEADERS.as_slice()), 0..4);
    let row = (
        select(CELLS.as_slice()),
        select(["a", "b", "c", "d", "e"].as_slice()),
        prop::collection::vec(any_cell(), 0..4),
    );
    (more, prop::collection::vec(row, 1..9)).prop_map(|(more, rows)| {
        let headers = ["type", "name", "label"].into_iter().chain(more).map(Cell::from).collect();
        let row = |(kind, name, cells): (&str, &str, Vec<Cell>)| {
            [kind, name, "题"].into_iter().map(Cell::from).chain(cells).collect()
        };
        let rows = std::iter::once(headers).chain(rows.into_iter().map(row)).collect();
        Sheet { name: "survey".to_owned(), rows, ..Sheet::default() }
    })
}

proptest! {
    #[test]
    fn no_workbook_makes_the_compiler_panic(survey in likely_survey(), more in prop::collection::vec(any_sheet(), 0..4)) {
        let workbook = Workbook { sheets: std::iter::once(survey).chain(more).collect() };
        match compile(workbook, &Options::default()) {
            Ok(Compiled { form, notices }) => {
                // A form that exists runs.
                for notice in notices {
                    prop_assert!(!notice.say(Lang::ZhHans).is_empty());
                }
                let paths: std::collections::BTreeSet<&str> = form.nodes.iter().map(|node| node.path.as_str()).collect();
                prop_assert_eq!(paths.len(), form.nodes.len());
                session(form);
            }
            Err(Refused { problems, .. }) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(!problem.cause.say(Lang::ZhHans).is_empty() && !problem.cause.say(Lang::En).is_empty());
                }
            }
        }
    }
}
