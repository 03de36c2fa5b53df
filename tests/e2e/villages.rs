//! A township's villages: one that came by mistake is left out, stays out after a reload, and comes back.

use crate::browser::{Browser, Engine};
use crate::profile::Profile;
use crate::site::Site;

#[tokio::test]
async fn a_village_that_came_by_mistake_is_left_out_and_comes_back() {
    let site = Site::serve();
    let device = Profile::fresh("left-out");
    let browser = Browser::start(Engine::Chromium, &device, (1280, 800)).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.tap("乡镇的演示").await;
    page.see("排查进度表").await;
    page.open(&format!("{}/#/villages", site.origin)).await;
    let rows = async |count: u64| {
        let rows = "return document.querySelectorAll('tbody tr').length";
        page.until("as many villages", async || page.script(rows).await == count).await;
    };
    rows(5).await;
    page.tap("有收错的村？").await;
    page.tap("不算这个村").await;
    rows(4).await;
    page.see("示例1村不算了").await;
    page.tap("撤销").await;
    rows(5).await;

    page.tap("不算这个村").await;
    rows(4).await;
    page.see("不算在内的村").await;
    page.picture("villages-left-out").await;
    page.until("saved", async || page.script("return !document.querySelector('[aria-busy=true]')").await == true).await;
    page.reload().await;
    rows(4).await;
    page.open(&format!("{}/#/rollup", site.origin)).await;
    page.see("排查进度表").await;
    // The village, and who is expected besides.
    page.see("还有 2 个村没报").await;
    page.open(&format!("{}/#/villages", site.origin)).await;
    page.tap("重新算上").await;
    rows(5).await;
    page.until("nobody is out", async || !page.shows("不算在内的村").await).await;
    page.nothing_wrong().await;
    browser.quit().await;
}
