//! Photos, sounds and files.

/// A question answered with a file; its value is the file's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// What is asked for.
    pub capture: Capture,
    /// `max-pixels` of an image: the longer side at most.
    pub max_pixels: Option<u32>,
}

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
