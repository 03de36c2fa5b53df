//! Every screen of both roles, in every dress, is open to everyone: axe-core, which holds it to WCAG 2.2 AA, finds nothing.
//!
//! The whole set of rules runs on the plain dress; what another dress can change (contrast, the size of what is tapped, what
//! scrolls) runs on each of the others.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;

/// Installed by `make setup`.
const AXE: &str = ".tools/node_modules/axe-core/axe.min.js";

/// The size of a desk's screen in CSS pixels.
const DESK: (u32, u32) = (1280, 800);

/// A dress: the colours and the size of text, as the settings set them on the document, and the rules that it can break; none for
/// all rules.
struct Dress {
    theme: &'static str,
    text: &'static str,
    rules: &'static [&'static str],
}

const COLOURS: &[&str] = &["color-contrast", "link-in-text-block"];
const SIZES: &[&str] = &["color-contrast", "target-size", "scrollable-region-focusable"];

const DRESSES: [Dress; 4] = [
    Dress { theme: "light", text: "", rules: &[] },
    Dress { theme: "dark", text: "", rules: COLOURS },
    Dress { theme: "strong", text: "", rules: COLOURS },
    Dress { theme: "light", text: "largest", rules: SIZES },
];

/// Puts a dress on: theme and size of text. Lists measure themselves anew as they do when the window changes.
const WEAR: &str = "
  const root = document.documentElement;
  [root.dataset.theme, root.dataset.text] = arguments;
  dispatchEvent(new Event('resize'));";

