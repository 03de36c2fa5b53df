//! The township's half of the main path: packages of villages in any order and one of them twice, missing villages by name, the
//! roll-up on screen and as a workbook that LibreOffice opens. Offline from the second step on.

use std::path::{Path, PathBuf};
use std::process::Command;

use nuandong::package::{Limits, read, write};

use crate::browser::{Browser, Engine};
use crate::page::Page;
use crate::profile::Profile;
use crate::shell::installed;
use crate::site::Site;
use crate::spreadsheet::{column, find, through_libreoffice, total};

/// The size of a township's screen in CSS pixels.
const DESK: (u32, u32) = (1280, 800);

/// Packages of so many made-up villages, from the command line.
fn packages(device: &Profile, villages: &str) -> Vec<PathBuf> {
    let folder = device.file("demo");
    let made = Command::new(env!("CARGO_BIN_EXE_nuandong"))
        .args(["demo", "--villages", villages, "--households", "30", "--seed", "5", "-o"])
        .arg(&folder)
        .status()
        .unwrap();
    assert!(made.success());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder.join("packages")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// T1 and T4 as the office's own program shows them: the villages add up, and the missing one is named.
fn adds_up(file: &Path) {
    let sheets = through_libreoffice(file);
    let sheet = |name: &str| sheets.iter().find(|sheet| sheet.name.starts_with(name)).unwrap();
    for (name, head) in [("T1", "应排查户"), ("T1", "已排查户"), ("T4", "发现"), ("T4", "已销号")] {
        let numbers = column(sheet(name), head);
        assert!(numbers.len() == 2 && numbers.iter().all(|number| *number > 0.0), "{head}: {numbers:?}");
        let sum: f64 = numbers.iter().sum();
        assert!((sum - total(sheet(name), head)).abs() < f64::EPSILON, "{head}: {numbers:?}");
    }
    let (row, _) = find(sheet("T1"), "合计").unwrap();
    let said = sheet("T1").rows[row..].iter().flatten().any(|cell| cell.text().contains("示例3村"));
    assert!(said, "the missing village is not named");
}

/// Behind the numbers: who still lacks what, a draw for spot checks with one result, and a household's history.
async fn look_closer(page: &Page<'_>, origin: &str) {
    page.tap("三个 100% 落实情况").await;
    page.tap("明白纸发放率").await;
    page.see("还差").await;
    page.see("已计入").await;
    page.picture("township-behind").await;
    page.tap("关闭").await;

    page.tap("待核对").await;
    page.see("没有要核对的").await;
    page.picture("township-doubts").await;
    page.tap("抽查").await;
    page.tap("抽取").await;
    page.see("抽中 6 户").await;
    page.tap("属实").await;
    // What differs is asked for before it is taken.
    let said = "return [...document.querySelectorAll('[aria-pressed=true]')].filter(one => one.textContent === '有出入').length";
    page.tap("有出入").await;
    page.see("哪里有出入？").await;
    assert_eq!(page.script(said).await, 0);
    page.tap("不一致").await;
    page.until("the question is gone", async || !page.shows("哪里有出入？").await).await;
    assert_eq!(page.script(said).await, 1);
    page.tap("属实").await;
    page.see("明白纸").await;
    page.picture("township-spot").await;

    let home = page.script("return document.querySelector('a[href*=\"#/household/\"]').getAttribute('href')").await;
    page.open(&format!("{origin}/{}", home.as_str().unwrap())).await;
    page.tap("修改记录").await;
    page.see("测试村干部").await;
    page.picture("township-history").await;
    page.open(&format!("{origin}/#/rollup")).await;
}

async fn walk(engine: Engine) {
    let mut site = Site::serve();
    let device = Profile::fresh("township");
    let packages = packages(&device, "2");
    let browser = Browser::start(engine, &device, DESK).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.tap("乡镇汇总").await;
    installed(&page).await;
    page.nothing_wrong().await;
    site.stop();

    page.see("还没有收到数据包").await;
    page.picture("township-empty").await;
    page.tap("应报村名单").await;
    page.fill("应报村名单", "示例1村\n示例2村\n示例3村").await;
    page.tap("保存").await;
    page.see("还有 3 个村没报").await;

    // The second village first, then both, so that one comes twice.
    page.choose_file(&packages[1]).await;
    page.see("收到的文件").await;
    page.tap("完成").await;
    page.see("还有 2 个村没报").await;
    page.choose_files(&packages).await;
    page.see("这一份收过了，只算一次").await;
    page.see("示例1村，数据截至").await;
    page.picture("township-received").await;
    page.tap("完成").await;

    page.see("还有 1 个村没报").await;
    page.see("示例3村").await;
    page.see("排查进度表").await;
    page.see("2026-12-27 18:00").await;
    page.picture("township-progress").await;
    page.tap("问题汇总").await;
    page.see("一氧化碳").await;
    page.picture("township-problems").await;

    page.tap("周报").await;
    page.see("本周").await;
    page.picture("township-week").await;

    look_closer(&page, &site.origin).await;
    page.tap("导出表格").await;
    page.see("文件做好了").await;
    page.tap("存到本机").await;
    adds_up(&device.downloaded(".xlsx").await);
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn a_township_adds_two_villages_up_offline_and_exports_the_tables_in_chromium() {
    walk(Engine::Chromium).await;
}

#[tokio::test]
async fn a_township_adds_two_villages_up_offline_and_exports_the_tables_in_webkit() {
    walk(Engine::WebKit).await;
}

/// A township's first look at the page: it receives these files.
async fn receives(page: &Page<'_>, site: &Site, files: &[PathBuf]) {
    page.open(&site.origin).await;
    page.tap("乡镇汇总").await;
    page.see("还没有收到数据包").await;
    page.choose_files(files).await;
}

/// The package of a village that belongs to another township.
fn moved(file: &Path, township: &str) {
    let package = read(&std::fs::read(file).unwrap(), &Limits::default()).unwrap();
    let mut label = package.manifest.label;
    township.clone_into(&mut label.region.township);
    std::fs::write(file, write(label, &package.journal)).unwrap();
}

#[tokio::test]
async fn a_county_sees_how_many_files_were_taken_and_opens_a_township_to_its_villages_in_chromium() {
    let site = Site::serve();
    let device = Profile::fresh("county");
    let mut files = packages(&device, "6");
    files.iter().skip(4).for_each(|file| moved(file, "第二镇"));
    let broken = device.file("坏.zip");
    std::fs::write(&broken, "PK and no more").unwrap();
    files.insert(2, broken);
    let browser = Browser::start(Engine::Chromium, &device, DESK).await;
    let page = browser.page();
    receives(&page, &site, &files).await;
    page.see("收下 6 份，没收下 1 份").await;
    // The one that was refused stands first with its sentence, the others are folded.
    page.see("坏.zip").await;
    assert!(!page.shows("示例1村，数据截至").await);
    page.tap("收下的 6 份").await;
    page.see("示例1村，数据截至").await;
    page.tap("完成").await;

    page.see("最早的数据截至").await;
    page.see("各乡镇进度").await;
    assert!(!page.shows("示例6村").await);
    page.tap("第二镇").await;
    page.see("示例6村").await;
    // What stands behind a village's number can be asked as behind a township's.
    let number = "document.querySelector('tr.inside button.behind').click()";
    page.script(number).await;
    page.see("示例5村").await;
    page.tap("关闭").await;
    // It is open in every table, until it is closed.
    page.tap("问题汇总").await;
    page.see("示例6村").await;
    page.tap("第二镇").await;
    page.until("the villages are folded", async || !page.shows("示例6村").await).await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn a_long_table_shows_its_first_rows_and_its_sums_until_the_others_are_asked_for_in_chromium() {
    let site = Site::serve();
    let device = Profile::fresh("long-table");
    let files = packages(&device, "45");
    let browser = Browser::start(Engine::Chromium, &device, DESK).await;
    let page = browser.page();
    receives(&page, &site, &files).await;
    page.see("收下 45 份").await;
    page.tap("完成").await;

    page.see("排查进度表").await;
    let names = async |table: &str| {
        let script = format!("return [...document.querySelectorAll('{table} tbody tr')].map(row => row.textContent);");
        let names = page.script(&script).await;
        names.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let of_village = |rows: &[String], number: u32| rows.iter().any(|row| row.starts_with(&format!("示例{number}村")));
    page.until("the table stands, for paper too", async || {
        names(".paper").await.iter().any(|row| row.contains("示例45村"))
    })
    .await;
    let rows = names(".sheet.rollup").await;
    assert!(of_village(&rows, 1) && !of_village(&rows, 45), "{rows:?}");
    assert!(rows.last().unwrap().starts_with("合计"), "{rows:?}");
    page.picture("township-long-table").await;

    page.tap("显示其余").await;
    page.until("every village stands", async || {
        let rows = names(".sheet.rollup").await;
        (1..=45).all(|number| of_village(&rows, number)) && rows.last().unwrap().starts_with("合计")
    })
    .await;
    page.nothing_wrong().await;
    browser.quit().await;
}
