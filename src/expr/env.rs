//! What is handed in to an evaluation: time, entropy, language and the properties of the device.
//!
//! With the same [`Env`] the same expression over the same documents gives the same value, always.

use std::cell::Cell;

use super::date::Zone;
use crate::text::Lang;

/// The surroundings of an evaluation.
#[derive(Clone, Debug)]
pub struct Env {
    /// The present moment, in milliseconds since 1970-01-01T00:00Z.
    pub now: f64,
    /// The device's offset from UTC.
    pub zone: Zone,
    /// The language of month and weekday names.
    pub lang: Lang,
    /// The source of `random()`, `uuid()` and unseeded `randomize()`.
    pub random: Random,
    /// What `property(name)` gives: `deviceid`, `username`, `email`, `phonenumber`.
    pub properties: Vec<(String, String)>,
    /// The form's version, for `version()`.
    pub version: String,
}

impl Env {
    /// The surroundings at a moment in a zone, with entropy drawn by the caller.
    #[must_use]
    pub fn new(now: f64, zone: Zone, seed: u64) -> Self {
        Self {
            now,
            zone,
            lang: Lang::default(),
            random: Random::new(seed),
            properties: Vec::new(),
            version: String::new(),
        }
    }

    /// The property of this name, or the empty text.
    #[must_use]
    pub fn property(&self, name: &str) -> &str {
        self.properties.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// A reproducible source of entropy (`SplitMix64`). It serves questionnaires, not secrets.
#[derive(Clone, Debug)]
pub struct Random(Cell<u64>);

impl Random {
    /// A source that begins at `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    /// The next 64 bits.
    pub fn bits(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not, 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
    pub fn fraction(&self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
