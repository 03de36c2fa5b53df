//! Holds the built site to its budget.

use std::path::Path;

use nuandong::site::budget::{LIMIT, first_load};
use nuandong::text::{Lang, Say};

#[test]
fn the_first_load_of_a_phone_is_within_its_limit() -> Result<(), String> {
    let dist = std::env::var("NUANDONG_DIST").unwrap_or_else(|_| "dist".to_owned());
    let parts = first_load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(dist)).map_err(|error| error.say(Lang::En))?;
    let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
    for end in [".html", ".js", ".wasm"] {
        assert!(names.iter().any(|name| name.ends_with(end)), "no {end} among {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("office")), "the office worker is in the first load: {names:?}");
    let weight: usize = parts.iter().map(|part| part.brotli).sum();
    assert!(weight <= LIMIT, "{weight} bytes, and the limit is {LIMIT}: {parts:#?}");
    Ok(())
}
