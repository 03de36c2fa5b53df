//! The service worker: it makes the application open without a network, and never switches its version by itself.
//!
//! Protocol, with `sw.js`: a new version installs beside the running one and waits. The page shows that it waits; when the
//! user taps, it posts the text `skip-waiting` to the waiting worker and loads itself again once the new worker controls it.

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use super::{property, window};

/// The worker's script, beside `index.html`, never hashed.
const SCRIPT: &str = "sw.js";

/// A page left open asks once an hour whether there is a new version.
const CHECK_MILLIS: u32 = 3_600_000;

/// The page's script tells with this event that the second part of the program is here (`src/shell/second.js`).
const WHOLE: &str = "nuandong-whole";

/// Calls `then` once the whole program is here, and with it the network free for what can wait.
pub fn when_whole(then: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        EventListener::once(&window, WHOLE, move |_| then()).forget();
    }
}

/// Calls `then` whenever the page goes out of sight: another application comes up, the screen is locked, the page is closed. On a phone
/// nothing can be counted on after it.
pub fn when_left(then: impl Fn() + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let seen = document.clone();
    let left = move |_: &web_sys::Event| {
        if seen.hidden() {
            then();
        }
    };
    EventListener::new(&document, "visibilitychange", left).forget();
}

/// Registers the service worker and calls `waiting` when a new version waits. Does nothing where there is none to register (old
/// browsers, insecure pages).
pub fn register(waiting: impl Fn() + Clone + 'static) {
    spawn_local(async move {
        let Some(registration) = registered().await else { return };
        if registration.waiting().is_some() {
            waiting();
        }
        let found = registration.clone();
        EventListener::new(&registration, "updatefound", move |_| {
            let Some(installing) = found.installing() else { return };
            let (found, waiting) = (found.clone(), waiting.clone());
            EventListener::new(&installing, "statechange", move |_| {
                // The very first version waits for nobody: there is no controller to replace.
                if found.waiting().is_some() && container().is_some_and(|workers| workers.controller().is_some()) {
                    waiting();
                }
            })
            .forget();
        })
        .forget();
        Interval::new(CHECK_MILLIS, move || {
            let _asked = registration.update();
        })
        .forget();
    });
}

/// Lets the waiting version take over, then loads the page again.
pub fn switch_version() {
    let Some(workers) = container() else { return reload() };
    EventListener::once(&workers, "controllerchange", |_| reload()).forget();
    spawn_local(async move {
        let registration = JsFuture::from(workers.get_registration()).await;
        let waiting = registration
            .ok()
            .and_then(|registration| registration.dyn_into::<ServiceWorkerRegistration>().ok())
            .and_then(|registration| registration.waiting());
        match waiting {
            Some(worker) => {
                let _posted = worker.post_message(&"skip-waiting".into());
            }
            None => reload(),
        }
    });
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        let _reloading = window.location().reload();
    }
}

fn container() -> Option<ServiceWorkerContainer> {
    property(window()?.navigator().as_ref(), "serviceWorker")?.dyn_into().ok()
}

async fn registered() -> Option<ServiceWorkerRegistration> {
    let workers = container()?;
    let options = Object::new();
    Reflect::set(&options, &"updateViaCache".into(), &"none".into()).ok()?;
    let register: Function = property(&workers, "register")?.dyn_into().ok()?;
    let promise: Promise = register.call2(&workers, &JsValue::from_str(SCRIPT), &options).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
