//! The page's side of the office worker.
//!
//! The worker is started by the first request and stays for the next. Cancelling stops it, midway through whatever it does,
//! and the next request starts a fresh one; so cancelling needs no cooperation.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, MessageEvent, Worker};

use crate::office::{Answer, Progress, Reply, Request, Said, Silence};

/// The worker's script, made by the build beside `index.html`.
const SCRIPT: &str = "./office_loader.js";

/// How many files are looked at, or handed to the worker, at once: the browser asks the disk about each, and a county's keep it from
/// answering.
pub const FILES_AT_ONCE: usize = 16;

/// A reply and its parts, still outside this module's memory.
pub type Outcome = Result<(Reply, Vec<Uint8Array>), Said>;

/// The worker, whether it runs or not. All clones are the same.
#[derive(Clone, Default)]
pub struct Office(Rc<Desk>);

#[derive(Default)]
struct Desk {
    live: RefCell<Option<Live>>,
    next: Cell<u32>,
    open: RefCell<BTreeMap<u32, Open>>,
}

struct Live {
    worker: Worker,
    /// Whether it has said that it is ready.
    ready: bool,
    /// What is to be posted to it.
    queue: VecDeque<(JsValue, Array)>,
    /// Whether that is under way.
    posting: bool,
    _listeners: [EventListener; 2],
}

/// A request that waits for its answer.
struct Open {
    settle: Function,
    outcome: Rc<RefCell<Option<Outcome>>>,
    progress: Rc<dyn Fn(Progress)>,
}

impl Office {
    /// Asks for something and waits for the reply. Parts are bytes, or files that are handed over unread. `campaign` is the compiled one in use, where an office edited it.
    pub async fn ask(
        &self,
        request: &Request,
        parts: &[JsValue],
        campaign: Option<Uint8Array>,
        progress: impl Fn(Progress) + 'static,
    ) -> Outcome {
        let Ok(message) = serde_wasm_bindgen::to_value(request) else { return Err(Said::of(&Silence::Garbled)) };
        let id = self.0.next.get();
        self.0.next.set(id.wrapping_add(1));
        let outcome = Rc::new(RefCell::new(None));
        let (shared, progress): (_, Rc<dyn Fn(Progress)>) = (Rc::clone(&outcome), Rc::new(progress));
        let settled = Promise::new(&mut |settle, _| {
            let open = Open { settle, outcome: Rc::clone(&shared), progress: Rc::clone(&progress) };
            self.0.open.borrow_mut().insert(id, open);
        });
        let (files, bytes): (Vec<&JsValue>, Vec<&JsValue>) =
            parts.iter().partition(|part| part.is_instance_of::<File>());
        let transfer: Array =
            bytes.iter().filter_map(|part| part.dyn_ref::<Uint8Array>()).map(Uint8Array::buffer).collect();
        let bytes: Array = bytes.into_iter().collect();
        let campaign = campaign.map_or(JsValue::NULL, JsValue::from);
        let mut posts: VecDeque<(JsValue, Array)> = files
            .chunks(FILES_AT_ONCE)
            .map(|some| (some.iter().copied().collect::<Array>().into(), Array::new()))
            .collect();
        posts.push_back((Array::of4(&id.into(), &message, &bytes, &campaign).into(), transfer));
        self.post(posts);
        // Settling never rejects.
        let _settled = JsFuture::from(settled).await;
        outcome.take().unwrap_or_else(|| Err(Said::of(&Silence::Crashed)))
    }

    /// Stops the worker; whatever was asked is answered with [`Silence::Cancelled`].
    pub fn cancel(&self) {
        self.stop(Silence::Cancelled);
    }

