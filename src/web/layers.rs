//! What lies above the page: every open dialog has an entry of its own in the browser's history, so that "back" closes it and leaves
//! the page where it is. That holds for browsers that know nothing of dialogs too, as old `WebView`s and iPhones.
//!
//! The entry bears the address of the page and, as its state, how many dialogs were open. Invariant: when nothing is on its way,
//! history stands as deep as dialogs are open. An entry that is left over (a page loaded again with a dialog open, "forward" after a
//! dialog was closed by its button) is walked past as soon as somebody comes upon it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, History};

use super::{address, window};

/// What waits until history stands at the page again.
type Then = Box<dyn FnOnce()>;

#[derive(Default)]
struct Layers {
    /// The open dialogs, each with what closes it; the topmost last.
    open: Vec<(u32, Rc<dyn Fn()>)>,
    next: u32,
    /// History is on its way to where it shall stand.
    travelling: bool,
    then: Option<Then>,
    listeners: Vec<EventListener>,
}

thread_local! {
    static LAYERS: RefCell<Layers> = RefCell::default();
}

/// An open dialog, until it is dropped.
pub struct Layer(u32);

impl Drop for Layer {
    fn drop(&mut self) {
        let id = self.0;
        // None where the page itself is going.
        let _gone = LAYERS.try_with(|layers| layers.borrow_mut().open.retain(|(open, _)| *open != id));
        // A dialog that takes this one's place takes its entry.
        Timeout::new(0, settle).forget();
    }
}

/// A dialog has opened; `close` is called when somebody goes back.
pub fn open(close: impl Fn() + 'static) -> Layer {
    let id = with(|layers| {
        layers.next += 1;
        layers.open.push((layers.next, Rc::new(close)));
        layers.next
    });
    settle();
    Layer(id)
}

/// Brings history to where as many dialogs are open as there are.
pub fn settle() {
    let Some(history) = history() else { return };
    let (open, travelling) = with(|layers| (layers.open.len(), layers.travelling));
    let stands = depth_of(&history);
    if travelling || open == 0 && stands == 0 {
        return;
    }
    listen();
    match open.checked_sub(stands) {
        Some(missing) => {
            for at in 0..missing {
                let depth = u32::try_from(stands + at + 1).unwrap_or(u32::MAX);
                // A browser that is pushed too often refuses; then "back" leads away, as it would without an entry.
                let _pushed = history.push_state(&JsValue::from(depth), "");
            }
        }
        None => travel(&history, stands - open, None),
    }
}

/// How many dialogs the present entry of history is above its page.
pub(super) fn depth() -> usize {
    history().map_or(0, |history| depth_of(&history))
}

/// Whether history is on its way.
pub(super) fn is_travelling() -> bool {
    with(|layers| layers.travelling)
}

/// Does something once history stands at the page: at once where it does.
pub(super) fn at_the_page(then: impl FnOnce() + 'static) {
    match (history(), is_travelling()) {
        (_, true) => with(|layers| layers.then = Some(Box::new(then))),
        (Some(history), false) if depth_of(&history) > 0 => {
            listen();
            travel(&history, depth_of(&history), Some(Box::new(then)));
        }
        _ => then(),
    }
}

fn travel(history: &History, back: usize, then: Option<Then>) {
    with(|layers| {
        layers.travelling = true;
        layers.then = then;
    });
    let _going = history.go_with_delta(i32::try_from(back).map_or(i32::MIN, |back| -back));
}

fn listen() {
    if with(|layers| !layers.listeners.is_empty()) {
        return;
    }
    let Some(window) = window() else { return };
    let moves = EventListener::new(window.as_ref(), "popstate", |_| moved());
    // A link that is tapped while history is on its way waits for it, which else would leave its page again.
    let options = EventListenerOptions::enable_prevent_default();
    let taps = EventListener::new_with_options(window.as_ref(), "click", options, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.filter(|_| is_travelling() && !event.default_prevented());
        let link = link.and_then(|target| target.closest("a[href^='#']").ok().flatten());
        if let Some(hash) = link.and_then(|link| link.get_attribute("href")) {
            event.prevent_default();
            address::follow(&hash);
        }
    });
    with(|layers| layers.listeners = vec![moves, taps]);
}

/// History stands elsewhere: where it was sent, or where somebody went.
fn moved() {
    let (sent, then) = with(|layers| (std::mem::take(&mut layers.travelling), layers.then.take()));
    if sent {
        if let Some(then) = then {
            then();
        }
    } else {
        let depth = depth();
        let closing: Vec<_> =
            with(|layers| layers.open.iter().skip(depth).map(|(_, close)| Rc::clone(close)).collect());
        for close in closing.into_iter().rev() {
            close();
        }
    }
    // One that asks first stays open and has its entry back.
    Timeout::new(0, settle).forget();
}

fn with<T>(see: impl FnOnce(&mut Layers) -> T) -> T {
    LAYERS.with(|layers| see(&mut layers.borrow_mut()))
}

fn history() -> Option<History> {
    window()?.history().ok()
}

fn depth_of(history: &History) -> usize {
    let state = history.state().unwrap_or(JsValue::NULL);
    // Whatever else stands there is none of ours.
    (1..=9_u8).find(|depth| state == *depth).map_or(0, usize::from)
}
