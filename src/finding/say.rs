//! What states and refused steps say.

use super::state::{Missing, Refused, State};
use crate::text::{Lang, Say};

impl Say for State {
    fn say(&self, lang: Lang) -> String {
        let (zh_hans, en) = match self {
            Self::New => ("新发现", "New"),
            Self::Reported => ("已上报", "Reported"),
            Self::Accepted => ("已受理", "Accepted"),
            Self::InProgress => ("整改中", "In progress"),
            Self::ToVerify => ("待复核", "To verify"),
            Self::Closed => ("已销号", "Closed"),
            Self::Returned => ("已退回", "Sent back"),
            Self::Withdrawn => ("已撤回", "Withdrawn"),
        };
        lang.pick(zh_hans, en).to_owned()
    }
}

impl Say for Refused {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Not { from }, Lang::ZhHans) => {
                format!("这个问题现在是“{}”，不能这样办，请先走前一步。", from.say(lang))
            }
            (Self::Not { from }, Lang::En) => {
                format!("This is “{}” now, so that cannot be done; take the step before it first.", from.say(lang))
            }
            (Self::Missing(missing), _) => missing.say(lang),
            (Self::CallBackFirst, Lang::ZhHans) => "这是群众诉求，请先回访，再销号。".to_owned(),
            (Self::CallBackFirst, Lang::En) => {
                "This was asked for by the household; call back first, then close it.".to_owned()
            }
        }
    }
}

impl Say for Missing {
    fn say(&self, lang: Lang) -> String {
        let (zh_hans, en) = match self {
            Self::Action => ("请写一句现场怎么处理的。", "Write in a few words what was done on the spot."),
            Self::Result => ("请写一句整改结果。", "Write in a few words what came of it."),
            Self::Verifier => ("请写复核人姓名。", "Write the name of the person who looked."),
            Self::Reason => ("请写一句原因。", "Write in a few words why."),
            Self::Measure => ("请写一句临时措施。", "Write in a few words what the interim measure is."),
        };
        lang.pick(zh_hans, en).to_owned()
    }
}
