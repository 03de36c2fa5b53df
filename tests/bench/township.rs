//! 100 villages of 1,000 households added up on the township's screen, from their files: how long, what memory it takes, how soon the page
//! answers a click meanwhile, and how soon it stops when told to. The processor is not slowed: this is the clerk's desk.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nuandong::campaign::builtin;
use nuandong::demo::Demo;
use nuandong::package;
use nuandong::site::serve;
use serde_json::Value;
use thirtyfour::By;

use crate::browser::{Browser, Start};

/// How many villages there are, unless `NUANDONG_VILLAGES` says otherwise, and households in each.
const VILLAGES: u32 = 100;
const HOUSEHOLDS: u32 = 1000;

/// Notes by how much the page's own clock is late, and when: whatever a person does meanwhile waits as long. What the browser does until
/// the page hears of the files at all, on the driver's behalf, is told apart.
const LATE: &str = "
  window.late = [];
  window.heard = Infinity;
  document.addEventListener('change', () => { window.heard = performance.now(); }, { capture: true, once: true });
  (function tick() {
    const at = performance.now();
    setTimeout(() => {
      const now = performance.now();
      if (!window.late) return;
      const from = at < window.heard && window.heard < now ? window.heard : at;
      if (at < window.heard && now - at > 20) window.handing = Math.max(window.handing ?? 0, Math.min(now, window.heard) - at);
      if (at >= window.heard || from > at) {
        if (now - from > 20) window.late.push([now - from - 5, from]);
      }
      tick();
    }, 5);
  })();
  window.from = performance.now();";

/// Clicks on the list of expected villages and away again every 300 ms; how long each took until it was painted.
const CLICKS: &str = "
  window.clicks = [];
  window.clicking = setInterval(() => {
    const open = document.querySelector('dialog[open]');
    const button = open ? open.querySelector('button') : [...document.querySelectorAll('main button')].find((one) => one.innerText.includes('应报村名单'));
    if (!button) return;
    const begun = performance.now();
    button.click();
    (function look() {
      requestAnimationFrame(() => {
        if (!!document.querySelector('dialog[open]') !== !!open) {
          const told = new MessageChannel();
          told.port1.onmessage = () => window.clicks.push(performance.now() - begun);
          told.port2.postMessage(0);
        } else if (performance.now() - begun < 5000) look();
      });
    })();
  }, 300);";

/// Prints the figures.
pub async fn measure(dist: &str) {
    let asked = std::env::var("NUANDONG_VILLAGES").ok().and_then(|count| count.parse().ok());
    let villages = asked.unwrap_or(VILLAGES);
    let files = files(villages);
    let bytes: u64 = files.iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    println!(
        "{villages} villages of {HOUSEHOLDS} households, {} MB of files, added up on the screen",
        bytes / 1_000_000
    );
    let site = serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join(dist), "127.0.0.1:0").unwrap();
    let browser = Browser::start().await;
    let origin = format!("http://127.0.0.1:{}", site.port());
    browser.measure(&format!("{origin}/"), "村里入户", Start::FastNetwork).await;
    browser.until(&click("乡镇汇总"), "document.querySelector('#add-up, input[type=file]')").await;
    browser.settle().await;
    let before = memory(&browser);

    // Stopped midway, and begun anew.
    choose(&browser, &files).await;
    browser
        .until("", "document.querySelector('progress[value]') && document.querySelector('progress').value >= 2")
        .await;
    let stopped = browser.until(&click("停止"), "!document.querySelector('progress')").await;
    browser.until(&click("知道了"), "true").await;
    browser.settle().await;

    // Added up, and the same villages again as other files, over the tables that stand.
    for times in ["at first", "once more"] {
        println!("{times}");
        let most = added_up(&browser, &files, villages).await;
        figure("memory of the page's process at most, worker and all, in MB", most.max(before));
    }
    figure("of them there before, in MB", before);
    figure("from “stop” until it is stopped, in ms", stopped);
    browser.quit().await;
}

fn figure(what: &str, figure: f64) {
    println!("{figure:>9.1}  {what}");
}

