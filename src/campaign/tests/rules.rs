//! Every rule of the built-in campaign has answers that raise it and answers that do not.

use super::sheet::{Answers, USUAL, winter};

const NONE_OTHER: &str = "heating=none";

/// Rule, answers that raise it, answers that do not; both after [`USUAL`].
const CASES: &[(&str, &str, &str)] = &[
    ("only_children", "at_home=2 under16=2", "at_home=2 under16=1"),
    ("carer_missing_lost", "over60=1 self_care=lost carer=no", "over60=1 self_care=lost carer=yes carer_today=yes"),
    ("carer_missing", "over60=1 self_care=partial carer=no", "over60=1 self_care=lost carer=no"),
    ("carer_not_today", "over60=1 self_care=lost carer=yes carer_today=no", "over60=1 self_care=lost carer=no"),
    ("no_heating_weak", "over60=1 heating=none", NONE_OTHER),
    ("no_heating", NONE_OTHER, "over60=1 heating=none"),
    ("charcoal", "heating=charcoal", "heating=coal_stove"),
    ("heating_broken_weak", "under16=1 heating_works=broken", "heating_works=broken"),
    ("heating_broken", "heating_works=broken", "heating_works=works"),
    ("heating_unsteady", "heating_works=unsteady", "heating_works=broken"),
    ("fuel_red", "fuel=days fuel_days=6", "fuel=days fuel_days=7"),
    ("fuel_yellow", "fuel=days fuel_days=14", "fuel=days fuel_days=15"),
    ("heating_saving", "heating_saving=sometimes", "heating_saving=no"),
    ("outage", "outage=had outage_kind=power", "outage=none"),
    ("stove_in_bedroom", "stove_room=living_room", "stove_room=other_room"),
    ("stove_with_gas", "stove_room=with_gas", "stove_room=living_room"),
    ("chimney", "chimney=cracked", "chimney=sound"),
    ("backdraft", "backdraft=not", "backdraft=has"),
    ("ventilation_blocked", "ventilation=blocked", "ventilation=missing"),
    ("ventilation_missing", "ventilation=missing", "ventilation=open"),
    ("co_alarm_alone", "at_home=1 over60=1 co_alarm=missing", "at_home=2 over60=1 co_alarm=missing"),
    ("co_alarm", "co_alarm=missing", "at_home=1 over60=1 co_alarm=missing"),
    ("embers", "embers=yes", "embers=no"),
    ("water_heater", "gas=yes water_heater=bathroom", "gas=yes water_heater=balanced"),
    ("gas_leaking", "gas=yes gas_fittings=leaking", "gas=yes gas_fittings=expired"),
    ("gas_expired", "gas=yes gas_fittings=expired", "gas=yes gas_fittings=sound"),
    ("kang_smoke", "heating=kang kang_smoke=yes", "heating=kang kang_smoke=no"),
    ("wiring_makeshift", "wiring=makeshift", "wiring=sound"),
    ("wiring_bare", "wiring=bare", "wiring=makeshift"),
    ("shared_socket", "shared_socket=has", "shared_socket=none"),
    ("fuse_wire", "fuse=wire", "fuse=no_breaker"),
    ("no_breaker", "fuse=no_breaker", "fuse=sound"),
    ("electric_heater", "electric_heater=overnight", "electric_heater=sound"),
    ("combustibles", "combustibles=near", "combustibles=far"),
    ("exits", "exits=blocked", "exits=clear"),
    ("ebike_indoors", "ebike_indoors=yes", "ebike_indoors=no"),
    ("grain_red", "grain=none", "grain=days grain_days=7"),
    ("grain_yellow", "grain=days grain_days=29", "grain=days grain_days=6"),
    ("oil_vegetables", "oil_vegetables=short", "oil_vegetables=enough"),
    ("coats", "coats=short coats_short=2", "coats=enough"),
    ("quilts", "quilts=short quilts_short=1", "quilts=enough"),
    ("cooking_helped", "cooking=helped", "cooking=unable"),
    ("cooking_unable", "cooking=unable", "cooking=able"),
    ("hunger", "hunger=has", "hunger=none"),
    ("water_frozen", "water_now=frozen", "water_now=intermittent"),
    ("water_intermittent", "water_now=intermittent", "water_now=runs"),
    ("water_far", "water_access=outside water_minutes=21", "water_access=outside water_minutes=20"),
    ("water_short", "water_enough=short", "water_enough=enough"),
    ("water_quality", "water_quality=odd", "water_quality=normal"),
    ("pipe_bare", "pipe_lagged=bare", "pipe_lagged=no_pipe"),
    ("water_cut", "water_cut_days=37", "water_cut_days=36"),
    ("shack", "tenure=shack", "tenure=rented"),
    ("wall", "damage=leak+wall", "damage=leak"),
    ("roof", "damage=roof", "damage=wall"),
    ("leak", "damage=leak", "damage=none"),
    ("slope", "damage=slope", "damage=leak"),
    ("windows", "windows=drafty", "windows=tight"),
    ("danger_house", "grade=d lives_in_danger=yes", "grade=d lives_in_danger=no"),
    ("urgent_illness", "urgent_illness=has", "urgent_illness=none"),
    ("medicine", "medicine=days medicine_days=6", "medicine=days medicine_days=7"),
    ("injury", "injury=has", "injury=none"),
    ("guardian", "categories=severe_mental guardian=absent", "categories=severe_mental guardian=present"),
    ("not_received", "not_received=temporary", "not_received=none"),
    (
        "subsidy_missing",
        "categories=minimum_living subsidy_arrived=no",
        "categories=minimum_living subsidy_arrived=unsure",
    ),
    (
        "subsidy_unsure",
        "categories=minimum_living subsidy_arrived=unsure",
        "categories=minimum_living subsidy_arrived=yes",
    ),
    ("disaster", "disaster=yes disaster_kind=flood self_help=none", "disaster=yes disaster_kind=flood self_help=able"),
    ("refused", "leaflet=refused", "leaflet=not_given"),
    ("other_request", "other_request=修路", "other_request="),
];

#[test]
fn every_rule_is_raised_by_a_bad_answer_and_not_by_another() {
    let campaign = winter();
    for (rule, bad, good) in CASES {
        let mut sheet = Answers::of(&campaign, USUAL);
        sheet.answer(bad);
        assert!(sheet.holding().contains(rule), "{rule} is not raised by {bad}: {:?}", sheet.holding());
        let mut sheet = Answers::of(&campaign, USUAL);
        sheet.answer(good);
        assert!(!sheet.holding().contains(rule), "{rule} is raised by {good}");
    }
    let tested: Vec<&str> = CASES.iter().map(|(rule, ..)| *rule).collect();
    let rules: Vec<&str> = campaign.rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(tested, rules, "every rule has its case, in the sheet's order");
}

#[test]
fn an_empty_visit_raises_nothing() {
    let campaign = winter();
    assert_eq!(Answers::new(&campaign).holding(), [""; 0]);
    assert_eq!(Answers::of(&campaign, USUAL).holding(), [""; 0]);
}

#[test]
fn answers_that_no_longer_apply_raise_nothing() {
    let campaign = winter();
    let mut sheet = Answers::of(&campaign, USUAL);
    sheet.answer("chimney=cracked wiring=bare");
    assert_eq!(sheet.holding(), ["chimney", "wiring_bare"]);
    sheet.answer("heating=district");
    assert_eq!(sheet.holding(), ["wiring_bare"], "without a stove there is no chimney");
    sheet.answer("residence=all_away");
    assert_eq!(sheet.holding(), [""; 0], "nobody is at home");
}
