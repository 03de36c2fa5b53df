//! How many taps a household costs, from the list to the next household: at most 20 where nothing is wrong, at most 45 with three
//! findings.

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::path::{first_start, import, rosters};
use crate::profile::Profile;
use crate::site::Site;

/// A thumb that counts.
struct Thumb<'p> {
    page: &'p Page<'p>,
    taps: usize,
}

impl Thumb<'_> {
    async fn tap(&mut self, name: &str) {
        self.page.tap(name).await;
        self.taps += 1;
    }

    /// "This block is fine", once what only a person can answer is answered; the next block comes up by itself.
    async fn fine(&mut self, block: &str, asked: &[&str]) {
        self.page.see(&format!("{block} ")).await;
        for answer in asked {
            self.tap(answer).await;
            self.page.see("已保存").await;
        }
        self.tap("逐项看过，无异常").await;
    }

    /// A bad answer, and what becomes of its finding.
    async fn finding(&mut self, answer: &str, text: &str) {
        self.tap(answer).await;
        self.page.see(text).await;
        self.tap("上报").await;
        self.page.see("已上报").await;
    }
}

/// The first row of the list, by its head's name.
async fn first_head(page: &Page<'_>) -> String {
    let script = "return document.querySelector('.homes a.row .strong').textContent";
    page.script(script).await.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_household_costs_few_taps_from_the_list_to_the_next() {
    let mut site = Site::serve();
    let device = Profile::fresh("taps");
    let roster = rosters(&device).remove(0);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    first_start(&page, &mut site).await;
    import(&page, &site, &roster).await;
    page.open(&format!("{}/#/households", site.origin)).await;
    page.see("12 户").await;

    let mut thumb = Thumb { page: &page, taps: 0 };
    let head = first_head(&page).await;
    thumb.tap(&head).await;
    thumb.tap("开始入户").await;
    walk(&mut thumb, false).await;
    assert!(thumb.taps <= 20, "nothing is wrong, and it took {} taps", thumb.taps);

    // The next household is named and opened by the last tap; this one has three findings.
    page.see("户与对象 1/").await;
    let mut thumb = Thumb { page: &page, taps: 2 };
    walk(&mut thumb, true).await;
    assert!(thumb.taps <= 45, "three findings took {} taps", thumb.taps);
    page.open(&format!("{}/#/findings", site.origin)).await;
    page.see("3 个未了结").await;
    page.nothing_wrong().await;
    browser.quit().await;
}

/// From the first block to the next household.
async fn walk(thumb: &mut Thumb<'_>, wrong: bool) {
    thumb.fine("户与对象", &[]).await;
    // Nothing burns here, so the block on carbon monoxide is not asked.
    thumb.fine("取暖", &["空调", "没有"]).await;
    thumb.page.see("用电与消防 ").await;
    if wrong {
        thumb.finding("老化、裸露", "电线老化、裸露").await;
        thumb.finding("堵住", "通道、出口被堵").await;
    }
    thumb.fine("用电与消防", &[]).await;
    thumb.fine("口粮衣被", &[]).await;
    thumb.fine("饮水", &["净化处理的自来水"]).await;
    thumb.page.see("住房 ").await;
    if wrong {
        thumb.finding("漏风", "门窗漏风").await;
    }
    thumb.fine("住房", &["砖混"]).await;
    thumb.fine("就医照料", &[]).await;
    thumb.fine("政策落实", &[]).await;
    thumb.fine("宣传教育", &[]).await;
    thumb.page.see("其他诉求 ").await;
    thumb.tap("下一块").await;
    thumb.page.see("每一项都答了").await;
    thumb.tap("完成").await;
}