/// Names what is wrong on the screen: rule, where, and why. What moves has arrived.
const LOOK: &str = "
  const [rules, done] = arguments;
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const only = rules.length ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
  const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
  requestAnimationFrame(() => {
    for (const animation of document.getAnimations()) if (animation.effect.getTiming().iterations !== Infinity) animation.finish();
    axe.run(document, { runOnly: only, resultTypes: ['violations'] }).then(
      ({ violations }) => done(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}: ${why(node)}`))),
      (error) => done([String(error)]));
  });";

/// A screen: its address, and what is tapped there before it is looked at.
type Screen = (&'static str, &'static [&'static str]);

/// Screens of a village. `{household}`, `{finding}` and `{helper}` stand for the first of each.
const VILLAGE: &[Screen] = &[
    ("today", &[]),
    ("plan", &[]),
    ("plan/even", &[]),
    ("weather", &[]),
    ("deadlines", &[]),
    ("watch", &[]),
    ("missing/stage/survey", &[]),
    ("households", &[]),
    ("household/{household}", &[]),
    ("history/{household}", &[]),
    ("edit/{household}", &[]),
    ("edit/new", &[]),
    ("visit/{household}", &[]),
    ("visit/{household}/heating", &[]),
    ("visit/{household}/food_clothing", &[]),
    ("visit/{household}/water", &[]),
    ("visit/{household}/housing", &[]),
    ("visit/{household}/end", &[]),
    ("findings", &[]),
    ("findings", &["筛选"]),
    ("finding/{finding}", &[]),
    ("finding/{finding}", &["上报"]),
    ("finding/{finding}", &["还可以"]),
    ("ledgers", &[]),
    ("ledger/L1", &[]),
    ("ledger/L4", &[]),
    ("more", &[]),
    ("import", &[]),
    ("helpers", &[]),
    ("helper/{helper}", &[]),
    ("packages", &[]),
    ("backup", &[]),
    ("campaign", &[]),
    ("try", &[]),
    ("try/household-winter", &[]),
    ("settings", &[]),
    ("about", &[]),
    ("about", &["退出演示"]),
];

/// Screens of a township.
const TOWNSHIP: &[Screen] = &[
    ("rollup", &[]),
    ("rollup", &["应报村名单"]),
    ("rollup/T1", &[]),
    ("rollup/T4", &[]),
    ("rollup/doubts", &[]),
    ("rollup/spot", &[]),
    ("villages", &[]),
    ("households", &[]),
    ("household/{household}", &[]),
    ("history/{household}", &[]),
    ("weather", &[]),
    ("deadlines", &[]),
    ("watch", &[]),
    ("packages", &[]),
    ("more", &[]),
    ("settings", &[]),
];

/// The last part of the first link to this sort of screen.
async fn first(page: &Page<'_>, on: &str, sort: &str) -> String {
    go(page, on).await;
    let link = format!("return document.querySelector('main a[href*=\"#/{sort}/\"]')?.getAttribute('href') ?? null");
    page.until(&format!("a {sort}"), async || page.script(&link).await != Value::Null).await;
    page.script(&link).await.as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// Goes to a screen without loading the page anew, and waits until it has been drawn.
async fn go(page: &Page<'_>, to: &str) {
    let go = "
      const [hash, done] = arguments;
      location.hash = hash;
      const drawn = () => setTimeout(() => requestAnimationFrame(() => done()), 250);
      setTimeout(() => requestAnimationFrame(drawn));";
    page.later(go, vec![json!(format!("#/{to}"))]).await;
}

/// Opens the demo of a role in a window of this size and gathers what is wrong anywhere.
async fn wrong(demo: &str, screens: &[Screen], window: (u32, u32)) -> String {
    let site = Site::serve();
    let device = Profile::fresh("axe");
    let browser = Browser::start(Engine::Chromium, &device, window).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.see(demo).await;
    page.run_file(AXE).await;
    let mut wrong = String::new();
    look(&page, "start", &mut wrong).await;
    page.tap(demo).await;
    page.see("退出演示").await;

    let household = first(&page, "households", "household").await;
    let (finding, helper) = if screens == VILLAGE {
        (first(&page, "findings", "finding").await, first(&page, "helpers", "helper").await)
    } else {
        (String::new(), String::new())
    };
    for (address, taps) in screens {
        let address = address.replace("{household}", &household).replace("{finding}", &finding);
        go(&page, &address.replace("{helper}", &helper)).await;
        let mut name = address.clone();
        for tap in *taps {
            page.tap(tap).await;
            name = format!("{name} → {tap}");
        }
        look(&page, &name, &mut wrong).await;
        if !taps.is_empty() {
            page.tap("关闭").await;
        }
    }
    page.nothing_wrong().await;
    browser.quit().await;
    wrong
}

/// Looks at the screen in every dress.
async fn look(page: &Page<'_>, name: &str, wrong: &mut String) {
    for Dress { theme, text, rules } in DRESSES {
        page.driver.execute(WEAR, vec![json!(theme), json!(text)]).await.unwrap();
        let Value::Array(found) = page.later(LOOK, vec![json!(rules)]).await else { panic!("axe gives no list") };
        for what in found.iter().filter_map(Value::as_str) {
            writeln!(wrong, "{name} [{theme} {text}] {what}").unwrap();
        }
    }
    page.driver.execute(WEAR, vec![json!("light"), json!("")]).await.unwrap();
}

#[tokio::test]
async fn no_screen_of_a_village_is_closed_to_anyone_on_a_phone() {
    assert_eq!(wrong("村里的演示", VILLAGE, PHONE).await, "");
}

#[tokio::test]
async fn no_screen_of_a_village_is_closed_to_anyone_at_a_desk() {
    assert_eq!(wrong("村里的演示", VILLAGE, DESK).await, "");
}

#[tokio::test]
async fn no_screen_of_a_township_is_closed_to_anyone_on_a_phone() {
    assert_eq!(wrong("乡镇的演示", TOWNSHIP, PHONE).await, "");
}

#[tokio::test]
async fn no_screen_of_a_township_is_closed_to_anyone_at_a_desk() {
    assert_eq!(wrong("乡镇的演示", TOWNSHIP, DESK).await, "");
}
