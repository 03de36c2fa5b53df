//! 帮扶责任人: who answers for households. A household names its helpers by `helper/<identity>`, so that two people who assign
//! different helpers do not meet in a conflict.

use super::identity;
use super::typed::squeeze;
use crate::journal::{Fields, Record, RecordId};

/// A helper: 村两委, 党员, 网格员, an official of the township.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Helper {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub duty: String,
    /// 电话.
    pub phone: String,
    /// Identity of the `region` record they help in.
    pub village: String,
}

impl Helper {
    /// Reads the fields of a `helper` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path| record.text(path).to_owned();
        Self { name: text("name"), duty: text("duty"), phone: text("phone"), village: text("village") }
    }

    /// The fields of a `helper` record; nothing is set that is empty.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let all = [("name", &self.name), ("duty", &self.duty), ("phone", &self.phone), ("village", &self.village)];
        let filled = all.into_iter().filter(|(_, text)| !text.is_empty());
        filled.map(|(path, text)| (path.to_owned(), text.as_str().into())).collect()
    }

    /// The record's identity: from village and name, so that one roster on two phones makes each helper once.
    #[must_use]
    pub fn record_id(&self) -> RecordId {
        identity::derive("p", &["helper", &self.village, &squeeze(&self.name)])
    }
}
