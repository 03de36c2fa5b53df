//! The store in a real browser's `IndexedDB`.

#![cfg(target_arch = "wasm32")]

mod contract;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Promise, Reflect, Uint8Array};
use nuandong::journal::DeviceId;
use nuandong::store::{Head, Store, StoreError, Upset};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransactionMode};

wasm_bindgen_test_configure!(run_in_browser);

/// A name that no other test uses, nor an earlier run.
fn name() -> String {
    thread_local!(static COUNT: Cell<u32> = const { Cell::new(0) });
    COUNT.set(COUNT.get() + 1);
    format!("test-{}-{}", js_sys::Date::now(), COUNT.get())
}

async fn open(name: &str) -> Store {
    Store::open(name, |_| ()).await.unwrap()
}

fn factory() -> IdbFactory {
    web_sys::window().unwrap().indexed_db().unwrap().unwrap()
}

async fn finished(request: &web_sys::IdbRequest) -> JsValue {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.unwrap();
    request.result().unwrap()
}

/// The database as any other program would open it.
async fn raw(request: IdbOpenDbRequest) -> IdbDatabase {
    finished(&request).await.unchecked_into()
}

#[wasm_bindgen_test]
async fn the_store_in_a_database_keeps_the_contract() {
    contract::holds(async || {
        let name = name();
        contract::Tabs { one: open(&name).await, two: open(&name).await }
    })
    .await;
}

#[wasm_bindgen_test]
async fn of_many_appends_begun_at_once_exactly_one_wins() {
    let name = name();
    let device: DeviceId = "phone".into();
    let mut stores = Vec::new();
    for _ in 0..5 {
        stores.push(open(&name).await);
    }
    stores[0].device(&device).await.unwrap();
    let results = Rc::new(RefCell::new(Vec::new()));
    for store in &stores {
        let (store, results, device) = (store.clone(), Rc::clone(&results), device.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let result = store.append(Head(0), &device, b"mine").await;
            results.borrow_mut().push(result);
        });
    }
    while results.borrow().len() < stores.len() {
        gloo::timers::future::TimeoutFuture::new(5).await;
    }
    let won = results.borrow().iter().filter(|result| **result == Ok(Head(1))).count();
    let lost = results.borrow().iter().filter(|result| **result == Err(StoreError::Stale)).count();
    assert_eq!((won, lost), (1, 4));
}

#[wasm_bindgen_test]
async fn the_browsers_answer_comes_after_the_commit() {
    let name = name();
    let store = open(&name).await;
    let device = store.device(&"phone".into()).await.unwrap();
    store.append(Head(0), &device, b"a").await.unwrap();
    let database = raw(factory().open(&name).unwrap()).await;
    let tx = database.transaction_with_str_and_mode("batches", IdbTransactionMode::Readonly).unwrap();
    let value = finished(&tx.object_store("batches").unwrap().get(&1.into()).unwrap()).await;
    assert_eq!(Uint8Array::new(&value).to_vec(), b"a");
}

#[wasm_bindgen_test]
async fn a_database_that_is_deleted_under_our_feet_is_opened_again() {
    let name = name();
    let upsets = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&upsets);
    let store = Store::open(&name, move |upset| seen.borrow_mut().push(upset)).await.unwrap();
    let device = store.device(&"phone".into()).await.unwrap();
    store.append(Head(0), &device, b"a").await.unwrap();
    // Waits until our connection has given way.
    finished(&factory().delete_database(&name).unwrap()).await;
    assert_eq!(*upsets.borrow(), [Upset::Superseded]);
    assert_eq!(store.append(Head(1), &device, b"b").await, Err(StoreError::Replaced));
    assert_eq!(store.device(&"again".into()).await, Ok("again".into()));
    assert_eq!(store.append(Head(0), &"again".into(), b"b").await, Ok(Head(1)));
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let name = name();
    raw(factory().open_with_u32(&name, 999).unwrap()).await.close();
    assert_eq!(Store::open(&name, |_| ()).await.map(drop), Err(StoreError::Newer));
}

