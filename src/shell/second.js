
// The second part of the program. Building the site adds this to the script that wasm-bindgen writes; `wasm` are the first
// part's exports. The second part has no state of its own: joining it twice changes nothing.
const SECOND = new URL("{{SECOND}}", import.meta.url);
const fetching = new AbortController();
let whole = false;
let started = false;

function joined() {
  whole = true;
  // From now on the network is free for what can wait.
  if (started) dispatchEvent(new Event("nuandong-whole"));
}

async function join(module, first) {
  if (whole) return;
  await WebAssembly.instantiate(module, { a: first });
  if (!whole) joined();
}

// From the second visit on everything is at hand: the service worker answers. The bytes then come before the program starts, for a
// request that waits, as below, does not pass through the service worker in every browser. They are joined when they are compiled.
const kept = navigator.serviceWorker?.controller
  ? fetch(SECOND).then((answer) => (answer.ok ? answer.arrayBuffer() : null)).catch(() => null)
  : null;
let bytes = null;

async function takeKept(first) {
  bytes = await kept;
  // Where this fails, so does `fetchNow`, and says why.
  if (bytes) WebAssembly.compile(bytes).then((module) => join(module, first)).catch(() => {});
}

// On the first visit: as soon as something stands on the screen.
async function fetchSoon() {
  const answer = await fetch(SECOND, { signal: fetching.signal });
  if (!answer.ok) throw new Error(SECOND + ": " + answer.status);
  await join(await WebAssembly.compileStreaming(answer), wasm);
}

// The first part calls this where it needs the second before it is there. It cannot go on without, so this one waits.
function fetchNow() {
  if (whole) return;
  fetching.abort();
  new WebAssembly.Instance(new WebAssembly.Module(bytes ?? waitFor(SECOND)), { a: wasm });
  joined();
}

function waitFor(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(address + ": " + request.status);
  return Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0));
}

addEventListener("TrunkApplicationStarted", () => requestAnimationFrame(function look() {
  // The opening screen stays until the application draws over it.
  if (document.getElementById("opening")) return void requestAnimationFrame(look);
  setTimeout(() => {
    started = true;
    if (whole) joined();
    // Stopped by `fetchNow`, or the network is gone: then `fetchNow` tries again, and says why if it must.
    else if (!bytes) fetchSoon().catch(() => {});
  });
}), { once: true });
