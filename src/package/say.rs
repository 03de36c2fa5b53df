//! What packages say to people.

use super::FILES;
use super::refuse::{Looks, PackageError};
use crate::text::{Lang, Say};

impl Say for PackageError {
    fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::ZhHans => self.zh_hans(),
            Lang::En => self.en(),
        }
    }
}

impl PackageError {
    fn zh_hans(&self) -> String {
        match self {
            Self::Empty => "文件是空的，请让对方重新导出再发一次。".into(),
            Self::TooLarge { limit } => format!("文件太大（上限 {limit} MB），请让对方分村或分批导出。"),
            Self::NotAPackage(looks) => looks.say(Lang::ZhHans),
            Self::Damaged => "数据包不完整，可能没有传完，请让对方再发一次。".into(),
            // Its name is a number of 64 digits.
            Self::PartDiffers { part } if part.starts_with(FILES) => {
                "数据包里有一张照片（或附件）被改动或缺失，请让对方重新导出再发一次。".into()
            }
            Self::PartDiffers { part } => format!("数据包里的 {part} 被改动或缺失，请让对方重新导出再发一次。"),
            Self::UnsafeName => "数据包里有不安全的文件名，没有导入；请向发送的人核实。".into(),
            Self::TooNew { format } => format!("数据包是新版本（格式 {format}）做的，请先更新本程序再导入。"),
            Self::BadManifest { line } => format!("数据包的说明第 {line} 行读不懂，请让对方重新导出。"),
            Self::BadWrite(error) => format!("数据包里的数据{}，请让对方重新导出。", error.say(Lang::ZhHans)),
            Self::OtherCampaign { found } => format!("这是另一项行动“{found}”的数据包，请到那项行动里导入。"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Empty => "The file is empty; ask the sender to export it again.".into(),
            Self::TooLarge { limit } => {
                format!("The file is too large (limit {limit} MB); ask the sender to export village by village.")
            }
            Self::NotAPackage(looks) => looks.say(Lang::En),
            Self::Damaged => "The package is incomplete, perhaps cut short on its way; ask for it again.".into(),
            Self::PartDiffers { part } if part.starts_with(FILES) => {
                "A photo or other file in the package was changed or is missing; ask for a new export.".into()
            }
            Self::PartDiffers { part } => {
                format!("The part {part} of the package was changed or is missing; ask for a new export.")
            }
            Self::UnsafeName => "The package has an unsafe file name and was not read; check with the sender.".into(),
            Self::TooNew { format } => {
                format!("The package was made by a newer version (format {format}); update this program first.")
            }
            Self::BadManifest { line } => {
                format!("Line {line} of the package's manifest cannot be understood; ask for a new export.")
            }
            Self::BadWrite(error) => {
                format!("In the package's data, {}; ask for a new export.", error.say(Lang::En))
            }
            Self::OtherCampaign { found } => {
                format!("This package is of another campaign, “{found}”; import it there.")
            }
        }
    }
}

impl Say for Looks {
    fn say(&self, lang: Lang) -> String {
        let (zh_hans, en) = match self {
            Self::Workbook => (
                "这是 Excel 表格，不是数据包；花名册请从“导入花名册”导入。",
                "This is a spreadsheet, not a package; import a roster where rosters are imported.",
            ),
            Self::Backup => (
                "这是备份，不是数据包；请到“备份”里恢复。",
                "This is a backup, not a package; restore it under Backup.",
            ),
            Self::Archive => (
                "这是压缩文件，里面没有数据包的说明；请先解压，再选其中的数据包。",
                "This is an archive without a package's manifest; unpack it and choose the packages in it.",
            ),
            Self::Sealed => (
                "这个数据包加了密，请先用密钥或口令打开。",
                "This package is encrypted; open it with its key or passphrase first.",
            ),
            Self::Unknown => (
                "这不是数据包；请选从本程序导出的、扩展名为 zip 的文件。",
                "This is not a package; choose a zip file that was exported from this program.",
            ),
        };
        lang.pick(zh_hans, en).into()
    }
}
