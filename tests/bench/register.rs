//! A whole township's households on one slow phone without a network: how soon the list stands, how it scrolls, how a search, a saved answer
//! and the list of the day answer.
//!
//! A roster of 20,000 households is imported as an office would import it; after that the server is gone and the processor is slowed 4
//! times. Times of taps run from the tap until the result is painted; that of an answer until the database has said that it is on disk.
//!
//! Beside each figure that hangs on the machine stands, from the same run, what the machine can do at all: `SheetJS` reading the same file in a
//! worker, a list of rows that are simply there and scroll, and a write to an empty database that nothing is drawn for.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nuandong::demo::Demo;
use nuandong::demo::roster::roster;
use nuandong::site::serve;
use serde_json::{Value, json};
use thirtyfour::{By, Key};

use crate::browser::{Browser, Start};
use crate::median;

/// How many households there are, unless `NUANDONG_HOUSEHOLDS` says otherwise.
const HOUSEHOLDS: u32 = 20_000;

/// How often a start is measured.
const STARTS: usize = 3;

/// How long somebody looks at the list before the program is left.
const CALM: Duration = Duration::from_secs(12);

/// How long a step may take.
const PATIENCE: Duration = Duration::from_mins(4);

/// Notes when the last transaction that wrote was complete.
const NOTE_DISK: &str = "
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const made = begin.apply(this, given);
    if (given[1] === 'readwrite') made.addEventListener('complete', () => { window.onDisk = performance.now(); });
    return made;
  };";

/// Notes when the page was last drawn anew.
const NOTE_DRAWN: &str = "
  new MutationObserver(() => { window.drawn = performance.now(); })
    .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });";

/// Has every page believe that it is the morning of the second day of the survey, when everybody is still to be seen.
const PRETEND: &str = "
  const Real = Date, ahead = Real.parse('2026-12-17T01:00:00Z') - Real.now();
  const Then = function (...given) { return given.length ? new Real(...given) : new Real(Real.now() + ahead); };
  Then.prototype = Real.prototype;
  Then.now = () => Real.now() + ahead;
  Then.parse = Real.parse;
  Then.UTC = Real.UTC;
  globalThis.Date = Then;";

/// Puts rows that are simply there, copies of those that stand, in the place of the list; they scroll without being drawn anew.
const STATIC: &str = "
  const list = document.querySelector('.long');
  const rows = [...list.querySelectorAll('.at')].filter((row) => row.querySelector('a.row'));
  const box = list.cloneNode(false);
  for (let at = 0; at < 1500; at += 1) {
    const row = rows[at % rows.length].cloneNode(true);
    row.style.position = 'static';
    box.append(row);
  }
  list.after(box);
  list.remove();";

