//! What is measured in a page that stands: from a tap until its result is painted, and the memory that a page holds.

use serde_json::json;

use crate::browser::Browser;

/// Notes the memories of WebAssembly modules, which the JavaScript heap does not count.
const NOTE_MEMORIES: &str = "
  window.memories = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const exports = (made.instance ?? made).exports;
      for (const one of Object.values(exports)) {
        if (one instanceof WebAssembly.Memory && !window.memories.includes(one)) window.memories.push(one);
      }
      return made;
    };
  }";

/// Does ACT at the beginning of a frame, and calls back with the milliseconds until DONE holds and that is painted. The task behind a
/// frame's painting is asked for with the highest priority: what else the page has left to do then stands on the screen already.
const UNTIL: &str = "
  const answer = arguments[0];
  requestAnimationFrame(() => {
    const begun = performance.now();
    const passed = () => performance.now() - begun;
    (() => { ACT })();
    (function look() {
      scheduler.postTask(() => {
        if (DONE) answer(passed());
        else if (passed() > 60000) answer(-1);
        else requestAnimationFrame(look);
      }, { priority: 'user-blocking' });
    })();
  });";

impl Browser {
    /// Lets a page dress itself as it likes: the server's policy is this application's, and ODK Web Forms writes its styles in place.
    pub async fn unbound(&self) {
        self.say("Page.enable", json!({})).await;
        self.say("Page.setBypassCSP", json!({ "enabled": true })).await;
    }

    /// Opens `address` on a slow phone beside a fast network, and tells after how many milliseconds `words` stood on the screen.
    pub async fn open(&self, address: &str, words: &str) -> u64 {
        self.unbound().await;
        self.pretend(4, false).await;
        self.say("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTE_MEMORIES })).await;
        self.shown(address, words).await
    }

    /// Waits until the page has nothing left to do.
    pub async fn settle(&self) {
        let idle = "const answer = arguments[0]; setTimeout(() => requestIdleCallback(() => answer(null)), 1500);";
        self.driver.execute_async(idle, vec![]).await.unwrap();
    }

    /// How many milliseconds it takes from `act` until `done` holds and that is painted.
    pub async fn until(&self, act: &str, done: &str) -> f64 {
        let script = UNTIL.replace("ACT", act).replace("DONE", done);
        let time = self.driver.execute_async(&script, vec![]).await.unwrap();
        let time = time.json().as_f64().unwrap();
        assert!(time >= 0.0, "never came to pass: {done}");
        time
    }

    /// For how many milliseconds the page's processor has been busy since it was opened.
    pub async fn busy(&self) -> f64 {
        self.say("Performance.enable", json!({})).await;
        let told = self.say("Performance.getMetrics", json!({})).await;
        let all = told["metrics"].as_array().into_iter().flatten();
        let seconds = all.filter(|metric| metric["name"] == "TaskDuration").find_map(|metric| metric["value"].as_f64());
        seconds.unwrap_or_default() * 1000.0
    }

    /// The JavaScript heap after a collection and the memories of WebAssembly, in megabytes.
    pub async fn memory(&self) -> f64 {
        self.say("HeapProfiler.collectGarbage", json!({})).await;
        let heap = self.say("Runtime.getHeapUsage", json!({})).await;
        let bytes = "return window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);";
        let wasm = self.driver.execute(bytes, vec![]).await.unwrap().json().as_f64().unwrap_or_default();
        (heap["usedSize"].as_f64().unwrap_or_default() + wasm) / 1e6
    }
}
