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
const PATIENCE: Duration = Duration::from_mins(4);

/// Notes the moment at which words stand on the screen: found, laid out and painted. The task behind the painting is asked for with the
/// highest priority, or it would wait for whatever else the page has left to do.
const WATCH: &str = "
  const words = WORDS;
  (function look() {
    if (document.body && document.body.textContent.includes(words)) {
      const note = () => { window.shownAt = performance.now(); };
      requestAnimationFrame(() => scheduler.postTask(note, { priority: 'user-blocking' }));
    } else {
      requestAnimationFrame(look);
    }
  })();";

/// A browser with a profile of its own.
pub struct Browser {
    pub driver: WebDriver,
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
        // A page that is busy for a minute answers after it, and the driver is to wait as long.
        driver.set_script_timeout(PATIENCE).await.unwrap();
        Self { driver, process }
    }

    /// Opens `address` anew and tells after how many milliseconds `words` stood on the screen.
    pub async fn measure(&self, address: &str, words: &str, start: Start) -> u64 {
        let slow = start == Start::SlowNetwork;
        self.pretend(if slow { 4 } else { 1 }, slow).await;
        self.shown(address, words).await
    }

    /// Slows the processor so many times, and the network to a village's or not at all.
    pub async fn pretend(&self, slowed: u32, slow_network: bool) {
        self.driver.goto("about:blank").await.unwrap();
        self.slow(slowed).await;
        let bytes_a_second = if slow_network { 1_600_000 / 8 } else { -1 };
        self.say("Network.enable", json!({})).await;
        let network = json!({
            "offline": false,
            "latency": if slow_network { 150 } else { 0 },
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        });
        self.say("Network.emulateNetworkConditions", network).await;
    }

    /// Slows the processor so many times.
    pub async fn slow(&self, times: u32) {
        self.say("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await;
    }

    /// Opens `address` and tells after how many milliseconds `words` stood on the screen.
    pub async fn shown(&self, address: &str, words: &str) -> u64 {
        let watch = WATCH.replace("WORDS", &json!(words).to_string());
        let script = self.say("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await;
        self.driver.goto(address).await.unwrap();
        let until = Instant::now() + PATIENCE;
        let shown = loop {
            let shown = "return window.shownAt === undefined ? null : Math.round(window.shownAt);";
            // A page that is busy for long does not answer, and one that is just being left cannot.
            let shown = self.driver.execute(shown, vec![]).await.ok();
            if let Some(shown) = shown.and_then(|shown| shown.json().as_u64()) {
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

    /// The driver's process, under which the browser's are.
    pub fn process(&self) -> u32 {
        self.process.id()
    }

    /// Ends it.
    pub async fn quit(mut self) {
        self.driver.quit().await.unwrap();
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Tells the developer tools something.
    pub async fn say(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }
}

fn capabilities() -> Capabilities {
    let Value::Object(map) = json!({
        "browserName": "chrome",
        // Opening returns at once: the script that watches tells when the words stand.
        "pageLoadStrategy": "none",
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
