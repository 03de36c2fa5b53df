use super::*;
use crate::register::Person;

fn household(head: &str, group: &str, phone: &str, members: &[(&str, &str)]) -> Household {
    let person =
        |(name, id): &(&str, &str)| Person { name: (*name).into(), id_number: (*id).into(), ..Person::default() };
    let members = members.iter().enumerate().map(|(at, member)| (at.to_string(), person(member)));
    Household {
        head: head.into(),
        group: group.into(),
        phone: phone.into(),
        members: members.collect(),
        ..Household::default()
    }
}

fn index() -> Index {
    let all = [
        household(
            "单试一",
            "1组",
            "13900000001",
            &[("单试一", "990000197001010018"), ("欧阳试", "99000019450505004X")],
        ),
        household("张试", "第二村民小组", "13900000002、0530-5551234", &[("张试", "")]),
        household("张试二", "李家屯", "", &[("张试二", "990000197202020028")]),
    ];
    let ids: Vec<RecordId> = (1..=all.len()).map(|number| RecordId(format!("h{number}"))).collect();
    let households =
        all.iter().enumerate().map(|(at, household)| Household { order: u32::try_from(at).ok(), ..household.clone() });
    let households: Vec<Household> = households.collect();
    Index::of(ids.iter().zip(&households))
}

fn found(typed: &str) -> Vec<String> {
    index().search(typed, 10).into_iter().map(|hit| format!("{} {:?}", hit.item.head(), hit.how)).collect()
}

#[test]
fn names_are_found_by_characters_initials_and_both() {
    assert_eq!(found("张试"), ["张试 HeadWhole", "张试二 HeadStart"]);
    assert_eq!(found("zs"), ["张试 HeadWhole", "张试二 HeadStart"]);
    assert_eq!(found("张s"), ["张试 HeadWhole", "张试二 HeadStart"]);
    assert_eq!(found("ssy"), ["单试一 HeadWhole"]);
    assert_eq!(found("DSY"), ["单试一 HeadWhole"]);
    assert_eq!(found("oys"), ["单试一 Member(\"欧阳试\")"]);
    assert_eq!(found("se"), ["张试二 HeadPart"]);
    assert!(found("zsan").is_empty());
    assert!(found("  ").is_empty());
}

#[test]
fn groups_and_the_ends_of_numbers_are_found() {
    assert_eq!(found("1组"), ["单试一 Group"]);
    assert_eq!(found("2"), ["张试 Group"]);
    assert_eq!(found("家屯"), ["张试二 Group"]);
    assert_eq!(found("004x"), ["单试一 IdTail(\"欧阳试\")"]);
    assert_eq!(found("0002"), ["张试 PhoneTail"]);
    assert_eq!(found("1234"), ["张试 PhoneTail"]);
    assert_eq!(found("139"), ["单试一 NumberStart", "张试 NumberStart"]);
    assert_eq!(found("２组 zs"), ["张试 Group"]);
    assert!(found("28 zs").is_empty());
}

#[test]
fn one_household_at_a_time_is_brought_up_to_date() {
    let mut index = index();
    index.set(&RecordId("h1".into()), None);
    index.set(&RecordId("h3".into()), Some(&household("新户主", "", "", &[])));
    assert_eq!(index.len(), 2);
    assert!(index.search("单", 9).is_empty());
    assert_eq!(index.search("xhz", 9)[0].item.record(), "h3");
    index.set(&RecordId("h3".into()), Some(&Household { gone: true, ..household("新户主", "", "", &[]) }));
    assert!(index.search("xhz", 9).is_empty());
}

#[test]
fn the_index_reads_back_from_its_bytes_and_from_no_others() {
    let index = index();
    let bytes = index.to_bytes();
    assert_eq!(Index::from_bytes(&bytes), Some(index));
    assert_eq!(Index::from_bytes(&bytes[..bytes.len() - 1]).map(|index| index.len()), Some(3));
    assert_eq!(Index::from_bytes(&bytes[..bytes.len() - 30]), None);
    assert_eq!(Index::from_bytes(b"nuandong-search 0"), None);
    assert_eq!(Index::from_bytes(&[0xFF]), None);
}

#[test]
fn a_household_that_is_likely_there_already_is_told_with_the_surest_reason() {
    let index = index();
    let alike = |household: &Household| {
        index.alike(&RecordId("new".into()), household).iter().map(|alike| alike.why).collect::<Vec<_>>()
    };
    assert_eq!(alike(&household("别人", "", "", &[("别人", "990000197001010018")])), [Likeness::IdNumber]);
    assert_eq!(alike(&household("单试一", "", "", &[("单试一", "990001197001010014")])), [Likeness::NameAndBirth]);
    assert_eq!(alike(&household("张试", "2组", "", &[])), [Likeness::NameAndGroup]);
    assert_eq!(alike(&household("别人", "", "13900000001", &[])), [Likeness::Phone]);
    assert!(alike(&household("别人", "9组", "", &[])).is_empty());
    assert!(index.alike(&RecordId("h2".into()), &household("张试", "2组", "", &[])).is_empty());
}
