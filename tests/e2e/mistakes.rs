//! What people do wrong with files: another one than was asked for, half of one, the same one again. Each is told from the other by
//! what it is, not by its name, and what is there already stays as it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::path::start_in_a_village;
use crate::profile::Profile;
use crate::site::Site;

/// Files that a person may pick by mistake.
struct Files {
    roster: PathBuf,
    package: PathBuf,
    pdf: PathBuf,
    empty: PathBuf,
    half: PathBuf,
}

/// The only file, or the first, of a folder.
fn first(folder: &Path) -> PathBuf {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).min().unwrap()
}

impl Files {
    fn on(device: &Profile) -> Self {
        let made = Command::new(env!("CARGO_BIN_EXE_nuandong"))
            .args(["demo", "--villages", "1", "--households", "12", "--seed", "7", "-o"])
            .arg(device.file("demo"))
            .status()
            .unwrap();
        assert!(made.success());
        let (roster, package) = (first(&device.file("demo/rosters")), first(&device.file("demo/packages")));
        let write = |name: &str, bytes: &[u8]| {
            let path = device.file(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let bytes = fs::read(&package).unwrap();
        Self {
            pdf: write("通知.pdf", b"%PDF-1.4\n%\xff\xfe made up"),
            // The name says it is a table, and there is nothing in it.
            empty: write("花名册.xlsx", b""),
            half: write("传了一半.zip", &bytes[..bytes.len() / 2]),
            roster,
            package,
        }
    }
}

/// Gives a file that is refused in these words.
async fn refused(page: &Page<'_>, file: &Path, words: &str) {
    page.choose_file(file).await;
    page.see(words).await;
    page.see("没有收下，原有资料没动").await;
    page.tap("完成").await;
}

#[tokio::test]
async fn a_wrong_file_for_the_roster_is_named_and_the_same_roster_again_changes_nothing() {
    let site = Site::serve();
    let device = Profile::fresh("wrong-roster");
    let files = Files::on(&device);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    start_in_a_village(&page, &site).await;
    page.open(&format!("{}/#/import", site.origin)).await;
    page.fill("村（社区）", "试验村").await;
    for (file, words) in [
        (&files.pdf, "这不是表格文件"),
        (&files.package, "这是数据包，不是表格"),
        (&files.empty, "这个文件是空的"),
        (&files.half, "文件不完整或已损坏"),
    ] {
        refused(&page, file, words).await;
    }
    // What was typed before is still there.
    page.see("试验村").await;
    page.choose_file(&files.roster).await;
    page.see("新增 12").await;
    page.tap("导入 12 户").await;
    page.tap("看住户").await;
    page.see("12 户").await;

    page.open(&format!("{}/#/import", site.origin)).await;
    page.fill("村（社区）", "试验村").await;
    page.choose_file(&files.roster).await;
    page.see("没变 12").await;
    page.picture("roster-again").await;
    page.tap("没有要改的，完成").await;
    page.tap("看住户").await;
    page.see("12 户").await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn a_wrong_file_for_a_package_or_a_backup_is_named_and_the_same_package_counts_once() {
    let site = Site::serve();
    let device = Profile::fresh("wrong-package");
    let files = Files::on(&device);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.tap("乡镇汇总").await;
    page.see("还没有收到数据包").await;
    for (file, words) in [
        (&files.pdf, "这不是数据包"),
        (&files.half, "数据包不完整，可能没有传完"),
        (&files.roster, "这是 Excel 表格，不是数据包"),
    ] {
        refused(&page, file, words).await;
    }
    page.see("还没有收到数据包").await;
    for words in ["原有 0 条", "这一份收过了，只算一次"] {
        page.choose_file(&files.package).await;
        page.see(words).await;
        page.tap("完成").await;
    }
    page.open(&format!("{}/#/backup", site.origin)).await;
    page.see("恢复").await;
    for (file, words) in [(&files.package, "这是数据包，不是备份"), (&files.roster, "这不是备份")] {
        refused(&page, file, words).await;
    }
    page.open(&format!("{}/#/households", site.origin)).await;
    page.see("12 户").await;
    page.nothing_wrong().await;
    browser.quit().await;
}
