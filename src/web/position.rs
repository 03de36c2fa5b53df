//! Where the device is: asked once, by a tap, and never kept an eye on.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Position, PositionError, PositionOptions};

use super::{property, window};
use crate::register::way::Maps;

/// The longest that a position is waited for.
const PATIENCE_MILLIS: u32 = 30_000;

/// A position: degrees of latitude and longitude (WGS 84), metres above the sea where they are known, and how far it may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fix {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Metres above the sea; 0 where they are not known, as forms have it.
    pub altitude: f64,
    /// Metres.
    pub accuracy: f64,
}

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The device or the browser has no way to tell.
    Absent,
    /// The person or the system does not allow it.
    Denied,
    /// No signal, or none in time.
    NoSignal,
}

/// Which links open a map here.
#[must_use]
pub fn maps() -> Maps {
    // `standalone` exists on iOS only.
    let apple = window().and_then(|window| property(&window.navigator().into(), "standalone")).is_some();
    if apple { Maps::Apple } else { Maps::Geo }
}

/// Asks the device where it is.
pub async fn now() -> Result<Fix, Lost> {
    let geolocation = window().and_then(|window| window.navigator().geolocation().ok()).ok_or(Lost::Absent)?;
    if geolocation.is_undefined() {
        return Err(Lost::Absent);
    }
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE_MILLIS);
    let asked = Promise::new(&mut |settle, refuse| {
        let asked = geolocation.get_current_position_with_error_callback_and_options(&settle, Some(&refuse), &options);
        if asked.is_err() {
            let _refused = refuse.call0(&refuse);
        }
    });
    match JsFuture::from(asked).await {
        Ok(position) => {
            let coordinates = position.unchecked_into::<Position>().coords();
            Ok(Fix {
                latitude: coordinates.latitude(),
                longitude: coordinates.longitude(),
                altitude: coordinates.altitude().unwrap_or_default(),
                accuracy: coordinates.accuracy(),
            })
        }
        Err(cause) if cause.is_object() => match cause.unchecked_into::<PositionError>().code() {
            PositionError::PERMISSION_DENIED => Err(Lost::Denied),
            _ => Err(Lost::NoSignal),
        },
        Err(_) => Err(Lost::Absent),
    }
}