/// Has the files added up and tells how it went and the most memory that it took.
async fn added_up(browser: &Browser, files: &[PathBuf], villages: u32) -> f64 {
    for script in [LATE, CLICKS] {
        browser.driver.execute(script, vec![]).await.unwrap();
    }
    let begun = Instant::now();
    choose(browser, files).await;
    // What is drawn for paper comes last. Reading the text of the whole page would itself keep the page from answering.
    let done = format!("document.querySelectorAll('main .paper tbody tr').length > {villages}");
    let (mut most, mut has_begun) = (0.0_f64, false);
    let mut steps = std::collections::BTreeSet::new();
    let took = loop {
        most = most.max(memory(browser));
        let told = format!("return [{done}, document.querySelector('progress')?.value ?? null];");
        let told = browser.driver.execute(&told, vec![]).await.unwrap();
        let step = told.json().get(1).and_then(Value::as_f64);
        if let Some(step) = step {
            has_begun = true;
            steps.insert(step.to_string());
        }
        if has_begun && step.is_none() && told.json().get(0) == Some(&Value::Bool(true)) {
            break begun.elapsed();
        }
        assert!(begun.elapsed() < Duration::from_mins(4), "never added up");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    // The clicks go on over the tables that stand now.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let told = "clearInterval(window.clicking); document.querySelector('dialog[open] button')?.click();
        const late = window.late; window.late = null; return [late, window.clicks, window.from, window.handing ?? 0];";
    let seen = browser.driver.execute(told, vec![]).await.unwrap().json().clone();
    figure("until the page hears of the files, the browser's own, in ms", seen[3].as_f64().unwrap_or_default());
    let from = seen[2].as_f64().unwrap_or_default();
    let mut late: Vec<(f64, f64)> = seen[0]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| Some((one.get(0)?.as_f64()?, (one.get(1)?.as_f64()? - from) / 1000.0)))
        .collect();
    late.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut clicks: Vec<f64> = seen[1].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    clicks.sort_unstable_by(f64::total_cmp);
    figure("until the tables stand, in s", took.as_secs_f64());
    println!("{:>9}  steps of progress that were seen", steps.len());
    for (late, at) in late.iter().take(4) {
        figure(&format!("the page's own clock late, in ms, {at:.1} s after the files were chosen"), *late);
    }
    figure(&format!("a click until it is painted, the median of {}, in ms", clicks.len()), clicks[clicks.len() / 2]);
    figure("the slowest of them", clicks[clicks.len() - 1]);
    most
}

/// Hands the files to the button that adds up and takes nothing in.
async fn choose(browser: &Browser, files: &[PathBuf]) {
    let field = browser.driver.find(By::Id("add-up")).await.unwrap();
    let names = files.iter().fold(String::new(), |mut names, file| {
        let line = if names.is_empty() { "" } else { "\n" };
        write!(names, "{line}{}", file.display()).unwrap();
        names
    });
    field.send_keys(names).await.unwrap();
}

fn click(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('button, a')].filter((one) => one.innerText.includes('{name}')).at(-1)?.click()"
    )
}

/// The packages of made-up villages, made where they are not there yet.
fn files(villages: u32) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("township-{HOUSEHOLDS}"));
    fs::create_dir_all(&folder).unwrap();
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = Demo { villages: VILLAGES.max(villages), households: HOUSEHOLDS, seed: 1, sent: None };
    let file = |number: u32| {
        let path = folder.join(format!("{number}.zip"));
        if !path.exists() {
            let (label, journal) = demo.survey(&demo.village(number), &campaign);
            fs::write(&path, package::write(label, &journal)).unwrap();
        }
        path
    };
    (1..=villages).map(file).collect()
}

/// The most memory that a page's process has held so far, worker and all, in megabytes, as the system counts it.
fn memory(browser: &Browser) -> f64 {
    let mut most = 0.0_f64;
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let read = |name: &str| fs::read(entry.path().join(name)).unwrap_or_default();
        let command = String::from_utf8_lossy(&read("cmdline")).into_owned();
        if !command.contains("--type=renderer") || !descends(&entry.path(), browser.process()) {
            continue;
        }
        let status = String::from_utf8_lossy(&read("status")).into_owned();
        let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = mark.and_then(|mark| mark.trim().trim_end_matches(" kB").parse::<f64>().ok());
        most = most.max(kilobytes.unwrap_or_default() / 1000.0);
    }
    most
}

/// Whether a process is one of another's.
fn descends(process: &Path, of: u32) -> bool {
    let mut process = process.to_owned();
    for _ in 0..8 {
        let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse::<u32>().ok());
        match parent {
            Some(parent) if parent == of => return true,
            Some(parent) if parent > 1 => process = Path::new("/proc").join(parent.to_string()),
            _ => return false,
        }
    }
    false
}
