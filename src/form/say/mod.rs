//! What problems and notices of a form say: where, what, and what to do about it.

mod cause;
mod entity;
mod parameter;
mod remark;

use crate::form::problem::{At, Notice, Problem};
use crate::text::{Lang, Say};

/// One of two sentences, by language, with what stands inside.
macro_rules! say {
    ($lang:expr, $zh_hans:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::text::Lang::ZhHans => format!($zh_hans),
            $crate::text::Lang::En => format!($en),
        }
    };
}
use say;

impl Say for Problem {
    fn say(&self, lang: Lang) -> String {
        placed(&self.at, &self.cause.say(lang), lang)
    }
}

impl Say for Notice {
    fn say(&self, lang: Lang) -> String {
        placed(&self.at, &self.remark.say(lang), lang)
    }
}

impl Say for At {
    /// The place alone, as `survey 表第 5 行“relevant”列`; empty for the workbook itself.
    fn say(&self, lang: Lang) -> String {
        let mut place = match (self.sheet.as_str(), lang) {
            ("", _) => return String::new(),
            (sheet, Lang::ZhHans) => format!("{sheet} 表"),
            (sheet, Lang::En) => format!("sheet {sheet}"),
        };
        if let Some(row) = self.row {
            place += &say!(lang, "第 {row} 行", ", row {row}");
        }
        if let Some(column) = &self.column {
            place += &say!(lang, "“{column}”列", ", column “{column}”");
        }
        place
    }
}

fn placed(at: &At, what: &str, lang: Lang) -> String {
    match (at.say(lang).as_str(), lang) {
        ("", _) => what.to_owned(),
        (place, Lang::ZhHans) => format!("{place}：{what}"),
        (place, Lang::En) => format!("{place}: {what}"),
    }
}

/// Names in a row, as a sentence lists them.
fn list<T: AsRef<str>>(names: &[T], lang: Lang) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(lang.pick("、", ", "))
}

/// The sentence that offers what may be meant.
fn meant(nearest: Option<&String>, lang: Lang) -> String {
    match nearest {
        Some(nearest) => say!(lang, "是不是要写 {nearest}？", " Do you mean {nearest}?"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::form::{At, Cause, Notice, Problem, Remark};
    use crate::text::{Lang, Say};

    #[test]
    fn a_problem_says_where_what_and_what_to_do() {
        let at = At { sheet: "survey".to_owned(), row: Some(5), column: Some("type".to_owned()) };
        let cause = Cause::UnknownType { name: "integr".to_owned(), nearest: Some("integer".to_owned()) };
        let problem = Problem { at, cause };
        assert_eq!(
            problem.say(Lang::ZhHans),
            "survey 表第 5 行“type”列：没有 integr 这种题型。是不是要写 integer？请改正。"
        );
        assert_eq!(
            problem.say(Lang::En),
            "sheet survey, row 5, column “type”: there is no type integr. Do you mean integer? Correct it."
        );
    }

    #[test]
    fn the_workbook_itself_is_no_place() {
        let remark = Remark::SimilarSheet { sheet: "settings", similar: vec!["setting".to_owned()] };
        let notice = Notice { at: At::default(), remark };
        assert!(notice.say(Lang::ZhHans).starts_with("没有 settings 表"));
    }
}
