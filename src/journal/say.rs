//! What the journal says to people.

use super::line::{LineCause, LineError};
use crate::text::{Lang, Say};

impl Say for LineError {
    fn say(&self, lang: Lang) -> String {
        let line = self.line;
        let cause = self.cause.say(lang);
        match lang {
            Lang::ZhHans => format!("第 {line} 行{cause}"),
            Lang::En => format!("line {line} {cause}"),
        }
    }
}

impl Say for LineCause {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NotText, Lang::ZhHans) => "不是 UTF-8 文字".into(),
            (Self::NotText, Lang::En) => "is not UTF-8 text".into(),
            (Self::NotAWrite { column }, Lang::ZhHans) => format!("第 {column} 个字节处不是有效的记录"),
            (Self::NotAWrite { column }, Lang::En) => format!("is not a valid write at byte {column}"),
            (Self::BadRecord, Lang::ZhHans) => "缺少记录编号".into(),
            (Self::BadRecord, Lang::En) => "has no valid record identity".into(),
            (Self::TooLong, Lang::ZhHans) => "太长".into(),
            (Self::TooLong, Lang::En) => "is too long".into(),
        }
    }
}
