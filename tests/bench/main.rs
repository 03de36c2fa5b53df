//! How long a phone takes to show its first screen and its first question, beside a page that does nothing.
//!
//! The phone is made up, and always the same: 360×740, a network of 1.6 Mbit/s that answers after 150 ms, and a processor
//! slowed 4 times. Each figure is the median of several starts, in milliseconds from opening the address until the words
//! stand on the screen. Figures never fail; a page that does not come up does.

#![expect(clippy::unwrap_used, reason = "a browser that does not do as told ends the run, and the line says where")]

mod browser;

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
    /// The words that stand on its first screen.
    first: &'static str,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let dist = std::env::var("NUANDONG_DIST").unwrap_or_else(|_| "dist".to_owned());
    let subjects = [
        Subject { name: "an empty Yew page", dist: "target/bench-empty".to_owned(), first: "ready" },
        Subject { name: "暖冬, first screen", dist, first: "村里入户" },
    ];
    println!("360×740, 1.6 Mbit/s, 150 ms, processor slowed 4 times; median of {TIMES}, in ms");
    println!("{:>9} {:>10} {:>10}  page", "KB Brotli", "cold", "offline");
    for subject in &subjects {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(&subject.dist);
        let weight: usize = first_load(&folder).unwrap().iter().map(|part| part.brotli).sum();
        let site = serve(&folder, "127.0.0.1:0").unwrap();
        let cold = cold(&site, subject).await;
        // The empty page registers no service worker, so it has no second visit without a network.
        let offline =
            if subject.dist.ends_with("empty") { "—".to_owned() } else { offline(site, subject).await.to_string() };
        println!("{:>9} {cold:>10} {offline:>10}  {}", weight.div_ceil(1000), subject.name);
    }
}

/// A first visit: nothing kept, a slow network.
async fn cold(site: &Server, subject: &Subject) -> u64 {
    let address = format!("http://127.0.0.1:{}/", site.port());
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
    let address = format!("http://127.0.0.1:{}/", site.port());
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
