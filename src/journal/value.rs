//! A field's value as it stands in a write's line: text is borrowed from there.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// A value, borrowed from the line where it can be.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue<'a> {
    /// Cleared, or never set.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number. Whatever must keep its digits (ID number, account) is text.
    Number(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// Several values, such as the codes of a question with more than one answer.
    List(Vec<FieldValue<'a>>),
    /// Something of a newer version, kept as it came.
    Object(Map<String, Value>),
}

impl FieldValue<'_> {
    /// The text, if this is text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether this is nothing: cleared, empty text or an empty list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
            _ => false,
        }
    }

    /// The same value, owned, as a write's [`Fields`](super::Fields) hold it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(value) => number(*value),
            Self::Text(text) => Value::String(text.to_string()),
            Self::List(list) => Value::Array(list.iter().map(FieldValue::to_json).collect()),
            Self::Object(map) => Value::Object(map.clone()),
        }
    }
}

/// A whole number stays one, so that a value rewritten reads as it was typed: `3`, not `3.0`.
fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "whole and within ±2^53, where every integer is exact")]
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        Value::from(value as i64)
    } else {
        Value::from(value)
    }
}

impl<'de> Deserialize<'de> for FieldValue<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = FieldValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(FieldValue::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(FieldValue::Bool(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of the domain are small; long ones are text")]
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(FieldValue::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of the domain are small; long ones are text")]
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(FieldValue::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(FieldValue::Number(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(FieldValue::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(FieldValue::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(FieldValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, value)) = entries.next_entry()? {
            map.insert(key, value);
        }
        Ok(FieldValue::Object(map))
    }
}
