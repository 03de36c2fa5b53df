//! A ledger of 20,000 rows and 40 columns as xlsx: from the office worker, in the office layout, beside `SheetJS` and `ExcelJS`, which write
//! the bare cells, in the same browser and from the same table. Ours is timed from the table in the page to the bytes back in the page,
//! with the way into the worker and out of it.

use std::path::Path;

use nuandong::site::serve;
use serde_json::Value;

use crate::browser::{Browser, Start};

/// How often each is measured; the least counts, since what else runs on the machine only adds.
const TIMES: usize = 3;

/// Makes the table: names, numbers that are names, dates, and words of short lists, as ledgers have them.
const TABLE: &str = "
  window.table = (rows, columns) => Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => {
    if (column === 0) return String(row + 1);
    if (column === 1) return '测试' + String.fromCharCode(0x4e00 + row % 2000) + String.fromCharCode(0x5000 + column + row % 97);
    if (column === 2) return '110105' + (19300101 + row % 900000) + String(1000 + row % 9000);
    if (column === 3) return '154' + String(10000000 + row);
    if (column === 4) return '示例镇示例村' + (row % 12) + '组' + row + '号';
    if (column % 5 === 0) return '2026-12-' + (10 + (row + column) % 20);
    if (column % 3 === 0) return ['是', '否'][(row * column) % 2];
    return ['煤炉', '电暖器', '火炕', '集中供暖', '空调', '无'][(row + column * 7) % 6];
  }));";

const OURS: &str = "
  const answer = arguments[0], worker = new Worker('./office_loader.js'), times = [];
  const rows = table(20000, 40), heading = rows[0].map((_, column) => '第' + (column + 1) + '列');
  let begun = 0, size = 0;
  const ask = () => {
    begun = performance.now();
    const bytes = new TextEncoder().encode(JSON.stringify({ title: 'L1 重点对象台账', heading, rows }));
    worker.postMessage([times.length, { WriteAnswers: { name: '台账.xlsx', lang: 'zh-Hans' } }, [bytes], null], [bytes.buffer]);
  };
  worker.onmessage = ({ data }) => {
    if (data === 'ready') return ask();
    const told = data[1];
    if (told.Done || (told.get && told.get('Done'))) {
      times.push(performance.now() - begun);
      size = data[2][0].byteLength;
      if (times.length < TIMES) return ask();
      worker.terminate();
      answer([Math.min(...times), size]);
    } else if (told.Refused || (told.get && told.get('Refused'))) answer([-1, JSON.stringify(told)]);
  };
  worker.onerror = (event) => answer([-1, event.message]);";

const THEIRS: &str = "
  const answer = arguments[0];
  (async () => {
    const rows = table(20000, 40), times = [];
    let size = 0;
    for (let time = 0; time < TIMES; time += 1) {
      const begun = performance.now();
      size = await writers.WHICH(rows);
      times.push(performance.now() - begun);
    }
    answer([Math.min(...times), size]);
  })();";

/// Prints the figures.
pub async fn measure(dist: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (ours, theirs) = (root.join(dist), root.join("target/bench-sheets"));
    println!("a ledger of 20,000 rows and 40 columns as xlsx, processor not slowed; the least of {TIMES}");
    println!("{:>9} {:>7} {:>7}", "ms", "MB", "of ours");
    let own = one(&ours, OURS, "村里入户").await;
    say(own, own, "暖冬, from the worker, in the office layout");
    for (which, name) in [
        ("sheetjs", "SheetJS 0.18.5, bare cells"),
        ("stored", "SheetJS 0.18.5, bare cells, not compressed"),
        ("exceljs", "ExcelJS 4.4.0, bare cells"),
    ] {
        let figures = one(&theirs, &THEIRS.replace("WHICH", which), "ready").await;
        say(figures, own, name);
    }
}

/// The milliseconds and bytes that one takes, in a browser of its own.
async fn one(site: &Path, script: &str, words: &str) -> (f64, f64) {
    let site = serve(site, "127.0.0.1:0").unwrap();
    let browser = Browser::start().await;
    browser.unbound().await;
    browser.measure(&format!("http://127.0.0.1:{}/", site.port()), words, Start::FastNetwork).await;
    browser.settle().await;
    browser.driver.execute(TABLE, vec![]).await.unwrap();
    let told = browser.driver.execute_async(script.replace("TIMES", &TIMES.to_string()), vec![]).await.unwrap();
    let number = |at: usize| told.json().get(at).and_then(Value::as_f64);
    let figures = number(0).zip(number(1));
    assert!(figures.is_some_and(|(time, _)| time > 0.0), "{}", told.json());
    browser.quit().await;
    figures.unwrap()
}

fn say((time, size): (f64, f64), (own, _): (f64, f64), what: &str) {
    println!("{time:>9.0} {:>7.1} {:>6.1}×  {what}", size / 1e6, time / own);
}
