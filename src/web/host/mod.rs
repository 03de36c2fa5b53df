//! Runs the application in a page: events in, effects out, components told.
//!
//! Components read the state with [`use_part`] and act with [`use_app`]:
//!
//! ```ignore
//! let app = use_app();
//! let theme = use_part(|app| app.settings.theme);
//! let onclick = move |_| app.act(Action::SetTheme(Theme::Dark));
//! ```
//!
//! A component is rendered again only when the part that it reads has changed, so keep parts small and cheap to compare.

mod effects;
mod held;
mod hooks;
mod open;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

pub use self::hooks::{HostProvider, HostProviderProps, use_app, use_part};
pub(super) use self::open::DATABASE;

use self::held::Held;
use super::office::Office;
use super::tabs::Told;
use super::{address, clock, crash, entropy, leaving, shell, space, tabs};
use crate::app::{Action, App, Env, Event, FileRef, Job, Notice};
use crate::store::Store;

/// The running application. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct Host(Rc<Inner>);

/// Told of every change.
type Watcher = Rc<dyn Fn()>;

struct Inner {
    app: RefCell<App>,
    store: RefCell<Store>,
    office: Office,
    held: Held,
    watchers: RefCell<Vec<(u32, Watcher)>>,
    next_watcher: Cell<u32>,
    listeners: RefCell<Vec<EventListener>>,
}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Host {
    /// Starts the application: reads the address, opens the store, registers the service worker.
    #[must_use]
    pub fn start() -> Self {
        let host = Self(Rc::new(Inner {
            app: RefCell::default(),
            store: RefCell::new(Store::memory()),
            office: Office::default(),
            held: Held::default(),
            watchers: RefCell::default(),
            next_watcher: Cell::default(),
            listeners: RefCell::default(),
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
            Told::Gone => shell::reload(),
        }));
        let closing = host.clone();
        host.0.listeners.borrow_mut().extend(leaving::warn_if(move || closing.read(|app| app.saving.is_open())));
        let opening = host.clone();
        spawn_local(async move {
            let opened = opening.open().await;
            opening.send(Event::Opened(opened));
            // Not before the first screen: the measure takes its time on some phones.
            if let Some(space) = space::measure().await {
                opening.send(Event::Measured(space));
            }
        });
        let waiting = host.clone();
        shell::register(move || waiting.send(Event::UpdateWaiting));
        host
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

    /// Reads the state. Do not act from within `read`.
    pub fn read<T>(&self, read: impl FnOnce(&App) -> T) -> T {
        read(&self.0.app.borrow())
    }

    /// Lets an event happen, and does what follows from it.
    pub fn send(&self, event: Event) {
        let mut env = Env::new(clock::now(), clock::zone(), entropy::seed());
        let effects = self.0.app.borrow_mut().on(event, &mut env);
        for effect in effects {
            self.run(effect);
        }
        // A copy, since a watcher may come or go while they are called.
        let watchers: Vec<_> = self.0.watchers.borrow().iter().map(|(_, watcher)| Rc::clone(watcher)).collect();
        for watcher in watchers {
            watcher();
        }
    }

    fn watch(&self, watcher: Watcher) -> u32 {
        let id = self.0.next_watcher.get();
        self.0.next_watcher.set(id.wrapping_add(1));
        self.0.watchers.borrow_mut().push((id, watcher));
        id
    }

    fn unwatch(&self, id: u32) {
        self.0.watchers.borrow_mut().retain(|(other, _)| *other != id);
    }
}
