//! Villages added up: 管区, townships, the whole, and who is missing.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::pair::{MILLI, Pair};
use super::sums::{Sums, VillageSums};
use crate::campaign::{Campaign, Indicator, Show};
use crate::journal::RecordId;
use crate::ledger::natural;
use crate::package::RegionLabel;
use crate::text::Lang;

/// A roll-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Rollup {
    /// The villages that sent data, by 管区 and name; in a county's roll-up by township before that.
    pub villages: Vec<VillageSums>,
    /// The villages that were expected and sent none.
    pub missing: Vec<RegionLabel>,
    /// Whether anybody has said which are expected; else nobody can say that all have sent.
    pub is_expecting: bool,
}

/// Villages that are added up together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'r> {
    /// 管区, empty where the villages have none; or the township, with its county where there are several of those.
    pub name: String,
    /// Its villages.
    pub villages: &'r [VillageSums],
    /// Their sum.
    pub sums: Sums,
}

impl Rollup {
    /// Adds villages up. Of a village that comes twice the later one in the list counts: sending again replaces.
    #[must_use]
    pub fn new(villages: impl IntoIterator<Item = VillageSums>, expected: &[RegionLabel]) -> Self {
        let by_id: BTreeMap<RecordId, VillageSums> =
            villages.into_iter().map(|village| (village.region.id.clone(), village)).collect();
        let sent = |wanted: &RegionLabel| by_id.values().any(|village| is_same(&village.region, wanted));
        let missing = expected.iter().filter(|wanted| !sent(wanted)).cloned().collect();
        let mut villages: Vec<VillageSums> = by_id.into_values().collect();
        let is_county = is_county(&villages.iter().map(|village| &village.region).collect::<Vec<_>>());
        villages.sort_by(|a, b| order(&a.region, &b.region, is_county));
        Self { villages, missing, is_expecting: !expected.is_empty() }
    }

    /// The 管区 in order, each with its villages and their sum.
    #[must_use]
    pub fn districts(&self) -> Vec<Group<'_>> {
        let alike = |a: &RegionLabel, b: &RegionLabel| a.district == b.district;
        let is_county = self.is_county();
        self.groups(|a, b| alike(a, b) && (!is_county || is_of_one_township(a, b)), |region| region.district.clone())
    }

    /// The name of what its villages are of: their township, or their county where there are several of those.
    #[must_use]
    pub fn unit(&self) -> String {
        unit(&self.regions())
    }

    /// Names that several villages bear whose other names do not gainsay each other: perhaps one village, written down in two ways.
    #[must_use]
    pub fn alike(&self) -> Vec<&str> {
        let mut regions = self.regions();
        regions.sort_by(|a, b| a.village.cmp(&b.village));
        let of_one_name = regions.chunk_by(|a, b| a.village == b.village).filter(|alike| alike.len() > 1);
        let twice = of_one_name.filter(|alike| {
            let pairs =
                alike.iter().enumerate().flat_map(|(at, one)| alike.iter().skip(at + 1).map(move |other| (one, other)));
            pairs.into_iter().any(|(one, other)| !one.village.is_empty() && is_same(one, other))
        });
        twice.filter_map(|alike| alike.first().map(|one| one.village.as_str())).collect()
    }

    /// Whether its villages are of several townships: then it is a county's, and its tables' rows are townships.
    #[must_use]
    pub fn is_county(&self) -> bool {
        is_county(&self.regions())
    }

    fn regions(&self) -> Vec<&RegionLabel> {
        self.villages.iter().map(|village| &village.region).collect()
    }

    /// The townships in order, each with its villages and their sum; none where there are not several.
    #[must_use]
    pub fn townships(&self) -> Vec<Group<'_>> {
        if !self.is_county() {
            return Vec::new();
        }
        let mut counties = self.villages.iter().map(|village| &village.region.county);
        let first = counties.next();
        // Half the counties of a province have a 城关镇.
        let with_county = counties.any(|county| Some(county) != first);
        self.groups(
            is_of_one_township,
            |RegionLabel { county, township, .. }| {
                if with_county { format!("{county}{township}") } else { township.clone() }
            },
        )
    }

    fn groups(
        &self,
        is_of_one: impl Fn(&RegionLabel, &RegionLabel) -> bool,
        name: impl Fn(&RegionLabel) -> String,
    ) -> Vec<Group<'_>> {
        let groups = self.villages.chunk_by(|a, b| is_of_one(&a.region, &b.region));
        groups
            .map(|villages| Group {
                name: villages.first().map(|village| name(&village.region)).unwrap_or_default(),
                villages,
                sums: sum(villages),
            })
            .collect()
    }

    /// Everything added up.
    #[must_use]
    pub fn total(&self) -> Sums {
        sum(&self.villages)
    }

    /// The villages in which every problem is closed (清零), of those that had any: who found none has cleared none (law 3).
    #[must_use]
    pub fn clear(&self) -> Pair {
        let had = self.villages.iter().filter(|village| village.sums.problems > 0);
        let (mut part, mut whole) = (0, 0);
        for village in had {
            whole += 1;
            part += i64::from(village.sums.open == 0);
        }
        Pair { part, whole }
    }

    /// The same as JSON, for other programs. Keys are indicators' names; a rate with nothing to count is `null`.
    #[must_use]
    pub fn to_json(&self, campaign: &Campaign) -> Value {
        let villages: Vec<Value> = self
            .villages
            .iter()
            .map(|village| {
                let mut entry = place(&village.region);
                entry.insert("id".into(), village.region.id.0.as_str().into());
                entry.insert("made".into(), village.made.as_str().into());
                entry.insert("households".into(), village.households.into());
                if let Some((here, all)) = village.lacking {
                    entry.insert("lacking".into(), json!({ "here": here, "all": all }));
                }
                if village.is_joined {
                    entry.insert("joined".into(), true.into());
                }
                entry.extend(sums(&village.sums, campaign));
                Value::Object(entry)
            })
            .collect();
        let groups = |key: &str, groups: Vec<Group<'_>>| -> Vec<Value> {
            let entry = |group: Group<'_>| {
                let mut entry = Map::from_iter([
                    (key.to_owned(), Value::from(group.name)),
                    ("villages".to_owned(), group.villages.len().into()),
                ]);
                entry.extend(sums(&group.sums, campaign));
                Value::Object(entry)
            };
            groups.into_iter().map(entry).collect()
        };
        let clear = self.clear();
        json!({
            "campaign": {
                "id": campaign.id, "version": campaign.version(), "title": campaign.title.get(Lang::ZhHans),
            },
            "villages": villages,
            "districts": groups("district", self.districts()),
            "townships": groups("township", self.townships()),
            "total": sums(&self.total(), campaign),
            "clear": { "part": clear.part, "whole": clear.whole, "rate": clear.rate() },
            "missing": self.missing.iter().map(|region| Value::Object(place(region))).collect::<Vec<_>>(),
        })
    }
}