/// Writes something small to an empty database so many times; the milliseconds that the middle one took to be on disk.
const FLOOR: &str = "
  const answer = arguments[0];
  (async () => {
    const opening = indexedDB.open('floor', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('floor');
    const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    const times = [];
    for (let at = 0; at < 21; at += 1) {
      await new Promise((done) => setTimeout(done, 100));
      const begun = performance.now();
      const writing = database.transaction('floor', 'readwrite', { durability: 'strict' });
      writing.objectStore('floor').put(new Uint8Array(300), at);
      await new Promise((done) => { writing.oncomplete = done; });
      times.push(performance.now() - begun);
    }
    answer(times.sort((one, other) => one - other)[10]);
  })();";

/// Scrolls the list by a third of its height at every frame for two seconds; how many frames there were, and in how many some row was
/// missing on the screen.
const SCROLL: &str = "
  const answer = arguments[0];
  const list = document.querySelector('.long');
  const box = list.getBoundingClientRect();
  const begun = performance.now();
  let frames = 0, blank = 0;
  (function next() {
    requestAnimationFrame(() => {
      for (let y = box.top + 90; y < box.bottom - 90; y += 60) {
        const under = document.elementFromPoint(box.left + box.width / 2, y);
        if (!under || !under.closest('a.row, .group, h2, h3, [role=row], li')) { blank += 1; break; }
      }
      frames += 1;
      list.scrollTop += box.height / 3;
      if (performance.now() - begun < 2000) next();
      else answer([frames, blank, performance.now() - begun]);
    });
  })();";

/// Prints the figures.
pub async fn measure(dist: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(dist);
    let site = serve(&folder, "127.0.0.1:0").unwrap();
    let origin = format!("http://127.0.0.1:{}", site.port());
    let browser = Browser::start().await;
    browser.driver.set_script_timeout(PATIENCE).await.unwrap();
    for source in [PRETEND, NOTE_DISK] {
        browser.say("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    }
    let asked = std::env::var("NUANDONG_HOUSEHOLDS").ok().and_then(|count| count.parse().ok());
    let households = asked.unwrap_or(HOUSEHOLDS);
    println!("{households} households on that phone, without a network");
    let imported = import(&browser, &origin, households).await;
    say("roster imported, in ms, not slowed", imported);
    drop(site);
    match sheetjs(&browser).await {
        Some(time) => say("SheetJS reads the same file in a worker, in ms, not slowed", time),
        None => println!("        —  SheetJS is not there: tests/bench/sheets/setup.sh"),
    }

    let count = format!("{} 户", nuandong::ui::format::count(households as usize));
    let list = format!("{origin}/#/households");
    say("list of households stands the first time after the import, in ms", browser.open(&list, &count).await);
    // It is kept for the next start once the page has been calm for a while.
    tokio::time::sleep(CALM).await;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        starts.push(browser.open(&list, &count).await);
    }
    say("list of households stands at every other start, in ms", median(starts));
    browser.settle().await;
    say("heap and memory, in MB", whole(browser.memory().await));
    scroll(&browser, "while scrolling").await;
    search(&browser).await;
    today(&browser).await;
    answers(&browser).await;
    browser.until("location.hash = '#/households'", "document.querySelector('.homes a.row')").await;
    browser.driver.execute(STATIC, vec![]).await.unwrap();
    browser.settle().await;
    scroll(&browser, "while rows that are simply there scroll").await;
    browser.quit().await;
}

fn roster_file() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("register.xlsx")
}

/// Takes the roster in; the time from choosing the file until all is stored.
async fn import(browser: &Browser, origin: &str, households: u32) -> u64 {
    let demo = Demo { villages: 2, households, seed: 1, sent: None };
    let roster = roster(&demo, &demo.village(2)).unwrap();
    let file = roster_file();
    std::fs::write(&file, roster.bytes).unwrap();
    browser.measure(&format!("{origin}/"), "村里入户", Start::FastNetwork).await;
    browser.installed().await;
    browser.until(&click("村里入户"), "document.body.innerText.includes('今天')").await;
    browser.until("location.hash = '#/import'", "document.getElementById('village')").await;
    let village = browser.driver.find(By::Id("village")).await.unwrap();
    village.send_keys("示例村" + Key::Tab).await.unwrap();
    browser.until("", &has("选文件")).await;
    let chosen = Instant::now();
    let field = browser.driver.find(By::Css("input[type=file]")).await.unwrap();
    field.send_keys(file.to_str().unwrap()).await.unwrap();
    browser.until("", "document.body.innerText.includes('看懂了这些')").await;
    browser.until(&click("导入"), "document.body.innerText.includes('看住户')").await;
    u64::try_from(chosen.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// How long `SheetJS` takes to read the same file, where it is installed.
async fn sheetjs(browser: &Browser) -> Option<u64> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-sheets");
    if !folder.join("xlsx.full.min.js").exists() {
        return None;
    }
    let site = serve(&folder, "127.0.0.1:0").unwrap();
    browser.pretend(1, false).await;
    browser.shown(&format!("http://127.0.0.1:{}/read.html", site.port()), "SheetJS").await;
    let field = browser.driver.find(By::Css("input[type=file]")).await.unwrap();
    field.send_keys(roster_file().to_str().unwrap()).await.unwrap();
    browser.until("", "document.title.startsWith('read')").await;
    let time = browser.driver.execute("return Number(document.title.split(' ')[1])", vec![]).await.unwrap();
    Some(whole(time.json().as_f64().unwrap_or_default()))
}

async fn scroll(browser: &Browser, what: &str) {
    let seen = browser.driver.execute_async(SCROLL, vec![]).await.unwrap();
    let number = |at: usize| seen.json().get(at).and_then(Value::as_f64).unwrap_or_default();
    let a_second = number(0) * 1000.0 / number(2);
    say(&format!("frames a second {what}"), whole(a_second));
    say("of them with a row missing, in a hundred", whole(number(1) * 100.0 / number(0)));
}

async fn search(browser: &Browser) {
    let mut times = Vec::new();
    for typed in ["z", "zs", "1234", "3组", "甲子"] {
        let act = format!(
            "const field = document.querySelector('[role=search] input'); field.value = '{typed}';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        let done = format!(
            "document.querySelector('[role=search] input').value === '{typed}' && /找到|没有找到/.test(document.body.innerText)"
        );
        times.push(whole(browser.until(&act, &done).await));
        let clear = "const field = document.querySelector('[role=search] input'); field.value = '';
             field.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.until(clear, "!/找到/.test(document.body.innerText)").await;
    }
    say("a letter typed into the search until the answer is painted, in ms", median(times));
}

/// A contact from the list of the day, until the list stands again.
async fn today(browser: &Browser) {
    let opened = browser.until("location.hash = '#/today'", "document.querySelector('.person')").await;
    say("list of the day, the first time, in ms", whole(opened));
    browser.settle().await;
    browser.driver.execute(NOTE_DRAWN, vec![]).await.unwrap();
    let (mut times, mut busy, mut stored, mut drawn) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for seen in 1..=5 {
        let sheet = "document.querySelector('.person .acts button').click()";
        browser.until(sheet, "document.querySelector('dialog[open]')").await;
        browser.settle().await;
        let before = browser.busy().await;
        let done = format!("document.body.innerText.includes('今天联系过 {seen} 户')");
        let act = format!("window.tapped = performance.now(); {}", click("到家里看过"));
        times.push(whole(browser.until(&act, &done).await));
        let parts = "return [window.onDisk - window.tapped, window.drawn - window.onDisk];";
        let parts = browser.driver.execute(parts, vec![]).await.unwrap();
        let part = |at: usize| parts.json().get(at).and_then(Value::as_f64).map_or(0, whole);
        stored.push(part(0));
        drawn.push(part(1));
        browser.settle().await;
        busy.push(whole(browser.busy().await - before));
    }
    say("a contact until the list of the day stands again, stored and painted, in ms", median(times));
    say("of them until the database has it", median(stored));
    say("of them from there until the list is in the page: filed, listed and drawn", median(drawn));
    say("the processor's share of all of it, with what is painted", median(busy));
}

/// Taps in a visit, until the answer is on disk.
async fn answers(browser: &Browser) {
    browser.until("location.hash = '#/households'", "document.querySelector('.homes a.row')").await;
    browser.until("document.querySelector('.homes a.row').click()", &has("开始入户")).await;
    browser.until(&click("开始入户"), "document.querySelector('main input[type=radio], main [role=radio]')").await;
    browser.settle().await;
    let mut times = Vec::new();
    for round in 0..9 {
        let act = format!(
            "const all = [...document.querySelectorAll('main input[type=radio]')]; window.onDisk = 0; window.tapped = performance.now();
             all[{} % all.length].click()",
            round % 2
        );
        browser.until(&act, "window.onDisk > window.tapped").await;
        let time = browser.driver.execute("return Math.round(window.onDisk - window.tapped)", vec![]).await.unwrap();
        times.push(time.json().as_u64().unwrap_or_default());
        browser.settle().await;
    }
    say("an answer until it is on disk, in ms", median(times));
    let floor = browser.driver.execute_async(FLOOR, vec![]).await.unwrap();
    say("anything at all until it is on disk, in ms", whole(floor.json().as_f64().unwrap_or_default()));
}

/// Taps the last button or link of this name.
pub fn click(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('button, a')].filter((one) => one.innerText.includes('{name}')).at(-1).click()"
    )
}

/// Whether these words stand on the screen.
pub fn has(name: &str) -> String {
    format!("document.body.innerText.includes('{name}')")
}

/// A figure without its fraction.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds and megabytes, never below 0"
)]
fn whole(figure: f64) -> u64 {
    figure.round().max(0.0) as u64
}

fn say(what: &str, figure: u64) {
    println!("{figure:>9}  {what}");
}
