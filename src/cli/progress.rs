//! How far a long command is, drawn over itself in one line of the terminal.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::text::Lang;

/// How often the line is drawn at most.
const PAUSE: Duration = Duration::from_millis(100);
/// How long a command may take before it shows anything.
const PATIENCE: Duration = Duration::from_millis(300);
/// How many characters the bar takes.
const WIDTH: usize = 24;

/// A bar on standard error. Where that is no terminal it draws nothing, so logs and scripts stay clean.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    lang: Lang,
    state: Option<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    done: usize,
    begun: Instant,
    drawn: Option<Instant>,
}

impl Progress {
    /// A bar for so many files.
    pub(super) fn new(total: usize, lang: Lang) -> Self {
        let state = stderr().is_terminal().then(|| Mutex::new(State { done: 0, begun: Instant::now(), drawn: None }));
        Self { total, lang, state }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        // A thread that panicked while it held the lock has ended the program.
        let Some(Ok(mut state)) = self.state.as_ref().map(Mutex::lock) else { return };
        state.done += 1;
        let due = state.drawn.map_or(state.begun + PATIENCE, |drawn| drawn + PAUSE);
        if Instant::now() >= due {
            state.drawn = Some(Instant::now());
            // A bar that cannot be drawn is no reason to stop.
            let _ = write!(stderr(), "\r{}", line(state.done, self.total, self.lang));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.state.as_ref().and_then(|state| state.lock().ok()).is_some_and(|state| state.drawn.is_some()) {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}

fn line(done: usize, total: usize, lang: Lang) -> String {
    let full = (done * WIDTH).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
    let bar = format!("{}{}", "█".repeat(full), "░".repeat(WIDTH - full));
    match lang {
        Lang::ZhHans => format!("{bar} {done}/{total} 个文件"),
        Lang::En => format!("{bar} {done}/{total} files"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_as_files_are_done() {
        assert_eq!(line(0, 4, Lang::En), format!("{} 0/4 files", "░".repeat(24)));
        assert_eq!(line(1, 4, Lang::ZhHans), format!("{}{} 1/4 个文件", "█".repeat(6), "░".repeat(18)));
        assert_eq!(line(4, 4, Lang::En), format!("{} 4/4 files", "█".repeat(24)));
        assert_eq!(line(0, 0, Lang::En), format!("{} 0/0 files", "█".repeat(24)));
    }
}
