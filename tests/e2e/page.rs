//! A page as a person meets it: words to look for, things to tap, fields to fill. Every step waits until it can be done.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{WebDriver, WebElement};

use crate::browser::Engine;

/// Finds what the words name: `controls` are things to tap, by their accessible name, whole or in part.
const FIND: &str = include_str!("find.js");

/// How long a person waits before giving up. Slow machines run these tests too.
const PATIENCE: Duration = Duration::from_secs(15);

/// The key that begins a new line, as `WebDriver` names it.
const ENTER: &str = "\u{e007}";

/// The page in front of the user.
pub struct Page<'a> {
    /// The `WebDriver` session, for what the words below do not cover.
    pub driver: &'a WebDriver,
    engine: Engine,
}

impl<'a> Page<'a> {
    /// The page that `driver` shows.
    pub fn new(driver: &'a WebDriver, engine: Engine) -> Self {
        Self { driver, engine }
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// Waits until the words stand on the screen.
    pub async fn see(&self, words: &str) {
        self.until(&format!("“{words}” on the screen"), async || self.shows(words).await).await;
    }

    /// Whether the words stand on the screen now.
    pub async fn shows(&self, words: &str) -> bool {
        self.text().await.contains(words)
    }

    /// All text that is on the screen, field values included.
    pub async fn text(&self) -> String {
        self.find("text", "").await.as_str().unwrap_or_default().to_owned()
    }

    /// Taps the button, link, tab, option or labelled box of this name.
    pub async fn tap(&self, name: &str) {
        let element = self.control(name).await;
        // A list may redraw between finding and tapping; a person taps again.
        let until = Instant::now() + PATIENCE;
        let mut element = element;
        while let Err(error) = element.click().await {
            assert!(Instant::now() < until, "cannot tap “{name}”: {error}\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(80)).await;
            element = self.control(name).await;
        }
    }

    /// Replaces what is in the field that this label names.
    pub async fn fill(&self, label: &str, value: &str) {
        let field = self.wait_for("field", label).await;
        field.clear().await.unwrap();
        // A new line is a key; one of the drivers drops the character.
        field.send_keys(value.replace('\n', ENTER)).await.unwrap();
    }

    /// Chooses a file in the page's file field, as the system's dialogue would.
    pub async fn choose_file(&self, path: &Path) {
        self.choose_files(&[path.to_owned()]).await;
    }

    /// Chooses several files at once.
    pub async fn choose_files(&self, paths: &[PathBuf]) {
        let field = self.wait_for("file", "").await;
        let all: Vec<_> = paths.iter().map(|path| path.to_str().unwrap()).collect();
        field.send_keys(all.join("\n")).await.unwrap();
    }

    /// Runs a script that returns a value.
    pub async fn script(&self, script: &str) -> Value {
        self.driver.execute(script, vec![]).await.unwrap().json().clone()
    }

    /// Runs a script whose only argument is the function to call with the result.
    pub async fn script_later(&self, script: &str) -> Value {
        self.later(script, vec![]).await
    }

    /// Runs a script of these arguments and one more: the function to call with the result.
    pub async fn later(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.driver.execute_async(script, arguments).await.unwrap().json().clone()
    }

    /// Runs a script of the project's tools, as a driver does: past the page's own policy.
    pub async fn run_file(&self, path: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let script =
            std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {}; run: make setup", path.display()));
        self.script(&script).await;
    }

    /// Keeps a picture in `tests/e2e/out`, for people to look at.
    pub async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/out");
        std::fs::create_dir_all(&folder).unwrap();
        let engine = format!("{:?}", self.engine).to_lowercase();
        self.driver.screenshot(&folder.join(format!("{name}-{engine}.png"))).await.unwrap();
    }

    /// Fails when anything was written to the console as an error. Chromium only: the other engine's driver does not tell. What
    /// the browser asked of whom, its profile tells: [`Profile::asked`](crate::profile::Profile::asked).
    pub async fn nothing_wrong(&self) {
        if self.engine != Engine::Chromium {
            return;
        }
        let console = self.driver.get_log("browser").await.unwrap();
        let errors: Vec<_> = console.iter().filter(|entry| entry.level == "SEVERE").collect();
        assert!(errors.is_empty(), "errors in the console: {errors:#?}");
    }

    async fn control(&self, name: &str) -> WebElement {
        self.wait_for("control", name).await
    }

    async fn wait_for(&self, kind: &str, name: &str) -> WebElement {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(element) = self.element(kind, name).await {
                return element;
            }
            if Instant::now() > until {
                self.picture("lost").await;
                panic!("no {kind} “{name}” on this screen:\n{}", self.text().await);
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    async fn element(&self, kind: &str, name: &str) -> Option<WebElement> {
        self.driver.execute(FIND, vec![json!(kind), json!(name)]).await.ok()?.element().ok()
    }

    async fn find(&self, kind: &str, name: &str) -> Value {
        match self.driver.execute(FIND, vec![json!(kind), json!(name)]).await {
            Ok(found) => found.json().clone(),
            Err(_) => Value::Null,
        }
    }

    /// Waits until `holds`; `what` says what is waited for.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds().await {
            if Instant::now() > until {
                self.picture("lost").await;
                panic!("waited in vain for {what}; the screen says:\n{}", self.text().await);
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }
}
