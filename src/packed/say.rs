//! What the damage of a compiled file says.

use super::Damage;
use crate::text::{Lang, Say};

impl Say for Damage {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Foreign => lang.pick("这不是编译好的表单或专项行动。", "This is no compiled form or campaign."),
            Self::Version => lang.pick(
                "这是另一个版本的程序编译的，请用现在的版本重新编译。",
                "Another version of the program compiled this; compile it again with this one.",
            ),
            Self::Kind => lang.pick(
                "表单和专项行动弄混了，请换一个文件。",
                "A form stands for a campaign, or a campaign for a form; choose the other file.",
            ),
            Self::Garbled => lang.pick(
                "文件坏了，没有用它。请重新获取或重新编译。",
                "The file is damaged and was not used; fetch or compile it again.",
            ),
        }
        .to_owned()
    }
}
