//! Runs the application in a page: events in, effects out, components told.
//!
//! The screens read the state with [`Host::read`], act with [`Host::act`], and are told of every change by [`Host::watch`].

mod effects;
mod held;
mod open;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

pub(super) use self::open::DATABASE;

use self::held::Held;
use super::office::{FILES_AT_ONCE, Office, Outcome};
use super::tabs::Told;
use super::{address, clock, crash, entropy, known, layers, leaving, published, shell, space, tabs, window};
use crate::app::{Action, App, Effect, Env, Event, FileRef, Job, Notice, Phase, Route};
use crate::office::Request;
use crate::store::Store;

/// How long drawing waits for the store: less than anybody notices.
const SOON_MILLIS: u32 = 40;

/// The running application. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct Host(Rc<Inner>);

struct Inner {
    app: RefCell<App>,
    store: RefCell<Store>,
    office: Office,
    held: Held,
    watcher: RefCell<Option<Rc<dyn Fn()>>>,
    /// The drawing that waits for a moment.
    drawing: RefCell<Option<Timeout>>,
    listeners: RefCell<Vec<EventListener>>,
    /// Whether the store is open, or will soon be.
    opening: Cell<bool>,
    /// The form that the address asked for at the start, by its name.
    came: RefCell<Option<(String, Vec<u8>)>>,
}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Host {
    /// Starts the application: reads the address, listens to the browser, registers the service worker.
    #[must_use]
    pub fn start() -> Self {
        let host = Self(Rc::new(Inner {
            app: RefCell::new(App::of_new_page(known::is_known())),
            store: RefCell::new(Store::memory()),
            office: Office::default(),
            held: Held::default(),
            watcher: RefCell::default(),
            drawing: RefCell::default(),
            listeners: RefCell::default(),
            opening: Cell::default(),
            came: RefCell::default(),
        }));
        host.send(Event::Arrived(address::current()));
        if let Some(message) = crash::take_last() {
            host.send(Event::Noticed(Notice::Crashed(message)));
        }
        let arriving = host.clone();
        host.0.listeners.borrow_mut().extend(address::listen(move |route| arriving.send(Event::Arrived(route))));
        let told = host.clone();
        host.0.listeners.borrow_mut().extend(tabs::listen(move |what| match what {
            Told::Saved => told.send(Event::OtherTabSaved),
            Told::Noted => {
                let told = told.clone();
                spawn_local(async move { told.look_at_notes().await });
            }
            Told::Gone => shell::reload(),
        }));
        let closing = host.clone();
        host.0.listeners.borrow_mut().extend(leaving::warn_if(move || closing.read(|app| app.saving.is_open())));
        let whole = host.clone();
        shell::when_whole(move || whole.go_on());
        host
    }

    /// Waits for what the first drawing shows: the form that the address asks for, or else, where somebody has used this device before,
    /// what is stored. To anybody else the first question is put at once.
    pub async fn prepare(&self) {
        if let Route::Try(name) = self.read(|app| app.route.clone()) {
            if let Some(name) = name {
                let bytes = published::fetch(&name).await;
                self.0.came.replace(bytes.map(|bytes| (name, bytes)));
            }
        } else if self.read(|app| app.phase == Phase::Opening) {
            self.open().await;
        }
    }

    /// Goes on with the start once the whole program is here, and with it the network free.
    fn go_on(&self) {
        layers::settle();
        let host = self.clone();
        spawn_local(async move {
            host.open().await;
            // Last: the measure takes its time on some phones.
            if let Some(space) = space::measure().await {
                host.send(Event::Measured(space));
            }
        });
        let waiting = self.clone();
        shell::register(move || waiting.send(Event::UpdateWaiting));
    }

    /// Hands over the form of this name, if it is the one that the address asked for at the start.
    #[must_use]
    pub fn came(&self, name: &str) -> Option<Vec<u8>> {
        let came = self.0.came.take();
        came.filter(|(own, _)| own == name).map(|(_, bytes)| bytes)
    }

    /// Does what a person asked for.
    pub fn act(&self, action: Action) {
        self.send(Event::Do(action));
    }

    /// Takes a file that the user chose, and begins what it is for.
    pub fn choose(&self, file: File, purpose: impl FnOnce(FileRef) -> Job) {
        let file = self.0.held.hold(file);
        self.send(Event::Chosen(purpose(file)));
    }

    /// Takes files that the user chose together, and begins what they are for.
    pub fn choose_all(&self, files: Vec<File>, purpose: impl FnOnce(Vec<FileRef>) -> Job + 'static) {
        let host = self.clone();
        spawn_local(async move {
            let mut held = Vec::with_capacity(files.len());
            for (place, file) in files.into_iter().enumerate() {
                if place > 0 && place % FILES_AT_ONCE == 0 {
                    TimeoutFuture::new(0).await;
                }
                held.push(host.0.held.hold(file));
            }
            host.send(Event::Chosen(purpose(held)));
        });
    }

    /// Asks the office worker for something that the state of the application does not depend on.
    pub async fn ask_office(&self, request: &Request, parts: &[Uint8Array]) -> Outcome {
        let parts: Vec<JsValue> = parts.iter().map(JsValue::from).collect();
        self.0.office.ask(request, &parts, None, |_| ()).await
    }

    /// The store, as it stands now.
    #[must_use]
    pub fn store(&self) -> Store {
        self.0.store.borrow().clone()
    }

    /// Reads the state. Do not act from within `read`.
    pub fn read<T>(&self, read: impl FnOnce(&App) -> T) -> T {
        read(&self.0.app.borrow())
    }

    /// Lets an event happen, and does what follows from it.
    pub fn send(&self, event: Event) {
        let mut env = Env::new(clock::now(), clock::zone(), entropy::seed());
        let effects = self.0.app.borrow_mut().on(event, &mut env);
        let saves = effects.iter().any(|effect| matches!(effect, Effect::Append(_)));
        for effect in effects {
            self.run(effect);
        }
        if saves {
            // Drawing would stand in the way of the answers that the store waits for. It says soon that all is saved, and then both are
            // drawn at once; what was tapped shows by itself meanwhile.
            let host = self.clone();
            *self.0.drawing.borrow_mut() = Some(Timeout::new(SOON_MILLIS, move || host.draw()));
        } else {
            self.draw();
        }
    }

    /// Has the screens drawn.
    fn draw(&self) {
        // What waited is drawn with it.
        drop(self.0.drawing.take());
        // A copy, since what is told may ask to be told of something else.
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher();
        }
    }

    /// Calls `watcher` after every event. There is one: the screens.
    pub fn watch(&self, watcher: impl Fn() + 'static) {
        *self.0.watcher.borrow_mut() = Some(Rc::new(watcher));
    }
}

/// Calls `then` when what was drawn last is on the screen.
fn after_paint(then: impl FnOnce() + 'static) {
    let painted = Closure::once_into_js(move || Timeout::new(0, then).forget());
    if let Some(window) = window() {
        // The only failure is a callback that is no function.
        let _asked = window.request_animation_frame(painted.unchecked_ref());
    }
}
