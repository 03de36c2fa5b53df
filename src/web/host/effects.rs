//! Doing what the application decided.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{Host, after_paint};
use crate::app::{Append, Effect, Event, Part, Repair, Route};
use crate::office::{Reply, Request, Said, Silence};
use crate::store::{Head, Note, Store, StoreError};
use crate::web::files::{self, Shared};
use crate::web::{address, known, shell, space, tabs};

impl Host {
    pub(super) fn run(&self, effect: Effect) {
        match effect {
            Effect::Go(route) => address::go(&route),
            Effect::Replace(route) => address::replace(&route),
            Effect::Back => address::back(),
            Effect::SwitchVersion => shell::switch_version(),
            Effect::TellOtherTabs => tabs::tell(tabs::Told::Saved),
            Effect::TellOthersItIsGone => tabs::tell(tabs::Told::Gone),
            Effect::StartOver => {
                address::replace(&Route::default());
                shell::reload();
            }
            Effect::CancelWork => self.0.office.cancel(),
            Effect::Forget(file) => self.0.held.forget(file),
            Effect::SaveFile(file) => {
                if let Some(file) = self.0.held.get(file) {
                    // The browser itself shows a download that fails.
                    let _saved = files::save(&file);
                }
            }
            Effect::RetryAfter(millis) => {
                let host = self.clone();
                Timeout::new(millis, move || host.send(Event::RetryDue)).forget();
            }
            Effect::Open => {
                let host = self.clone();
                after_paint(move || spawn_local(async move { host.open().await }));
            }
            effect => {
                let host = self.clone();
                spawn_local(async move {
                    if let Some(event) = host.wait_for(effect).await {
                        host.send(event);
                    }
                });
            }
        }
    }

    /// Does an effect that takes time; the outcome is an event, where anybody waits for one.
    async fn wait_for(&self, effect: Effect) -> Option<Event> {
        let store = self.0.store.borrow().clone();
        match effect {
            Effect::Append(append) => Some(Event::Appended(self::append(&store, &append).await)),
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
            Effect::PutSettings(bytes) => put(&store, Note::Settings, &bytes).await,
            Effect::PutReceived(bytes) => put(&store, Note::Received, &bytes).await,
            Effect::PutCampaigns(bytes) => put(&store, Note::Campaigns, &bytes).await,
            Effect::KeepGlance { head, device, bytes } => {
                // The next start reads the journal first, as without it.
                let _kept = store.keep_glance(head, &device, &bytes).await;
                None
            }
            Effect::KeepFiles(files) => {
                for (name, bytes) in files {
                    if let Err(error) = store.put_file(&name, &bytes).await {
                        return Some(Event::SettingsNotSaved(error));
                    }
                }
                None
            }
            Effect::Clear => {
                let cleared = store.clear().await;
                if cleared.is_ok() {
                    known::forget();
                }
                Some(Event::Cleared(cleared))
            }
            Effect::AskToPersist => space::ask_to_persist().await.map(Event::Measured),
            Effect::Measure => space::measure().await.map(Event::Measured),
            Effect::Share(file) => {
                let shared = files::share(&self.0.held.get(file)?).await;
                (shared == Shared::Done).then_some(Event::Shared)
            }
            Effect::Ask { request, parts, campaign } => Some(self.ask(&request, parts, campaign).await),
            _ => None,
        }
    }

    async fn ask(&self, request: &Request, parts: Vec<Part>, campaign: Option<Rc<Vec<u8>>>) -> Event {
        let campaign = campaign.map(|bytes| Uint8Array::from(bytes.as_slice()));
        let mut bytes = Vec::with_capacity(parts.len());
        for part in parts {
            match self.bytes(part).await {
                Some(part) => bytes.push(part),
                None => return Event::JobAnswered(Err(Said::of(&Silence::Unreadable))),
            }
        }
        let host = self.clone();
        let answer =
            self.0.office.ask(request, &bytes, campaign, move |progress| host.send(Event::JobMoved(progress))).await;
        match answer {
            Ok((Reply::File { name, mime, more }, parts)) => {
                let made = parts.first().map(|bytes| files::file(&name, &mime, bytes));
                match made {
                    Some(Ok(file)) => {
                        let means = files::means(&file);
                        let known = parts.get(1).map(Uint8Array::to_vec).unwrap_or_default();
                        Event::JobMade { file: self.0.held.hold(file), means, known, more }
                    }
                    _ => Event::JobAnswered(Err(Said::of(&Silence::Garbled))),
                }
            }
            Ok((reply, parts)) => {
                let parts = parts.iter().map(Uint8Array::to_vec).collect();
                // A tap may come between what was heard and what is drawn of it.
                TimeoutFuture::new(0).await;
                Event::JobAnswered(Ok((reply, parts)))
            }
            Err(said) => Event::JobAnswered(Err(said)),
        }
    }

    async fn bytes(&self, part: Part) -> Option<JsValue> {
        let bytes = match part {
            Part::Handed(id) => return self.0.held.get(id).map(JsValue::from),
            Part::Bytes(bytes) => Some(Uint8Array::from(bytes.as_slice())),
            Part::Stored(name) => {
                let store = self.0.store.borrow().clone();
                let bytes = store.file(&name).await.ok().flatten().unwrap_or_default();
                Some(Uint8Array::from(bytes.as_slice()))
            }
            Part::File(id) => files::read(&self.0.held.get(id)?).await.ok().map(|buffer| Uint8Array::new(&buffer)),
        };
        bytes.map(JsValue::from)
    }
}

/// Appends to the journal; what it is of a package is on disk with it, and the other tabs are told of that.
async fn append(store: &Store, append: &Append) -> Result<Head, StoreError> {
    let Append { expected, device, bytes, received } = append;
    let Some(received) = received else { return store.append(*expected, device, bytes).await };
    let appended = store.append_with(*expected, device, bytes, (Note::Received, received)).await;
    if appended.is_ok() {
        tabs::tell(tabs::Told::Noted);
    }
    appended
}

/// Puts a note, and tells the other tabs.
async fn put(store: &Store, note: Note, bytes: &[u8]) -> Option<Event> {
    match store.put_note(note, bytes).await {
        Ok(()) => {
            known::remember();
            tabs::tell(tabs::Told::Noted);
            None
        }
        Err(error) => Some(Event::SettingsNotSaved(error)),
    }
}
