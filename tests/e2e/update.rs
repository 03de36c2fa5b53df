//! A new version of the application: it arrives as a whole or not at all, and the user says when it takes over.

use std::fs;
use std::path::{Path, PathBuf};

use nuandong::site::seal;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::path::start_in_a_village;
use crate::profile::Profile;
use crate::shell::installed;
use crate::site::{Site, dist};

/// Asks the browser to look for a new version, and waits until it has taken it or given it up.
const LOOK: &str = "
  const done = arguments[0];
  navigator.serviceWorker.getRegistration().then(async (registration) => {
    try { await registration.update(); } catch {}
    const worker = registration.installing;
    if (!worker) return done(registration.waiting ? 'installed' : 'none');
    worker.onstatechange = () => done(worker.state);
  });";

/// A copy of the built site without compressed copies, which would keep the old content.
fn host(device: &Profile) -> PathBuf {
    let host = device.file("host");
    for (from, to) in [(dist(), host.clone()), (dist().join("icons"), host.join("icons"))] {
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            if path.is_file() && !path.extension().is_some_and(|end| end == "br" || end == "gz") {
                fs::copy(&path, to.join(name)).unwrap();
            }
        }
    }
    host
}

/// The page of the second version.
fn second_page(host: &Path) -> String {
    let page = fs::read_to_string(host.join("index.html")).unwrap();
    assert!(page.contains("<html "), "the page has no root element");
    page.replacen("<html ", "<html data-version=second ", 1)
}

async fn version(page: &Page<'_>) -> String {
    let version = page.script("return document.documentElement.dataset.version || 'first';").await;
    version.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_new_version_waits_for_a_tap_and_half_of_one_never_comes() {
    let device = Profile::fresh("update");
    let host = host(&device);
    let site = Site::serve_folder(&host);
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    start_in_a_village(&page, &site).await;
    installed(&page).await;

    // The host has the new list of files already, and the old page still.
    let old_page = fs::read(host.join("index.html")).unwrap();
    fs::write(host.join("index.html"), second_page(&host)).unwrap();
    seal(&host).unwrap();
    fs::write(host.join("index.html"), old_page).unwrap();
    assert_eq!(page.script_later(LOOK).await, "redundant", "half a version was installed");
    page.reload().await;
    page.see("住户").await;
    assert_eq!(version(&page).await, "first");
    assert!(!page.shows("有新版本").await);

    // The rest arrives.
    fs::write(host.join("index.html"), second_page(&host)).unwrap();
    assert_eq!(page.script_later(LOOK).await, "installed");
    page.see("有新版本").await;
    page.reload().await;
    assert_eq!(version(&page).await, "first", "it took over without being asked to");
    page.tap("现在更新").await;
    page.see("住户").await;
    page.until("the second version", async || version(&page).await == "second").await;
    assert!(!page.shows("有新版本").await);
    browser.quit().await;
}
