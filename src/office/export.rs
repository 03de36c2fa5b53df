//! The worker's side of packages that go out, and of made-up data.

use serde::{Deserialize, Serialize};

use super::{Said, Silence};
use crate::campaign::{self, Campaign, builtin};
use crate::demo::Demo;
use crate::journal::{DeviceId, Journal, Kind, RecordId};
use crate::ledger::View;
use crate::moment::Moment;
use crate::package::{self, CampaignLabel, Counts, Label, Period, RegionLabel, select};
use crate::register::Region;
use crate::rollup::denominators;
use crate::text::Lang;

/// The campaign of this identity, of those that ship with the program.
pub(super) fn campaign(id: &str) -> Result<Campaign, Said> {
    let garbled = || Said::of(&Silence::Garbled);
    let builtin = builtin::ALL.iter().find(|builtin| builtin.id == id).ok_or_else(garbled)?;
    campaign::compile(&builtin.workbook()).map_err(|_| garbled())
}

/// The package of a village's records in a journal, and its file's name.
pub(super) fn package(
    journal: &Journal,
    campaign: &Campaign,
    village: &RecordId,
    (device, author, made): (DeviceId, String, String),
) -> (String, Vec<u8>) {
    let now = Moment::parse(&made).unwrap_or_else(|| Moment::new(0, 0));
    let part = select(journal, village);
    let region = journal.record(&Kind::Region, village).map(|record| Region::of(&record)).unwrap_or_default();
    let label = Label {
        campaign: CampaignLabel {
            id: campaign.id.clone(),
            version: campaign.version().to_owned(),
            title: campaign.title.get(Lang::ZhHans).to_owned(),
        },
        region: RegionLabel {
            id: village.clone(),
            village: region.village,
            district: region.district,
            township: region.township,
            county: region.county,
            code: region.code,
        },
        device,
        author,
        period: Some(Period { from: campaign.start.to_string(), to: now.day().to_string() }),
        denominators: denominators(&View::new(&part, campaign, now, Some(village))),
        made,
    };
    (label.file_name(), package::write(label, &part))
}

/// A package that was taken in, as the page remembers it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Received {
    pub label: Label,
    pub counts: Counts,
    pub at: i64,
}

/// Made-up villages: what their packages hold, as one journal, and what these say of themselves.
pub(super) fn demo(villages: u32, households: u32, now: &str, campaign: &Campaign) -> (Journal, Vec<Received>) {
    let demo = Demo { villages, households, seed: 1, sent: Moment::parse(now) };
    let mut all = Journal::default();
    let mut received = Vec::new();
    for number in 1..=villages {
        let (label, journal) = demo.survey(&demo.village(number), campaign);
        all.merge(&journal);
        received.push(Received { label, counts: Counts::default(), at: 0 });
    }
    (all, received)
}
