//! What an office does with paper, in the browser: a ledger edited in a spreadsheet read back, a blank from above filled as it is
//! styled, a report whose numbers lead to households, goods and gifts that fill their ledgers.

use std::path::{Path, PathBuf};

use nuandong::workbook::{Cell, Workbook, office};

use crate::browser::{Browser, Engine};
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;
use crate::spreadsheet::{find, through_libreoffice};

/// The size of a common phone's screen in CSS pixels.
const PHONE: (u32, u32) = (360, 740);

/// A made-up village that is looked around in.
async fn village(page: &Page<'_>, origin: &str) {
    page.open(origin).await;
    page.tap("村里的演示").await;
    page.see("这是演示").await;
    page.open(&format!("{origin}/#/ledgers")).await;
    page.see("重点对象台账").await;
}

/// Saves the file that is ready and waits for it.
async fn saved(page: &Page<'_>, device: &Profile, ending: &str) -> PathBuf {
    page.see("文件做好了").await;
    page.tap("存到本机").await;
    let file = device.downloaded(ending).await;
    page.tap("完成").await;
    let kept = device.file(&format!("kept{}{ending}", file.metadata().unwrap().len()));
    std::fs::rename(&file, &kept).unwrap();
    kept
}

/// Writes a text under a heading into the first row below it, as a clerk would.
fn edited(file: &Path, heading: &str, text: &str, into: PathBuf) -> PathBuf {
    let mut book = office::read(&std::fs::read(file).unwrap()).unwrap();
    let sheet = &mut book.sheets[0];
    sheet.merges.clear();
    let (row, column) = find(sheet, heading).unwrap();
    let cells = &mut sheet.rows[row + 1];
    cells.resize(cells.len().max(column + 1), Cell::Empty);
    cells[column] = Cell::Text(text.into());
    std::fs::write(&into, office::write_xlsx(&book).unwrap()).unwrap();
    into
}

#[tokio::test]
async fn an_edited_ledger_is_read_back_and_a_blank_filled() {
    let site = Site::serve();
    let device = Profile::fresh("papers");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    village(&page, &site.origin).await;

    page.tap("上报").await;
    page.tap("重点对象台账").await;
    page.see("户主姓名").await;
    page.tap("导出 Excel").await;
    let file = saved(&page, &device, ".xlsx").await;
    let file = edited(&file, "备注", "冬天住女儿家", device.file("改过的台账.xlsx"));
    page.open(&format!("{}/#/ledgers", site.origin)).await;
    page.tap("读回改过的台账").await;
    page.choose_file(&file).await;
    page.see("要改 1 处").await;
    page.see("冬天住女儿家").await;
    page.picture("papers-read-back").await;
    page.tap("改 1 处").await;
    page.see("已改 1 处").await;
    page.open(&format!("{}/#/ledger/L1", site.origin)).await;
    page.see("冬天住女儿家").await;

    let blank = device.file("摸底表.xlsx");
    let book =
        Workbook::from_csvs(&[("摸底表", "困难群众摸底表,,,\n序号,对象姓名,手机号码,镇里意见\n,,,\n负责人：,,,\n")]);
    std::fs::write(&blank, office::write_xlsx(&book).unwrap()).unwrap();
    page.open(&format!("{}/#/blank", site.origin)).await;
    page.choose_file(&blank).await;
    page.see("每一栏填什么").await;
    page.see("1 栏空着").await;
    page.picture("papers-blank").await;
    page.tap("填好导出").await;
    let filled = saved(&page, &device, ".xlsx").await;
    let sheet = through_libreoffice(&filled).remove(0);
    let (head, column) = find(&sheet, "对象姓名").unwrap();
    let (foot, _) = find(&sheet, "负责人：").unwrap();
    let names = (head + 1..foot).filter(|row| !sheet.cell(*row, column).is_blank()).count();
    assert!(names > 3 && names == foot - head - 1, "{names} names between rows {head} and {foot}");

    // One that holds rows already asks before anything is written.
    let begun = device.file("邻村的摸底表.xlsx");
    let rows = "序号,对象姓名,手机号码\n1,邻村甲,15400000001\n2,邻村乙,15400000002\n";
    std::fs::write(&begun, office::write_xlsx(&Workbook::from_csvs(&[("摸底表", rows)])).unwrap()).unwrap();
    page.tap("换一张").await;
    page.choose_file(&begun).await;
    page.see("这张表里已有 2 行").await;
    page.picture("papers-blank-begun").await;
    page.tap("接在后面").await;
    page.tap("填好导出").await;
    let sheet = through_libreoffice(&saved(&page, &device, ".xlsx").await).remove(0);
    let (head, column) = find(&sheet, "对象姓名").unwrap();
    assert_eq!((sheet.cell(head + 2, column).text(), sheet.cell(head + 3, 0).text()), ("邻村乙".into(), "3".into()));
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn a_report_leads_from_its_numbers_to_households_and_leaves_as_it_was_edited() {
    let site = Site::serve();
    let device = Profile::fresh("report");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    village(&page, &site.origin).await;
    page.tap("周报、总结、简报").await;
    page.see("一、排查进展").await;
    page.picture("papers-report").await;
    page.tap("总结").await;
    page.see("主要做法").await;
    page.tap("覆盖率").await;
    page.see("汇总表 T1").await;
    page.see("已计入").await;
    page.picture("papers-report-behind").await;
    page.tap("关闭").await;
    page.tap("改文字").await;
    page.fill("报告全文", "示例1村工作总结\n各项工作按计划完成。").await;
    page.tap("改好了").await;
    page.see("各项工作按计划完成").await;
    page.tap("存 Word").await;
    let document = saved(&page, &device, ".docx").await;
    assert!(std::fs::metadata(document).unwrap().len() > 1000);
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn goods_and_gifts_fill_their_ledgers_and_what_is_left_is_reckoned() {
    let site = Site::serve();
    let device = Profile::fresh("goods");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    village(&page, &site.origin).await;
    page.tap("物资收发存台账").await;
    page.tap("登记一笔").await;
    page.fill("名称", "棉被").await;
    page.fill("单位", "床").await;
    page.fill("收入", "40").await;
    page.see("结存 40 床").await;
    page.picture("papers-stock").await;
    page.tap("返回").await;
    page.see("棉被").await;
    page.tap("登记一笔").await;
    page.tap("棉被 床").await;
    page.fill("发出", "12.5").await;
    page.see("结存 27.5 床").await;
    page.open(&format!("{}/#/ledger/L10", site.origin)).await;
    page.see("27.5").await;

    page.open(&format!("{}/#/log/gift", site.origin)).await;
    page.tap("登记一笔").await;
    page.fill("不在住户里：写姓名", "测试丁").await;
    page.fill("慰问金（元）", "500").await;
    page.tap("本人签收").await;
    page.picture("papers-gift").await;
    page.tap("返回").await;
    page.see("500 元").await;
    page.open(&format!("{}/#/ledger/L13", site.origin)).await;
    page.see("本人签收").await;
    page.nothing_wrong().await;
    browser.quit().await;
}
