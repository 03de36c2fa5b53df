//! Reading what the worker says without a reader for each type: the page has one reader of JSON, into a [`Value`], and a
//! derived one for every type would weigh more than the types are worth.

use serde_json::Value;

static NULL: Value = Value::Null;

/// A field; `null` where there is none.
#[must_use]
pub fn field<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&NULL)
}

/// A text; empty where there is none.
#[must_use]
pub fn text(value: &Value, name: &str) -> String {
    field(value, name).as_str().unwrap_or_default().to_owned()
}

/// A count; zero where there is none.
#[must_use]
pub fn count(value: &Value, name: &str) -> usize {
    field(value, name).as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}

/// Whether it is true.
#[must_use]
pub fn flag(value: &Value, name: &str) -> bool {
    field(value, name).as_bool().unwrap_or_default()
}

/// The items of a list.
pub fn items<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    field(value, name).as_array().into_iter().flatten()
}

/// The texts of a list.
#[must_use]
pub fn texts(value: &Value, name: &str) -> Vec<String> {
    items(value, name).map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
}

/// Two texts that stand side by side, such as a code and its name.
#[must_use]
pub fn pair(value: &Value) -> (String, String) {
    let word = |at: usize| value.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    (word(0), word(1))
}

/// The value of some bytes; `null` where they are no JSON.
#[must_use]
pub fn read(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// The bytes of a value.
#[must_use]
pub fn write(value: &Value) -> Vec<u8> {
    // Serialising to memory cannot fail.
    serde_json::to_vec(value).unwrap_or_default()
}
