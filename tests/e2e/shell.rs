//! The shell of the application: it starts, installs itself, opens without a network, and keeps to itself.

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;

/// Waits until the service worker has everything and controls the page.
pub async fn installed(page: &Page<'_>) {
    // A worker that is ready may be about to take over still.
    let ready = "
        const done = arguments[0], workers = navigator.serviceWorker;
        workers.ready.then(() => {
          if (workers.controller) done(true);
          else workers.addEventListener('controllerchange', () => done(true), { once: true });
        }, () => done(false));";
    assert_eq!(page.script_later(ready).await, serde_json::json!(true), "the service worker did not install");
}

#[tokio::test]
async fn the_first_screen_asks_for_the_role_and_nothing_leaves_the_origin() {
    let site = Site::serve();
    let device = Profile::fresh("first");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.see("村里入户").await;
    page.see("乡镇汇总").await;
    page.picture("first").await;
    installed(&page).await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn it_opens_again_with_no_server() {
    let mut site = Site::serve();
    let device = Profile::fresh("offline");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    page.open(&site.origin).await;
    page.see("村里入户").await;
    installed(&page).await;
    site.stop();
    page.reload().await;
    page.see("村里入户").await;
    browser.quit().await;

    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    browser.page().open(&site.origin).await;
    browser.page().see("村里入户").await;
    browser.quit().await;
}