/// Whether two labels are of one village: by identity, or else by name, since whoever lists villages may know no more.
fn is_same(one: &RegionLabel, other: &RegionLabel) -> bool {
    let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
    one.id == other.id
        || (one.village == other.village
            && agree(&one.township, &other.township)
            && agree(&one.county, &other.county)
            && agree(&one.district, &other.district))
}

/// The name of what villages are of: their township, or their county where there are several of those; of townships whose county no file
/// names, the first names and how many there are.
#[must_use]
pub fn unit(regions: &[&RegionLabel]) -> String {
    /// So many names stand in a title.
    const NAMED: usize = 3;
    let alike = |of: fn(&RegionLabel) -> &String| {
        let mut names = regions.iter().map(|region| of(region)).filter(|name| !name.is_empty());
        let first = names.next()?;
        names.all(|name| name == first).then(|| first.clone())
    };
    let townships = if is_county(regions) { None } else { alike(|region| &region.township) };
    let several = || {
        let mut names: Vec<&str> =
            regions.iter().map(|region| &*region.township).filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        names.dedup();
        let more = if names.len() > NAMED { format!("…（{}）", names.len()) } else { String::new() };
        names.iter().take(NAMED).copied().collect::<Vec<_>>().join("、") + &more
    };
    townships.or_else(|| alike(|region| &region.county)).unwrap_or_else(several)
}

/// The order in which offices list villages: in a county by township, then by 管区, code and name.
#[must_use]
pub fn order(a: &RegionLabel, b: &RegionLabel, is_county: bool) -> Ordering {
    let townships = || natural(&a.county, &b.county).then_with(|| natural(&a.township, &b.township));
    let above = if is_county { townships() } else { Ordering::Equal };
    above
        .then_with(|| natural(&a.district, &b.district))
        .then_with(|| natural(&a.code, &b.code))
        .then_with(|| natural(&a.village, &b.village))
        .then_with(|| a.id.cmp(&b.id))
}

/// How a village is called among others: by its name, in a county after its township's, since many townships have a 王庄村.
#[must_use]
pub fn called(region: &RegionLabel, is_county: bool) -> String {
    if is_county { format!("{}{}", region.township, region.village) } else { region.village.clone() }
}

/// Whether villages are of several townships; one whose file names none tells nothing.
#[must_use]
pub fn is_county(regions: &[&RegionLabel]) -> bool {
    let mut named = regions.iter().filter(|region| !region.township.is_empty());
    let first = named.next();
    named.any(|region| first.is_some_and(|first| !is_of_one_township(first, region)))
}

fn is_of_one_township(a: &RegionLabel, b: &RegionLabel) -> bool {
    a.township == b.township && a.county == b.county
}

fn sum(villages: &[VillageSums]) -> Sums {
    let mut total = Sums::default();
    for village in villages {
        total.add(&village.sums);
    }
    total
}

fn place(region: &RegionLabel) -> Map<String, Value> {
    [
        ("village", &region.village),
        ("district", &region.district),
        ("township", &region.township),
        ("county", &region.county),
        ("code", &region.code),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| (name.to_owned(), Value::from(text.as_str())))
    .collect()
}

fn sums(sums: &Sums, campaign: &Campaign) -> Map<String, Value> {
    let mut indicators = Map::new();
    let mut by = Map::new();
    for (place, indicator) in campaign.indicators.iter().enumerate() {
        indicators.insert(indicator.name.clone(), number(indicator, sums.of(Some(place))));
        let parts: Map<String, Value> =
            sums.parts(Some(place)).map(|(value, pair)| (value.to_owned(), number(indicator, pair))).collect();
        if !parts.is_empty() {
            by.insert(indicator.name.clone(), Value::Object(parts));
        }
    }
    Map::from_iter([("indicators".to_owned(), Value::Object(indicators)), ("by".to_owned(), Value::Object(by))])
}

fn number(indicator: &Indicator, pair: Pair) -> Value {
    match indicator.show {
        Show::Count => json!(pair.part),
        #[expect(clippy::cast_precision_loss, reason = "thousandths of quantities")]
        Show::Sum => json!(pair.part as f64 / MILLI as f64),
        Show::Rate => json!({ "part": pair.part, "whole": pair.whole, "rate": pair.rate() }),
    }
}
