//! This application beside ODK Web Forms: the same forms, one browser, the same made-up phone; each figure with its ratio.
//!
//! Both show the form on one page, from the same compressed files over the same server. "Ready" is the moment at which the first
//! question stands on the screen; a tap ends when its result is painted, a look-up when the value stands in the page (and, below, when
//! that is painted). What is done in a page is done at the beginning of a frame, so that waiting for the screen's next frame counts
//! for neither, and a result is painted when the page's own thread has painted the first frame that holds it. Figures never fail; a
//! page that does not come up does.
//!
//! `-- alone` measures this application without the other; `-- starts`, `-- tap` and `-- list` only that part.

#![expect(clippy::unwrap_used, reason = "a browser that does not do as told ends the run, and the line says where")]

#[expect(dead_code, reason = "the other measure uses the rest")]
#[path = "../browser.rs"]
mod browser;
mod forms;
mod stands;
#[expect(dead_code, reason = "the other measure uses the rest")]
#[path = "../tap.rs"]
mod tap;

use std::fs;
use std::path::{Path, PathBuf};

use nuandong::site::{Server, pack, serve};

use browser::{Browser, Start};
use forms::{ROWS, TOWNS};

/// How often each figure is measured; the median counts. The long list, which takes the other side a minute each time, is opened
/// once there.
const TIMES: usize = 3;

/// How often a tap is measured, after one that warms up. A slowed processor stands still for milliseconds at a time, so that a single
/// tap of twenty milliseconds says little.
const TAPS: usize = 20;

/// One of the two.
struct Side {
    server: Server,
    /// The address of a form, after the server's.
    form: fn(&str) -> String,
    /// Opens the long list in a page.
    opens_list: &'static str,
    /// How often the long list is opened.
    lists: usize,
    /// How often a row is looked up in it, after once that warms up. The other side takes seconds for one.
    look_ups: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (app, odk) = lay();
    let ours = Side {
        server: serve(&app, "127.0.0.1:0").unwrap(),
        form: |name| format!("#/try/{name}"),
        opens_list: "document.querySelector('button[aria-haspopup=dialog]').click()",
        lists: TIMES,
        look_ups: TAPS,
    };
    let theirs = Side {
        server: serve(&odk, "127.0.0.1:0").unwrap(),
        form: |name| format!("?form={name}"),
        opens_list: "document.querySelector('[role=combobox]').click()",
        lists: 1,
        look_ups: 2 * TIMES,
    };
    let words: Vec<String> = std::env::args().skip(1).collect();
    let theirs = (!words.iter().any(|word| word == "alone")).then_some(theirs);
    let parts = ["starts", "tap", "list"].map(|part| words.iter().any(|word| word == part));
    let [starts, taps, lists] = if parts == [false; 3] { [true; 3] } else { parts };
    println!(
        "360×740, processor slowed 4 times, cold starts at 1.6 Mbit/s and 150 ms, lists from a fast network; medians of {TIMES} starts and \
         {TAPS} taps"
    );
    println!("{:<38} {:>10} {:>10} {:>8} {:>10}", "", "ODK 0.22", "暖冬", "ratio", "goal");
    if starts {
        measure_starts(&ours, theirs.as_ref()).await;
    }
    if taps {
        let odk = if let Some(theirs) = &theirs { Some(tap(theirs).await) } else { None };
        say("1,000 questions: tap to painted", "ms", Some(25.0), odk, tap(&ours).await);
    }
    if lists {
        measure_list(&ours, theirs.as_ref()).await;
    }
}

async fn measure_starts(ours: &Side, theirs: Option<&Side>) {
    for (work, name, goal) in
        [("80 questions, cold: ready", "q80", 1600.0), ("1,000 questions, cold: ready", "q1000", 2500.0)]
    {
        let odk = if let Some(theirs) = theirs { Some(cold(theirs, name).await) } else { None };
        say(work, "ms", Some(goal), odk, cold(ours, name).await);
    }
}

async fn measure_list(ours: &Side, theirs: Option<&Side>) {
    let works = [
        ("100,000 rows: load and open", "ms", Some(2000.0)),
        ("… filter a select by an answer", "ms", Some(50.0)),
        ("… open the filtered list", "ms", Some(50.0)),
        ("… look one row up", "ms", Some(5.0)),
        ("… look one row up, painted", "ms", None),
        ("… JavaScript and wasm memory", "MB", Some(150.0)),
    ];
    let odk = if let Some(theirs) = theirs { Some(long_list(theirs).await) } else { None };
    let own = long_list(ours).await;
    for (at, (work, unit, goal)) in works.into_iter().enumerate() {
        say(work, unit, goal, odk.map(|odk| odk[at]), own[at]);
    }
}

/// Prints a figure with its ratio and its goal.
fn say(work: &str, unit: &str, goal: Option<f64>, odk: Option<f64>, ours: f64) {
    let (odk, ratio) = odk.map_or(("—".to_owned(), "—".to_owned()), |odk| {
        (format!("{odk:.1} {unit}"), format!("{:.1}×", odk / ours.max(0.1)))
    });
    let goal = goal.map_or(String::new(), |goal| format!("{goal:.0} {unit} {}", if ours <= goal { "met" } else { "" }));
    println!("{work:<38} {odk:>10} {:>10} {ratio:>8} {goal:>14}", format!("{ours:.1} {unit}"));
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
    for turn in 0..=TAPS {
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
async fn long_list(side: &Side) -> [f64; 6] {
    let mut all: [Vec<f64>; 6] = Default::default();
    for _ in 0..side.lists {
        let browser = Browser::start().await;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
        let open = browser.open(&side.address("list"), "第3题").await as f64;
        browser.settle().await;
        let filter = browser.until("document.querySelectorAll('input[type=radio]')[4].click()", "true").await;
        let list = browser.until(side.opens_list, "document.body.textContent.includes('5镇4村')").await;
        browser.until("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))", "true").await;
        let (found, painted) = look_up(&browser, side.look_ups).await;
        let memory = browser.memory().await;
        for (figure, value) in all.iter_mut().zip([open, filter, list, found, painted, memory]) {
            figure.push(value);
        }
        browser.quit().await;
    }
    all.map(median)
}

/// Looks rows up by a code that is typed: the time until the value stands in the page, and until it is painted.
async fn look_up(browser: &Browser, times: usize) -> (f64, f64) {
    const FIELD: &str =
        "window.field = document.querySelector('input[type=text]:not([role=combobox]):not([inputmode=search])');";
    browser.until(&[FIELD, "field.focus();"].concat(), "true").await;
    let (mut found, mut painted) = (Vec::new(), Vec::new());
    for row in (0..=times).map(|turn| ROWS - 1 - turn * 4_567) {
        let typed = format!(
            "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'v{row}');
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
            field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        let done = format!("document.body.textContent.includes('{}镇{row}村')", row % TOWNS + 1);
        let (stood, shown) = browser.stands(&typed, &done).await;
        found.push(stood);
        painted.push(shown);
    }
    // The first one warms up.
    (median(found.split_off(1)), median(painted.split_off(1)))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}
