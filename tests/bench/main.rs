//! How long a phone takes to show its first screen and its first question, beside a page that does nothing.
//!
//! The phone is made up, and always the same: 360×740, a network of 1.6 Mbit/s that answers after 150 ms, and a processor
//! slowed 4 times. Each figure is the median of several starts, in milliseconds from opening the address until the words
//! stand on the screen; the ratio is to the empty page's cold start in the same run, since an absolute time alone proves nothing
//! on a machine that does other work too. Figures never fail; a page that does not come up does.

#![expect(clippy::unwrap_used, reason = "a browser that does not do as told ends the run, and the line says where")]

mod browser;
mod planning;
mod register;
mod sheets;
mod tap;
mod township;

use std::path::Path;

use nuandong::site::budget::first_load;
use nuandong::site::{Server, serve};

use browser::{Browser, Start};

/// How often each start is measured.
const TIMES: usize = 5;

/// One page that is measured.
struct Subject {
    name: &'static str,
    dist: String,
    /// What follows the site's address.
    place: &'static str,
    /// The words that stand on the screen.
    first: &'static str,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let dist = std::env::var("NUANDONG_DIST").unwrap_or_else(|_| "dist".to_owned());
    let subjects = [
        Subject { name: "an empty Yew page", dist: "target/bench-empty".to_owned(), place: "", first: "ready" },
        Subject { name: "暖冬, first screen", dist: dist.clone(), place: "", first: "村里入户" },
        Subject { name: "暖冬, first question", dist, place: "#/try/household-winter", first: "现住情况" },
    ];
    // `-- starts`, `-- register`, `-- planner`, `-- township` or `-- sheets` measures that alone.
    let wanted = std::env::args().nth(1);
    let wants = |name: &str| wanted.as_deref().is_none_or(|wanted| wanted == name);
    if wants("starts") {
        starts(&subjects).await;
    }
    let dist = &subjects[1].dist;
    if wants("register") {
        register::measure(dist).await;
    }
    if wants("planner") {
        planning::measure().await;
    }
    if wants("township") {
        township::measure(dist).await;
    }
    if wants("sheets") {
        sheets::measure(dist).await;
    }
}

/// How many times as long as the empty page's cold start.
#[expect(clippy::cast_precision_loss, reason = "milliseconds")]
fn ratio(time: u64, empty: u64) -> String {
    format!("{:.2}×", time as f64 / empty as f64)
}

/// How soon each page shows its first screen.
async fn starts(subjects: &[Subject]) {
    println!("360×740, 1.6 Mbit/s, 150 ms, processor slowed 4 times; median of {TIMES}, in ms");
    println!("{:>9} {:>7} {:>6} {:>8} {:>6}  page", "KB Brotli", "cold", "ratio", "offline", "ratio");
    let mut empty = None;
    for subject in subjects {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(&subject.dist);
        let weight: usize = first_load(&folder).unwrap().iter().map(|part| part.brotli).sum();
        let site = serve(&folder, "127.0.0.1:0").unwrap();
        let cold = cold(&site, subject).await;
        let empty = *empty.get_or_insert(cold);
        // The empty page registers no service worker, so it has no second visit without a network.
        let offline = if subject.dist.ends_with("empty") { None } else { Some(offline(site, subject).await) };
        let weight = weight.div_ceil(1000);
        let (ms, ratio) = offline.map_or(("—".into(), "—".into()), |time| (time.to_string(), ratio(time, empty)));
        println!("{weight:>9} {cold:>7} {:>6} {ms:>8} {ratio:>6}  {}", self::ratio(cold, empty), subject.name);
    }
    // Who has data waits for it: what stands here is the list of the demonstration's households.
    if let (Some(subject), Some(empty)) = (subjects.get(1), empty) {
        let time = village(subject).await;
        println!("{:>9} {:>7} {:>6} {time:>8} {:>6}  暖冬, a village's households", "—", "—", "—", ratio(time, empty));
    }
}

/// A later visit of a village that has begun, with the server gone.
async fn village(subject: &Subject) -> u64 {
    let site = serve(Path::new(env!("CARGO_MANIFEST_DIR")).join(&subject.dist).as_path(), "127.0.0.1:0").unwrap();
    let origin = format!("http://127.0.0.1:{}", site.port());
    let browser = Browser::start().await;
    browser.measure(&origin, subject.first, Start::FastNetwork).await;
    browser.installed().await;
    browser.until(&register::click("村里的演示"), "document.body.innerText.includes('今天')").await;
    browser.until("location.hash = '#/households'", &register::has("60 户")).await;
    browser.settle().await;
    drop(site);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        times.push(browser.measure(&format!("{origin}/#/households"), "60 户", Start::SlowNetwork).await);
    }
    browser.quit().await;
    median(times)
}

/// A first visit: nothing kept, a slow network.
async fn cold(site: &Server, subject: &Subject) -> u64 {
    let address = format!("http://127.0.0.1:{}/{}", site.port(), subject.place);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let browser = Browser::start().await;
        times.push(browser.measure(&address, subject.first, Start::SlowNetwork).await);
        browser.quit().await;
    }
    median(times)
}

/// A second visit with the server gone.
async fn offline(site: Server, subject: &Subject) -> u64 {
    let address = format!("http://127.0.0.1:{}/{}", site.port(), subject.place);
    let browser = Browser::start().await;
    browser.measure(&address, subject.first, Start::FastNetwork).await;
    browser.installed().await;
    drop(site);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        times.push(browser.measure(&address, subject.first, Start::SlowNetwork).await);
    }
    browser.quit().await;
    median(times)
}

fn median(mut times: Vec<u64>) -> u64 {
    times.sort_unstable();
    times[times.len() / 2]
}
