//! What the store's errors say.

use super::{Place, StoreError};
use crate::text::{Lang, Say};

impl Say for StoreError {
    fn say(&self, lang: Lang) -> String {
        let (zh_hans, en) = match self {
            Self::Stale => {
                ("另一个页面刚保存过，正在合并后重新保存。", "Another tab has just saved; merging and saving again.")
            }
            Self::Replaced => (
                "本机数据已被清除或恢复，请重新打开页面。",
                "The data on this device was cleared or restored. Open the page again.",
            ),
            Self::Full => (
                "存储空间已满，没有存上。请先导出备份，再删掉手机里不用的照片或应用。",
                "Storage is full; this was not saved. Export a backup, then free some space on the phone.",
            ),
            Self::Closed => ("浏览器关闭了数据库，正在重新连接。", "The browser closed the database; reconnecting."),
            Self::Blocked => (
                "另一个页面还开着旧版本，请把它关掉。",
                "Another tab still has an older version open. Please close it.",
            ),
            Self::Newer => (
                "本机数据是更新的版本写的，请刷新页面换成新版本。",
                "The data was written by a newer version. Reload to get the new version.",
            ),
            Self::Refused => (
                "浏览器不让保存数据（可能是无痕模式）。请换普通模式打开。",
                "The browser does not allow storage (perhaps private mode). Open in a normal window.",
            ),
            Self::Failed(cause) => {
                return match lang {
                    Lang::ZhHans => format!("没有存上，请重试；仍不行就导出备份。（{cause}）"),
                    Lang::En => format!("Not saved. Try again; if it persists, export a backup. ({cause})"),
                };
            }
        };
        lang.pick(zh_hans, en).to_owned()
    }
}

impl Say for Place {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Disk => lang.pick("数据保存在本机。", "Data is kept on this device.").to_owned(),
            Self::Memory(why) => {
                let warning = lang.pick(
                    "数据只在内存里，关掉页面就没有了；用完请导出备份文件。",
                    "Data is in memory only and is gone when the page closes. Export a backup file before you leave.",
                );
                format!("{}{}{warning}", why.say(lang), lang.pick("", " "))
            }
        }
    }
}
