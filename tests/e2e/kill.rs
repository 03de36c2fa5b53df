//! The browser is killed in the middle of a visit, as a phone with an empty battery does it: every answer that was shown as saved
//! is there afterwards.
//!
//! `make test` kills a few times; `make kill` does it 200 times.

use std::time::Duration;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::path::{rosters, village_with};
use crate::profile::Profile;
use crate::site::Site;

/// The options of the block's first question, which are chosen in turn.
const OPTIONS: &str =
    "[...document.querySelectorAll('input[type=radio]')].filter((option, at, all) => option.name === all[0].name)";

/// How long the longest visit goes on before the kill, in milliseconds.
const LONGEST: u64 = 1_500;

/// What a person saw.
#[derive(Debug, Default)]
struct Seen {
    /// The option that was last shown as saved.
    saved: Option<usize>,
    /// The option that was chosen after it, if any: it may be there or not.
    pressed: Option<usize>,
}

/// Chooses one option after the other until it is stopped.
async fn answer(page: &Page<'_>, seen: &mut Seen) {
    let count = page.script(&format!("return {OPTIONS}.length")).await.as_u64().unwrap();
    let count = usize::try_from(count).unwrap();
    // A tap on what is chosen already would take it back.
    for turn in seen.saved.map_or(0, |saved| saved + 1).. {
        let option = turn % count;
        seen.pressed = Some(option);
        let press = format!("const option = {OPTIONS}[{option}]; option.click(); return true;");
        if page.driver.execute(press, vec![]).await.is_err() {
            return;
        }
        loop {
            let saved = format!("return {OPTIONS}[{option}].checked && document.body.innerText.includes('已保存')");
            match page.driver.execute(saved, vec![]).await {
                Ok(saved) if saved.json() == true => break,
                Ok(_) => {}
                Err(_) => return,
            }
        }
        (seen.saved, seen.pressed) = (Some(option), None);
    }
}

#[tokio::test]
async fn what_was_shown_as_saved_survives_the_death_of_the_browser() {
    let kills: u64 = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4);
    let site = Site::serve();
    // Two phones at once: a browser spends much of its start waiting.
    tokio::join!(visit_and_kill(&site, kills.div_ceil(2), 1), visit_and_kill(&site, kills / 2, 2));
}

/// A phone whose browser dies so many times in the middle of a visit, at moments that follow from `seed` and from chance.
async fn visit_and_kill(site: &Site, kills: u64, seed: u64) {
    let device = Profile::fresh("kill");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    let household = village_with(&page, site, &roster).await;
    page.open(&format!("{}/#/household/{household}", site.origin)).await;
    page.tap("开始入户").await;
    page.see("现住情况").await;
    browser.quit().await;

    let address = format!("{}/#/visit/{household}/water", site.origin);
    let mut seed = (u64::from(std::process::id()) << 8 | seed) * 2_654_435_761 + 1;
    let mut last = Seen::default();
    for kill in 0..=kills {
        let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
        let page = browser.page();
        page.open(&address).await;
        page.until("the question", async || page.script(&format!("return {OPTIONS}.length > 0")).await == true).await;
        let there =
            page.script(&format!("return {OPTIONS}.findIndex((option) => option.checked)")).await.as_i64().unwrap();
        let there = usize::try_from(there).ok();
        assert!(
            there == last.saved || (last.pressed.is_some() && there == last.pressed),
            "after kill {kill}: {there:?} is there, and what was seen is {last:?}"
        );
        if kill == kills {
            browser.quit().await;
            break;
        }
        last = Seen { saved: there, pressed: None };
        // A plain generator of chance: the same numbers would kill at the same moments.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = Duration::from_millis((seed >> 33) % LONGEST);
        let stopped = tokio::time::timeout(moment, answer(&page, &mut last)).await;
        assert!(stopped.is_err(), "the visit ended by itself");
        browser.kill();
    }
}
