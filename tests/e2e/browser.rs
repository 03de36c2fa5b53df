//! Starting and stopping browsers through their `WebDriver` servers.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::page::Page;
use crate::profile::Profile;

/// An engine under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Android phones, most desktops.
    Chromium,
    /// iPhones.
    WebKit,
}

/// The size of a phone's screen in CSS pixels.
pub const PHONE: (u32, u32) = (360, 740);

/// A running browser.
pub struct Browser {
    /// Which.
    pub engine: Engine,
    driver: WebDriver,
    server: Server,
}

/// A `WebDriver` server process and all that it started, ended together when dropped: `xvfb-run` is a script that would leave
/// its children behind.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _killed = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.0.id())]).status();
        let _reaped = self.0.wait();
    }
}

impl Browser {
    /// Starts `engine` on the device's profile with a window of that many CSS pixels.
    pub async fn start(engine: Engine, profile: &Profile, size: (u32, u32)) -> Self {
        let port = free_port();
        let server = Server(server(engine, port));
        let capabilities = capabilities(engine, profile, size);
        let until = Instant::now() + Duration::from_secs(30);
        let driver = loop {
            let url = format!("http://127.0.0.1:{port}");
            match WebDriver::new(url, capabilities.clone()).await {
                Ok(driver) => break driver,
                Err(error) => assert!(Instant::now() < until, "{engine:?} does not start: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(150)).await;
        };
        driver.set_script_timeout(Duration::from_secs(30)).await.unwrap();
        let browser = Self { engine, driver, server };
        if engine == Engine::WebKit {
            browser.driver.set_window_rect(0, 0, size.0, size.1).await.unwrap();
        }
        browser
    }

    /// The page in front.
    pub fn page(&self) -> Page<'_> {
        Page::new(&self.driver, self.engine)
    }

    /// Closes the tab as a user would and opens another one.
    pub async fn reopen_tab(&self) {
        let old = self.driver.window().await.unwrap();
        let new = self.driver.new_tab().await.unwrap();
        self.driver.switch_to_window(old).await.unwrap();
        self.driver.close_window().await.unwrap();
        self.driver.switch_to_window(new).await.unwrap();
    }

    /// Kills the browser and all its processes at once, as an empty battery does.
    pub fn kill(self) {
        drop(self.server);
    }

    /// Ends the browser in order.
    pub async fn quit(self) {
        let _quit = self.driver.quit().await;
        drop(self.server);
    }
}

fn server(engine: Engine, port: u16) -> Child {
    let mut command = match engine {
        Engine::Chromium => {
            let mut command = Command::new("chromedriver");
            command.arg(format!("--port={port}"));
            command
        }
        Engine::WebKit => {
            let mut command = Command::new("xvfb-run");
            command.args(["-a", "-s", "-screen 0 1400x1000x24", "WebKitWebDriver", &format!("--port={port}")]);
            // Its sandbox asks for namespaces that containers do not give.
            command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
            command
        }
    };
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap_or_else(|error| panic!("{engine:?}'s driver does not start ({error}); run: make setup"))
}

fn capabilities(engine: Engine, profile: &Profile, (width, height): (u32, u32)) -> Capabilities {
    let value = match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN",
                    // Look-ups of the browser's own that wait for an answer would hold up its start.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    format!("--window-size={width},{height}"),
                    format!("--user-data-dir={}", profile.data().display()),
                    format!("--log-net-log={}", profile.net_log().display()),
                ],
                "prefs": {
                    "download.default_directory": profile.downloads(),
                    "download.prompt_for_download": false,
                    "profile.default_content_setting_values.automatic_downloads": 1,
                },
                // Headless windows are never narrower than 500 pixels, so the phone's screen is emulated.
                "mobileEmulation": { "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": width < 600 } },
            },
        }),
        Engine::WebKit => json!({
            "webkitgtk:browserOptions": {
                "binary": "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "args": ["--automation"],
            },
        }),
    };
    let Value::Object(map) = value else { unreachable!("capabilities are an object") };
    Capabilities::from(map)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