    /// Posts messages one after another: a request's files, a few in each message, and then the request.
    fn post(&self, posts: VecDeque<(JsValue, Array)>) {
        if self.0.live.borrow().is_none() {
            match self.start() {
                Some(live) => *self.0.live.borrow_mut() = Some(live),
                None => return self.stop(Silence::NotStarted),
            }
        }
        let begins = self.0.live.borrow_mut().as_mut().is_some_and(|live| {
            live.queue.extend(posts);
            live.ready && !std::mem::replace(&mut live.posting, true)
        });
        if begins {
            self.post_queue();
        }
    }

    /// Posts what waits, at once as far as it goes at once.
    fn post_queue(&self) {
        let office = self.clone();
        let next = move || {
            let mut live = office.0.live.borrow_mut();
            // A fresh one, started meanwhile, may not listen yet.
            let live = live.as_mut().filter(|live| live.ready)?;
            let next = live.queue.pop_front();
            live.posting = next.is_some();
            next.map(|(message, transfer)| {
                let more = !live.queue.is_empty();
                (live.worker.post_message_with_transfer(&message, &transfer), more)
            })
        };
        let office = self.clone();
        spawn_local(async move {
            while let Some((posted, more)) = next() {
                if posted.is_err() {
                    return office.stop(Silence::Crashed);
                }
                if more {
                    TimeoutFuture::new(0).await;
                }
            }
        });
    }

    fn start(&self) -> Option<Live> {
        let worker = Worker::new(SCRIPT).ok()?;
        let heard = Rc::downgrade(&self.0);
        let message = EventListener::new(&worker, "message", move |event| {
            if let (Some(desk), Some(event)) = (heard.upgrade(), event.dyn_ref::<MessageEvent>()) {
                Self(desk).hear(&event.data());
            }
        });
        let failed = Rc::downgrade(&self.0);
        let error = EventListener::new(&worker, "error", move |_| {
            if let Some(desk) = failed.upgrade() {
                let started = desk.live.borrow().as_ref().is_some_and(|live| live.ready);
                Self(desk).stop(if started { Silence::Crashed } else { Silence::NotStarted });
            }
        });
        Some(Live { worker, ready: false, queue: VecDeque::new(), posting: false, _listeners: [message, error] })
    }

    fn stop(&self, why: Silence) {
        if let Some(live) = self.0.live.borrow_mut().take() {
            live.worker.terminate();
            // Dropped later: this may be called by one of its own listeners.
            spawn_local(async move { drop(live) });
        }
        for (_, open) in std::mem::take(&mut *self.0.open.borrow_mut()) {
            open.settle(Err(Said::of(&why)));
        }
    }

    /// A message: the text `ready`, or `[id, answer, parts]`.
    fn hear(&self, data: &JsValue) {
        if data.is_string() {
            return self.ready();
        }
        let data = Array::from(data);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is our own number come back")]
        let id = data.get(0).as_f64().unwrap_or_default() as u32;
        match serde_wasm_bindgen::from_value(data.get(1)) {
            Ok(Answer::Progress(progress)) => {
                let tell = self.0.open.borrow().get(&id).map(|open| Rc::clone(&open.progress));
                if let Some(tell) = tell {
                    tell(progress);
                }
            }
            Ok(Answer::Done(reply)) => {
                let parts = Array::from(&data.get(2)).iter().map(JsCast::unchecked_into).collect();
                self.settle(id, Ok((reply, parts)));
            }
            Ok(Answer::Refused(said)) => self.settle(id, Err(said)),
            Err(_) => self.settle(id, Err(Said::of(&Silence::Garbled))),
        }
    }

    fn settle(&self, id: u32, outcome: Outcome) {
        let open = self.0.open.borrow_mut().remove(&id);
        if let Some(open) = open {
            open.settle(outcome);
        }
    }

    fn ready(&self) {
        if let Some(live) = self.0.live.borrow_mut().as_mut() {
            live.ready = true;
        }
        self.post(VecDeque::new());
    }
}

impl Open {
    fn settle(&self, outcome: Outcome) {
        self.outcome.replace(Some(outcome));
        // Calling a promise's own resolver does not throw.
        let _settled = self.settle.call0(&JsValue::NULL);
    }
}
