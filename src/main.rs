//! The phone application.
fn main() {}