#[wasm_bindgen_test]
async fn a_value_that_is_no_bytes_is_named_and_the_others_are_read() {
    let name = name();
    let store = open(&name).await;
    let device = store.device(&"phone".into()).await.unwrap();
    store.append(Head(0), &device, b"a").await.unwrap();
    store.append(Head(1), &device, b"b").await.unwrap();
    let database = raw(factory().open(&name).unwrap()).await;
    let tx = database.transaction_with_str_and_mode("batches", IdbTransactionMode::Readwrite).unwrap();
    finished(&tx.object_store("batches").unwrap().put_with_key(&"text".into(), &1.into()).unwrap()).await;
    let reading = store.read_after(Head(0)).await.unwrap();
    assert_eq!((reading.head, reading.unreadable), (Head(2), vec![Head(1)]));
    assert_eq!(reading.batches.iter().map(|batch| batch.head).collect::<Vec<_>>(), [Head(2)]);
    store.set_aside(&[Head(1)]).await.unwrap();
    assert_eq!(store.read_after(Head(0)).await.unwrap().unreadable, []);
}

/// Runs JavaScript that stands between the store and the browser, and undoes it afterwards.
struct Meddling;

impl Meddling {
    fn with(script: &str) -> Self {
        js_sys::eval(&format!("globalThis.undo = (() => {{ {script} }})()")).unwrap();
        Self
    }
}

impl Drop for Meddling {
    fn drop(&mut self) {
        js_sys::eval("globalThis.undo()").unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_connection_that_the_browser_closed_is_opened_again_within_the_same_append() {
    let store = open(&name()).await;
    let device = store.device(&"phone".into()).await.unwrap();
    let closing = Meddling::with(
        "const p = IDBDatabase.prototype, real = p.transaction; let once = true;
         p.transaction = function (...a) { if (once) { once = false; this.close(); } return real.apply(this, a); };
         return () => { p.transaction = real; };",
    );
    assert_eq!(store.append(Head(0), &device, b"a").await, Ok(Head(1)));
    drop(closing);
    assert_eq!(store.read_after(Head(0)).await.unwrap().head, Head(1));
}

#[wasm_bindgen_test]
async fn a_full_disk_changes_nothing_and_says_so() {
    let store = open(&name()).await;
    let device = store.device(&"phone".into()).await.unwrap();
    let full = Meddling::with(
        "const p = IDBObjectStore.prototype, real = p.put;
         p.put = () => { throw new DOMException('no space', 'QuotaExceededError'); };
         return () => { p.put = real; };",
    );
    assert_eq!(store.append(Head(0), &device, b"a").await, Err(StoreError::Full));
    drop(full);
    assert_eq!(store.read_after(Head(0)).await.unwrap().head, Head(0));
    assert_eq!(store.append(Head(0), &device, b"a").await, Ok(Head(1)));
}

#[wasm_bindgen_test]
async fn every_write_asks_for_strict_durability() {
    let name = name();
    let watching = Meddling::with(
        "const p = IDBDatabase.prototype, real = p.transaction; globalThis.asked = [];
         p.transaction = function (s, m, o) { if (m === 'readwrite') globalThis.asked.push(o && o.durability); return real.apply(this, arguments); };
         return () => { p.transaction = real; };",
    );
    let store = open(&name).await;
    let device = store.device(&"phone".into()).await.unwrap();
    store.append(Head(0), &device, b"a").await.unwrap();
    drop(watching);
    let asked = js_sys::eval("globalThis.asked.join()").unwrap().as_string().unwrap();
    assert_eq!(asked, "strict,strict");
}

#[wasm_bindgen_test]
async fn a_browser_without_storage_is_told_so() {
    // Shadows the browser's own for the moment of this test.
    let global = js_sys::global();
    let factory = Reflect::get(&global, &"indexedDB".into()).unwrap();
    let shadow = js_sys::Object::new();
    Reflect::set(&shadow, &"value".into(), &JsValue::UNDEFINED).unwrap();
    Reflect::set(&shadow, &"configurable".into(), &true.into()).unwrap();
    js_sys::Object::define_property(&global, &"indexedDB".into(), &shadow);
    let refused = Store::open("refused", |_| ()).await.map(drop);
    Reflect::set(&shadow, &"value".into(), &factory).unwrap();
    js_sys::Object::define_property(&global, &"indexedDB".into(), &shadow);
    assert_eq!(refused, Err(StoreError::Refused));
}
