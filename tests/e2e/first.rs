//! What runs until the first question stands on the screen, and the list that the phone's module is cut by.
//!
//! `make profile` writes the list anew: it runs this test with `NUANDONG_PROFILE=write`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nuandong::form::session::Program;
use nuandong::form::{Options, Table, compile, packed};
use nuandong::site::split::{Profiled, instrument};
use nuandong::workbook::Workbook;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;

/// A release as it was before it was cut; `make dist` leaves it there.
const WHOLE: &str = "target/whole";

/// Where the same release stands with a module that notes what runs in it.
const NOTING: &str = "target/noting";

/// The list.
const LIST: &str = "src/site/split/primary.txt";

/// How many of a hundred functions of libraries that run may be missing in the list, since compilers name them differently. Of our own
/// none may: a single one makes a first start wait for the whole second part.
const MISSING: usize = 15;

/// The campaign's form, before anybody has said who they are.
const FIRST_QUESTION: &str = "#/try/household-winter";

/// Forms that an office publishes beside the application, and words that stand when their first questions do.
const PUBLISHED: [(&str, &str); 2] = [("#/try/common", "第11题"), ("#/try/listed", "第13题")];

/// A group of it asks what most forms ask: choices, numbers within limits, text, days; some of it only after an answer, and with sums.
const HEADERS: &str = "type,name,label,relevant,constraint,calculation\n";
const GROUP: &str = "\
begin group,g#,第#组,,,
select_one yn,a#,第#1题,,,
integer,b#,第#2题,${a#} = 'y',. >= 0 and . < 1000,
text,c#,第#3题,${a#} = 'y',,
select_multiple fuel,d#,第#4题,,,
select_one fuel,i#,第#8题,,,
text,j#,第#9题,,,
date,e#,第#5题,,. <= today(),
integer,f#,第#6题,,. >= 0 and . < 1000,
decimal,h#,第#7题,,. > 0,
calculate,sum#,,,,\"coalesce(${b#}, 0) + coalesce(${f#}, 0)\"
note,said#,合计 ${sum#},,,
end group,,,,,
";

/// How many groups it has: as long as the longest forms are, since what sorts and keeps many things is other code than what does so for few.
const GROUPS: usize = 100;

/// A form that chooses from a long list by an answer, looks a row of it up, and asks for what needs a form's other columns.
const LISTED: &str = "\
type,name,label,calculation,choice_filter,appearance,required,hint
select_one yn,first,第11题,,,,yes,
select_one_from_file villages.csv,village,第12题,,town = ${first},minimal,,选一个
text,code,第13题,,,,,
calculate,found,,instance('villages')/root/item[name = ${code}]/label,,,,
note,said,查到 ${found},,,,,
select_one fuel,kind,第14题,,,minimal,,
";

/// How many rows that list has: enough to be read row by row.
const ROWS: usize = 3000;

/// The choices of the published forms.
const CHOICES: &str =
    "list_name,name,label\nyn,y,有\nyn,n,没有\nfuel,coal,煤\nfuel,wood,柴\nfuel,gas,燃气\nfuel,power,电\n";

/// Reads the notes of the page in front.
const NOTES: &str = "
  const done = arguments[0];
  wasmBindings.default().then((wasm) => {
    const notes = [];
    for (let at = 0; wasm['ran' + at]; at++) notes.push(wasm['ran' + at].value >>> 0);
    done(notes);
  });";

fn top(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Copies the whole release, with a module that notes what runs.
fn noting() -> Profiled {
    let (whole, noting) = (top(WHOLE), top(NOTING));
    let _none_yet = fs::remove_dir_all(&noting);
    fs::create_dir_all(&noting).unwrap();
    let mut profiled = None;
    for entry in fs::read_dir(&whole).unwrap_or_else(|_| panic!("no release at {}; run: make dist", whole.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut bytes = fs::read(&path).unwrap();
        if name.starts_with("app-") && name.ends_with("_bg.wasm") {
            let made = instrument(&bytes).unwrap_or_else(|_| panic!("{name} cannot be made to note"));
            bytes.clone_from(&made.module);
            profiled = Some(made);
        }
        fs::write(noting.join(name), bytes).unwrap();
    }
    fs::create_dir_all(noting.join("forms")).unwrap();
    let groups: String = (1..=GROUPS).map(|number| GROUP.replace('#', &number.to_string())).collect();
    fs::write(noting.join("forms/common.form"), published(&[HEADERS, &groups].concat(), &[])).unwrap();
    let mut villages = Table::new(["name", "label", "town"].map(str::to_owned).to_vec());
    for row in 0..ROWS {
        let town = if row % 2 == 0 { "y" } else { "n" };
        villages.push([format!("v{row}").as_str(), &format!("{row}村"), town]);
    }
    let attached = [("villages.csv".to_owned(), Arc::new(villages))];
    fs::write(noting.join("forms/listed.form"), published(LISTED, &attached)).unwrap();
    profiled.unwrap()
}

/// A published form, compiled.
fn published(survey: &str, attached: &[(String, Arc<Table>)]) -> Vec<u8> {
    let workbook = Workbook::from_csvs(&[("survey", survey), ("choices", CHOICES)]);
    let form = compile(workbook, &Options::default()).unwrap_or_else(|_| panic!("a correct form")).form;
    packed::write(&Program::new(form.into()).unwrap_or_else(|_| panic!("no cycles")), attached)
}

async fn notes(page: &Page<'_>) -> Vec<u32> {
    let notes = page.script_later(NOTES).await;
    notes.as_array().unwrap().iter().map(|word| u32::try_from(word.as_u64().unwrap()).unwrap()).collect()
}

/// The names of what runs on a first start until the screen asks who one is, and until a newcomer who opens the link to the
/// campaign's form, or to a published one, stands before its first questions.
async fn ran(profiled: &Profiled) -> BTreeSet<String> {
    let site = Site::serve_folder(&top(NOTING));
    let mut all = BTreeSet::new();
    for (address, words) in [("", "村里入户"), (FIRST_QUESTION, "现住情况")].into_iter().chain(PUBLISHED) {
        let device = Profile::fresh("first-question");
        let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
        let page = browser.page();
        page.open(&format!("{}/{address}", site.origin)).await;
        page.see(words).await;
        all.extend(profiled.ran(&notes(&page).await).into_iter().map(str::to_owned));
        browser.quit().await;
    }
    all
}

#[tokio::test]
async fn what_runs_until_the_first_question_is_on_the_list() {
    let profiled = noting();
    let ran = ran(&profiled).await;
    if std::env::var("NUANDONG_PROFILE").is_ok_and(|what| what == "write") {
        let list: Vec<&str> = ran.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        fs::write(top(LIST), list.join("\n") + "\n").unwrap();
        return;
    }
    let list = fs::read_to_string(top(LIST)).unwrap();
    let list: BTreeSet<&str> = list.lines().collect();
    let missing: Vec<&String> = ran.iter().filter(|name| !list.contains(name.as_str())).collect();
    let own = missing.iter().filter(|name| name.contains("nuandong::")).count();
    assert!(
        own == 0 && missing.len() * 100 <= ran.len() * MISSING,
        "{} of {} functions that run until the first question come with the second part; run: make profile\n{missing:#?}",
        missing.len(),
        ran.len()
    );
}
