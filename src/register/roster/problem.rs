//! What there is to say about a row or a sheet of a roster.

use serde::{Deserialize, Serialize};

use crate::register::IdProblem;
use crate::text::{Lang, Say};

/// Something about a row. The kinds are stable; the words are [`Say`]'s.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Problem {
    /// A row of a sum (小计, 合计): nobody's, left out.
    Total,
    /// The heading again, at a page's top: left out.
    RepeatedHeader,
    /// A title again, or a line of text above the heading: left out.
    Title,
    /// Who filled it in, when, remarks on the table: left out.
    Footer,
    /// A group's or village's name over its households: used for them.
    Section {
        /// The name.
        text: String,
    },
    /// The row that numbers the columns, or says how to fill them in: left out.
    Hint,
    /// An example of how to fill it in: left out.
    Example,
    /// Only a number at its front, or only ticks of "no": left out.
    BlankRow,
    /// No name: not taken over.
    NameMissing,
    /// The name does not look like one: taken over as it is.
    NameOdd,
    /// The ID number is missing or wrong: the person is taken over without.
    Id {
        /// How.
        problem: IdProblem,
    },
    /// The 残疾证号 holds another ID number than the 身份证号.
    DisabilityDiffers,
    /// The phone does not look like one: kept as typed.
    PhoneOdd,
    /// The sex is not that of the ID number.
    SexDiffers,
    /// The date of birth is not that of the ID number.
    BirthDiffers,
    /// 家庭人口 is no count.
    SizeOdd,
    /// 家庭人口 is not the number of members listed.
    SizeDiffers {
        /// As declared.
        declared: u32,
        /// As listed.
        listed: u32,
    },
    /// A category that is not known: kept in the note.
    CategoryUnknown {
        /// The word.
        word: String,
    },
    /// The household has no row for its head.
    HeadMissing,
    /// The same person again: taken over once.
    SamePerson {
        /// Where first.
        first: Place,
    },
    /// Somebody else has the same ID number.
    SameId {
        /// Where.
        other: Place,
    },
    /// The row has a value in a column whose meaning is not known, and nothing else.
    NotUnderstood,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The sheet, where it is another than that of the row that speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row, from 1.
    pub row: usize,
}

/// Why a sheet was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetProblem {
    /// No row of headings was found, and the columns do not speak for themselves.
    NoHeader,
    /// The file hides it.
    Hidden,
    /// It lists other people: helpers, contacts of offices.
    OtherPeople,
}

impl Problem {
    /// Whether the row is no villager's, so that nothing of it is missing from the households.
    #[must_use]
    pub const fn is_left_out(&self) -> bool {
        matches!(
            self,
            Self::Total
                | Self::RepeatedHeader
                | Self::Title
                | Self::Footer
                | Self::Section { .. }
                | Self::Hint
                | Self::Example
                | Self::BlankRow
        )
    }

    /// Whether the row is a villager's and was not taken over: somebody must look at it.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        matches!(self, Self::NameMissing | Self::NotUnderstood)
    }
}

impl Say for Problem {
    fn say(&self, lang: Lang) -> String {
        let text = match self {
            Self::Total => lang.pick("合计行，已跳过", "a row of sums, left out"),
            Self::RepeatedHeader => lang.pick("重复的表头，已跳过", "the heading again, left out"),
            Self::Title => lang.pick("标题行，已跳过", "a title, left out"),
            Self::Footer => lang.pick("表尾或说明，已跳过", "a footer or remark, left out"),
            Self::Section { text } => {
                return match lang {
                    Lang::ZhHans => format!("分段标题“{text}”，用于以下各户"),
                    Lang::En => format!("the section “{text}”, used for the households below it"),
                };
            }
            Self::Hint => lang.pick("列号或填写说明，已跳过", "column numbers or instructions, left out"),
            Self::Example => lang.pick("填写示例，已跳过", "an example, left out"),
            Self::BlankRow => lang.pick("只有序号，没有内容，已跳过", "only a number and no content, left out"),
            Self::NameMissing => lang.pick("没有姓名，没有导入", "no name, not taken over"),
            Self::NameOdd => lang.pick("姓名看着不对，请核对", "the name looks wrong, check it"),
            Self::Id { problem } => return problem.say(lang),
            Self::DisabilityDiffers => {
                lang.pick("残疾证号与身份证号不一致", "the disability number does not begin with the ID number")
            }
            Self::PhoneOdd => lang.pick("电话号码看着不对，已照原样保留", "the phone looks wrong, kept as it is"),
            Self::SexDiffers => lang.pick("性别与身份证号不一致", "the sex is not that of the ID number"),
            Self::BirthDiffers => lang.pick("出生日期与身份证号不一致", "the birth date is not that of the ID number"),
            Self::SizeOdd => lang.pick("家庭人口不是数字", "the household's size is no number"),
            Self::SizeDiffers { declared, listed } => {
                return match lang {
                    Lang::ZhHans => format!("家庭人口写{declared}人，列出{listed}人"),
                    Lang::En => format!("the size says {declared}, {listed} are listed"),
                };
            }
            Self::CategoryUnknown { word } => {
                return match lang {
                    Lang::ZhHans => format!("不认识的类别“{word}”，已记入备注"),
                    Lang::En => format!("unknown category “{word}”, kept in the note"),
                };
            }
            Self::HeadMissing => {
                lang.pick("这一户没有户主，暂以第一人为户主", "no head in this household; the first member stands in")
            }
            Self::SamePerson { first } => {
                return match lang {
                    Lang::ZhHans => format!("与{}是同一人，已合并", first.say(lang)),
                    Lang::En => format!("the same person as in {}, taken over once", first.say(lang)),
                };
            }
            Self::SameId { other } => {
                return match lang {
                    Lang::ZhHans => format!("身份证号与{}相同，姓名不同", other.say(lang)),
                    Lang::En => format!("the same ID number as in {}, with another name", other.say(lang)),
                };
            }
            Self::NotUnderstood => lang.pick("这一行看不懂，没有导入", "not understood, not taken over"),
        };
        text.to_owned()
    }
}

impl Say for Place {
    fn say(&self, lang: Lang) -> String {
        let Self { sheet, row } = self;
        match (lang, sheet) {
            (Lang::ZhHans, None) => format!("第{row}行"),
            (Lang::ZhHans, Some(sheet)) => format!("工作表“{sheet}”第{row}行"),
            (Lang::En, None) => format!("row {row}"),
            (Lang::En, Some(sheet)) => format!("sheet “{sheet}” row {row}"),
        }
    }
}

impl Say for SheetProblem {
    fn say(&self, lang: Lang) -> String {
        let text = match self {
            Self::NoHeader => lang.pick("没有找到表头，没有读", "no heading found, not read"),
            Self::Hidden => lang.pick("这是隐藏的工作表，没有读", "a hidden sheet, not read"),
            Self::OtherPeople => lang.pick("不是农户名单，没有读", "no list of households, not read"),
        };
        text.to_owned()
    }
}
