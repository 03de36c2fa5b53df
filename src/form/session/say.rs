//! What a session says where a form has no words of its own.

use super::view::Violation;
use crate::form::DataType;
use crate::text::{Lang, Say};

impl Say for Violation {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Required(Some(message)) | Self::Constraint(Some(message)) => message.clone(),
            Self::Required(None) => lang.pick("这题必须填写。", "This must be answered.").to_owned(),
            Self::Constraint(None) => {
                lang.pick("这个答案不在允许范围内，请检查。", "This answer is not allowed; check it.").to_owned()
            }
            Self::Type(kind) => {
                let (zh, en) = match kind {
                    DataType::Int => ("这里要填整数。", "Enter a whole number."),
                    DataType::Decimal => ("这里要填数字。", "Enter a number."),
                    DataType::Date => ("这里要填日期，如 2026-12-01。", "Enter a date, such as 2026-12-01."),
                    DataType::Time => ("这里要填时间，如 08:30。", "Enter a time, such as 08:30."),
                    DataType::DateTime => ("这里要填日期和时间。", "Enter a date and a time."),
                    DataType::Geopoint | DataType::Geotrace | DataType::Geoshape => {
                        ("这里要填位置，请重新定位。", "Enter a position; locate again.")
                    }
                    _ => ("这个答案的格式不对，请重填。", "This answer has the wrong form; enter it again."),
                };
                lang.pick(zh, en).to_owned()
            }
        }
    }
}
