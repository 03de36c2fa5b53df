//! The main path: a village's roster, a visit on a small screen, a tab that is closed in the middle, no network from the second
//! step on.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::shell::installed;
use crate::site::Site;

/// Made-up rosters of two villages, from the command line.
pub fn rosters(device: &Profile) -> Vec<PathBuf> {
    let folder = device.file("demo");
    let made = Command::new(env!("CARGO_BIN_EXE_nuandong"))
        .args(["demo", "--villages", "2", "--households", "12", "--seed", "7", "-o"])
        .arg(&folder)
        .status()
        .unwrap();
    assert!(made.success());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder.join("rosters")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

async fn first_start(page: &Page<'_>, site: &mut Site) {
    page.open(&site.origin).await;
    page.tap("村里入户").await;
    installed(page).await;
    page.nothing_wrong(&site.origin).await;
    // From here on there is no network.
    site.stop();
}

pub async fn import(page: &Page<'_>, site: &Site, roster: &Path) {
    page.open(&format!("{}/#/import", site.origin)).await;
    page.fill("村（社区）", "试验村").await;
    page.see("选文件").await;
    page.choose_file(roster).await;
    page.see("看懂了这些").await;
    page.picture("import").await;
    page.tap("导入").await;
    page.tap("看住户").await;
}

async fn walk() {
    let mut site = Site::serve();
    let device = Profile::fresh("village");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    first_start(&page, &mut site).await;
    import(&page, &site, &roster).await;

    page.open(&format!("{}/#/households", site.origin)).await;
    page.see("12").await;
    page.picture("households").await;
    let first = page.script("return document.querySelector('a[href*=\"#/household/\"]').getAttribute('href')").await;
    page.open(&format!("{}/{}", site.origin, first.as_str().unwrap())).await;
    page.picture("household").await;
    page.tap("开始入户").await;

    page.see("现住情况").await;
    page.picture("visit-first").await;
    page.tap("在家常住").await;
    page.see("已保存").await;
    let household = first.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    page.open(&format!("{}/#/visit/{household}/water", site.origin)).await;
    page.tap("冻住、没水").await;
    page.see("水管冻住、没有水").await;
    page.see("已保存").await;
    page.picture("visit-finding").await;

    // Closed in the middle: everything that was shown as saved is there.
    let address = format!("{}/#/visit/{household}/water", site.origin);
    browser.reopen_tab().await;
    let page = browser.page();
    page.open(&address).await;
    page.see("水管冻住、没有水").await;
    page.tap("现场解决").await;
    page.fill("怎么解决的", "已送水两桶").await;
    page.tap("记下").await;
    page.see("待复核").await;

    page.open(&format!("{}/#/visit/{household}/food_clothing", site.origin)).await;
    page.see("口粮衣被 4/").await;
    page.picture("visit-food").await;
    page.tap("逐项看过，无异常").await;
    page.see("饮水 5/").await;
    page.open(&format!("{}/#/visit/{household}/end", site.origin)).await;
    page.see("这一户的问题").await;
    page.picture("visit-end").await;
    page.tap("先结束这次入户").await;
    page.nothing_wrong(&site.origin).await;
    browser.quit().await;
}

#[tokio::test]
async fn a_village_imports_its_roster_and_visits_a_household_offline_in_chromium() {
    walk().await;
}

#[tokio::test]
async fn a_village_imports_its_roster_offline_in_webkit() {
    let mut site = Site::serve();
    let device = Profile::fresh("webkit");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(Engine::WebKit, &device, PHONE).await;
    let page = browser.page();
    first_start(&page, &mut site).await;
    import(&page, &site, &roster).await;
    browser.quit().await;
}
