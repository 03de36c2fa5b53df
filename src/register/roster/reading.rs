//! What was understood of a roster, and what was not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Problem, SheetProblem, Target};
use crate::register::{Category, Disability, ResidentId};

/// A roster as it was read. Rows and columns count from 1, as offices do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RosterReading {
    /// The households, in the order of the file.
    pub households: Vec<RosterHousehold>,
    /// The rows about which there is something to say, in the order of the file.
    pub rows: Vec<RowReport>,
    /// The sheets, in the order of the file.
    pub sheets: Vec<SheetReading>,
}

/// A household of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterHousehold {
    /// The sheet it stands on, from 0.
    pub sheet: usize,
    /// The rows it was read from.
    pub rows: Vec<usize>,
    /// 户主姓名.
    pub head: String,
    /// 组、屯.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// 村, where the roster says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub village: String,
    /// 序号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// 户编号.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// 住址.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// 现住址.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub residence: String,
    /// The household's phones, parted by 、.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// 家庭人口 as declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// 类别.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// 备注, with what no field holds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// 帮扶责任人.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub helper: String,
    /// 帮扶责任人电话.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub helper_phone: String,
    /// The members, the head with them.
    pub members: Vec<RosterMember>,
}

/// A member of a household of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterMember {
    /// 姓名.
    pub name: String,
    /// 身份证号, where it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ResidentId>,
    /// What stands for the ID number where that is not valid: kept, so that somebody can put it right.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id_typed: String,
    /// 与户主关系.
    pub relation: String,
    /// Own phone, where it differs from the household's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// 性别 as its column says it, `male` or `female`; empty where a valid ID number says it, or nothing does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sex: String,
    /// 出生日期 as its column says it, `1950-03-04` where it is a whole date; empty where a valid ID number says it, or nothing does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub birth: String,
    /// From the 残疾证号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disability: Option<Disability>,
    /// The row it was read from.
    pub row: usize,
}

/// What there is to say about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowReport {
    /// The sheet, from 0.
    pub sheet: usize,
    /// The row.
    pub row: usize,
    /// What.
    pub problems: Vec<Problem>,
}

/// What was understood of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReading {
    /// Its name.
    pub name: String,
    /// The first and last row of its heading; none where the columns were guessed from what they hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<(usize, usize)>,
    /// Its columns that have a heading or a meaning.
    pub columns: Vec<Column>,
    /// How many rows have something in them.
    pub filled: usize,
    /// Why it was not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<SheetProblem>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its place, from 1.
    pub column: usize,
    /// Its heading without white space; with the headings above it where its own stands more than once.
    pub heading: String,
    /// What it was taken for; none where it was not understood or is not kept.
    pub target: Option<Target>,
}

/// What a person has said about how to read a roster. Remembered by heading, it serves the next file of the same office too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The meaning of columns, by heading as in [`Column::heading`]; none for a column to leave out.
    #[serde(default)]
    pub columns: BTreeMap<String, Option<Target>>,
    /// The last row of the heading, by sheet name, where it was not found or wrongly.
    #[serde(default)]
    pub header_rows: BTreeMap<String, usize>,
}

impl RosterReading {
    /// How many persons were understood.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.households.iter().map(|household| household.members.len()).sum()
    }
}
