//! A text as a QR code: a township's public key, for phones to read off a screen or a sheet of paper.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// How many modules its side has, without the quiet zone of four that must stand around it.
    pub side: usize,
    /// Its dark modules as the data of an SVG path, a module being one unit.
    pub path: String,
}

impl Qr {
    /// The code of a text; none where it is too long for any.
    ///
    /// ```
    /// # use nuandong::package::Qr;
    /// let qr = Qr::of("age1test").unwrap();
    /// assert_eq!(qr.side, 21);
    /// // The finder in the upper left corner is seven modules wide.
    /// assert!(qr.path.starts_with("M0 0h7v1h-7z"));
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let side = code.size;
        let mut path = String::new();
        for row in 0..side {
            let dark: Vec<bool> = code.data.iter().skip(row * side).take(side).map(|module| module.value()).collect();
            let mut column = 0;
            for run in dark.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    let width = run.len();
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{column} {row}h{width}v1h-{width}z");
                }
                column += run.len();
            }
        }
        Some(Self { side, path })
    }
}
