//! Photos, sounds and files.

use super::{integer, one_of, parameter, unknown_parameters};
use crate::form::problem::Cause;
use crate::form::{Capture, Media};

/// The qualities of a recording, and of one that the device makes by itself.
const QUALITIES: [&str; 4] = ["voice-only", "low", "normal", "external"];
const OWN_QUALITIES: [&str; 3] = ["voice-only", "low", "normal"];

/// Reads the parameters of a photo, with what is wrong with them.
pub(in crate::form::compile) fn photo(
    parameters: &[(String, String)],
    appearance: Option<&str>,
) -> (Media, Vec<Cause>) {
    let mut causes = unknown_parameters(parameters, &["app", "max-pixels"]);
    causes.extend(integer(parameters, "max-pixels").err());
    if let Some(app) = parameter(parameters, "app")
        && appearance.is_none_or(|appearance| appearance == "annotate")
        && !is_package(app)
    {
        causes.push(Cause::AppName);
    }
    let max_pixels = parameter(parameters, "max-pixels").and_then(|pixels| pixels.parse().ok());
    (Media { capture: Capture::Image, max_pixels }, causes)
}

/// What is wrong with the parameters of a recording; `own` if the device makes it by itself.
pub(in crate::form::compile) fn recording(parameters: &[(String, String)], own: bool) -> Vec<Cause> {
    let mut causes = unknown_parameters(parameters, &["quality"]);
    causes.extend(one_of(parameters, "quality", if own { &OWN_QUALITIES } else { &QUALITIES }));
    causes
}

/// Whether this names an Android app: parts with points between, each of letters, digits and underscores.
fn is_package(name: &str) -> bool {
    let plain = |part: &str| {
        part.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    name.contains('.') && name.split('.').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_is_named_by_parts() {
        for good in ["org.a", "org.a_b.c1"] {
            assert!(is_package(good), "{good}");
        }
        for bad in ["", "org", "org.", ".org.a", "org..a", "org._a", "org.1a", "org.a-b"] {
            assert!(!is_package(bad), "{bad}");
        }
    }
}
