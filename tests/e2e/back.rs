//! "Back" with a sheet open: the sheet closes and the page stays, however often and however the sheet was closed before; a link inside
//! a sheet leaves nothing behind in history; and what was drawn on the pad is not lost without a word.

use thirtyfour::{By, Key};

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;

async fn hash(page: &Page<'_>) -> String {
    page.script("return location.hash").await.as_str().unwrap().to_owned()
}

/// Whether a sheet is open.
async fn has_sheet(page: &Page<'_>) -> bool {
    page.script("return !!document.querySelector('dialog[open]')").await.as_bool().unwrap()
}

async fn opens(page: &Page<'_>, name: &str) {
    page.tap(name).await;
    page.until("a sheet", async || has_sheet(page).await).await;
}

async fn closes(page: &Page<'_>) {
    page.until("the sheet to close", async || !has_sheet(page).await).await;
    // The entry of a sheet that is closed by its button is taken back a moment later.
    page.until("history at the page", async || page.script("return history.state").await.is_null()).await;
}

async fn stands_at(page: &Page<'_>, wanted: &str) {
    page.until(wanted, async || hash(page).await.starts_with(wanted)).await;
}

async fn back(page: &Page<'_>) {
    page.driver.back().await.unwrap();
}

async fn back_with_a_sheet_open(engine: Engine) {
    let site = Site::serve();
    let device = Profile::fresh("back");
    let browser = Browser::start(engine, &device, PHONE).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.tap("村里的演示").await;
    page.see("要见的").await;
    page.tap("住户").await;
    stands_at(&page, "#/households").await;
    page.see("60 户").await;
    page.tap("今天").await;
    stands_at(&page, "#/today").await;

    // Closed by "back", twice; then by its button, after which "back" leads to the page before as if it had never been open.
    for _ in 0..2 {
        opens(&page, "：记联系或推迟").await;
        back(&page).await;
        closes(&page).await;
        assert_eq!(hash(&page).await, "#/today", "the sheet closes and the page stays");
    }
    opens(&page, "：记联系或推迟").await;
    page.tap("关闭").await;
    closes(&page).await;
    back(&page).await;
    stands_at(&page, "#/households").await;
    // "Forward" finds the page, not what once lay above it.
    page.driver.forward().await.unwrap();
    stands_at(&page, "#/today").await;
    assert!(!has_sheet(&page).await);

    // By a link inside it; "back" from there is the page at once.
    opens(&page, "：记联系或推迟").await;
    page.tap("开始入户").await;
    stands_at(&page, "#/visit/").await;
    assert!(!has_sheet(&page).await, "what was open stays with its page");
    back(&page).await;
    stands_at(&page, "#/today").await;
    assert!(!has_sheet(&page).await);
    back(&page).await;
    stands_at(&page, "#/households").await;

    // Another page by any other way closes what asks something.
    opens(&page, "退出演示").await;
    page.script("location.hash = '#/villages'").await;
    page.see("各村进度").await;
    closes(&page).await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn back_closes_the_sheet_and_leaves_the_page_in_chromium() {
    back_with_a_sheet_open(Engine::Chromium).await;
}

/// It has no other way to tell a page that somebody goes back.
#[tokio::test]
async fn back_closes_the_sheet_and_leaves_the_page_in_webkit() {
    back_with_a_sheet_open(Engine::WebKit).await;
}

#[tokio::test]
async fn what_was_drawn_is_not_lost_by_one_back() {
    let site = Site::serve();
    let device = Profile::fresh("back-pad");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.tap("村里的演示").await;
    page.see("要见的").await;
    let home = page.script("return document.querySelector('.person .who').getAttribute('href')").await;
    let visit = home.as_str().unwrap().replace("household", "visit") + "/other";
    page.script(&format!("location.hash = '{visit}'")).await;
    opens(&page, "签名").await;
    let pad = page.driver.find(By::Css("dialog canvas")).await.unwrap();
    pad.send_keys(Key::Space + Key::Right + Key::Down + Key::Space).await.unwrap();
    back(&page).await;
    page.see("画的还没存下").await;
    page.picture("pad-not-kept").await;
    assert!(has_sheet(&page).await);
    page.tap("画好了").await;
    closes(&page).await;
    page.see("重新签").await;
    assert_eq!(hash(&page).await, visit);

    // Asked and meant.
    opens(&page, "重新签").await;
    let pad = page.driver.find(By::Css("dialog canvas")).await.unwrap();
    pad.send_keys(Key::Space + Key::Right + Key::Space).await.unwrap();
    back(&page).await;
    page.see("画的还没存下").await;
    page.until("its entry again", async || !page.script("return history.state").await.is_null()).await;
    back(&page).await;
    closes(&page).await;
    assert_eq!(hash(&page).await, visit);
    page.nothing_wrong().await;
    browser.quit().await;
}
