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

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{address, clock, crash, entropy, leaving, shell, space, tabs};
use crate::app::{Action, App, Effect, Env, Event, Notice, Opened, Repair};
use crate::journal::DeviceId;
use crate::store::{Head, Note, Place, Store, StoreError, Upset};

/// The name of the database.
const DATABASE: &str = "nuandong";

/// The running application. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct Host(Rc<Inner>);

/// Told of every change.
type Watcher = Rc<dyn Fn()>;

struct Inner {
    app: RefCell<App>,
    store: RefCell<Store>,
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
        host.0.listeners.borrow_mut().extend(tabs::listen(move || told.send(Event::OtherTabSaved)));
        let closing = host.clone();
        host.0.listeners.borrow_mut().extend(leaving::warn_if(move || closing.read(|app| app.saving.is_open())));
        let opening = host.clone();
        spawn_local(async move {
            let opened = opening.open().await;
            opening.send(Event::Opened(opened));
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

    fn run(&self, effect: Effect) {
        match effect {
            Effect::Go(route) => address::go(&route),
            Effect::Replace(route) => address::replace(&route),
            Effect::Back => address::back(),
            Effect::SwitchVersion => shell::switch_version(),
            Effect::TellOtherTabs => tabs::tell(),
            Effect::RetryAfter(millis) => {
                let host = self.clone();
                Timeout::new(millis, move || host.send(Event::RetryDue)).forget();
            }
            effect => {
                let (host, store) = (self.clone(), self.0.store.borrow().clone());
                spawn_local(async move {
                    if let Some(event) = wait_for(&store, effect).await {
                        host.send(event);
                    }
                });
            }
        }
    }

    /// Opens the store and reads it, standing in memory where the browser refuses the disk.
    async fn open(&self) -> Result<Opened, StoreError> {
        let upset = self.clone();
        let upset = move |what| match what {
            Upset::Closed => upset.send(Event::OtherTabSaved),
            Upset::Superseded => upset.send(Event::Noticed(Notice::Superseded)),
            Upset::Blocked => upset.send(Event::Noticed(Notice::Blocked)),
        };
        let (store, place) = match Store::open(DATABASE, upset).await {
            Ok(store) => (store, Place::Disk),
            Err(error @ (StoreError::Refused | StoreError::Failed(_))) => (Store::memory(), Place::Memory(error)),
            Err(error) => return Err(error),
        };
        self.0.store.replace(store.clone());
        let candidate = DeviceId(Env::new(clock::now(), clock::zone(), entropy::seed()).draw());
        let device = store.device(&candidate).await?;
        let settings = store.note(Note::Settings).await?;
        let reading = store.read_after(Head(0)).await?;
        Ok(Opened { place, device, settings, reading })
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

/// Does an effect that takes time; the outcome is an event, where anybody waits for one.
async fn wait_for(store: &Store, effect: Effect) -> Option<Event> {
    match effect {
        Effect::Append(append) => {
            Some(Event::Appended(store.append(append.expected, &append.device, &append.bytes).await))
        }
        Effect::CatchUp(head) => Some(Event::CaughtUp(store.read_after(head).await)),
        Effect::Repair(Repair { old, new, head, salvaged, aside }) => {
            let repaired = store.repair(&old, &new, head, &salvaged, &aside).await;
            Some(Event::Repaired(repaired.map(|head| (new, head))))
        }
        Effect::Compact(compaction) => {
            // The batches stand as they were; the next start tries again.
            let _compacted = store.compact(compaction.after, compaction.upto, &compaction.bytes).await;
            None
        }
        Effect::PutSettings(bytes) => store.put_note(Note::Settings, &bytes).await.err().map(Event::SettingsNotSaved),
        Effect::AskToPersist => space::ask_to_persist().await.map(Event::Measured),
        _ => None,
    }
}

/// Hands the application down to [`use_app`] and [`use_part`]. Everything that uses them stands within it.
#[component]
pub fn HostProvider(props: &HostProviderProps) -> Html {
    html! { <ContextProvider<Option<Host>> context={Some(props.host.clone())}>{ props.children.clone() }</ContextProvider<Option<Host>>> }
}

/// See [`HostProvider`].
#[derive(Clone, PartialEq, Properties)]
pub struct HostProviderProps {
    /// The application.
    pub host: Host,
    /// What stands within it.
    #[prop_or_default]
    pub children: Html,
}

/// The running application. Reading it here does not render again when it changes; see [`use_part`].
#[hook]
pub fn use_app() -> Host {
    // A component outside the provider shows an application of its own rather than nothing.
    let given = use_context::<Option<Host>>().flatten();
    let own = use_mut_ref(|| None::<Host>);
    given.unwrap_or_else(|| own.borrow_mut().get_or_insert_with(Host::start).clone())
}

/// A part of the state; the component is rendered again whenever it has changed.
#[hook]
pub fn use_part<T: Clone + PartialEq + 'static>(part: impl Fn(&App) -> T + 'static) -> T {
    let host = use_app();
    let redraw = use_force_update();
    let value = host.read(&part);
    // Whether what the component shows still holds, by its newest rendering.
    let holds = use_mut_ref(|| None::<Rc<dyn Fn(&App) -> bool>>);
    let shown = value.clone();
    *holds.borrow_mut() = Some(Rc::new(move |app| part(app) == shown));
    use_effect_with(host, move |host| {
        let (host, watched) = (host.clone(), host.clone());
        let watcher: Watcher = Rc::new(move || {
            let holds = holds.borrow().clone();
            if holds.is_some_and(|holds| !watched.read(|app| holds(app))) {
                redraw.force_update();
            }
        });
        // It may have changed between the rendering and now.
        watcher();
        let id = host.watch(watcher);
        move || host.unwatch(id)
    });
    value
}
