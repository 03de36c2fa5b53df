//! Finishes and serves the built site.
fn main() {}
