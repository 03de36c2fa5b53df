//! One transaction of `IndexedDB`: it commits only when every step went well, and has committed when it returns.
//!
//! `IndexedDB` commits by itself as soon as control returns to the event loop with nothing asked of it. So a step awaits
//! nothing but its own requests, and every value is serialised before the transaction opens.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbCursorDirection, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use crate::journal::DeviceId;
use crate::store::step::{Got, Step};
use crate::store::{Batch, Head, Reading, StoreError};

/// An object store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Batches,
    Meta,
    Aside,
    Files,
}

impl Table {
    pub(super) const ALL: [Self; 4] = [Self::Batches, Self::Meta, Self::Aside, Self::Files];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Batches => "batches",
            Self::Meta => "meta",
            Self::Aside => "aside",
            Self::Files => "files",
        }
    }
}

/// The key of the device identity in `meta`.
const DEVICE: &str = "device";

/// Takes the steps in one transaction and gives what each gave.
///
/// All that can be asked is asked at once, and the answers are heard in their order: a tap's write does not go to and fro between the
/// page and the database, each time behind what the page draws meanwhile. A demand that is not met aborts what was asked after it.
pub(super) async fn transact(database: &IdbDatabase, steps: &[Step<'_>]) -> Result<Vec<Got>, StoreError> {
    let tx = begin(database, steps).map_err(|cause| reason(&cause))?;
    let ended = Promise::new(&mut |resolve, reject| {
        tx.set_oncomplete(Some(&resolve));
        tx.set_onabort(Some(&reject));
    });
    // At once, so that a rejection is never without somebody who waits for it.
    let ended = JsFuture::from(ended);
    let outcome = match steps.iter().map(|step| ask(&tx, step)).collect() {
        Ok(asked) => hear(&tx, steps, asked).await,
        Err(error) => Err(error),
    };
    if outcome.is_err() {
        // Fails when the browser has aborted it already, which is as good.
        let _aborted = tx.abort();
    }
    let finished = ended.await;
    let got = outcome?;
    match finished {
        Ok(_) => Ok(got),
        Err(_) => Err(tx.error().map_or_else(|| StoreError::Failed("abort".to_owned()), |error| reason(&error.into()))),
    }
}

/// Hears the answers to all steps.
async fn hear(tx: &IdbTransaction, steps: &[Step<'_>], asked: Vec<Asked>) -> Result<Vec<Got>, StoreError> {
    let mut got = Vec::with_capacity(steps.len());
    for (step, asked) in steps.iter().zip(asked) {
        got.push(take(tx, step, asked).await?);
    }
    Ok(got)
}

fn begin(database: &IdbDatabase, steps: &[Step<'_>]) -> Result<IdbTransaction, JsValue> {
    let changes = |step: &Step<'_>| {
        !matches!(
            step,
            Step::Last
                | Step::Read(_)
                | Step::Heads(_)
                | Step::ReadOne(_)
                | Step::CountAside
                | Step::Note(_)
                | Step::File(_)
                | Step::FileNames
        )
    };
    let names: Array = Table::ALL.iter().map(|table| JsValue::from_str(table.name())).collect();
    let options = Object::new();
    let mode = if steps.iter().any(changes) {
        // Chromium acknowledges before the bytes are on disk unless it is asked not to. Browsers that do not know the
        // option ignore it; web-sys does not offer it yet.
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        "readwrite"
    } else {
        "readonly"
    };
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    begin.call3(database, &names, &mode.into(), &options).map(JsCast::unchecked_into)
}

/// What a step has asked of the database.
type Asked = Vec<Answer>;

/// The tables of a transaction.
fn table(tx: &IdbTransaction, table: Table) -> Result<IdbObjectStore, StoreError> {
    tx.object_store(table.name()).map_err(|cause| reason(&cause))
}

/// Asks all that a step can ask before anything is answered.
fn ask(tx: &IdbTransaction, step: &Step<'_>) -> Result<Asked, StoreError> {
    let batches = || table(tx, Table::Batches);
    let meta = || table(tx, Table::Meta);
    let files = || table(tx, Table::Files);
    let requests = match step {
        Step::DemandDevice(_) | Step::Device(_) => vec![meta()?.get(&DEVICE.into())],
        Step::DemandHead(_) | Step::Last => {
            vec![batches()?.open_key_cursor_with_range_and_direction(&JsValue::UNDEFINED, IdbCursorDirection::Prev)]
        }
        Step::DemandBatch(head) | Step::ReadOne(head) | Step::SetAside(head) => vec![batches()?.get(&key(*head))],
        Step::SetDevice(device) => vec![put(&meta()?, &DEVICE.into(), &device.0.as_str().into())],
        // Both in one transaction, so that they speak of the same moment.
        Step::Read(after) => {
            let range = range(*after, None)?;
            vec![batches()?.get_all_keys_with_key(&range), batches()?.get_all_with_key(&range)]
        }
        Step::Heads(after) => vec![batches()?.get_all_keys_with_key(&range(*after, None)?)],
        Step::PutBatch(head, value) => vec![put(&batches()?, &key(*head), &Uint8Array::from(*value).into())],
        Step::Delete(after, upto) => vec![batches()?.delete(&range(*after, Some(*upto))?)],
        Step::CountAside => vec![table(tx, Table::Aside)?.count()],
        Step::Note(note) => vec![meta()?.get(&note.key().into())],
        Step::PutNote(note, value) => vec![put(&meta()?, &note.key().into(), &Uint8Array::from(*value).into())],
        Step::File(name) => vec![files()?.get(&(*name).into())],
        Step::PutFile(name, value) => vec![put(&files()?, &(*name).into(), &Uint8Array::from(*value).into())],
        Step::DropFile(name) => vec![files()?.delete(&(*name).into())],
        Step::FileNames => vec![files()?.get_all_keys()],
        Step::Clear => {
            let mut requests = Vec::new();
            for one in Table::ALL {
                requests.push(table(tx, one)?.clear());
            }
            requests
        }
    };
    requests.into_iter().map(|request| request.map(Answer::of).map_err(|cause| reason(&cause))).collect()
}

/// Hears what a step has asked, and does what follows from it.
async fn take(tx: &IdbTransaction, step: &Step<'_>, asked: Asked) -> Result<Got, StoreError> {
    let mut answers = Vec::with_capacity(asked.len());
    for answer in asked {
        answers.push(answer.heard().await?);
    }
    let mut answers = answers.into_iter();
    let answer = answers.next().unwrap_or_default();
    Ok(match step {
        Step::DemandDevice(device) if answer.as_string().as_ref() != Some(&device.0) => {
            return Err(StoreError::Replaced);
        }
        Step::DemandHead(head) if last(&answer) != *head => return Err(StoreError::Stale),
        Step::Last => Got::Reading(Reading { head: last(&answer), ..Reading::default() }),
        Step::DemandBatch(_) if answer.is_undefined() => return Err(StoreError::Stale),
        Step::Device(candidate) => {
            if let Some(held) = answer.as_string() {
                return Ok(Got::Device(DeviceId(held)));
            }
            let put = put(&table(tx, Table::Meta)?, &DEVICE.into(), &candidate.0.as_str().into());
            Answer::of(put.map_err(|cause| reason(&cause))?).heard().await?;
            Got::Device(DeviceId::clone(candidate))
        }
        Step::Read(after) => read(*after, &answer, &answers.next().unwrap_or_default()),
        Step::Heads(after) => {
            let unreadable = Array::from(&answer).iter().map(|key| Head(number(&key))).collect();
            Got::Reading(Reading { unreadable, head: *after, ..Reading::default() })
        }
        Step::SetAside(head) => {
            let moved = table(tx, Table::Aside)?.put(&answer);
            let emptied = put(&table(tx, Table::Batches)?, &key(*head), &Uint8Array::new_with_length(0).into());
            for request in [moved, emptied] {
                Answer::of(request.map_err(|cause| reason(&cause))?).heard().await?;
            }
            Got::Nothing
        }
        Step::ReadOne(_) | Step::Note(_) | Step::File(_) => bytes(&answer),
        Step::CountAside => Got::Count(number(&answer)),
        Step::FileNames => Got::Names(Array::from(&answer).iter().filter_map(|key| key.as_string()).collect()),
        _ => Got::Nothing,
    })
}

/// The key that a cursor over the batches stands on. An empty table has no cursor, and `null` no key.
fn last(cursor: &JsValue) -> Head {
    Head(Reflect::get(cursor, &"key".into()).map_or(0, |key| number(&key)))
}

/// The batches after a head, with those that are no bytes named.
fn read(after: Head, keys: &JsValue, values: &JsValue) -> Got {
    let mut reading = Reading { head: after, ..Reading::default() };
    for (key, value) in Array::from(keys).iter().zip(Array::from(values).iter()) {
        let head = Head(number(&key));
        reading.head = head;
        match bytes(&value) {
            Got::Bytes(bytes) => reading.batches.push(Batch { head, bytes }),
            _ => reading.unreadable.push(head),
        }
    }
    Got::Reading(reading)
}

fn put(table: &IdbObjectStore, key: &JsValue, value: &JsValue) -> Result<IdbRequest, JsValue> {
    table.put_with_key(value, key)
}

fn key(head: Head) -> JsValue {
    JsValue::from_f64(f64::from(head.0))
}

/// The numbers after the first, up to and with the second where there is one.
fn range(after: Head, upto: Option<Head>) -> Result<JsValue, StoreError> {
    match upto {
        None => IdbKeyRange::lower_bound_with_open(&key(after), true),
        Some(upto) => IdbKeyRange::bound_with_lower_open_and_upper_open(&key(after), &key(upto), true, false),
    }
    .map(JsValue::from)
    .map_err(|cause| reason(&cause))
}

/// A request that was made, whose outcome is noted whenever it comes.
pub(super) struct Answer {
    request: IdbRequest,
    settled: JsFuture,
}

impl Answer {
    pub(super) fn of(request: IdbRequest) -> Self {
        let settled = Promise::new(&mut |resolve, _| {
            request.set_onsuccess(Some(&resolve));
            // Not a rejection: where an earlier step fails, nobody hears the later ones.
            request.set_onerror(Some(&resolve));
        });
        Self { request, settled: JsFuture::from(settled) }
    }

    /// Waits until it has succeeded or failed.
    pub(super) async fn heard(self) -> Result<JsValue, StoreError> {
        let _event = self.settled.await;
        match self.request.error() {
            Ok(None) => self.request.result().map_err(|cause| reason(&cause)),
            Ok(Some(error)) => Err(reason(&error.into())),
            Err(cause) => Err(reason(&cause)),
        }
    }
}

/// What a browser's exception means here.
pub(super) fn reason(exception: &JsValue) -> StoreError {
    let read = |field: &str| Reflect::get(exception, &field.into()).ok().and_then(|value| value.as_string());
    match read("name").as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("InvalidStateError") => StoreError::Closed,
        Some("VersionError") => StoreError::Newer,
        Some("SecurityError" | "NotAllowedError") => StoreError::Refused,
        Some(name) => StoreError::Failed([name, ": ", &read("message").unwrap_or_default()].concat()),
        None => StoreError::Failed(exception.as_string().unwrap_or_else(|| "unknown".to_owned())),
    }
}

fn bytes(value: &JsValue) -> Got {
    value.dyn_ref::<Uint8Array>().map_or(Got::Nothing, |bytes| Got::Bytes(bytes.to_vec()))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "keys and counts are ours: small whole numbers"
)]
fn number(value: &JsValue) -> u32 {
    value.as_f64().unwrap_or_default() as u32
}
