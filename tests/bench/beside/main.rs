//! This application beside ODK Web Forms: the same forms, one browser, the same made-up phone; each figure with its ratio.
//!
//! Both show the form on one page, from the same compressed files over the same server. "Ready" is the moment at which the first
//! question stands on the screen; a tap ends when its result is painted. Figures never fail; a page that does not come up does.

#![expect(clippy::unwrap_used, reason = "a browser that does not do as told ends the run, and the line says where")]

#[expect(dead_code, reason = "the other measure uses the rest")]
#[path = "../browser.rs"]
mod browser;
mod forms;
#[expect(dead_code, reason = "the other measure uses the rest")]
#[path = "../tap.rs"]
mod tap;

use std::fs;
use std::path::{Path, PathBuf};

use nuandong::site::{Server, pack, serve};

use browser::{Browser, Start};

/// How often each figure is measured; the median counts. The long list, which takes the other side a minute each time, is opened
/// once there.
const TIMES: usize = 3;

/// One of the two.
struct Side {
    server: Server,
    /// The address of a form, after the server's.
    form: fn(&str) -> String,
    /// Opens the long list in a page.
    opens_list: &'static str,
    /// How often the long list is opened.
    lists: usize,
}

/// One line of the outcome.
struct Figure {
    work: &'static str,
    unit: &'static str,
    goal: f64,
    odk: f64,
    ours: f64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (app, odk) = lay();
    let ours = Side {
        server: serve(&app, "127.0.0.1:0").unwrap(),
        form: |name| format!("#/try/{name}"),
        opens_list: "document.querySelector('button[aria-haspopup=dialog]').click()",
        lists: TIMES,
    };
    let theirs = Side {
        server: serve(&odk, "127.0.0.1:0").unwrap(),
        form: |name| format!("?form={name}"),
        opens_list: "document.querySelector('[role=combobox]').click()",
        lists: 1,
    };
    let mut figures = Vec::new();
    for (work, name, goal) in
        [("80 questions, cold: ready", "q80", 1600.0), ("1,000 questions, cold: ready", "q1000", 2500.0)]
    {
        let (odk, ours) = (cold(&theirs, name).await, cold(&ours, name).await);
        figures.push(Figure { work, unit: "ms", goal, odk, ours });
    }
    let (odk, own) = (tap(&theirs).await, tap(&ours).await);
    figures.push(Figure { work: "1,000 questions: tap to painted", unit: "ms", goal: 25.0, odk, ours: own });
    let works = [
        ("100,000 rows: load and open", "ms", 2000.0),
        ("… filter a select by an answer", "ms", 50.0),
        ("… open the filtered list", "ms", 50.0),
        ("… look one row up", "ms", 5.0),
        ("… JavaScript and wasm memory", "MB", 150.0),
    ];
    let (odk, own) = (long_list(&theirs).await, long_list(&ours).await);
    for ((work, unit, goal), (odk, ours)) in works.into_iter().zip(odk.into_iter().zip(own)) {
        figures.push(Figure { work, unit, goal, odk, ours });
    }
    println!(
        "360×740, processor slowed 4 times, cold starts at 1.6 Mbit/s and 150 ms, lists from a fast network; median of {TIMES}"
    );
    println!("{:<34} {:>10} {:>10} {:>8} {:>10}", "", "ODK 0.22", "暖冬", "ratio", "goal");
    for Figure { work, unit, goal, odk, ours } in figures {
        let met = if ours <= goal { "met" } else { "" };
        println!(
            "{work:<34} {odk:>7.1} {unit} {ours:>7.1} {unit} {:>7.1}× {goal:>7.0} {unit} {met}",
            odk / ours.max(0.1)
        );
    }
}

/// Both sites with the forms in them, compressed as a host would.
fn lay() -> (PathBuf, PathBuf) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = root.join(std::env::var("NUANDONG_DIST").unwrap_or_else(|_| "dist".to_owned()));
    let (app, odk) = (root.join("target/bench-beside/app"), root.join("target/bench-beside/odk"));
    let _before = fs::remove_dir_all(&app);
    copy(&built, &app);
    for form in forms::all() {
        form.lay(&app, &odk);
    }
    for site in [&app, &odk] {
        pack(site).unwrap();
    }
    (app, odk)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(path, target).unwrap();
        }
    }
}

impl Side {
    fn address(&self, form: &str) -> String {
        format!("http://127.0.0.1:{}/{}", self.server.port(), (self.form)(form))
    }
}

/// A first visit over a slow network, until the first question stands.
async fn cold(side: &Side, form: &str) -> f64 {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let browser = Browser::start().await;
        browser.unbound().await;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
        times.push(browser.measure(&side.address(form), "第1题", Start::SlowNetwork).await as f64);
        browser.quit().await;
    }
    median(times)
}

/// One tap in a form of 1,000 questions that brings up two others and changes a sum.
async fn tap(side: &Side) -> f64 {
    let browser = Browser::start().await;
    browser.open(&side.address("q1000"), "第1题").await;
    browser.settle().await;
    let mut times = Vec::new();
    for turn in 0..=2 * TIMES {
        // Yes brings the second question up, no takes it away again.
        let (radio, appears) = if turn % 2 == 0 { (0, true) } else { (1, false) };
        let act = format!("document.querySelectorAll('input[type=radio]')[{radio}].click()");
        let done = format!(
            "[...document.querySelectorAll('label, legend')].some(e => e.textContent.includes('第2题')) === {appears}"
        );
        let time = browser.until(&act, &done).await;
        // The first tap warms up.
        if turn > 0 {
            times.push(time);
        }
    }
    browser.quit().await;
    median(times)
}

/// The long list: to open it, to filter by an answer, to see the filtered list, to look a row up, and what it holds in memory.
async fn long_list(side: &Side) -> [f64; 5] {
    let mut all: [Vec<f64>; 5] = Default::default();
    for _ in 0..side.lists {
        let browser = Browser::start().await;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
        let open = browser.open(&side.address("list"), "第3题").await as f64;
        browser.settle().await;
        let filter = browser.until("document.querySelectorAll('input[type=radio]')[4].click()", "true").await;
        let list = browser.until(side.opens_list, "document.body.textContent.includes('5镇4村')").await;
        browser.until("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))", "true").await;
        let typed = "
            const field = document.querySelector('input[type=text]:not([role=combobox]):not([inputmode=search])');
            field.focus();
            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'v77777');
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        let found = browser.until(typed, "document.body.textContent.includes('18镇77777村')").await;
        let memory = browser.memory().await;
        for (figure, value) in all.iter_mut().zip([open, filter, list, found, memory]) {
            figure.push(value);
        }
        browser.quit().await;
    }
    all.map(median)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}
