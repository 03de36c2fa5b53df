//! A Chromium that behaves like a slow phone, through its developer tools.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

/// How a page is started.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// As the phone does it.
    SlowNetwork,
    /// To prepare what is measured next.
    FastNetwork,
}

/// The longest that a page is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

/// Notes the moment at which words stand on the screen: found, laid out and painted.
const WATCH: &str = "
  const words = WORDS;
  (function look() {
    if (document.body && document.body.textContent.includes(words)) {
      requestAnimationFrame(() => setTimeout(() => { window.shownAt = performance.now(); }));
    } else {
      requestAnimationFrame(look);
    }
  })();";

/// A browser with a profile of its own.
pub struct Browser {
    driver: WebDriver,
    process: Child,
}

impl Browser {
    /// Starts one.
    pub async fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let until = Instant::now() + PATIENCE;
        let driver = loop {
            match WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities()).await {
                Ok(driver) => break driver,
                Err(error) => assert!(Instant::now() < until, "Chromium does not start: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        Self { driver, process }
    }

    /// Opens `address` anew and tells after how many milliseconds `words` stood on the screen.
    pub async fn measure(&self, address: &str, words: &str, start: Start) -> u64 {
        self.driver.goto("about:blank").await.unwrap();
        let slow = start == Start::SlowNetwork;
        let bytes_a_second = if slow { 1_600_000 / 8 } else { -1 };
        self.say("Emulation.setCPUThrottlingRate", json!({ "rate": if slow { 4 } else { 1 } })).await;
        self.say("Network.enable", json!({})).await;
        let network = json!({
            "offline": false,
            "latency": if slow { 150 } else { 0 },
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        });
        self.say("Network.emulateNetworkConditions", network).await;
        let watch = WATCH.replace("WORDS", &json!(words).to_string());
        let script = self.say("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await;
        self.driver.goto(address).await.unwrap();
        let until = Instant::now() + PATIENCE;
        let shown = loop {
            let shown = self
                .driver
                .execute("return window.shownAt === undefined ? null : Math.round(window.shownAt);", vec![])
                .await
                .unwrap();
            if let Some(shown) = shown.json().as_u64() {
                break shown;
            }
            assert!(Instant::now() < until, "“{words}” never stood on the screen");
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        self.say("Page.removeScriptToEvaluateOnNewDocument", script).await;
        shown
    }

    /// Waits until the service worker has everything.
    pub async fn installed(&self) {
        let ready = "navigator.serviceWorker.ready.then(arguments[0]);";
        self.driver.execute_async(ready, vec![]).await.unwrap();
    }

    /// Ends it.
    pub async fn quit(mut self) {
        self.driver.quit().await.unwrap();
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    async fn say(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }
}

fn capabilities() -> Capabilities {
    let Value::Object(map) = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
            "mobileEmulation": { "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2.0, "touch": true } },
        },
    }) else {
        unreachable!("capabilities are an object")
    };
    Capabilities::from(map)
}
