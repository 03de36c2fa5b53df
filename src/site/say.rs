//! What the tool's errors say.

use super::SiteError;
use super::split::SplitError;
use crate::text::{Lang, Say};

impl Say for SiteError {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Io { path, cause }, Lang::ZhHans) => {
                format!("{}：读写失败（{cause}）。请先运行 make dist。", path.display())
            }
            (Self::Io { path, cause }, Lang::En) => {
                format!("{}: cannot be read or written ({cause}). Run make dist first.", path.display())
            }
            (Self::Page(what), Lang::ZhHans) => format!("index.html 里没有 {what}，无法完成构建。"),
            (Self::Page(what), Lang::En) => format!("index.html has no {what}, so the build cannot be finished."),
            (Self::Campaign, Lang::ZhHans) => "内置的专项行动编译不了，请先运行 cargo test 找出原因。".to_owned(),
            (Self::Campaign, Lang::En) => "The built-in campaign does not compile; cargo test says why.".to_owned(),
            (Self::Listen { address, cause }, Lang::ZhHans) => {
                format!("地址 {address} 用不了（{cause}）。请换一个端口：make run PORT=8081")
            }
            (Self::Listen { address, cause }, Lang::En) => {
                format!("{address} cannot be used ({cause}). Choose another port: make run PORT=8081")
            }
            (Self::Split(error), lang) => error.say(lang),
            (Self::Usage, _) => "usage: site finish | site pack DIST | site serve DIST [PORT]".to_owned(),
        }
    }
}

impl Say for SplitError {
    fn say(&self, lang: Lang) -> String {
        let cause = match self {
            Self::Wasm(error) => error.to_string(),
            Self::Unknown(what) | Self::Glue(what) => (*what).to_owned(),
        };
        match lang {
            Lang::ZhHans => {
                format!("手机程序不能分成两部分（{cause}）。请核对 wasm-bindgen 和 wasm-opt 的版本：make setup")
            }
            Lang::En => {
                format!(
                    "the phone's module cannot be cut in two ({cause}). Check the versions of wasm-bindgen and wasm-opt: make setup"
                )
            }
        }
    }
}
