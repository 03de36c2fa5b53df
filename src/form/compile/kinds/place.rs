//! Positions.

use super::{number_of, parameter, unknown_parameters};
use crate::form::problem::Cause;
use crate::form::{Place, PlaceShape};

/// The parameters of a point, and of a line or area.
const POINT: [&str; 4] = ["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"];
const LINE: [&str; 3] = ["allow-mock-accuracy", "incremental", "reference-geometry"];

impl Place {
    /// Reads the parameters of a position, with what is wrong with them. `reference-geometry` is checked where all names
    /// are known.
    pub(in crate::form::compile) fn read(shape: PlaceShape, parameters: &[(String, String)]) -> (Self, Vec<Cause>) {
        let accepted: &[&str] = if shape == PlaceShape::Point { &POINT } else { &LINE };
        let mut causes = unknown_parameters(parameters, accepted);
        if shape == PlaceShape::Point {
            for name in ["capture-accuracy", "warning-accuracy"] {
                if parameter(parameters, name).is_some() && number_of(parameters, name).is_none() {
                    causes.push(Cause::ParameterNotNumber { name });
                }
            }
        } else if parameter(parameters, "incremental").is_some_and(|value| !matches!(value, "true" | "yes" | "true()"))
        {
            causes.push(Cause::ParameterNotOneOf { name: "incremental", values: &["true"] });
        }
        causes.extend(super::one_of(parameters, "allow-mock-accuracy", &super::BOOLEANS));
        let place = Self {
            shape,
            capture_accuracy: number_of(parameters, "capture-accuracy"),
            warning_accuracy: number_of(parameters, "warning-accuracy"),
        };
        (place, causes)
    }
}
