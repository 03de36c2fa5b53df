//! Photos, sounds and files.

use crate::packed::packed;

/// A question answered with a file; its value is the file's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// What is asked for.
    pub capture: Capture,
    /// `max-pixels` of an image: the longer side at most.
    pub max_pixels: Option<u32>,
}

packed!(struct Media { capture, max_pixels });

/// What a [`Media`] question captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capture {
    /// `image`.
    Image,
    /// `audio`.
    Audio,
    /// `video`.
    Video,
    /// `file`.
    File,
    /// `osm`: an object drawn with OpenStreetMap's tags.
    Osm,
}

packed!(enum Capture { 0 => Image, 1 => Audio, 2 => Video, 3 => File, 4 => Osm } else Self::File);

impl Media {
    /// A question for a file of this kind.
    #[must_use]
    pub const fn new(capture: Capture) -> Self {
        Self { capture, max_pixels: None }
    }
}
