//! Tests of the built-in campaign and of what compiling says of broken ones.

use super::*;
use crate::text::{Lang, Say};

fn winter() -> Campaign {
    compile(&builtin::HOUSEHOLD_WINTER.workbook()).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(|problem| problem.say(Lang::En)).collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn the_built_in_campaign_has_no_problem() {
    let campaign = winter();
    assert_eq!(campaign.id, "household-winter");
}
