//! A visit that was begun before the office edited its form: it stays under its own version until a person takes it to the new one, and
//! then the screen lists what stands elsewhere, what is no longer asked, and what is to be answered.

use std::path::PathBuf;

use nuandong::campaign::builtin::HOUSEHOLD_WINTER;
use nuandong::workbook::{Sheet, office::write_xlsx};

use crate::browser::{Browser, Engine, PHONE};
use crate::path::{rosters, village_with};
use crate::profile::Profile;
use crate::site::Site;

/// Takes the row with this name out of a sheet, with its place.
fn taken(sheet: &mut Sheet, name: &str) -> (usize, Vec<nuandong::workbook::Cell>) {
    let at = sheet.rows.iter().position(|row| row.iter().any(|cell| cell.text() == name)).unwrap();
    (at, sheet.rows.remove(at))
}

/// The campaign's workbook, from which an office has struck one question, and moved another into its block.
fn edited(device: &Profile) -> PathBuf {
    let mut book = HOUSEHOLD_WINTER.workbook();
    let sheet = |name: &str| book.sheets.iter().position(|sheet| sheet.name == name).unwrap();
    let [survey, findings, columns] = ["survey", "findings", "columns"].map(sheet);
    let (_, moved) = taken(&mut book.sheets[survey], "at_home");
    let (place, _) = taken(&mut book.sheets[survey], "other_request");
    book.sheets[survey].rows.insert(place, moved);
    taken(&mut book.sheets[findings], "other_request");
    // The column of the contacts' ledger that tells it.
    taken(&mut book.sheets[columns], "opinion");
    let path = device.file("改过.xlsx");
    std::fs::write(&path, write_xlsx(&book).unwrap()).unwrap();
    path
}

#[tokio::test]
async fn a_visit_is_taken_to_a_newer_form_and_told_what_became_of_its_answers() {
    let site = Site::serve();
    let device = Profile::fresh("newer-form");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    let household = village_with(&page, &site, &roster).await;
    let block = |name: &str| format!("{}/#/visit/{household}/{name}", site.origin);

    page.open(&block("household")).await;
    page.see("在家人口（人）").await;
    page.fill("在家人口（人）", "17").await;
    page.tap("在家常住").await;
    page.see("已保存").await;
    page.open(&block("other")).await;
    page.see("思想动态").await;
    page.fill("其他诉求", "修路").await;
    page.fill("思想动态", "平稳").await;
    page.see("其他诉求：修路").await;

    page.open(&format!("{}/#/campaign", site.origin)).await;
    page.see("程序自带").await;
    page.choose_file(&edited(&device)).await;
    page.see("可以用").await;
    page.tap("启用").await;
    page.see("改回程序自带的").await;

    // The visit goes on under its own version, until somebody takes it to the new one.
    page.open(&block("other")).await;
    page.see("这次走访用的是版本").await;
    page.see("其他诉求").await;
    page.picture("newer-form-offered").await;
    page.tap("换到现在的版本").await;
    page.see("已换到现在的版本").await;
    page.see("换了位置：在家人口（人）").await;
    page.see("不再问，原答案另存：其他诉求：修路").await;
    page.see("要补答或重看：").await;
    page.picture("newer-form-taken").await;
    let kept = "return [...document.querySelectorAll('main input')].some((input) => input.value === '17')";
    page.until("the answer in its new place", async || page.script(kept).await == true).await;
    page.nothing_wrong().await;
    browser.quit().await;
}
