//! How long the planner itself takes in the browser, without a store and without drawing: a page of its own, made as the phone's
//! module is, with the same township as the native bench. First at full speed, then with the processor slowed 4 times.

use std::path::Path;

use nuandong::site::serve;

use crate::browser::{Browser, Start};

/// Where `make bench` puts the page.
const PAGE: &str = "target/bench-planner";

/// Prints the figures.
pub async fn measure() {
    let site = serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE), "127.0.0.1:0").unwrap();
    let browser = Browser::start().await;
    browser.measure(&format!("http://127.0.0.1:{}/", site.port()), "ready", Start::FastNetwork).await;
    let fast = figures(&browser, 1).await;
    let slow = figures(&browser, 4).await;
    browser.quit().await;
    println!("{:>10} {:>12}  the planner in a browser, without drawing; 20,000 households", "ms", "slowed 4×");
    for ((what, fast), (_, slow)) in fast.iter().zip(&slow) {
        println!("{fast:>10} {slow:>12}  {what}");
    }
}

/// What the page measures, with its names.
async fn figures(browser: &Browser, slowed: u32) -> Vec<(String, String)> {
    browser.slow(slowed).await;
    browser
        .until(
            "document.body.textContent = 'waits'; setTimeout(() => document.body.click())",
            "/^measured/.test(document.body.textContent)",
        )
        .await;
    let text = browser.driver.execute("return document.body.textContent;", vec![]).await.unwrap();
    let lines = text.json().as_str().unwrap_or_default().lines();
    lines.filter_map(|line| line.split_once('\t')).map(|(millis, what)| (what.to_owned(), millis.to_owned())).collect()
}
