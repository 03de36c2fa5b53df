//! One transaction of `IndexedDB`: it commits only when its body returns `Ok`, and has committed when it returns.
//!
//! `IndexedDB` commits by itself as soon as control returns to the event loop with nothing asked of it. So a body awaits
//! nothing but its own requests, and every value is serialised before the transaction opens.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use crate::store::{Head, StoreError};

/// An object store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Batches,
    Meta,
    Aside,
}

impl Table {
    pub(super) const ALL: [Self; 3] = [Self::Batches, Self::Meta, Self::Aside];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Batches => "batches",
            Self::Meta => "meta",
            Self::Aside => "aside",
        }
    }
}

/// An open transaction.
pub(super) struct Tx(IdbTransaction);

/// Runs `body` in a transaction over `tables`.
pub(super) async fn transact<T>(
    database: &IdbDatabase,
    tables: &[Table],
    mode: IdbTransactionMode,
    body: &impl AsyncFn(&Tx) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let (tx, done) = begin(database, tables, mode)?;
    let outcome = body(&tx).await;
    if outcome.is_err() {
        // Fails when the browser has aborted it already, which is as good.
        let _aborted = tx.0.abort();
    }
    let finished = done.await;
    let value = outcome?;
    match finished {
        Ok(_) => Ok(value),
        Err(_) => {
            Err(tx.0.error().map_or_else(|| StoreError::Failed("abort".to_owned()), |error| reason(&error.into())))
        }
    }
}

/// Begins a transaction and the future of its end.
fn begin(database: &IdbDatabase, tables: &[Table], mode: IdbTransactionMode) -> Result<(Tx, JsFuture), StoreError> {
    let names: Array = tables.iter().map(|table| JsValue::from_str(table.name())).collect();
    let tx = if mode == IdbTransactionMode::Readwrite {
        // Chromium acknowledges before the bytes are on disk unless it is asked not to. Browsers that do not know the
        // option ignore it; web-sys does not offer it yet.
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(|cause| reason(&cause))?;
        let begin: Function =
            Reflect::get(database, &"transaction".into()).and_then(JsCast::dyn_into).map_err(|cause| reason(&cause))?;
        begin
            .call3(database, &names, &"readwrite".into(), &options)
            .map(JsCast::unchecked_into::<IdbTransaction>)
            .map_err(|cause| reason(&cause))?
    } else {
        database.transaction_with_str_sequence_and_mode(&names, mode).map_err(|cause| reason(&cause))?
    };
    let ended = Promise::new(&mut |resolve, reject| {
        tx.set_oncomplete(Some(&resolve));
        tx.set_onabort(Some(&reject));
    });
    Ok((Tx(tx), JsFuture::from(ended)))
}

impl Tx {
    fn table(&self, table: Table) -> Result<IdbObjectStore, StoreError> {
        self.0.object_store(table.name()).map_err(|cause| reason(&cause))
    }

    pub(super) async fn get(&self, table: Table, key: &JsValue) -> Result<JsValue, StoreError> {
        answer(self.table(table)?.get(key)).await
    }

    pub(super) async fn put(&self, table: Table, key: &JsValue, value: &JsValue) -> Result<(), StoreError> {
        answer(self.table(table)?.put_with_key(value, key)).await.map(drop)
    }

    /// Like [`Self::put`], but fails where the key is taken.
    pub(super) async fn add(&self, table: Table, key: &JsValue, value: &JsValue) -> Result<(), StoreError> {
        answer(self.table(table)?.add_with_key(value, key)).await.map(drop)
    }

    /// Puts a value under a number that the table gives.
    pub(super) async fn append(&self, table: Table, value: &JsValue) -> Result<(), StoreError> {
        answer(self.table(table)?.put(value)).await.map(drop)
    }

    pub(super) async fn delete(&self, table: Table, range: &IdbKeyRange) -> Result<(), StoreError> {
        answer(self.table(table)?.delete(range)).await.map(drop)
    }

    pub(super) async fn clear(&self, table: Table) -> Result<(), StoreError> {
        answer(self.table(table)?.clear()).await.map(drop)
    }

    pub(super) async fn count(&self, table: Table) -> Result<u32, StoreError> {
        answer(self.table(table)?.count()).await.map(|count| number(&count))
    }

    /// The keys in `range`, in order.
    pub(super) async fn keys(&self, table: Table, range: &IdbKeyRange) -> Result<Vec<Head>, StoreError> {
        let keys = answer(self.table(table)?.get_all_keys_with_key(range)).await?;
        Ok(Array::from(&keys).iter().map(|key| Head(number(&key))).collect())
    }

    /// The values in `range`, in the order of their keys.
    pub(super) async fn all(&self, table: Table, range: &IdbKeyRange) -> Result<Array, StoreError> {
        answer(self.table(table)?.get_all_with_key(range)).await.map(|values| Array::from(&values))
    }

    /// The highest key; zero for an empty table.
    pub(super) async fn last(&self, table: Table) -> Result<Head, StoreError> {
        let direction = web_sys::IdbCursorDirection::Prev;
        let request = self.table(table)?.open_key_cursor_with_range_and_direction(&JsValue::UNDEFINED, direction);
        let cursor = answer(request).await?;
        if cursor.is_null() {
            return Ok(Head(0));
        }
        Reflect::get(&cursor, &"key".into()).map(|key| Head(number(&key))).map_err(|cause| reason(&cause))
    }
}

/// Keys above `head`.
pub(super) fn range_after(head: Head) -> Result<IdbKeyRange, StoreError> {
    IdbKeyRange::lower_bound_with_open(&head.into(), true).map_err(|cause| reason(&cause))
}

/// Keys above `after`, up to and with `upto`.
pub(super) fn range_within(after: Head, upto: Head) -> Result<IdbKeyRange, StoreError> {
    IdbKeyRange::bound_with_lower_open_and_upper_open(&after.into(), &upto.into(), true, false)
        .map_err(|cause| reason(&cause))
}

/// Waits for a request's result.
pub(super) async fn answer(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
    let request = request.map_err(|cause| reason(&cause))?;
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
        Some("ConstraintError") => StoreError::Stale,
        Some("InvalidStateError") => StoreError::Closed,
        Some("VersionError") => StoreError::Newer,
        Some("SecurityError" | "NotAllowedError") => StoreError::Refused,
        Some(name) => StoreError::Failed(format!("{name}: {}", read("message").unwrap_or_default())),
        None => StoreError::Failed(exception.as_string().unwrap_or_else(|| "unknown".to_owned())),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "keys and counts are ours: small whole numbers"
)]
fn number(value: &JsValue) -> u32 {
    value.as_f64().unwrap_or_default() as u32
}
