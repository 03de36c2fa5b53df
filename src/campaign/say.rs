//! What the problems of a campaign's workbook say.

use super::problem::{Cause, Problem};
use super::text::TemplateError;
use crate::text::{Lang, Say};

impl Say for Problem {
    fn say(&self, lang: Lang) -> String {
        // The form says its places itself.
        if let Cause::Form(problem) = &self.cause {
            return problem.say(lang);
        }
        let cause = self.cause.say(lang);
        let sheet = &self.sheet;
        match (lang, self.row, &self.column) {
            (Lang::ZhHans, None, _) => format!("工作表 {sheet}：{cause}"),
            (Lang::ZhHans, Some(row), None) => format!("工作表 {sheet} 第 {row} 行：{cause}"),
            (Lang::ZhHans, Some(row), Some(column)) => format!("工作表 {sheet} 第 {row} 行“{column}”列：{cause}"),
            (Lang::En, None, _) => format!("Sheet {sheet}: {cause}"),
            (Lang::En, Some(row), None) => format!("Sheet {sheet}, row {row}: {cause}"),
            (Lang::En, Some(row), Some(column)) => format!("Sheet {sheet}, row {row}, column “{column}”: {cause}"),
        }
    }
}

impl Say for Cause {
    fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::ZhHans => self.zh_hans(),
            Lang::En => self.en(),
        }
    }
}

impl Cause {
    fn zh_hans(&self) -> String {
        match self {
            Self::NoSheet => "缺少这张工作表，请从内置的工作簿复制过来。".into(),
            Self::NoColumn(name) => format!("缺少“{name}”列，请在表头加上。"),
            Self::NoKey(key) => format!("缺少“{key}”一行，请加上。"),
            Self::Empty => "这一格不能空，请填写。".into(),
            Self::NotAName(text) => format!("“{text}”不能作名称，请用英文字母开头，只含字母、数字、下划线和连字符。"),
            Self::Twice(name) => format!("“{name}”前面已经有了，请换一个名称。"),
            Self::NotOneOf { found, words } => format!("“{found}”不能用在这里，请填其中之一：{}。", words.join("、")),
            Self::NotANumber(text) => format!("“{text}”不是数字，请只填数字，不带单位。"),
            Self::NotADate(text) => format!("“{text}”不是日期，请填成 2026-12-16 或 12-16。"),
            Self::NotADeadline(text) => {
                format!(
                    "“{text}”不是时限，请填成 12-20、12-20 18:00、+7（七天后）或 +5w（五个工作日后）；每周的只填 12:00，并在 repeat 列填星期。"
                )
            }
            Self::NotHours(text) => format!("“{text}”不是时段，请填成 14:00-22:00。"),
            Self::EndsBeforeItBegins => "结束早于开始，请改正日期。".into(),
            Self::Formula(error) => format!("表达式写错了。{}", error.say(Lang::ZhHans)),
            Self::Fault(error) => format!("表达式算不出来。{}", error.say(Lang::ZhHans)),
            Self::UnknownName(name) => format!("没有叫“{name}”的题目、参数或资料，请检查拼写。"),
            Self::NotFixed(name) => format!("这一格只能用数字或参数，不能用“{name}”。"),
            Self::NotAChoice { list, found } => {
                format!("“{found}”不在 choices 工作表的 {list} 列表里，请改成其中一项，或在那里加上。")
            }
            Self::NoList(list) => format!("choices 工作表里没有 {list} 列表，请加上。"),
            Self::NoSuch { sheet, name } => format!("{sheet} 工作表里没有“{name}”，请检查拼写。"),
            Self::Template(TemplateError::OpenBlank) => "文字里要填的地方应写成 ${名称}，请补上 }。".into(),
            Self::Template(TemplateError::OpenBracket) => "文字里的方括号要成对，而且不能套着用，请改正。".into(),
            Self::Bare(text) => format!("“{text}”要写成 ${{{text}}}，文字要加引号，请改正。"),
            Self::Form(cause) => cause.say(Lang::ZhHans),
            Self::Ambiguous(name) => format!("题目“{name}”与一项资料重名，请给题目换一个名称。"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::NoSheet => "this sheet is missing; copy it from the built-in workbook.".into(),
            Self::NoColumn(name) => format!("the column “{name}” is missing; add it to the header."),
            Self::NoKey(key) => format!("the row “{key}” is missing; add it."),
            Self::Empty => "this cell may not be empty; fill it in.".into(),
            Self::NotAName(text) => {
                format!(
                    "“{text}” cannot be a name; begin with a Latin letter and use letters, digits, underscores and hyphens."
                )
            }
            Self::Twice(name) => format!("“{name}” stands above already; choose another name."),
            Self::NotOneOf { found, words } => format!("“{found}” cannot stand here; use one of {}.", words.join(", ")),
            Self::NotANumber(text) => format!("“{text}” is not a number; write only the number, without a unit."),
            Self::NotADate(text) => format!("“{text}” is not a date; write 2026-12-16 or 12-16."),
            Self::NotADeadline(text) => format!(
                "“{text}” is not a deadline; write 12-20, 12-20 18:00, +7 (seven days later) or +5w (five working days later); for a weekly one write 12:00 and the weekday in the column repeat."
            ),
            Self::NotHours(text) => format!("“{text}” is not a span of hours; write 14:00-22:00."),
            Self::EndsBeforeItBegins => "the end lies before the beginning; correct the dates.".into(),
            Self::Formula(error) => format!("the expression is miswritten. {}", error.say(Lang::En)),
            Self::Fault(error) => format!("the expression cannot be computed. {}", error.say(Lang::En)),
            Self::UnknownName(name) => format!(
                "nothing is called “{name}”, neither a question nor a parameter nor a fact; check the spelling."
            ),
            Self::NotFixed(name) => format!("only a number or a parameter can stand here, not “{name}”."),
            Self::NotAChoice { list, found } => {
                format!("“{found}” is not in the list {list} of the sheet choices; use one that is, or add it there.")
            }
            Self::NoList(list) => format!("the sheet choices has no list {list}; add it."),
            Self::NoSuch { sheet, name } => format!("the sheet {sheet} has no “{name}”; check the spelling."),
            Self::Template(TemplateError::OpenBlank) => "a blank is written ${name}; add the missing }.".into(),
            Self::Template(TemplateError::OpenBracket) => {
                "square brackets come in pairs and not one within another; correct them.".into()
            }
            Self::Bare(text) => format!("“{text}” is written ${{{text}}}, and a text stands in quotes; correct it."),
            Self::Form(cause) => cause.say(Lang::En),
            Self::Ambiguous(name) => format!("the question “{name}” bears the name of a fact; rename the question."),
        }
    }
}
