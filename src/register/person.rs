//! 成员: a person of a household. Sex and birth are those of the ID number where it is valid, else what somebody was told.

use chrono::{Datelike, NaiveDate};

use super::typed::narrow;
use super::{ResidentId, Sex};

/// 成员.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// 姓名.
    pub name: String,
    /// 身份证号: normalised where it is valid, else as it was typed.
    pub id_number: String,
    /// 与户主关系, by word.
    pub relation: String,
    /// Own phone, where it differs from the household's.
    pub phone: String,
    /// 性别 as told, `male` or `female`, which counts where there is no valid ID number.
    pub told_sex: String,
    /// 出生日期 as told, `1950-03-04` where it could be read, else as it was typed; counts where there is no valid ID number.
    pub told_birth: String,
}

impl Person {
    /// The ID number, where it is valid.
    #[must_use]
    pub fn id(&self) -> Option<ResidentId> {
        ResidentId::read(&self.id_number).ok().map(|read| read.id)
    }

    /// Sex, from a valid ID number, else as told.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        self.id().map(|id| id.sex()).or_else(|| Sex::named(&self.told_sex))
    }

    /// Date of birth, from a valid ID number, else as told.
    #[must_use]
    pub fn birth(&self) -> Option<NaiveDate> {
        self.id().map(|id| id.birth()).or_else(|| self.told_birth.parse().ok())
    }

    /// Full years of age on a day (周岁); none before birth.
    #[must_use]
    pub fn age(&self, on: NaiveDate) -> Option<u32> {
        self.birth().and_then(|birth| age(birth, on))
    }
}

/// Full years of age on a day of who was born on another; none before birth.
pub(super) fn age(birth: NaiveDate, on: NaiveDate) -> Option<u32> {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    u32::try_from(on.year() - birth.year() - i32::from(!had_birthday)).ok()
}

/// Reads a whole date of birth as people type it: `19500304`, `1950-3-4`, `1950年3月4日`. None where a part is missing, since an age by
/// the year alone can be wrong by one.
#[must_use]
pub fn read_birth(text: &str) -> Option<NaiveDate> {
    let plain: String = text.chars().map(narrow).collect();
    let parts: Vec<&str> =
        plain.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts.as_slice() {
        [all] if all.len() == 8 => (all.get(..4)?, all.get(4..6)?, all.get(6..)?),
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    let year = year.parse().ok().filter(|year| (1850..2200).contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_birth_date_is_read_as_people_type_it_and_half_a_date_is_none() {
        for text in ["19500304", "1950-3-4", "1950年3月4日", "1950.03.04", "１９５０／３／４"] {
            assert_eq!(read_birth(text), Some(day("1950-03-04")), "{text}");
        }
        for text in ["", "1950", "1950年3月", "195034", "50-3-4", "1950-13-04", "19500230", "不详"] {
            assert_eq!(read_birth(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_told_counts_only_where_there_is_no_valid_id_number() {
        let told = Person { told_sex: "female".into(), told_birth: "1956-12-17".into(), ..Person::default() };
        assert_eq!((told.sex(), told.age(day("2026-12-16"))), (Some(Sex::Female), Some(69)));
        assert_eq!(told.age(day("2026-12-17")), Some(70), "on the birthday");
        let known = Person { id_number: "11010519491231002X".into(), ..told.clone() };
        assert_eq!(known.birth(), Some(day("1949-12-31")));
        assert_eq!(known.sex(), known.id().map(|id| id.sex()));
        let wrong = Person { id_number: "110105194912310021".into(), ..told };
        assert_eq!(wrong.birth(), Some(day("1956-12-17")), "a wrong number says nothing");
        assert_eq!(Person { told_birth: "1956".into(), ..Person::default() }.age(day("2026-12-16")), None);
    }
}
