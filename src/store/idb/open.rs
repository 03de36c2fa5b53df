//! Opening the database and bringing it to today's schema.

use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

use super::Upset;
use super::tx::{Answer, Table, reason};
use crate::store::StoreError;

/// A step from one version of the schema to the next. It runs inside the upgrade's own transaction, so a step that fails
/// leaves the database as it was.
type Step = fn(&IdbDatabase) -> Result<(), JsValue>;

/// The steps from version 0 on; today's version is their number. A step that has been released never changes.
const STEPS: [Step; 2] = [first, second];

/// 1: batches, notes, and what could not be understood.
fn first(database: &IdbDatabase) -> Result<(), JsValue> {
    database.create_object_store(Table::Batches.name())?;
    database.create_object_store(Table::Meta.name())?;
    let numbered = web_sys::IdbObjectStoreParameters::new();
    numbered.set_auto_increment(true);
    database.create_object_store_with_optional_parameters(Table::Aside.name(), &numbered)?;
    Ok(())
}

/// 2: files.
fn second(database: &IdbDatabase) -> Result<(), JsValue> {
    database.create_object_store(Table::Files.name()).map(drop)
}

/// Opens the database at today's version.
pub(super) async fn open(name: &str, upset: &Rc<dyn Fn(Upset)>) -> Result<IdbDatabase, StoreError> {
    let request = factory()?
        .open_with_u32(name, u32::try_from(STEPS.len()).unwrap_or(u32::MAX))
        .map_err(|cause| reason(&cause))?;
    let upgrading = request.clone();
    let _upgrade = EventListener::once(&request, "upgradeneeded", move |event| {
        if upgrade(&upgrading, event.unchecked_ref()).is_err() {
            // The open request then fails with the cause.
            if let Some(tx) = upgrading.transaction() {
                let _aborted = tx.abort();
            }
        }
    });
    let report = Rc::clone(upset);
    let _blocked = EventListener::once(&request, "blocked", move |_| report(Upset::Blocked));
    Answer::of(request.clone().unchecked_into()).heard().await.map(JsCast::unchecked_into)
}

fn upgrade(request: &IdbOpenDbRequest, event: &IdbVersionChangeEvent) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a version is a small whole number")]
    let old = event.old_version() as usize;
    STEPS.iter().skip(old).try_for_each(|step| step(&database))
}

/// The browser's `indexedDB`, from a window or a worker. Absent or throwing where storage is refused.
fn factory() -> Result<IdbFactory, StoreError> {
    Reflect::get(&js_sys::global(), &"indexedDB".into())
        .ok()
        .filter(JsValue::is_object)
        .map(JsCast::unchecked_into)
        .ok_or(StoreError::Refused)
}
