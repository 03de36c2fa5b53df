//! Every control of every appearance, on a phone and at a desk: what is tapped is 48 pixels or more, what is asked is bound to what
//! answers it, what is wrong stands beside it and is announced, and a photo leaves its notes behind.

use std::path::PathBuf;

use nuandong::workbook::{Workbook, office};
use serde_json::Value;

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;

/// The size of a desk's screen in CSS pixels.
const DESK: (u32, u32) = (1280, 800);

/// Each control once. The first column is the type, then the appearance and the parameters.
const CONTROLS: &[[&str; 3]] = &[
    ["note", "", ""],
    ["text", "", ""],
    ["text", "multiline", ""],
    ["text", "", "rows=3"],
    ["text", "numbers", ""],
    ["text", "url", ""],
    ["text", "masked", ""],
    ["integer", "", ""],
    ["decimal", "thousands-sep", ""],
    ["range", "", "start=0 end=10 step=1"],
    ["range", "no-ticks", "start=0 end=10 step=1"],
    ["range", "vertical", "start=0 end=10 step=1"],
    ["range", "rating", "start=1 end=5 step=1"],
    ["range", "picker", "start=0 end=10 step=1"],
    ["select_one fuel", "", ""],
    ["select_one fuel", "columns", ""],
    ["select_one fuel", "columns-2", ""],
    ["select_one fuel", "columns-3", ""],
    ["select_one fuel", "columns-pack", ""],
    ["select_one fuel", "no-buttons", ""],
    ["select_one fuel", "quick", ""],
    ["select_one fuel", "likert", ""],
    ["select_one fuel", "minimal", ""],
    ["select_one fuel", "autocomplete", ""],
    ["select_one fuel", "label", ""],
    ["select_one fuel", "list-nolabel", ""],
    ["select_multiple fuel", "list-nolabel", ""],
    ["select_one fuel or_other", "", ""],
    ["select_multiple fuel", "", ""],
    ["select_multiple fuel", "columns-pack", ""],
    ["select_multiple fuel", "minimal", ""],
    ["rank fuel", "", ""],
    ["acknowledge", "", ""],
    ["date", "", ""],
    ["date", "month-year", ""],
    ["date", "year", ""],
    ["time", "", ""],
    ["dateTime", "", ""],
    ["geopoint", "", ""],
    ["geotrace", "", ""],
    ["geoshape", "", ""],
    ["image", "", ""],
    ["image", "new", ""],
    ["image", "new-front", ""],
    ["image", "signature", ""],
    ["image", "draw", ""],
    ["image", "annotate", ""],
    ["audio", "", ""],
    ["video", "", ""],
    ["file", "", ""],
    ["barcode", "", ""],
];

/// Answers that a constraint refuses: the type, the appearance and parameters, and the answer.
const REFUSED: &[[&str; 4]] = &[
    ["text", "", "", "甲"],
    ["text", "multiline", "", "甲"],
    ["text", "numbers", "", "12"],
    ["text", "url", "", "https://example.org"],
    ["text", "masked", "", "12"],
    ["integer", "", "", "3"],
    ["decimal", "", "", "3.5"],
    ["range", "", "start=0 end=10 step=1", "3"],
    ["range", "rating", "start=1 end=5 step=1", "3"],
    ["range", "picker", "start=0 end=10 step=1", "3"],
    ["select_one fuel", "", "", "coal"],
    ["select_one fuel", "likert", "", "coal"],
    ["select_one fuel", "minimal", "", "coal"],
    ["select_one fuel", "list-nolabel", "", "coal"],
    ["select_multiple fuel", "", "", "coal"],
    ["select_multiple fuel", "minimal", "", "coal"],
    ["rank fuel", "", "", "coal wood gas power"],
    ["acknowledge", "", "", "OK"],
    ["date", "", "", "2026-12-16"],
    ["date", "month-year", "", "2026-12-01"],
    ["time", "", "", "10:30:00.000+08:00"],
    ["geopoint", "", "", "35.1 115.2 0 0"],
    ["barcode", "", "", "6901234567892"],
];

const CHOICES: &str = "list_name,name,label\nfuel,coal,煤炉\nfuel,wood,柴灶\nfuel,gas,燃气\nfuel,power,电暖气\n";

