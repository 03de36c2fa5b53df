//! The device's clock.

use js_sys::Date;

/// Milliseconds since 1970-01-01T00:00Z, as the device has it.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a date's milliseconds are whole and far below 2^53")]
pub fn now() -> i64 {
    Date::now() as i64
}

/// The device's zone: minutes east of UTC.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "an offset is at most 840 minutes")]
pub fn zone() -> i32 {
    -(Date::new_0().get_timezone_offset() as i32)
}
