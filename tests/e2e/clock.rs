//! A device whose clock shows another time: the winter of the campaign, or one that nobody has set right.

use std::time::{SystemTime, UNIX_EPOCH};

use nuandong::moment::Moment;
use serde_json::json;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::path::{rosters, village_with};
use crate::profile::Profile;
use crate::site::Site;

/// Makes every page of this tab believe that it is this moment now; its clock goes on from there, whatever is loaded anew.
pub async fn pretend(page: &Page<'_>, moment: &str) {
    let then = Moment::parse(moment).unwrap().millis();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let ahead = then - i64::try_from(now).unwrap();
    let source = format!(
        "(() => {{
            const Real = Date, ahead = {ahead};
            const Then = function (...given) {{ return given.length ? new Real(...given) : new Real(Real.now() + ahead); }};
            Then.prototype = Real.prototype;
            Then.now = () => Real.now() + ahead;
            Then.parse = Real.parse;
            Then.UTC = Real.UTC;
            globalThis.Date = Then;
        }})()"
    );
    let script = json!({ "source": source });
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await.unwrap();
}

/// A phone lives in the wrong year until somebody sets it right. What was answered last holds, whatever the clock said.
async fn in_the_wrong_year(moment: &str) {
    let site = Site::serve();
    let device = Profile::fresh("clock");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    pretend(&page, moment).await;
    let household = village_with(&page, &site, &roster).await;
    let water = format!("{}/#/visit/{household}/water", site.origin);
    page.open(&water).await;
    page.tap("冻住、没水").await;
    page.see("水管冻住、没有水").await;
    page.see("已保存").await;

    // A new tab knows the right time.
    browser.reopen_tab().await;
    let page = browser.page();
    page.open(&water).await;
    page.see("水管冻住、没有水").await;
    page.tap("时断时续").await;
    page.until("the finding to go", async || !page.shows("水管冻住、没有水").await).await;
    page.see("已保存").await;
    browser.reopen_tab().await;
    let page = browser.page();
    page.open(&water).await;
    page.see("饮水 5/").await;
    let chosen = "return [...document.querySelectorAll('input:checked')].map((option) => option.value)";
    page.until("the later answer", async || page.script(chosen).await == json!(["intermittent"])).await;

    // What is handed in says when, and is taken.
    page.open(&format!("{}/#/ledger/L4", site.origin)).await;
    page.tap("上报").await;
    page.see("填报单位（盖章）：试验村").await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn an_answer_given_while_the_clock_was_a_year_ahead_does_not_outlive_a_later_one() {
    in_the_wrong_year("2027-12-22T09:00:00Z").await;
}

#[tokio::test]
async fn a_clock_that_is_a_year_behind_costs_nothing() {
    in_the_wrong_year("2025-12-22T09:00:00Z").await;
}