/// Names every control that is too small to tap, that nothing names, or whose question is bound to nothing.
const MEASURE: &str = "
  const wrong = [];
  // What is folded is tapped too, once it is unfolded.
  for (const folded of document.querySelectorAll('main details')) folded.open = true;
  const stands = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  const said = (element) => (element?.innerText ?? element?.textContent ?? '').trim();
  const where = (element) => said(element.closest('.field')?.querySelector('legend, label')) + ': ' + element.outerHTML.slice(0, 140);
  for (const element of document.querySelectorAll('main :is(button, a[href], input, select, textarea, summary)')) {
    // A box, a dot and a file field are tapped by their labels.
    const inside = ['radio', 'checkbox', 'file'].includes(element.type) && element.closest('label');
    const target = inside || element;
    if (!stands(target)) continue;
    const { width, height } = target.getBoundingClientRect();
    if (Math.min(width, height) < 47.5) wrong.push(`${Math.round(width)}×${Math.round(height)} ${where(element)}`);
    const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => said(document.getElementById(id))).join('');
    const name = element.getAttribute('aria-label') || by || [...(element.labels ?? [])].map(said).join('') || said(element);
    if (!name) wrong.push(`without a name: ${where(element)}`);
  }
  for (const field of document.querySelectorAll('main .field')) {
    const label = field.querySelector(':scope > label, :scope > legend');
    if (!label || !said(label)) wrong.push(`a question without words: ${field.outerHTML.slice(0, 140)}`);
    else if (label.tagName === 'LABEL' && !label.control) wrong.push(`bound to nothing: ${said(label)}`);
  }
  // A short word stands on one line: 电暖气 is not broken to fit one more beside it.
  for (const label of document.querySelectorAll('main .choice > .grow')) {
    const line = parseFloat(getComputedStyle(label).lineHeight);
    if (said(label).length <= 5 && label.offsetHeight > 1.5 * line) wrong.push(`broken: ${where(label)}`);
  }
  // Columns that are counted are no more than that.
  for (const field of document.querySelectorAll('main .field')) {
    const most = /columns-(\\d)/.exec(said(field.querySelector('legend')))?.[1];
    const columns = new Set([...field.querySelectorAll('.choice')].map((choice) => choice.offsetLeft)).size;
    if (most && columns > most) wrong.push(`${columns} columns: ${said(field.querySelector('legend'))}`);
  }
  // Nothing hangs over the edge of the screen.
  const main = document.querySelector('main');
  if (main.scrollWidth > main.clientWidth) wrong.push(`${main.scrollWidth} wide in ${main.clientWidth}`);
  return wrong;";

/// Names every question whose refusal is not told beside it, or not announced, or not tied to its control.
const REFUSALS: &str = "
  const wrong = [];
  for (const field of document.querySelectorAll('main .field')) {
    const name = field.querySelector(':scope > label, :scope > legend').innerText;
    const says = field.querySelector('.says');
    if (!says?.innerText.includes('这样不行')) { wrong.push(`not told: ${name}`); continue; }
    if (says.getAttribute('aria-live') !== 'polite') wrong.push(`not announced: ${name}`);
    const tied = [field, ...field.querySelectorAll('input, textarea, select')]
      .some((element) => (element.getAttribute('aria-describedby') ?? '').split(' ').includes(says.id));
    if (!tied) wrong.push(`not tied to its control: ${name}`);
    const typed = field.querySelector('input[type=text], input[type=password], textarea');
    if (typed && typed.getAttribute('aria-invalid') !== 'true') wrong.push(`not marked as wrong: ${name}`);
  }
  return wrong;";

/// Puts a made-up photo into the page's photo field: 3,000 by 2,000 pixels, lying on its side, with notes of where it was taken. What
/// the page shows from then on is remembered by its address: the page's policy lets nobody fetch it.
const PHOTO: &str = "
  const done = arguments[0];
  const address = URL.createObjectURL;
  window.given = new Map();
  URL.createObjectURL = (blob) => { const url = address.call(URL, blob); given.set(url, blob); return url; };
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [3000, 2000];
  const pen = canvas.getContext('2d');
  for (let at = 0; at < 3000; at++) {
    pen.fillStyle = `hsl(${(at * 37) % 360} 60% ${30 + (at * 13) % 50}%)`;
    pen.fillRect((at * 97) % 3000, (at * 61) % 2000, 160, 120);
  }
  canvas.toBlob(async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    // One directory with its orientation (turned by a quarter) and where its places stand, and the latitude among those.
    const text = [0x45, 0x78, 0x69, 0x66, 0, 0];
    const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 2,
      0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0,
      0, 1, 0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0, 0, 0, 0, 0];
    const length = text.length + tiff.length + 2;
    const notes = [0xff, 0xe1, length >> 8, length & 255, ...text, ...tiff];
    const photo = new File([bytes.slice(0, 2), new Uint8Array(notes), bytes.slice(2)], 'IMG_1.jpg', { type: 'image/jpeg' });
    const field = document.querySelector('main input[type=file][accept^=image]');
    const files = new DataTransfer();
    files.items.add(photo);
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    done(photo.size);
  }, 'image/jpeg', 0.98);";

/// Reads the photo that is shown: its size, its bytes, and whether any of the camera's notes are left.
const KEPT: &str = "
  const done = arguments[0];
  const image = document.querySelector('main .photo img');
  if (!image?.naturalWidth) return void done(null);
  given.get(image.src).arrayBuffer().then((buffer) => {
    const text = new TextDecoder('latin1').decode(buffer);
    done({ width: image.naturalWidth, height: image.naturalHeight, bytes: buffer.byteLength, notes: text.includes('Exif') });
  });";

