//! Problems of parameters.

use super::{list, say as words};
use crate::form::problem::Cause;
use crate::text::Lang;

/// What a problem of parameters says; nothing for other problems.
pub(super) fn say(cause: &Cause, lang: Lang) -> Option<String> {
    common(cause, lang).or_else(|| scale(cause, lang)).or_else(|| special(cause, lang))
}

fn common(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::ParameterSyntax => words!(
            lang,
            "参数要写成 参数=值 参数=值，请改正。",
            "parameters are written key=value key=value; correct them."
        ),
        Cause::UnknownParameters { accepted, rejected } => {
            let (accepted, rejected) = (list(accepted, lang), list(rejected, lang));
            words!(
                lang,
                "这种题型没有参数 {rejected}，只有 {accepted}，请改正。",
                "this type has no parameters {rejected}, only {accepted}; correct them."
            )
        }
        Cause::ParameterNotOneOf { name, values } => {
            let values = list(values, lang);
            words!(
                lang,
                "参数 {name} 只能是 {values}，请改正。",
                "the parameter {name} must be one of {values}; correct it."
            )
        }
        Cause::ParameterNotNumber { name } => {
            words!(lang, "参数 {name} 要是数字，请改正。", "the parameter {name} must be a number; correct it.")
        }
        Cause::ParameterNotInteger { name } => {
            words!(lang, "参数 {name} 要是整数，请改正。", "the parameter {name} must be a whole number; correct it.")
        }
        Cause::ParameterNegative { name } => {
            words!(lang, "参数 {name} 不能小于 0，请改正。", "the parameter {name} must not be below 0; correct it.")
        }
        Cause::ParameterNotName { name } => words!(
            lang,
            "参数 {name} 要是一个列名，不能有空格和符号，请改正。",
            "the parameter {name} must name a column, without spaces or signs; correct it."
        ),
        _ => return None,
    })
}

fn scale(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::ParameterZero { name } => {
            words!(lang, "参数 {name} 不能是 0，请改正。", "the parameter {name} must not be 0; correct it.")
        }
        Cause::WiderThanRange { name } => words!(
            lang,
            "参数 {name} 不能大于 start 和 end 的差，请改小。",
            "the parameter {name} must not be larger than the distance from start to end; lower it."
        ),
        Cause::NotMultipleOfStep { name } => {
            words!(
                lang,
                "参数 {name} 要是 step 的整数倍，请改正。",
                "the parameter {name} must be a multiple of step; correct it."
            )
        }
        Cause::OutsideRange { name } => words!(
            lang,
            "参数 {name} 要在 start 和 end 之间，请改正。",
            "the parameter {name} must lie between start and end; correct it."
        ),
        Cause::TicksAppearance => words!(
            lang,
            "tick_interval、placeholder、tick_labelset 只能用于横向、vertical 和 no-ticks 的外观，请改外观或删去参数。",
            "tick_interval, placeholder and tick_labelset go only with the plain, vertical and no-ticks appearances; change the appearance, or remove them."
        ),
        Cause::TickListUnknown => words!(
            lang,
            "参数 tick_labelset 要是 choices 表里的一个 list_name，请改正。",
            "the parameter tick_labelset must be a list_name of sheet choices; correct it."
        ),
        Cause::TickNotNumber => words!(
            lang,
            "tick_labelset 的选项名都要是数字，请改正。",
            "the names of the choices of tick_labelset must all be numbers; correct them."
        ),
        Cause::TickOutside => words!(
            lang,
            "tick_labelset 的选项要在 start 和 end 之间，请改正。",
            "the choices of tick_labelset must lie between start and end; correct them."
        ),
        Cause::TickBetween { name } => words!(
            lang,
            "tick_labelset 的选项要等于 start 加上 {name} 的整数倍，请改正。",
            "the choices of tick_labelset must be start plus a multiple of {name}; correct them."
        ),
        Cause::TicksTooMany => words!(
            lang,
            "外观是 no-ticks 时，tick_labelset 只能有两个选项，请删去其余的。",
            "with the appearance no-ticks, tick_labelset must have two choices; remove the rest."
        ),
        Cause::TicksNotEnds => words!(
            lang,
            "外观是 no-ticks 时，tick_labelset 的选项只能是 start 和 end，请改正。",
            "with the appearance no-ticks, the choices of tick_labelset must be start and end; correct them."
        ),
        _ => return None,
    })
}

fn special(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::SeedAlone => {
            words!(lang, "有 seed 就要有 randomize=true，请补上。", "a seed needs randomize=true; add it.")
        }
        Cause::SeedInvalid => {
            words!(lang, "seed 要是数字或 ${{题目名}}，请改正。", "the seed must be a number or ${{name}}; correct it.")
        }
        Cause::GeometryUnknown => words!(
            lang,
            "reference-geometry 要是选项表、实体表或附加文件的名字，或一个重复组的 ${{名字}}，请改正。",
            "reference-geometry must be the name of a choice list, an entity list or an attached file, or ${{name}} of a repeat; correct it."
        ),
        Cause::AppName => words!(
            lang,
            "参数 app 要是安卓应用的包名，如 org.example.app，请改正。",
            "the parameter app must be an Android package name, such as org.example.app; correct it."
        ),
        Cause::AuditName => words!(
            lang,
            "audit 的名字只能是 audit，请把 name 列留空。",
            "an audit must be named audit; leave its name blank."
        ),
        Cause::AuditLocation => words!(
            lang,
            "记录位置要同时写 location-priority、location-min-interval、location-max-age，请补全。",
            "recording positions needs location-priority, location-min-interval and location-max-age together; add what is missing."
        ),
        Cause::AuditAge => words!(
            lang,
            "location-max-age 不能小于 location-min-interval，请改正。",
            "location-max-age must not be below location-min-interval; correct it."
        ),
        _ => return None,
    })
}
