//! Two tabs at once, as people have them without knowing: each sees what the other does, and neither undoes it.

use nuandong::campaign::builtin::HOUSEHOLD_WINTER;
use nuandong::workbook::{Cell, office::write_xlsx};

use crate::browser::{Browser, Engine, PHONE};
use crate::path::{first_household, import, rosters, start_in_a_village};
use crate::profile::Profile;
use crate::site::Site;

/// What is offered while another campaign than the built-in one is in use.
const BACK: &str = "改回程序自带的";

/// The campaign's workbook with one limit moved, as an office edits it.
fn edited(device: &Profile) -> std::path::PathBuf {
    let mut book = HOUSEHOLD_WINTER.workbook();
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == "campaign").unwrap();
    let value = sheet.rows[0].iter().position(|cell| cell.text() == "value").unwrap();
    let row = sheet.rows.iter_mut().find(|row| row[0].text() == "param.fuel_days_red").unwrap();
    row[value] = Cell::Number(10.0);
    let path = device.file("改过.xlsx");
    std::fs::write(&path, write_xlsx(&book).unwrap()).unwrap();
    path
}

async fn two_tabs(engine: Engine) {
    let site = Site::serve();
    let device = Profile::fresh("tabs");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(engine, &device, PHONE).await;
    let page = browser.page();
    start_in_a_village(&page, &site).await;
    let one = page.driver.window().await.unwrap();
    let two = page.driver.new_tab().await.unwrap();
    let to = async |tab: &thirtyfour::WindowHandle| page.driver.switch_to_window(tab.clone()).await.unwrap();

    // The other tab sees the roster that this one takes in.
    to(&two).await;
    page.open(&format!("{}/#/households", site.origin)).await;
    page.see("还没有住户").await;
    to(&one).await;
    import(&page, &site, &roster).await;
    to(&two).await;
    page.see("12 户").await;
    let household = first_household(&page).await;

    // One household in both tabs: each answers another question, and then the same one.
    let water = format!("{}/#/visit/{household}/water", site.origin);
    for tab in [&one, &two] {
        to(tab).await;
        page.open(&water).await;
        page.see("饮水 5/").await;
    }
    page.tap("冻住、没水").await;
    page.see("水管冻住、没有水").await;
    page.see("已保存").await;
    to(&one).await;
    page.see("水管冻住、没有水").await;
    page.tap("净化处理的自来水").await;
    page.see("已保存").await;
    for tab in [&one, &two] {
        to(tab).await;
        page.open(&format!("{}/#/findings", site.origin)).await;
        page.see("1 个未了结").await;
    }

    // A campaign that one tab is told to use, the other uses too, without being loaded anew; and so back.
    for tab in [&two, &one] {
        to(tab).await;
        page.open(&format!("{}/#/campaign", site.origin)).await;
        page.see("程序自带").await;
        assert!(!page.shows(BACK).await);
    }
    page.choose_file(&edited(&device)).await;
    page.see("可以用").await;
    page.tap("启用").await;
    page.see(BACK).await;
    to(&two).await;
    page.see(BACK).await;
    page.tap(BACK).await;
    to(&one).await;
    page.until("the built-in campaign", async || !page.shows(BACK).await).await;

    // Everything of both tabs is on the disk.
    page.reload().await;
    page.open(&water).await;
    let chosen = "return [...document.querySelectorAll('input:checked')].map((option) => option.value).sort().join()";
    page.until("both answers", async || page.script(chosen).await == "frozen,treated").await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn two_tabs_see_each_others_work_and_neither_undoes_it_in_chromium() {
    two_tabs(Engine::Chromium).await;
}

#[tokio::test]
async fn two_tabs_see_each_others_work_and_neither_undoes_it_in_webkit() {
    two_tabs(Engine::WebKit).await;
}
