//! How long the planner takes in a browser, compiled as the phone's module is. The page says `ready` once its township stands; each
//! click then measures everything and writes a line for each figure.

#![expect(clippy::unwrap_used, reason = "a page that is measured has a document")]

mod work;

use std::cell::RefCell;
use std::fmt::Write;

use gloo::events::EventListener;
use gloo::utils::{body, window};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;

use work::{TOWNSHIP, Work};

/// `performance.now()`.
fn clock() -> f64 {
    let performance = Reflect::get(&window(), &"performance".into()).unwrap();
    let now: Function = Reflect::get(&performance, &"now".into()).unwrap().unchecked_into();
    now.call0(&performance).unwrap().as_f64().unwrap()
}

fn main() {
    let work = RefCell::new(Work::new(TOWNSHIP, &clock));
    body().set_text_content(Some("ready"));
    let measure = EventListener::new(&body(), "click", move |_| {
        let mut lines = String::from("measured\n");
        // Writing to a text cannot fail.
        work.borrow_mut().measure(&mut |what, millis| drop(writeln!(lines, "{millis:.2}\t{what}")));
        body().set_text_content(Some(&lines));
    });
    measure.forget();
}
