//! Made-up villages, for a first look, for tests and for measuring.
//!
//! Invariant: equal arguments give equal data, on every machine; and nobody in it exists ([`people`]).

mod draw;
mod duty;
pub mod people;
#[cfg(feature = "office")]
pub mod roster;
mod visits;

pub use draw::Draw;

use chrono::{Days, NaiveDate, NaiveTime};

use crate::campaign::Campaign;
use crate::journal::{DeviceId, Journal, Kind, RecordId};
use crate::ledger::View;
use crate::moment::Moment;
use crate::package::{CampaignLabel, Label, Period, RegionLabel};
use crate::register::{Category, Helper, Region};
use crate::rollup;
use crate::text::Lang;
use people::Home;
use visits::{Cadre, script};

/// What is to be made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demo {
    /// How many villages.
    pub villages: u32,
    /// How many households in each.
    pub households: u32,
    /// Another seed, other people.
    pub seed: u64,
    /// When the data are sent; some days into the campaign where nobody says.
    pub sent: Option<Moment>,
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

/// How many days after the campaign's first day the data are sent.
const DAYS: u32 = 11;

impl Demo {
    /// The `number`-th village, from 1.
    #[must_use]
    pub fn village(&self, number: u32) -> Village {
        let districts = ["一", "二", "三", "四", "五"];
        let share = self.villages.div_ceil(5).max(3);
        let district = districts.get((number.saturating_sub(1) / share) as usize).unwrap_or(&"五");
        let region = Region {
            village: format!("示例{number}村"),
            district: format!("第{district}管区"),
            township: "示例镇".into(),
            county: "示例县".into(),
            code: format!("379999101{:03}", number % 1000),
        };
        let id = region.record_id();
        let draw = |household| self.draw(number, household);
        let homes = (1..=self.households)
            .map(|household| people::home(&id, number, household, self.households, &mut draw(household)))
            .collect();
        Village { number, region, homes }
    }

    /// What the village's cadre entered in the first days of the campaign, and how they would label the file.
    #[must_use]
    pub fn survey(&self, village: &Village, campaign: &Campaign) -> (Label, Journal) {
        let script = script(campaign);
        let midnight = |day: NaiveDate| Moment::new(0, 480).on(day.and_time(NaiveTime::MIN));
        let day = match self.sent {
            // The visits of five days, the last of them yesterday.
            Some(sent) => sent.day().checked_sub_days(Days::new(5)).unwrap_or(campaign.start),
            None => campaign.start,
        };
        let first = midnight(day).unwrap_or_else(|| Moment::new(0, 480));
        let made = self.sent.unwrap_or_else(|| first.plus_hours(24 * DAYS + 18));
        let mut cadre = Cadre {
            campaign,
            script: &script,
            region: &village.region,
            device: DeviceId(format!("demo-{}-{}", self.seed, village.number)),
            name: "测试村干部",
            first: day,
            until: made,
            journal: Journal::default(),
        };
        let region_id = village.region.record_id();
        cadre.write(Kind::Region, &region_id, village.region.fields(), first);
        let helpers = ["测试甲", "测试乙", "测试丙"].map(|name| Helper {
            name: name.to_owned(),
            duty: "村两委".to_owned(),
            phone: String::new(),
            village: region_id.0.clone(),
        });
        for helper in &helpers {
            cadre.write(Kind::Helper, &helper.record_id(), helper.fields(), first);
        }
        for (number, home) in village.homes.iter().enumerate() {
            let mut fields = home.household.fields();
            // Whoever is more than ordinary has a helper, but for some whom nobody has thought of yet.
            let ordinary = home.household.known_categories().all(|category| category == Category::General);
            let helper = helpers.get(number * helpers.len() / village.homes.len().max(1));
            if let Some(helper) = helper.filter(|_| !ordinary && number % 6 != 0) {
                fields.insert(format!("helper/{}", helper.record_id().0), true.into());
            }
            cadre.write(Kind::Household, &home.id, fields, first);
        }
        for (number, home) in (1..).zip(&village.homes) {
            // Apart from the draw that made the people, so that one can change without the other.
            let mut draw = Draw::new(self.seed.wrapping_add(1 << 40), thing(village.number, number));
            cadre.visit(home, number, self.households, &mut draw);
        }
        cadre.roster(&region_id);
        if village.number % 3 == 1 {
            cadre.incident(&region_id, village.homes.first().map_or("", |home| &home.household.group));
        }
        let journal = cadre.journal;
        let label = self.label(village, &region_id, campaign, made, &journal);
        (label, journal)
    }

    fn label(&self, village: &Village, id: &RecordId, campaign: &Campaign, made: Moment, journal: &Journal) -> Label {
        let region = &village.region;
        let view = View::new(journal, campaign, made, Some(id));
        Label {
            campaign: CampaignLabel {
                id: campaign.id.clone(),
                version: campaign.version().to_owned(),
                title: campaign.title.get(Lang::ZhHans).to_owned(),
            },
            region: RegionLabel {
                id: id.clone(),
                village: region.village.clone(),
                district: region.district.clone(),
                township: region.township.clone(),
                county: region.county.clone(),
                code: region.code.clone(),
            },
            device: DeviceId(format!("demo-{}-{}", self.seed, village.number)),
            author: "测试村干部".into(),
            made: made.to_string(),
            period: Some(Period { from: campaign.start.min(made.day()).to_string(), to: made.day().to_string() }),
            denominators: rollup::denominators(&view),
            extent: None,
        }
    }

    fn draw(&self, village: u32, household: u32) -> Draw {
        Draw::new(self.seed, thing(village, household))
    }
}

fn thing(village: u32, household: u32) -> u64 {
    u64::from(village) << 32 | u64::from(household)
}
