//! The forms that are measured: made up, and always the same.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use nuandong::office::{Desk, Request, handle};
use nuandong::text::Lang;
use rust_xlsxwriter::Workbook;

/// How many rows the long list has, and in how many towns.
pub const ROWS: usize = 100_000;
pub const TOWNS: usize = 20;

/// The rows of a sheet, the first its headers.
type Rows = Vec<Vec<String>>;

/// A form with its attached list.
pub struct Made {
    pub name: &'static str,
    survey: Rows,
    choices: Rows,
    list: Option<String>,
}

/// All of them.
pub fn all() -> [Made; 3] {
    [questions("q80", 80), questions("q1000", 1000), list()]
}

const SURVEY: [&str; 8] =
    ["type", "name", "label", "relevant", "constraint", "calculation", "choice_filter", "appearance"];

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// A form of so many questions in groups of ten: choices, numbers within limits, text, dates; what one answer brings up, and sums.
fn questions(name: &'static str, count: usize) -> Made {
    let mut survey = vec![row(SURVEY)];
    for first in (1..=count).step_by(10) {
        let group = format!("g{first}");
        survey.push(row(["begin group", &group, &format!("第 {} 组", first / 10 + 1), "", "", "", "", ""]));
        for number in first..(first + 10).min(count + 1) {
            let (question, label) = (format!("q{number}"), format!("第{number}题"));
            let gate = format!("${{q{first}}} = 'y'");
            survey.push(match number - first {
                0 => row(["select_one yn", &question, &label, "", "", "", "", ""]),
                1 => row(["integer", &question, &label, &gate, ". >= 0 and . < 1000", "", "", ""]),
                2 => row(["text", &question, &label, &gate, "", "", "", ""]),
                3 | 7 => row(["select_one fuel", &question, &label, "", "", "", "", ""]),
                4 => row(["select_multiple fuel", &question, &label, "", "", "", "", ""]),
                5 => row(["date", &question, &label, "", ". <= today()", "", "", ""]),
                6 | 8 => row(["integer", &question, &label, "", ". >= 0 and . < 1000", "", "", ""]),
                _ => row(["text", &question, &label, "", "", "", "", ""]),
            });
        }
        let sum = format!("coalesce(${{q{}}}, 0) + coalesce(${{q{}}}, 0)", first + 1, first + 6);
        survey.push(row(["calculate", &format!("sum{first}"), "", "", "", &sum, "", ""]));
        let said = format!("合计 ${{sum{first}}}");
        survey.push(row(["note", &format!("note{first}"), &said, "", "", "", "", ""]));
        survey.push(row(["end group", "", "", "", "", "", "", ""]));
    }
    let mut choices = vec![row(["list_name", "name", "label"])];
    choices.extend([row(["yn", "y", "有"]), row(["yn", "n", "没有"])]);
    let fuels = [("coal", "煤"), ("wood", "柴"), ("gas", "燃气"), ("power", "电")];
    choices.extend(fuels.map(|(code, words)| row(["fuel", code, words])));
    Made { name, survey, choices, list: None }
}

/// A form that chooses from a list of 100,000 villages by their town, and looks one of them up by its code.
fn list() -> Made {
    let mut survey = vec![row(SURVEY)];
    survey.push(row(["select_one town", "town", "第1题", "", "", "", "", ""]));
    let of_town = "town = ${town}";
    survey.push(row(["select_one_from_file villages.csv", "village", "第2题", "", "", "", of_town, "minimal"]));
    survey.push(row(["text", "code", "第3题", "", "", "", "", ""]));
    let found = "instance('villages')/root/item[name = ${code}]/label";
    survey.push(row(["calculate", "found", "", "", "", found, "", ""]));
    survey.push(row(["note", "said", "查到 ${found}", "", "", "", "", ""]));
    let mut choices = vec![row(["list_name", "name", "label"])];
    choices.extend((1..=TOWNS).map(|town| row(["town", &format!("t{town}"), &format!("{town}镇")])));
    let mut list = "name,label,town\n".to_owned();
    for number in 1..=ROWS {
        let town = number % TOWNS + 1;
        // Writing to a string cannot fail.
        let _written = writeln!(list, "v{number},{town}镇{number}村,t{town}");
    }
    Made { name: "list", survey, choices, list: Some(list) }
}

impl Made {
    /// Lays the form into both sites: compiled for this application, as XML and csv for ODK Web Forms.
    pub fn lay(&self, app: &Path, odk: &Path) {
        let workbook = self.workbook();
        let mut parts = vec![workbook.clone()];
        let mut attached = Vec::new();
        if let Some(list) = &self.list {
            attached.push("villages.csv".to_owned());
            parts.push(list.clone().into_bytes());
            fs::write(odk.join("villages.csv"), list).unwrap();
        }
        let request = Request::CompileForm { name: format!("{}.xlsx", self.name), attached, lang: Lang::En };
        let (_, made) = handle(&mut Desk::default(), request, &parts, &mut |_| ()).unwrap();
        assert!(!made[0].is_empty(), "{}: {}", self.name, String::from_utf8_lossy(&made[1]));
        fs::create_dir_all(app.join("forms")).unwrap();
        fs::write(app.join("forms").join(format!("{}.form", self.name)), &made[0]).unwrap();
        let file = odk.join(format!("{}.xlsx", self.name));
        fs::write(&file, workbook).unwrap();
        let xml = odk.join(format!("{}.xml", self.name));
        let converted =
            Command::new(".tools/beside/python/bin/xls2xform").arg("--skip_validate").arg(&file).arg(&xml).status();
        assert!(converted.unwrap().success(), "xls2xform refuses {}", self.name);
        fs::remove_file(file).unwrap();
    }

    fn workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let settings = vec![row(["form_title", "form_id", "version"]), row([self.name, self.name, "1"])];
        for (name, rows) in [("survey", &self.survey), ("choices", &self.choices), ("settings", &settings)] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (at, cells) in (0..).zip(rows) {
                sheet.write_row(at, 0, cells).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }
}
