//! What the user should know without having asked.

use crate::finding::Refused;
use crate::packed::Damage;
use crate::store::StoreError;
use crate::text::{Lang, Say};

/// Something that happened and stays shown until dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many lines or whole batches of the store could not be understood and were set aside.
    SetAside(usize),
    /// The program failed the last time, with this message.
    Crashed(String),
    /// A newer version runs in another tab, and this one can no longer save.
    Superseded,
    /// An older version in another tab keeps this one from opening its data.
    Blocked,
    /// Another tab changed the register while a roster was taken over; nothing was, and it is shown anew.
    RosterAgain,
    /// The settings could not be saved; they hold until the page closes.
    SettingsNotSaved(StoreError),
    /// A step with a finding cannot be taken.
    StepRefused(Refused),
    /// The campaign could not be fetched, or its file cannot be read; without it no visit can be made.
    NoCampaign(Option<Damage>),
    /// A file that somebody was asked about, of this name, was not taken in.
    NotTaken(String),
    /// Not everything could be forgotten.
    NotCleared(StoreError),
}

impl Say for Notice {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::SetAside(count), Lang::ZhHans) => {
                format!("本机有 {count} 条记录读不出来，已另外保留，其余都在。请尽快导出一份备份。")
            }
            (Self::SetAside(count), Lang::En) => {
                format!(
                    "{count} records could not be read. They are kept aside; everything else is here. Export a backup soon."
                )
            }
            (Self::Crashed(message), Lang::ZhHans) => {
                format!("上次程序出错退出，已保存的内容都在。反复出错请把这段话发给技术人员：{message}")
            }
            (Self::Crashed(message), Lang::En) => {
                format!(
                    "The program failed last time; everything saved is here. If it keeps failing, send this to support: {message}"
                )
            }
            (Self::NotTaken(name), Lang::ZhHans) => format!("没有收下 {name}。要收下，请再选一次这个文件。"),
            (Self::NotTaken(name), Lang::En) => format!("{name} was not taken in. To take it in, choose it again."),
            (Self::Superseded, Lang::ZhHans) => "另一个页面已换成新版本，请刷新这一页再继续。".to_owned(),
            (Self::Superseded, Lang::En) => "Another tab runs a newer version. Reload this one to go on.".to_owned(),
            (Self::Blocked, Lang::ZhHans) => "另一个页面还开着旧版本，请把它关掉，这里就会继续。".to_owned(),
            (Self::RosterAgain, Lang::ZhHans) => "另一个页面刚改过住户，花名册还没有导入，请再看一遍。".to_owned(),
            (Self::RosterAgain, Lang::En) => {
                "Another tab has just changed households. The roster was not taken over; look at it again.".to_owned()
            }
            (Self::NoCampaign(None), Lang::ZhHans) => "检查内容没有取到，请联网后重新打开。".to_owned(),
            (Self::NoCampaign(None), Lang::En) => {
                "The checklist could not be fetched. Connect to a network and open again.".to_owned()
            }
            (Self::NoCampaign(Some(damage)), Lang::ZhHans) => format!("检查内容用不了：{}", damage.say(lang)),
            (Self::NoCampaign(Some(damage)), Lang::En) => format!("The checklist cannot be used. {}", damage.say(lang)),
            (Self::StepRefused(refused), lang) => refused.say(lang),
            (Self::SettingsNotSaved(error), Lang::ZhHans) => format!("设置和改过的报告没有存上：{}", error.say(lang)),
            (Self::SettingsNotSaved(error), Lang::En) => {
                format!("Settings and edited reports were not saved. {}", error.say(lang))
            }
            (Self::NotCleared(error), Lang::ZhHans) => format!("没有清除：{}", error.say(lang)),
            (Self::NotCleared(error), Lang::En) => format!("Nothing was cleared. {}", error.say(lang)),
            (Self::Blocked, Lang::En) => {
                "An older version is open in another tab. Close it and this one goes on.".to_owned()
            }
        }
    }
}
