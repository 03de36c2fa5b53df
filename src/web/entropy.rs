//! The browser's random source.

use super::window;
use crate::app::Env;
use crate::journal::RecordId;

/// 32 random bytes.
///
/// Every browser that runs wasm has the source. Should it fail all the same, the clock and a per-page counter keep two
/// draws of one page apart.
#[must_use]
pub fn seed() -> [u8; 32] {
    let mut bytes = [0; 32];
    let drawn = window()
        .and_then(|window| window.crypto().ok())
        .map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if !matches!(drawn, Some(Ok(_))) {
        for (byte, source) in
            bytes.chunks_mut(8).zip([js_sys::Math::random(), js_sys::Date::now(), js_sys::Math::random()])
        {
            byte.copy_from_slice(&source.to_bits().to_le_bytes());
        }
    }
    bytes
}

/// An identity for a new record.
#[must_use]
pub fn record() -> RecordId {
    RecordId(Env::new(super::clock::now(), super::clock::zone(), seed()).draw())
}
