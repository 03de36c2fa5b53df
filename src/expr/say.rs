//! What errors of expressions say. They quote the expression, which its author wrote, and never a value, which is private.

use super::error::{EvalError, Fault, ParseError, Syntax, Wanted};
use crate::text::{Lang, Say};

impl Say for ParseError {
    fn say(&self, lang: Lang) -> String {
        let place = self.column;
        let what = self.problem.say(lang);
        match lang {
            Lang::ZhHans => format!("第 {place} 个字处：{what}"),
            Lang::En => format!("At character {place}: {what}"),
        }
    }
}

impl Say for Syntax {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Character(c), Lang::ZhHans) => format!("「{c}」在这里没有意义，请删去或加上引号。"),
            (Self::Character(c), Lang::En) => {
                format!("“{c}” means nothing here; remove it or put quotes around the text.")
            }
            (Self::OpenText, Lang::ZhHans) => "文字缺少后引号，请补上。".to_owned(),
            (Self::OpenText, Lang::En) => "A text lacks its closing quote; add it.".to_owned(),
            (Self::OpenReference, Lang::ZhHans) => "题目引用应写成 ${题目名}。".to_owned(),
            (Self::OpenReference, Lang::En) => "A reference to a question is written ${name}.".to_owned(),
            (Self::Expected { wanted, found: Some(found) }, Lang::ZhHans) => {
                format!("这里应是{}，而不是「{found}」。", wanted.name(lang))
            }
            (Self::Expected { wanted, found: Some(found) }, Lang::En) => {
                format!("Here should be {}, not “{found}”.", wanted.name(lang))
            }
            (Self::Expected { wanted, found: None }, Lang::ZhHans) => {
                format!("写到这里就断了，还缺{}。", wanted.name(lang))
            }
            (Self::Expected { wanted, found: None }, Lang::En) => {
                format!("The expression ends too early; {} is missing.", wanted.name(lang))
            }
            (Self::Axis(name), Lang::ZhHans) => format!("没有「{name}::」这种路径方向。"),
            (Self::Axis(name), Lang::En) => format!("There is no path direction “{name}::”."),
            (Self::TooDeep, Lang::ZhHans) => "括号嵌套太深，请拆成几道计算题。".to_owned(),
            (Self::TooDeep, Lang::En) => "Brackets are nested too deep; split it into several calculations.".to_owned(),
            (Self::TooLong, Lang::ZhHans) => "表达式太长，请拆成几道计算题。".to_owned(),
            (Self::TooLong, Lang::En) => "The expression is too long; split it into several calculations.".to_owned(),
        }
    }
}

impl Wanted {
    /// Its name within a sentence.
    const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Value => lang.pick(
                "一个值（数字、带引号的文字、${题目名} 或函数）",
                "a value (number, quoted text, ${name} or function)",
            ),
            Self::Operator => lang.pick("运算符（如 =、and、+）或结尾", "an operator (such as =, and, +) or the end"),
            Self::Step => lang.pick("路径的一步", "a step of a path"),
            Self::Close => lang.pick("右括号 )", "a closing )"),
            Self::CloseSquare => lang.pick("右方括号 ]", "a closing ]"),
            Self::CommaOrClose => lang.pick("逗号或右括号", "a comma or a closing )"),
            Self::Text => lang.pick("带引号的文字", "a quoted text"),
        }
    }
}

impl Say for EvalError {
    fn say(&self, lang: Lang) -> String {
        self.problem.say(lang)
    }
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::UnknownFunction(name), Lang::ZhHans) => format!("没有函数 {name}()，请检查拼写。"),
            (Self::UnknownFunction(name), Lang::En) => format!("There is no function {name}(); check its spelling."),
            (Self::Arguments { function, min, max, found }, _) => arguments(function, *min, *max, *found, lang),
            (Self::NotNodes(name), Lang::ZhHans) => format!("{name} 这里要写题目或路径，不能写数字或文字。"),
            (Self::NotNodes(name), Lang::En) => {
                format!("{name} needs a question or a path here, not a number or a text.")
            }
            (Self::NoNode(name), Lang::ZhHans) => format!("{name} 的路径没有找到任何内容。"),
            (Self::NoNode(name), Lang::En) => format!("The path in {name} finds nothing."),
            (Self::UnknownReference(name), Lang::ZhHans) => format!("没有名为 {name} 的题目，请检查 ${{{name}}}。"),
            (Self::UnknownReference(name), Lang::En) => {
                format!("There is no question named {name}; check ${{{name}}}.")
            }
            (Self::Pattern(pattern), Lang::ZhHans) => format!("regex() 的格式「{pattern}」写法有误。"),
            (Self::Pattern(pattern), Lang::En) => format!("The pattern “{pattern}” of regex() is not well formed."),
            (Self::DateFormat(Some(c)), Lang::ZhHans) => format!("日期格式里没有 %{c}，可用 %Y %m %d %H %M 等。"),
            (Self::DateFormat(Some(c)), Lang::En) => format!("Dates have no %{c}; use %Y %m %d %H %M and the like."),
            (Self::DateFormat(None), Lang::ZhHans) => "日期格式不能以 % 结尾。".to_owned(),
            (Self::DateFormat(None), Lang::En) => "A date format cannot end with %.".to_owned(),
            (Self::Seed(seed), Lang::ZhHans) => {
                format!("randomize() 的种子「{seed}」不是数字，请写数字或引用一道题。")
            }
            (Self::Seed(seed), Lang::En) => {
                format!("The seed “{seed}” of randomize() is no number; write a number or refer to a question.")
            }
            (Self::Digest(name), Lang::ZhHans) => {
                format!("digest() 不认识「{name}」，可用 MD5、SHA-1、SHA-256、SHA-384、SHA-512，编码 base64 或 hex。")
            }
            (Self::Digest(name), Lang::En) => {
                format!(
                    "digest() does not know “{name}”; use MD5, SHA-1, SHA-256, SHA-384 or SHA-512, in base64 or hex."
                )
            }
        }
    }
}

/// How many arguments a function takes, and how many it has.
fn arguments(function: &str, min: u8, max: Option<u8>, found: usize, lang: Lang) -> String {
    match (lang, max) {
        (Lang::ZhHans, Some(max)) if max == min => format!("{function}() 应有 {min} 个参数，现有 {found} 个。"),
        (Lang::ZhHans, Some(max)) => format!("{function}() 应有 {min} 到 {max} 个参数，现有 {found} 个。"),
        (Lang::ZhHans, None) => format!("{function}() 至少要有 {min} 个参数，现有 {found} 个。"),
        (Lang::En, Some(1)) if min == 1 => format!("{function}() takes 1 argument, not {found}."),
        (Lang::En, Some(max)) if max == min => format!("{function}() takes {min} arguments, not {found}."),
        (Lang::En, Some(max)) => format!("{function}() takes {min} to {max} arguments, not {found}."),
        (Lang::En, None) => format!("{function}() takes at least {min} arguments, not {found}."),
    }
}
