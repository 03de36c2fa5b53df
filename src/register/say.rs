//! What the register says.

use super::{IdProblem, Sex};
use crate::text::{Lang, Say};

impl Say for IdProblem {
    fn say(&self, lang: Lang) -> String {
        let text = match self {
            Self::Length { found: 0 } => lang.pick("没有身份证号", "no ID number"),
            Self::Length { found } => {
                return match lang {
                    Lang::ZhHans => format!("身份证号应为18位，这里是{found}位"),
                    Lang::En => format!("an ID number has 18 characters, this one {found}"),
                };
            }
            Self::Fifteen => {
                lang.pick("身份证号是15位旧号，请换成18位", "a 15-digit ID number from before 1999; enter the 18")
            }
            Self::Character => lang.pick("身份证号里有不该有的字符", "the ID number has a character that none has"),
            Self::Masked => lang.pick("身份证号打了星号，不完整", "the ID number is masked with stars"),
            Self::BirthDate => lang.pick("身份证号里的出生日期不对", "the birth date in the ID number is no date"),
            Self::CheckDigit => lang.pick("身份证号校验不通过，至少错一位", "the ID number's check digit does not fit"),
            Self::DigitsLost => lang.pick(
                "身份证号被存成数字，末几位已丢失，请按原证重填",
                "the ID number was kept as a number and lost its last digits; enter it from the card",
            ),
        };
        text.to_owned()
    }
}

impl Say for Sex {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Male => lang.pick("男", "Male"),
            Self::Female => lang.pick("女", "Female"),
        }
        .to_owned()
    }
}
