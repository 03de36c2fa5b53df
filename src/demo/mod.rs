//! Made-up villages, for a first look, for tests and for measuring.
//!
//! Invariant: equal arguments give equal data, on every machine; and nobody in it exists ([`people`]).

mod draw;
pub mod people;
#[cfg(feature = "office")]
pub mod roster;

pub use draw::Draw;

use crate::register::Region;
use people::Home;

/// What is to be made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demo {
    /// How many villages.
    pub villages: u32,
    /// How many households in each.
    pub households: u32,
    /// Another seed, other people.
    pub seed: u64,
}

/// A village with its people, before anybody visited them.
#[derive(Clone, Debug, PartialEq)]
pub struct Village {
    /// Its number, from 1.
    pub number: u32,
    /// Its names.
    pub region: Region,
    /// Its households.
    pub homes: Vec<Home>,
}

impl Demo {
    /// The `number`-th village, from 1.
    #[must_use]
    pub fn village(&self, number: u32) -> Village {
        let districts = ["一", "二", "三", "四", "五"];
        let share = self.villages.div_ceil(5).max(1);
        let district = districts.get((number.saturating_sub(1) / share) as usize).unwrap_or(&"五");
        let region = Region {
            village: format!("示例{number}村"),
            district: format!("第{district}管区"),
            township: "示例镇".into(),
            county: "示例县".into(),
            code: format!("379999101{:03}", number % 1000),
        };
        let id = region.record_id();
        let thing = |household: u32| u64::from(number) << 32 | u64::from(household);
        let homes = (1..=self.households)
            .map(|household| {
                people::home(&id, number, household, self.households, &mut Draw::new(self.seed, thing(household)))
            })
            .collect();
        Village { number, region, homes }
    }
}
