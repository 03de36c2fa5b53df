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
pub(super) async fn transact(database: &IdbDatabase, steps: &[Step<'_>]) -> Result<Vec<Got>, StoreError> {
    let tx = begin(database, steps).map_err(|cause| reason(&cause))?;
    let ended = Promise::new(&mut |resolve, reject| {
        tx.set_oncomplete(Some(&resolve));
        tx.set_onabort(Some(&reject));
    });
    // At once, so that a rejection is never without somebody who waits for it.
    let ended = JsFuture::from(ended);
    let mut got = Vec::with_capacity(steps.len());
    let mut failed = None;
    for step in steps {
        match take(&tx, step).await {
            Ok(gave) => got.push(gave),
            Err(error) => {
                // Fails when the browser has aborted it already, which is as good.
                let _aborted = tx.abort();
                failed = Some(error);
                break;
            }
        }
    }
    let finished = ended.await;
    if let Some(error) = failed {
        return Err(error);
    }
    match finished {
        Ok(_) => Ok(got),
        Err(_) => Err(tx.error().map_or_else(|| StoreError::Failed("abort".to_owned()), |error| reason(&error.into()))),
    }
}

fn begin(database: &IdbDatabase, steps: &[Step<'_>]) -> Result<IdbTransaction, JsValue> {
    let changes = |step: &Step<'_>| {
        !matches!(
            step,
            Step::Read(_)
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

async fn take(tx: &IdbTransaction, step: &Step<'_>) -> Result<Got, StoreError> {
    let table = |table: Table| tx.object_store(table.name()).map_err(|cause| reason(&cause));
    let batches = || table(Table::Batches);
    match step {
        Step::DemandDevice(device) => match answer(table(Table::Meta)?.get(&DEVICE.into())).await?.as_string() {
            Some(held) if held == device.0 => {}
            _ => return Err(StoreError::Replaced),
        },
        Step::DemandHead(head) => {
            let request =
                batches()?.open_key_cursor_with_range_and_direction(&JsValue::UNDEFINED, IdbCursorDirection::Prev);
            let cursor = answer(request).await?;
            // An empty table has no cursor, and `null` no key.
            let last = Reflect::get(&cursor, &"key".into()).map_or(0, |key| number(&key));
            if last != head.0 {
                return Err(StoreError::Stale);
            }
        }
        Step::DemandBatch(head) => {
            if answer(batches()?.get(&key(*head))).await?.is_undefined() {
                return Err(StoreError::Stale);
            }
        }
        Step::Device(candidate) => {
            let meta = table(Table::Meta)?;
            if let Some(held) = answer(meta.get(&DEVICE.into())).await?.as_string() {
                return Ok(Got::Device(DeviceId(held)));
            }
            put(&meta, &DEVICE.into(), &candidate.0.as_str().into()).await?;
            return Ok(Got::Device(DeviceId::clone(candidate)));
        }
        Step::SetDevice(device) => put(&table(Table::Meta)?, &DEVICE.into(), &device.0.as_str().into()).await?,
        Step::Read(after) => return read(&batches()?, *after).await,
        Step::Heads(after) => {
            let keys = answer(batches()?.get_all_keys_with_key(&range(*after, None)?)).await?;
            let unreadable = Array::from(&keys).iter().map(|key| Head(number(&key))).collect();
            return Ok(Got::Reading(Reading { unreadable, head: *after, ..Reading::default() }));
        }
        Step::ReadOne(head) => return answer(batches()?.get(&key(*head))).await.map(|value| bytes(&value)),
        Step::PutBatch(head, value) => put(&batches()?, &key(*head), &Uint8Array::from(*value).into()).await?,
        Step::Delete(after, upto) => {
            answer(batches()?.delete(&range(*after, Some(*upto))?)).await?;
        }
        Step::SetAside(head) => {
            let value = answer(batches()?.get(&key(*head))).await?;
            answer(table(Table::Aside)?.put(&value)).await?;
            put(&batches()?, &key(*head), &Uint8Array::new_with_length(0).into()).await?;
        }
        Step::CountAside => return answer(table(Table::Aside)?.count()).await.map(|count| Got::Count(number(&count))),
        Step::Note(note) => {
            return answer(table(Table::Meta)?.get(&note.key().into())).await.map(|value| bytes(&value));
        }
        Step::PutNote(note, value) => {
            put(&table(Table::Meta)?, &note.key().into(), &Uint8Array::from(*value).into()).await?;
        }
        Step::File(name) => {
            return answer(table(Table::Files)?.get(&(*name).into())).await.map(|value| bytes(&value));
        }
        Step::PutFile(name, value) => {
            put(&table(Table::Files)?, &(*name).into(), &Uint8Array::from(*value).into()).await?;
        }
        Step::DropFile(name) => {
            answer(table(Table::Files)?.delete(&(*name).into())).await?;
        }
        Step::FileNames => {
            let keys = answer(table(Table::Files)?.get_all_keys()).await?;
            return Ok(Got::Names(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect()));
        }
        Step::Clear => {
            for one in Table::ALL {
                answer(table(one)?.clear()).await?;
            }
        }
    }
    Ok(Got::Nothing)
}

/// The batches after a head, with those that are no bytes named.
async fn read(batches: &IdbObjectStore, after: Head) -> Result<Got, StoreError> {
    // Both in one transaction, so that they speak of the same moment.
    let keys = answer(batches.get_all_keys_with_key(&range(after, None)?)).await?;
    let values = answer(batches.get_all_with_key(&range(after, None)?)).await?;
    let mut reading = Reading { head: after, ..Reading::default() };
    for (key, value) in Array::from(&keys).iter().zip(Array::from(&values).iter()) {
        let head = Head(number(&key));
        reading.head = head;
        match bytes(&value) {
            Got::Bytes(bytes) => reading.batches.push(Batch { head, bytes }),
            _ => reading.unreadable.push(head),
        }
    }
    Ok(Got::Reading(reading))
}

async fn put(table: &IdbObjectStore, key: &JsValue, value: &JsValue) -> Result<(), StoreError> {
    answer(table.put_with_key(value, key)).await.map(drop)
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

/// Waits for a request's result.
async fn answer(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
    let request = request.map_err(|cause| reason(&cause))?;
    settled(&request).await
}

/// Waits until a request has succeeded or failed.
pub(super) async fn settled(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(settled).await {
        Ok(_) => request.result().map_err(|cause| reason(&cause)),
        Err(_) => Err(match request.error() {
            Ok(Some(error)) => reason(&error.into()),
            _ => StoreError::Failed("error".to_owned()),
        }),
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
