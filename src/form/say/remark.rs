//! What is worth saying of a form that can be used.

use super::{list, say};
use crate::form::problem::Remark;
use crate::text::{Lang, Say};

impl Say for Remark {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotShown { name } => say!(
                lang,
                "题型 {name} 这里暂时不显示，其他题照常填写。",
                "type {name} is not shown here yet; the other questions work as ever."
            ),
            Self::NotRecorded { name } => say!(
                lang,
                "{name} 不起作用：本应用不在背后记录位置、声音和操作。其他题照常填写。",
                "{name} does nothing: this app records no place, sound or steps behind a person's back. The other questions work as ever."
            ),
            Self::NotTold { name } => {
                say!(lang, "手机已不再提供 {name}，这一项会空着。", "devices no longer tell {name}; it stays empty.")
            }
            Self::MissingTranslation { language, columns } => {
                let columns = list(columns, lang);
                say!(
                    lang,
                    "语言“{language}”缺少列：{columns}。",
                    "the language “{language}” lacks the columns {columns}."
                )
            }
            Self::OtherUntranslated => say!(
                lang,
                "or_other 的“其他”只有中文和英文，有别的语言请自己列出这个选项。",
                "or_other says “Other” in Chinese and English only; list the choice yourself where there are other languages."
            ),
            Self::NameCase { name } => say!(
                lang,
                "名字 {name} 和同组另一个名字只差大小写，容易混淆。",
                "the name {name} differs from another in its group by case only, which is easily confused."
            ),
            Self::RepeatWithoutLabel { name } => {
                say!(lang, "重复组 {name} 没有标题。", "the repeat {name} has no label.")
            }
            Self::ChoiceWithoutLabel { name } => {
                say!(
                    lang,
                    "选项 {name} 没有标题，会显示它的名字。",
                    "the choice {name} has no label; its name is shown."
                )
            }
            Self::MediaWithoutKind => say!(
                lang,
                "media 列没有写明种类，不会显示；请把列名改成 media::image、media::audio 或 media::video。",
                "column media does not say which kind and shows nothing; call it media::image, media::audio or media::video."
            ),
            Self::ChoiceHeader => {
                say!(
                    lang,
                    "列名里有空格，筛选时用不了这一列。",
                    "the header holds spaces, so filters cannot use the column."
                )
            }
            Self::DisabledColumn => {
                say!(
                    lang,
                    "disabled 列已经停用，请改用 relevant。",
                    "column disabled is out of use; use relevant instead."
                )
            }
            Self::RowLeftOut => {
                say!(
                    lang,
                    "这一行没有题型、名字和标题，跳过了。",
                    "this row has no type, name or label and is left out."
                )
            }
            Self::OutputUnread => say!(
                lang,
                "这段文字里的 instance() 写得不对，会原样显示。",
                "the instance() in this text is not well formed and is shown as it is."
            ),
            Self::DefaultUnread => say!(
                lang,
                "默认值像算式但不是，按文字填入。",
                "the default looks like an expression but is none, so it is taken as text."
            ),
            Self::TwoIds => {
                say!(
                    lang,
                    "form_id 和 id_string 都有，用 form_id。",
                    "both form_id and id_string are given; form_id stands."
                )
            }
            Self::SimilarSheet { sheet, similar } => {
                let similar = list(similar, lang);
                say!(
                    lang,
                    "没有 {sheet} 表，但有名字相近的：{similar}。如果是它，请改表名；如果不是，可在名字前加下划线。",
                    "there is no sheet {sheet}, but there are similar names: {similar}. If one is meant, rename it; if not, an underscore before its name says so."
                )
            }
        }
    }
}
