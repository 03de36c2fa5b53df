//! 怎么走: a link that opens a phone's map at a household, by its position where one was noted, else by its address.
//!
//! A `geo:` link (RFC 5870) is handed to whatever map application a phone has; systems that do not know it have a scheme of their
//! own. Nothing is fetched here: the link does nothing until somebody taps it.

use super::typed::percent_encode;
use super::{Household, Region};

/// Which links a system understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Maps {
    /// `geo:`, as Android and most others.
    #[default]
    Geo,
    /// `maps:`, as iOS.
    Apple,
}

/// The link; none where neither a position nor an address is known.
#[must_use]
pub fn way(home: &Household, region: Option<&Region>, maps: Maps) -> Option<String> {
    let head = encoded(&home.head);
    if let Some((north, east)) = degrees(&home.position) {
        return Some(match maps {
            Maps::Geo => format!("geo:{north},{east}?q={north},{east}({head})"),
            Maps::Apple => format!("maps:?ll={north},{east}&q={head}"),
        });
    }
    let address = encoded(&address(home, region)?);
    Some(match maps {
        Maps::Geo => format!("geo:0,0?q={address}"),
        Maps::Apple => format!("maps:?q={address}"),
    })
}

/// Where a household lives, from the county down, as one would ask a map; none where nothing below the village is known.
#[must_use]
pub fn address(home: &Household, region: Option<&Region>) -> Option<String> {
    let own = [&home.residence, &home.address].into_iter().map(|text| text.trim()).find(|text| !text.is_empty())?;
    let above = region.map(|region| [&region.county, &region.township, &region.village]);
    // Some registers write the whole address already.
    let missing = above.into_iter().flatten().filter(|name| !own.contains(name.as_str()));
    Some(missing.map(String::as_str).chain([own]).collect())
}

/// Degrees north and east, as numbers that a link may hold.
fn degrees(position: &str) -> Option<(f64, f64)> {
    let mut numbers = position.split_whitespace().map_while(|number| number.parse::<f64>().ok());
    let (north, east) = (numbers.next()?, numbers.next()?);
    ((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east)).then_some((north, east))
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    percent_encode(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(position: &str, address: &str) -> Household {
        Household {
            head: "测试甲".into(), position: position.into(), address: address.into(), ..Household::default()
        }
    }

    fn region() -> Region {
        let name = |text: &str| text.to_owned();
        Region {
            village: name("示例村"), township: name("示例镇"), county: name("示例县"), ..Region::default()
        }
    }

    #[test]
    fn a_position_is_gone_to_and_named() {
        let home = home("36.1234567 117.5 30.0 12.0", "3组 12 号");
        let way = |maps| way(&home, Some(&region()), maps).unwrap();
        assert_eq!(way(Maps::Geo), "geo:36.1234567,117.5?q=36.1234567,117.5(%E6%B5%8B%E8%AF%95%E7%94%B2)");
        assert_eq!(way(Maps::Apple), "maps:?ll=36.1234567,117.5&q=%E6%B5%8B%E8%AF%95%E7%94%B2");
    }

    #[test]
    fn without_a_position_the_map_is_asked_for_the_whole_address_once() {
        let asked = |text: &str| address(&home("", text), Some(&region())).unwrap();
        assert_eq!(asked("3组 12 号"), "示例县示例镇示例村3组 12 号");
        assert_eq!(asked("示例县示例镇示例村3组"), "示例县示例镇示例村3组");
        let mut moved = home("", "3组 12 号");
        moved.residence = "县城 5 号".into();
        assert_eq!(address(&moved, None).unwrap(), "县城 5 号");
        assert_eq!(way(&home("", "a b"), None, Maps::Geo).unwrap(), "geo:0,0?q=a%20b");
    }

    #[test]
    fn what_is_no_position_and_no_address_leads_nowhere() {
        for position in ["", "家门口", "36", "91 10", "1 181"] {
            assert_eq!(way(&home(position, " "), Some(&region()), Maps::Geo), None, "{position}");
        }
    }
}
