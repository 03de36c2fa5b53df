//! A village that begins without a roster, and a hazard that no question asks about: both are entered by hand and go the way of all
//! others.

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::path::start_in_a_village;
use crate::profile::Profile;
use crate::site::Site;

/// Adds a household of which nothing is known but its head.
async fn add(page: &Page<'_>, site: &Site, head: &str) {
    page.open(&format!("{}/#/households", site.origin)).await;
    page.tap("添加一户").await;
    page.fill("户主姓名", head).await;
    page.tap("完成").await;
}

#[tokio::test]
async fn a_village_by_hand_is_asked_for_its_name_once_and_hands_in_all_of_its_households() {
    let site = Site::serve();
    let device = Profile::fresh("village-by-hand");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    start_in_a_village(&page, &site).await;
    add(&page, &site, "测试甲").await;
    page.see("这是哪个村的").await;
    page.picture("which-village").await;
    page.tap("记下村名").await;
    page.see("请先填村名").await;
    page.fill("村（社区）", "测试村").await;
    page.tap("乡镇、县、管区和区划代码").await;
    page.fill("乡镇（街道）", "测试镇").await;
    page.tap("记下村名").await;
    page.see("开始入户").await;
    add(&page, &site, "测试乙").await;
    // It is asked only once.
    page.until("the way out", async || page.script("return location.hash.startsWith('#/edit')").await == false).await;
    page.open(&format!("{}/#/packages", site.origin)).await;
    page.see("测试村").await;
    page.see("2 户").await;
    page.nothing_wrong().await;
    browser.quit().await;
}

/// Fills the sheet of a finding and records it.
async fn raise(page: &Page<'_>, level: &str, text: &str) {
    page.tap("记一个问题").await;
    page.tap("记下").await;
    page.see("请选等级").await;
    page.tap(level).await;
    page.fill("什么问题", text).await;
    page.picture("raise").await;
    page.tap("记下").await;
    page.see(text).await;
}

#[tokio::test]
async fn a_hazard_that_no_question_asks_about_is_raised_by_hand_and_closed_like_any_other() {
    let site = Site::serve();
    let device = Profile::fresh("raised-by-hand");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    start_in_a_village(&page, &site).await;
    add(&page, &site, "测试甲").await;
    page.tap("以后再写").await;
    page.see("没有没了结的问题").await;
    assert!(!page.shows("0 人").await, "nobody said how many there are");
    raise(&page, "红色", "院里堆着汽油桶").await;
    page.see("还剩 1 天").await;
    // One tap takes it back, and what was typed has gone with it.
    page.tap("撤销").await;
    page.see("没有没了结的问题").await;
    raise(&page, "黄色", "台阶结冰").await;
    page.see("还剩 7 天").await;

    // From the end of a visit it is the visit's.
    page.tap("开始入户").await;
    page.tap("在家").await;
    page.see("已保存").await;
    let end = page.script("return location.hash.split('/').slice(0, 3).join('/') + '/end'").await;
    page.script(&format!("location.hash = '{}'", end.as_str().unwrap())).await;
    page.see("台阶结冰").await;
    raise(&page, "红色", "线路烧焦").await;
    page.picture("raised-in-visit").await;
    page.tap("先结束这次入户").await;
    page.see("线路烧焦").await;

    page.open(&format!("{}/#/findings", site.origin)).await;
    page.tap("线路烧焦").await;
    page.tap("现场解决").await;
    page.fill("怎么解决的", "断电换线").await;
    page.tap("记下").await;
    page.see("待复核").await;
    page.tap("销号").await;
    page.fill("复核人姓名", "测试乙").await;
    page.tap("记下").await;
    page.see("已销号").await;
    page.nothing_wrong().await;
    browser.quit().await;
}
