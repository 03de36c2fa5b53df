//! The disk is full, the disk rots, the browser keeps nothing: it is said in plain words, nothing that was typed is lost, and the
//! work goes on. What the store itself does then, `tests/web_store.rs` holds it to.

use std::path::Path;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::path::{rosters, start_in_a_village, village_with};
use crate::profile::Profile;
use crate::site::Site;

/// Makes the disk full for everything that is put from now on.
const FILL: &str = "
  IDBObjectStore.prototype.real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException('no space', 'QuotaExceededError'); };";

/// Somebody has deleted photos.
const FREE: &str = "IDBObjectStore.prototype.put = IDBObjectStore.prototype.real;";

/// Lets the last batch rot on the disk.
const ROT: &str = "
  const done = arguments[0];
  const opening = indexedDB.open('nuandong');
  opening.onsuccess = () => {
    const database = opening.result, tx = database.transaction('batches', 'readwrite'), batches = tx.objectStore('batches');
    const keys = batches.getAllKeys();
    keys.onsuccess = () => batches.put(new TextEncoder().encode('{\"id\":\"rot'), keys.result.at(-1));
    tx.oncomplete = () => { database.close(); done(true); };
    tx.onabort = () => done(String(tx.error));
  };";

/// The options that are chosen on the screen.
const CHOSEN: &str = "return [...document.querySelectorAll('input:checked')].map((option) => option.value).join()";

/// A village with its roster, at the block on water of its first household; the block's address.
async fn at_the_well(page: &Page<'_>, site: &Site, roster: &Path) -> String {
    let household = village_with(page, site, roster).await;
    let water = format!("{}/#/visit/{household}/water", site.origin);
    page.open(&water).await;
    page.tap("净化处理的自来水").await;
    page.see("已保存").await;
    water
}

async fn full(engine: Engine) {
    let site = Site::serve();
    let device = Profile::fresh("full");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(engine, &device, PHONE).await;
    let page = browser.page();
    let water = at_the_well(&page, &site, &roster).await;
    page.script(FILL).await;
    page.tap("冻住、没水").await;
    page.see("存储空间已满").await;
    page.see("没存上").await;
    // The finding is there to be acted on, and the next answer is taken.
    page.see("水管冻住、没有水").await;
    page.tap("上报").await;
    page.see("已上报").await;
    page.picture("full").await;
    page.script(FREE).await;
    page.tap("再试一次").await;
    page.see("已保存").await;
    assert!(!page.shows("存储空间已满").await);

    browser.reopen_tab().await;
    let page = browser.page();
    page.open(&water).await;
    page.see("已上报").await;
    assert_eq!(page.script(CHOSEN).await, "treated,frozen");
    page.nothing_wrong().await;
    browser.quit().await;
}

async fn rotten(engine: Engine) {
    let site = Site::serve();
    let device = Profile::fresh("rotten");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(engine, &device, PHONE).await;
    let page = browser.page();
    let water = at_the_well(&page, &site, &roster).await;
    assert_eq!(page.script_later(ROT).await, true);

    browser.reopen_tab().await;
    let page = browser.page();
    page.open(&water).await;
    page.see("本机有 1 条记录读不出来，已另外保留，其余都在").await;
    page.picture("rotten").await;
    page.tap("关闭").await;
    page.tap("净化处理的自来水").await;
    page.see("已保存").await;

    browser.reopen_tab().await;
    let page = browser.page();
    page.open(&water).await;
    page.until("the answer", async || page.script(CHOSEN).await == "treated").await;
    assert!(!page.shows("读不出来").await, "it is said once");
    page.open(&format!("{}/#/households", site.origin)).await;
    page.see("12 户").await;
    page.nothing_wrong().await;
    browser.quit().await;
}

/// A browser that keeps nothing: the work is done all the same, leaves in a file, and goes on elsewhere.
async fn refused(engine: Engine) {
    let site = Site::serve();
    let device = Profile::keeping_nothing("refused");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(engine, &device, PHONE).await;
    let page = browser.page();
    let water = at_the_well(&page, &site, &roster).await;
    page.see("浏览器不让保存。关掉页面，资料就没了").await;
    page.picture("refused").await;
    page.tap("做一份备份").await;
    page.see("文件做好了").await;
    page.tap("存到本机").await;
    let backup = device.downloaded("备份").await;
    browser.quit().await;

    let other = Profile::fresh("elsewhere");
    let browser = Browser::start(engine, &other, PHONE).await;
    let page = browser.page();
    start_in_a_village(&page, &site).await;
    page.open(&format!("{}/#/backup", site.origin)).await;
    page.see("恢复").await;
    page.choose_file(&backup).await;
    page.tap("完成").await;
    let block = water.rsplit_once('#').unwrap().1;
    page.open(&format!("{}/#{block}", site.origin)).await;
    page.until("the answer", async || page.script(CHOSEN).await == "treated").await;
    assert!(!page.shows("浏览器不让保存").await);
    browser.quit().await;
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_typed_is_lost_in_chromium() {
    full(Engine::Chromium).await;
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_typed_is_lost_in_webkit() {
    full(Engine::WebKit).await;
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_typed_is_lost_in_firefox() {
    full(Engine::Firefox).await;
}

#[tokio::test]
async fn a_record_that_rots_is_set_aside_and_the_visit_goes_on_in_chromium() {
    rotten(Engine::Chromium).await;
}

#[tokio::test]
async fn a_record_that_rots_is_set_aside_and_the_visit_goes_on_in_webkit() {
    rotten(Engine::WebKit).await;
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_says_so_and_the_work_leaves_in_a_file_in_chromium() {
    refused(Engine::Chromium).await;
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_says_so_and_the_work_leaves_in_a_file_in_firefox() {
    refused(Engine::Firefox).await;
}
