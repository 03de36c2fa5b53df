//! The main path: a village's roster, a visit on a small screen, a tab that is closed in the middle, no network from the second
//! step on.

use std::path::{Path, PathBuf};
use std::process::Command;

use nuandong::workbook::Cell;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::shell::installed;
use crate::site::Site;
use crate::spreadsheet::{find, through_libreoffice};

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

/// The first start on a village's phone.
pub async fn start_in_a_village(page: &Page<'_>, site: &Site) {
    page.open(&site.origin).await;
    page.tap("村里入户").await;
    page.see("先把住户放进来").await;
}

/// A village's phone with its roster; the identity of the list's first household.
pub async fn village_with(page: &Page<'_>, site: &Site, roster: &Path) -> String {
    start_in_a_village(page, site).await;
    import(page, site, roster).await;
    page.open(&format!("{}/#/households", site.origin)).await;
    page.see("12 户").await;
    first_household(page).await
}

/// The identity of the first household on the screen.
pub async fn first_household(page: &Page<'_>) -> String {
    let link = "return document.querySelector('a[href*=\"#/household/\"]').getAttribute('href').split('/').pop()";
    page.script(link).await.as_str().unwrap().to_owned()
}

/// The first start, and the network taken away.
pub async fn first_start(page: &Page<'_>, site: &mut Site) {
    start_in_a_village(page, site).await;
    installed(page).await;
    page.nothing_wrong().await;
    // From here on there is no network.
    site.stop();
}

/// Takes a roster in.
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

/// Closes the finding on the board, and takes that back with one tap.
async fn close_and_take_back(page: &Page<'_>, site: &Site) {
    page.open(&format!("{}/#/findings", site.origin)).await;
    page.tap("待复核").await;
    page.picture("board").await;
    page.tap("水管冻住、没有水").await;
    page.see("已送水两桶").await;
    page.picture("finding").await;
    page.tap("销号").await;
    page.fill("复核人姓名", "测试复核").await;
    page.tap("记下").await;
    page.see("测试复核").await;
    page.tap("撤销").await;
    page.see("改回").await;
}

/// Exports a ledger in the edition that is handed in; the file as it was saved.
async fn export(page: &Page<'_>, site: &Site, device: &Profile, ledger: &str, name: &str) -> PathBuf {
    page.open(&format!("{}/#/ledger/{ledger}", site.origin)).await;
    page.tap("上报").await;
    page.see("填报单位（盖章）：试验村").await;
    page.picture(&format!("ledger-{ledger}")).await;
    page.tap("导出 Excel").await;
    page.see("文件做好了").await;
    page.see("上报版_试验村").await;
    page.tap("存到本机").await;
    page.tap("完成").await;
    page.see("上次导出").await;
    device.downloaded(name).await
}

/// As the office's own program shows it: the finding with what was done, and numbers that are names as text.
fn reads_as_an_office_expects(ledger: &str, file: &Path) {
    let sheet = through_libreoffice(file).remove(0);
    assert!(sheet.name.starts_with(ledger), "{}", sheet.name);
    let all: Vec<String> = sheet.rows.iter().flatten().map(|cell| cell.text().into_owned()).collect();
    if ledger == "L4" {
        assert!(all.iter().any(|text| text == "水管冻住、没有水"), "{all:?}");
        assert!(all.iter().any(|text| text.contains("已送水两桶")), "{all:?}");
    } else {
        let (head, column) = find(&sheet, "身份证号").unwrap();
        let ids: Vec<&Cell> = sheet.rows[head + 1..].iter().filter_map(|row| row.get(column)).collect();
        assert!(ids.iter().any(|cell| matches!(cell, Cell::Text(text) if text.len() == 18)), "{ids:?}");
        assert!(!ids.iter().any(|cell| matches!(cell, Cell::Number(_))), "an ID number became a number: {ids:?}");
    }
}

/// Makes the package, and reads it back at the command line.
async fn hand_in(page: &Page<'_>, site: &Site, device: &Profile) {
    page.open(&format!("{}/#/packages", site.origin)).await;
    page.see("12 户、1 次入户").await;
    page.picture("package").await;
    page.tap("做数据包").await;
    page.see("文件做好了").await;
    page.tap("存到本机").await;
    page.tap("完成").await;
    let file = device.downloaded(".zip").await;
    let checked = Command::new(env!("CARGO_BIN_EXE_nuandong")).args(["package", "check"]).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success() && said.contains("试验村") && said.contains("12 户，入户 1 次"), "{said}");
}

async fn walk(engine: Engine, name: &str) {
    let mut site = Site::serve();
    let device = Profile::fresh(name);
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(engine, &device, PHONE).await;
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
    page.open(&format!("{}/#/visit/{household}/heat", site.origin)).await;
    page.see("停过暖吗").await;
    assert!(!page.shows("停的是什么").await, "what does not apply is not there");
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
    close_and_take_back(&page, &site).await;
    for (ledger, name) in [("L4", "L4问题"), ("L1", "L1重点")] {
        let file = export(&page, &site, &device, ledger, name).await;
        reads_as_an_office_expects(ledger, &file);
    }
    hand_in(&page, &site, &device).await;
    page.nothing_wrong().await;
    browser.quit().await;
    if engine == Engine::Chromium {
        asked_only_its_own(&device, &site);
    }
}

/// The page, the worker and the service worker asked nothing of anybody else.
fn asked_only_its_own(device: &Profile, site: &Site) {
    let asked = device.asked(&site.origin);
    let strays: Vec<_> = asked.iter().filter(|url| !url.starts_with(&format!("{}/", site.origin))).collect();
    assert!(strays.is_empty(), "requests left {}: {strays:?}", site.origin);
    for end in ["_bg.wasm", "_second.wasm", ".campaign", "office_bg.wasm", "sw.js"] {
        assert!(asked.iter().any(|url| url.ends_with(end)), "{end} is not among what was asked for: {asked:#?}");
    }
}

#[tokio::test]
async fn a_village_imports_its_roster_and_visits_a_household_offline_in_chromium() {
    walk(Engine::Chromium, "village").await;
}

#[tokio::test]
async fn a_village_imports_its_roster_and_visits_a_household_offline_in_webkit() {
    walk(Engine::WebKit, "webkit").await;
}

#[tokio::test]
async fn a_village_imports_its_roster_and_visits_a_household_offline_in_firefox() {
    walk(Engine::Firefox, "firefox").await;
}
