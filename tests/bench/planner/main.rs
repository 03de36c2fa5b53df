//! How long the planner takes natively; in a browser `page.rs` says it. Figures never fail; they are printed, with what a processor
//! slowed 4 times would take.

#![expect(clippy::unwrap_used, reason = "a campaign that ships with the program compiles")]

mod work;

use std::time::Instant;

use work::{TIMES, TOWNSHIP, Work};

/// What a plain test run looks at, to see that everything works.
const HAMLET: (u32, u32) = (1, 20);

fn main() {
    // As a test runner asks for a list of tests, of which there is none.
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let size = if std::env::var_os("NUANDONG_BENCH").is_some() { TOWNSHIP } else { HAMLET };
    let start = Instant::now();
    let clock = || start.elapsed().as_secs_f64() * 1000.0;
    println!("{:>10} {:>12}  {} households; median of {TIMES}", "ms", "ms at 1/4", size.0 * size.1);
    Work::new(size, &clock).measure(&mut |what, millis| println!("{millis:>10.2} {:>12.1}  {what}", millis * 4.0));
}
