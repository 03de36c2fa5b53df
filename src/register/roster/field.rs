//! What a column of a roster may hold.

use serde::{Deserialize, Serialize};

use crate::register::Category;
use crate::text::{Lang, Say};

/// A meaning that a column can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 序号.
    Order,
    /// 县.
    County,
    /// 乡镇.
    Township,
    /// 管区.
    District,
    /// 村.
    Village,
    /// 组、屯.
    Group,
    /// 户编号, the same on every row of a household.
    HouseholdNo,
    /// 户主姓名.
    Head,
    /// 户主身份证号, where it stands apart from the person's.
    HeadId,
    /// 姓名 of the row's person; of the head where a row is a household.
    Name,
    /// 身份证号 of the row's person.
    Id,
    /// 残疾证号, which begins with the ID number.
    DisabilityNo,
    /// 与户主关系.
    Relation,
    /// 联系电话.
    Phone,
    /// 性别, only to be held against the ID number.
    Sex,
    /// 出生日期, only to be held against the ID number.
    Birth,
    /// 家庭人口.
    Size,
    /// 住址.
    Address,
    /// 现住址.
    Residence,
    /// 类别, as words.
    Categories,
    /// One category, ticked or not.
    Tag(Category),
    /// 家庭成员, several names in one cell.
    Members,
    /// 帮扶责任人.
    Helper,
    /// 帮扶责任人电话.
    HelperPhone,
    /// 备注.
    Note,
}

/// Where a column's value goes: a field, of the row's own person or household, or of a further member in the same row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Target {
    /// The field.
    pub field: Field,
    /// The further member it belongs to, from 1, where one row lists several persons side by side.
    pub member: Option<u8>,
}

const CODES: [(&str, Field); 25] = [
    ("order", Field::Order),
    ("county", Field::County),
    ("township", Field::Township),
    ("district", Field::District),
    ("village", Field::Village),
    ("group", Field::Group),
    ("household_no", Field::HouseholdNo),
    ("head", Field::Head),
    ("head_id", Field::HeadId),
    ("name", Field::Name),
    ("id", Field::Id),
    ("disability_no", Field::DisabilityNo),
    ("relation", Field::Relation),
    ("phone", Field::Phone),
    ("sex", Field::Sex),
    ("birth", Field::Birth),
    ("size", Field::Size),
    ("address", Field::Address),
    ("residence", Field::Residence),
    ("categories", Field::Categories),
    ("members", Field::Members),
    ("helper", Field::Helper),
    ("helper_phone", Field::HelperPhone),
    ("note", Field::Note),
    ("tag", Field::Tag(Category::General)),
];

impl Field {
    /// All fields that a person can give to a column; tags by category besides.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = CODES.into_iter().map(|(_, field)| field).filter(|field| !matches!(field, Self::Tag(_)));
        plain.chain(Category::ALL.into_iter().map(Self::Tag))
    }

    /// The code, as in the report: `head`, `id`, `tag:minimum_living`.
    #[must_use]
    pub fn code(self) -> String {
        if let Self::Tag(category) = self {
            return format!("tag:{}", category.code());
        }
        CODES.iter().find(|(_, field)| *field == self).map_or("", |(code, _)| code).to_owned()
    }

    /// The field of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.strip_prefix("tag:") {
            Some(category) => Category::from_code(category).map(Self::Tag),
            None => CODES
                .iter()
                .find(|(known, field)| *known == code && !matches!(field, Self::Tag(_)))
                .map(|(_, field)| *field),
        }
    }

    /// Whether it belongs to one person rather than to the household.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Id | Self::DisabilityNo | Self::Relation | Self::Phone | Self::Sex | Self::Birth
        )
    }
}

impl Target {
    /// A field of the row's own person or household.
    #[must_use]
    pub const fn own(field: Field) -> Self {
        Self { field, member: None }
    }

    /// The code, as in the report: `head`, `member2.name`.
    #[must_use]
    pub fn code(&self) -> String {
        match self.member {
            Some(member) => format!("member{member}.{}", self.field.code()),
            None => self.field.code(),
        }
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.code()
    }
}

impl TryFrom<String> for Target {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        let of_member = code.strip_prefix("member").and_then(|rest| rest.split_once('.'));
        let target = match of_member.and_then(|(member, field)| Some((member.parse().ok()?, field))) {
            Some((member, field)) => Field::from_code(field).map(|field| Self { field, member: Some(member) }),
            None => Field::from_code(&code).map(Self::own),
        };
        target.ok_or(code)
    }
}

impl Say for Field {
    /// The name by which a person picks it.
    fn say(&self, lang: Lang) -> String {
        let (zh_hans, en) = match self {
            Self::Order => ("序号", "number in the list"),
            Self::County => ("县", "county"),
            Self::Township => ("乡镇", "township"),
            Self::District => ("管区", "district"),
            Self::Village => ("村", "village"),
            Self::Group => ("组", "group"),
            Self::HouseholdNo => ("户编号", "household number"),
            Self::Head => ("户主姓名", "name of the head"),
            Self::HeadId => ("户主身份证号", "ID number of the head"),
            Self::Name => ("姓名", "name"),
            Self::Id => ("身份证号", "ID number"),
            Self::DisabilityNo => ("残疾证号", "disability card number"),
            Self::Relation => ("与户主关系", "relation to the head"),
            Self::Phone => ("联系电话", "phone"),
            Self::Sex => ("性别", "sex"),
            Self::Birth => ("出生日期", "date of birth"),
            Self::Size => ("家庭人口", "size of the household"),
            Self::Address => ("住址", "address"),
            Self::Residence => ("现住址", "present address"),
            Self::Categories => ("对象类别", "categories"),
            Self::Tag(category) => {
                return match lang {
                    Lang::ZhHans => format!("是否{}", category.say(lang)),
                    Lang::En => format!("whether {}", category.say(lang)),
                };
            }
            Self::Members => ("家庭成员（一格多人）", "members, several in one cell"),
            Self::Helper => ("帮扶责任人", "helper"),
            Self::HelperPhone => ("责任人电话", "phone of the helper"),
            Self::Note => ("备注", "note"),
        };
        lang.pick(zh_hans, en).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_reads_back_from_its_code() {
        for field in Field::all() {
            for target in [Target::own(field), Target { field, member: Some(3) }] {
                assert_eq!(Target::try_from(target.code()), Ok(target));
            }
        }
        assert!(Target::try_from("nothing".to_owned()).is_err());
        assert!(Target::try_from("members".to_owned()).is_ok());
    }
}
