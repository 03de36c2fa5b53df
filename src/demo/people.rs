//! People who do not exist, and say so.
//!
//! Family names are the ten heavenly stems (甲乙丙…), which nobody bears; ID numbers have an address code that no county has
//! (379999); phones begin with 154, which no operator has been given.

use chrono::{Datelike, NaiveDate};

use super::draw::Draw;
use crate::journal::RecordId;
use crate::register::{Category, Household, Person, ResidentId, Sex, identity};

/// The day from which ages are counted.
pub const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 12, 16) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

const FAMILIES: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const MIDDLES: [&str; 12] = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"];
const LASTS: [&str; 32] = [
    "山", "川", "河", "湖", "海", "江", "泉", "溪", "松", "柏", "梅", "兰", "竹", "菊", "荷", "桂", "春", "夏", "秋",
    "冬", "风", "云", "雪", "霜", "雨", "露", "晴", "岚", "星", "月", "田", "禾",
];

/// A household with its identity.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// Its identity.
    pub id: RecordId,
    /// What the roster says of it.
    pub household: Household,
}

/// What somebody is to the head, and how old.
struct Role {
    relation: &'static str,
    sex: Sex,
    age: u32,
}

/// The `number`-th household of a village, from 1.
#[must_use]
pub fn home(village: &RecordId, village_number: u32, number: u32, households: u32, draw: &mut Draw) -> Home {
    let roles = roles(draw);
    let family = name_part(&FAMILIES, draw);
    let mut people = Vec::new();
    for (index, role) in (0_u32..).zip(&roles) {
        // A wife keeps her own family's name.
        let family = if role.relation == "配偶" { name_part(&FAMILIES, draw) } else { family };
        let name = format!("{family}{}{}", name_part(&MIDDLES, draw), name_part(&LASTS, draw));
        let place = village_number.wrapping_mul(7919).wrapping_add(number * 13).wrapping_add(index);
        let id = resident_id(role, place, draw);
        people.push((name, id, role));
    }
    let head_name = people.first().map(|(name, ..)| name.clone()).unwrap_or_default();
    let head_id = people.first().and_then(|(_, id, _)| ResidentId::read(id).ok()).map(|read| read.id);
    let key = match &head_id {
        Some(id) => identity::HouseholdKey::Head(id),
        None => identity::HouseholdKey::Name { head: &head_name, group: "", nth: number as usize },
    };
    let id = identity::household(village, key);
    let members = people.iter().enumerate().map(|(nth, (name, number, role))| {
        let resident = ResidentId::read(number).ok().map(|read| read.id);
        let person = Person {
            name: name.clone(),
            id_number: number.clone(),
            relation: role.relation.into(),
            ..Person::default()
        };
        (identity::member(&id, resident.as_ref(), name, nth), person)
    });
    // As villages are: a few 组 of some fifteen neighbours, more neighbours where the village is large.
    let groups = households.div_ceil(15).clamp(1, 12);
    let group = (number - 1) * groups / households.max(1) + 1;
    let ages: Vec<u32> = roles.iter().map(|role| role.age).collect();
    let household = Household {
        village: Some(village.clone()),
        head: head_name,
        group: format!("{group}组"),
        address: format!("{group}组 {number} 号"),
        residence: String::new(),
        position: String::new(),
        // Many old people have none.
        phone: if draw.chance(88) {
            format!("154{:08}", (village_number % 10_000) * 10_000 + number % 10_000)
        } else {
            String::new()
        },
        categories: vec![category(&ages, draw).code().to_owned()],
        size: u32::try_from(people.len()).ok(),
        members: members.collect(),
        helpers: Vec::new(),
        order: Some(number),
        account: String::new(),
        note: String::new(),
        gone: false,
    };
    Home { id, household }
}

