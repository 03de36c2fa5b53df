//! 今天 and the screens around it, in a made-up village on a winter morning: whom to see and why, one call, one household put off, a
//! signal, a plan, a deadline, an incident; and all of it is there again after the page is loaded anew.

use serde_json::json;

use crate::browser::{Browser, Engine, PHONE};
use crate::clock::pretend;
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;

/// In the second week of the built-in campaign.
const MORNING: &str = "2026-12-22T09:00:00Z";

/// Goes to a screen by its address, without loading the page anew.
async fn go(page: &Page<'_>, hash: &str) {
    // A sheet that was just closed takes its entry back first; a person is slower than that.
    page.until("history at the page", async || page.script("return history.state").await.is_null()).await;
    page.script(&format!("location.hash = '{hash}'")).await;
}

/// What was copied, as another application would be given it.
async fn copied(page: &Page<'_>) -> String {
    let text = page.script_later("navigator.clipboard.readText().then(arguments[0], arguments[0])").await;
    text.as_str().unwrap_or_default().to_owned()
}

/// Lets the test read what was copied, as a person allows it to another application by pasting.
async fn may_paste(page: &Page<'_>, site: &Site) {
    let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": site.origin });
    page.driver.cdp().send_raw("Browser.grantPermissions", allowed).await.unwrap();
    page.driver.cdp().send_raw("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await.unwrap();
}

async fn people(page: &Page<'_>) {
    page.see("要见的").await;
    page.see("红色隐患未解决").await;
    page.picture("today").await;
    page.tap("：记联系或推迟").await;
    page.see("记一次联系").await;
    page.see("去这一户").await;
    let way = page.script("return document.querySelector('dialog a[href^=\"geo:0,0?q=\"]').href").await;
    assert!(way.as_str().unwrap().len() > 30, "the map is asked for an address: {way}");
    page.picture("today-contact").await;
    page.tap("电话通了").await;
    page.see("今天联系过 1 户").await;
    // A call does not put a red hazard right: the household stays, and says that it was called.
    page.see("已打电话").await;
    page.picture("today-called").await;
    // What was done yesterday is taken down today, and says so.
    let first = page.script("return document.querySelector('.person .who').getAttribute('href')").await;
    page.tap("：记联系或推迟").await;
    page.tap("昨天").await;
    page.see("补记：会写明是后来记的").await;
    page.tap("见到面了").await;
    go(page, first.as_str().unwrap()).await;
    page.see("补记").await;
    page.picture("entered-later").await;
    go(page, "#/today").await;
    page.tap("：记联系或推迟").await;
    page.tap("约好改天").await;
    page.tap("推迟").await;
    // A red hazard is not put off: the household stays on the list, with the word of who was there.
    page.see("推到明天：约好改天").await;
}

async fn signal(page: &Page<'_>) {
    go(page, "#/weather").await;
    page.see("现在没有预警").await;
    page.tap("橙色预警").await;
    page.tap("设为这一级").await;
    page.see("按时入户 0/").await;
    page.picture("weather").await;
    go(page, "#/today").await;
    page.see("恶劣天气入户，还剩").await;
}

async fn plan(page: &Page<'_>) {
    go(page, "#/missing/stage/survey").await;
    page.see("还差哪几户").await;
    page.picture("missing").await;
    page.tap("复制名单").await;
    page.see("已复制").await;
    let names = copied(page).await;
    assert!(names.lines().all(|line| line.contains("组：")), "by group: {names}");
    go(page, "#/plan/survey").await;
    page.see("户都走得到，最晚").await;
    page.picture("plan").await;
    page.tap("这天去不了").await;
    page.see("去不了，已改排到别的天").await;
    go(page, "#/plan/load").await;
    page.see("建议这样调").await;
    page.picture("load").await;
    page.tap("就这样调").await;
    page.see("帮扶").await;
}

async fn deadline(page: &Page<'_>, device: &Profile) {
    go(page, "#/deadlines").await;
    page.see("已过时限").await;
    page.picture("deadlines").await;
    page.tap("标为已报").await;
    page.see("还没报").await;
    page.tap("放进手机日历").await;
    let calendar = std::fs::read_to_string(device.downloaded("nuandong.ics").await).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
}

async fn incident(page: &Page<'_>) {
    go(page, "#/watch").await;
    // What the demonstration has had already.
    page.see("昨天 15:14 上报").await;
    page.tap("报一件突发事件").await;
    page.tap("一氧化碳中毒").await;
    page.see("上报文字").await;
    page.fill("地点", "2组 5 号").await;
    page.see("2组 5 号发生一氧化碳中毒").await;
    page.picture("incident").await;
    page.tap("复制上报文字").await;
    page.see("已复制").await;
    let report = copied(page).await;
    assert!(
        report.starts_with("【示例镇示例1村】突发事件报告：") && report.contains("2组 5 号发生一氧化碳中毒"),
        "{report}"
    );
    page.tap("标记为已上报").await;
    page.see("接报后").await;
}

#[tokio::test]
async fn a_village_sees_whom_to_see_today_and_what_it_does_about_it_stays() {
    let site = Site::serve();
    let device = Profile::fresh("today");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    pretend(&page, MORNING).await;
    may_paste(&page, &site).await;
    page.open(&site.origin).await;
    page.tap("村里的演示").await;
    people(&page).await;
    signal(&page).await;
    plan(&page).await;
    deadline(&page, &device).await;
    incident(&page).await;

    go(&page, "#/today").await;
    page.reload().await;
    page.see("今天联系过 1 户").await;
    page.see("推到明天：约好改天").await;
    page.see("橙色预警").await;
    go(&page, "#/watch").await;
    page.see("一氧化碳中毒").await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn a_township_sees_what_every_village_has_come_to_and_asks_who_has_not_sent() {
    let site = Site::serve();
    let device = Profile::fresh("villages");
    let browser = Browser::start(Engine::Chromium, &device, (1280, 800)).await;
    let page = browser.page();
    pretend(&page, MORNING).await;
    may_paste(&page, &site).await;
    page.open(&site.origin).await;
    page.tap("乡镇的演示").await;
    page.see("示例5村").await;
    go(&page, "#/villages").await;
    page.see("1 个村还没报").await;
    page.see("标为已报 0/5 村").await;
    page.picture("villages").await;
    page.tap("复制未报村名单").await;
    page.see("已复制").await;
    assert_eq!(copied(&page).await, "示例6村");
    page.tap("全面排查").await;
    page.see("还差哪几户").await;
    // A group is one of its village.
    page.see("示例1村 2组").await;
    page.see("示例5村 1组").await;
    page.nothing_wrong().await;
    browser.quit().await;
}
