//! Starting and stopping browsers through their `WebDriver` servers.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
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
    /// The desks of those who chose it.
    Firefox,
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
        let server = Server(server(engine, profile, port));
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
        // These two make it no narrower than their own bars, some 450 and 500 pixels.
        if engine != Engine::Chromium {
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

fn server(engine: Engine, profile: &Profile, port: u16) -> Child {
    let mut command = match engine {
        Engine::Chromium => Command::new("chromedriver"),
        Engine::WebKit => {
            let mut command = Command::new("xvfb-run");
            command.args(["-a", "-s", "-screen 0 1400x1000x24", "WebKitWebDriver"]);
            // Its sandbox asks for namespaces that containers do not give.
            command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
            // It saves files where the desktop's settings say.
            command.env("HOME", profile.home()).env("XDG_CONFIG_HOME", profile.home());
            command
        }
        Engine::Firefox => {
            let mut command = Command::new("geckodriver");
            // Two of them at once would want the same port for their talk with the browser.
            command.arg("--websocket-port=0").env("HOME", profile.home());
            command
        }
    };
    command.arg(format!("--port={port}")).process_group(0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap_or_else(|error| panic!("{engine:?}'s driver does not start ({error}); run: make setup"))
}

fn capabilities(engine: Engine, profile: &Profile, size: (u32, u32)) -> Capabilities {
    let value = match engine {
        Engine::Chromium => chromium(profile, size),
        Engine::WebKit => json!({
            "webkitgtk:browserOptions": {
                "binary": "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "args": ["--automation"],
            },
        }),
        Engine::Firefox => firefox(profile),
    };
    let Value::Object(map) = value else { unreachable!("capabilities are an object") };
    Capabilities::from(map)
}

fn chromium(profile: &Profile, (width, height): (u32, u32)) -> Value {
    json!({
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
                // 2 blocks, and not cookies alone.
                "profile.default_content_setting_values.cookies": if profile.keeps { 1 } else { 2 },
            },
            // Headless windows are never narrower than 500 pixels, so the phone's screen is emulated.
            "mobileEmulation": { "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": width < 600 } },
        },
    })
}

fn firefox(profile: &Profile) -> Value {
    std::fs::create_dir_all(profile.data()).unwrap();
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": on_path(&["firefox-esr", "firefox"]),
            "args": ["-headless", "-profile", profile.data()],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": profile.downloads(),
                "browser.download.alwaysOpenPanel": false,
                "intl.accept_languages": "zh-CN",
                // 5 is what it comes with, 2 blocks, and not cookies alone.
                "network.cookie.cookieBehavior": if profile.keeps { 5 } else { 2 },
                // What it asks of the network by itself.
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        },
    })
}

/// The first of these programs that is installed.
fn on_path(programs: &[&str]) -> PathBuf {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let found = programs
        .iter()
        .find_map(|program| folders.iter().map(|folder| folder.join(program)).find(|path| path.is_file()));
    found.unwrap_or_else(|| panic!("none of {programs:?} is installed; run: make setup"))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