fn name_part(of: &[&'static str], draw: &mut Draw) -> &'static str {
    draw.one(of).copied().unwrap_or_default()
}

/// Who lives together: 3.5 people on average, from an old person alone to four generations.
fn roles(draw: &mut Draw) -> Vec<Role> {
    let role = |relation, sex, age| Role { relation, sex, age };
    let people = draw.weighted(&[(12, 1), (23, 2), (17, 3), (20, 4), (14, 5), (9, 6), (5, 7)]).unwrap_or(3);
    let old = people <= 2 && draw.chance(70);
    let head_age = if old { draw.within(62, 92) } else { draw.within(30, 60) };
    let head_sex = if draw.chance(82) { Sex::Male } else { Sex::Female };
    let spouse_sex = if head_sex == Sex::Male { Sex::Female } else { Sex::Male };
    let mut roles = vec![role("户主", head_sex, head_age)];
    if people >= 2 {
        roles.push(role("配偶", spouse_sex, (head_age + 3).saturating_sub(draw.within(0, 7)).max(22)));
    }
    while roles.len() < people {
        let child_age = head_age.saturating_sub(draw.within(22, 31));
        let next = match roles.len() {
            2 | 3 if draw.chance(50) => role("子", Sex::Male, child_age),
            2 | 3 => role("女", Sex::Female, child_age),
            4 => role("母亲", Sex::Female, (head_age + draw.within(20, 28)).min(99)),
            5 => role("父亲", Sex::Male, (head_age + draw.within(22, 32)).min(101)),
            _ => role("孙子", Sex::Male, draw.within(0, 12)),
        };
        roles.push(next);
    }
    roles
}

fn category(ages: &[u32], draw: &mut Draw) -> Category {
    if matches!(ages, [age] if *age >= 60) && draw.chance(60) {
        return Category::ElderAlone;
    }
    draw.weighted(&[
        (80, Category::General),
        (6, Category::MinimumLiving),
        (3, Category::PovertyExit),
        (2, Category::DestituteHome),
        (2, Category::SevereDisability),
        (2, Category::ElderLeftBehind),
        (1, Category::SevereMental),
        (1, Category::Veteran),
        (1, Category::NearPoverty),
        (1, Category::ChildLeftBehind),
        (1, Category::DisasterHit),
    ])
    .unwrap_or(Category::General)
}

/// A number that passes every check and is nobody's: 379999 is no county.
fn resident_id(role: &Role, place: u32, draw: &mut Draw) -> String {
    let year = TODAY.year() - i32::try_from(role.age).unwrap_or_default() - 1;
    // The three digits after the birth date: odd for men.
    let sex = u32::from(role.sex == Sex::Male);
    let sequence = (place % 500) * 2 % 1000 + sex;
    let seventeen = format!("379999{year:04}{:02}{:02}{sequence:03}", draw.within(1, 13), draw.within(1, 29));
    let weights = [7_u32, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = seventeen.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = b"10X98765432".get(sum as usize % 11).copied().map_or('0', char::from);
    format!("{seventeen}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn village() -> Vec<Home> {
        let id = RecordId::from("v1");
        (1..=500).map(|number| home(&id, 1, number, 500, &mut Draw::new(5, u64::from(number)))).collect()
    }

    #[test]
    fn everybody_is_plainly_made_up_and_correct() {
        for home in village() {
            assert!(!home.household.members.is_empty());
            for person in home.household.members.values() {
                let id = person.id().unwrap();
                assert!(id.as_str().starts_with("379999"));
                assert!(FAMILIES.contains(&&person.name[..3]));
            }
            assert!(home.household.phone.is_empty() || home.household.phone.starts_with("154"));
        }
    }

    #[test]
    fn households_have_three_and_a_half_people_and_different_identities() {
        let homes = village();
        let people: usize = homes.iter().map(|home| home.household.members.len()).sum();
        assert!((1650..1850).contains(&people), "{people}");
        let ids: std::collections::BTreeSet<_> = homes.iter().map(|home| &home.id).collect();
        assert_eq!(ids.len(), homes.len());
    }
}