/// A workbook of questions, as a file of the device.
fn form(device: &Profile, name: &str, questions: &[String]) -> PathBuf {
    let heads = "type,name,label,hint,guidance_hint,constraint,constraint_message,appearance,parameters,default\n";
    let survey = [heads, &questions.concat()].concat();
    let book = Workbook::from_csvs(&[("survey", &survey), ("choices", CHOICES)]);
    let file = device.file(name);
    std::fs::write(&file, office::write_xlsx(&book).unwrap()).unwrap();
    file
}

/// Each control once, with a hint and with guidance.
fn controls(device: &Profile) -> PathBuf {
    let questions = (1..).zip(CONTROLS).map(|(number, [kind, appearance, parameters])| {
        let label = format!("第{number}题 {kind} {appearance}");
        format!("{kind},q{number},{label},怎样答,说明见明白纸,,,{appearance},{parameters},\n")
    });
    let repeat = "begin repeat,member,成员,,,,,,,\ntext,called,姓名,,,,,,,\nend repeat,,,,,,,,,\n".to_owned();
    form(device, "控件.xlsx", &questions.chain([repeat]).collect::<Vec<_>>())
}

/// Each answer refused.
fn refusals(device: &Profile) -> PathBuf {
    let questions = (1..).zip(REFUSED).map(|(number, [kind, appearance, parameters, answer])| {
        let label = format!("第{number}题 {kind} {appearance}");
        format!("{kind},q{number},{label},,,false(),这样不行,{appearance},{parameters},{answer}\n")
    });
    form(device, "不行.xlsx", &questions.collect::<Vec<_>>())
}

/// Opens a form and scrolls to its end, so that all of it is drawn.
async fn opened(page: &Page<'_>, file: PathBuf) {
    page.choose_files(&[file]).await;
    page.see("第1题").await;
    let down = "const main = document.querySelector('main'); main.scrollTo(0, main.scrollHeight);
      return main.innerText.includes('填完了');";
    page.until("the form's end", async || page.script(down).await == Value::Bool(true)).await;
}

/// What a script finds wrong, one below the other.
async fn wrong(page: &Page<'_>, script: &str) -> String {
    let found = page.script(script).await;
    found.as_array().unwrap().iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
}

/// All controls in a window of this size.
async fn all_controls(window: (u32, u32), picture: &str) {
    let site = Site::serve();
    let device = Profile::fresh(picture);
    let browser = Browser::start(Engine::Chromium, &device, window).await;
    let page = browser.page();
    page.open(&format!("{}/#/try", site.origin)).await;
    page.see("选表单").await;
    opened(&page, controls(&device)).await;
    let asked = page.script("return document.querySelectorAll('main .field').length").await;
    // All but the note, with the question for "other" not yet asked, and the name in the repeat.
    assert_eq!(asked, CONTROLS.len(), "every control is drawn");
    assert_eq!(wrong(&page, MEASURE).await, "");
    page.picture(picture).await;
    page.nothing_wrong().await;
    browser.quit().await;
}

#[tokio::test]
async fn every_control_is_large_and_named_on_a_phone() {
    all_controls(PHONE, "controls-phone").await;
}

#[tokio::test]
async fn every_control_is_large_and_named_at_a_desk() {
    all_controls(DESK, "controls-desk").await;
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_control_and_is_announced() {
    let site = Site::serve();
    let device = Profile::fresh("refusals");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    page.open(&format!("{}/#/try", site.origin)).await;
    page.see("选表单").await;
    opened(&page, refusals(&device)).await;
    let asked = page.script("return document.querySelectorAll('main .field').length").await;
    assert_eq!(asked, REFUSED.len(), "every control is drawn");
    assert_eq!(wrong(&page, REFUSALS).await, "");
    page.picture("controls-refused").await;
    browser.quit().await;
}

#[tokio::test]
async fn a_photo_is_kept_small_upright_and_without_its_notes() {
    let site = Site::serve();
    let device = Profile::fresh("photo");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    page.open(&format!("{}/#/try", site.origin)).await;
    page.see("选表单").await;
    opened(&page, form(&device, "照片.xlsx", &["image,photo,第1题,,,,,,,\n".to_owned()])).await;
    let taken = page.script_later(PHOTO).await;
    page.until("the photo to be kept", async || page.script_later(KEPT).await != Value::Null).await;
    let kept = page.script_later(KEPT).await;
    assert_eq!((&kept["width"], &kept["height"]), (&1067.into(), &1600.into()), "upright, its long side 1600: {kept}");
    assert_eq!(kept["notes"], false, "nothing of the camera's notes is left");
    let (taken, kept) = (taken.as_u64().unwrap(), kept["bytes"].as_u64().unwrap());
    assert!(kept < 250_000 && kept * 2 < taken, "{kept} bytes of {taken}");
    page.nothing_wrong().await;
    browser.quit().await;
}
