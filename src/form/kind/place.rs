//! Positions.

use crate::packed::packed;

/// A question whose answer is a position, or a line or area of positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What is asked for.
    pub shape: PlaceShape,
    /// `capture-accuracy`, in metres: a position this good is taken at once.
    pub capture_accuracy: Option<f64>,
    /// `warning-accuracy`, in metres: a position worse than this is warned of.
    pub warning_accuracy: Option<f64>,
}

packed!(struct Place { shape, capture_accuracy, warning_accuracy });

/// The shape of an answered [`Place`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceShape {
    /// `geopoint`: latitude, longitude, altitude, accuracy, with spaces between.
    Point,
    /// `geotrace`: points with semicolons between.
    Trace,
    /// `geoshape`: a trace that ends where it starts.
    Shape,
}

packed!(enum PlaceShape { 0 => Point, 1 => Trace, 2 => Shape } else Self::Point);
