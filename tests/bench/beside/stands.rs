//! How long a page takes until something stands in it, and until that is painted.

use crate::browser::Browser;

/// Does ACT at the beginning of a frame, and calls back with the milliseconds until DONE holds in the page, and until that is painted.
const STANDS: &str = "
  const answer = arguments[0];
  requestAnimationFrame(() => {
    const begun = performance.now();
    const passed = () => performance.now() - begun;
    let stood = 0;
    const seen = new MutationObserver(() => { if (!stood && (DONE)) { stood = passed(); seen.disconnect(); } });
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    (() => { ACT })();
    (function look() {
      scheduler.postTask(() => {
        if (stood) answer([stood, passed()]);
        else if (passed() > 60000) answer([-1, -1]);
        else requestAnimationFrame(look);
      }, { priority: 'user-blocking' });
    })();
  });";

impl Browser {
    /// How many milliseconds it takes from `act` until `done` holds in the page, and until that is painted.
    pub async fn stands(&self, act: &str, done: &str) -> (f64, f64) {
        let script = STANDS.replace("ACT", act).replace("DONE", done);
        let times = self.driver.execute_async(&script, vec![]).await.unwrap();
        let time = |at: usize| times.json()[at].as_f64().unwrap();
        assert!(time(0) >= 0.0, "never came to pass: {done}");
        (time(0), time(1))
    }
}
