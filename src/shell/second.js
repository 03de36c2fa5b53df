
// The second part of the program. Building the site adds this to the script that wasm-bindgen writes; `wasm` are the first
// part's exports. The second part has no state of its own: joining it twice changes nothing.
const SECOND = new URL("{{SECOND}}", import.meta.url);
const fetching = new AbortController();
let whole = false;

function joined() {
  if (whole) return;
  whole = true;
  // From now on the network is free for what can wait.
  dispatchEvent(new Event("nuandong-whole"));
}

// As soon as something stands on the screen.
async function fetchSoon() {
  if (whole) return;
  const answer = await fetch(SECOND, { signal: fetching.signal });
  if (!answer.ok) throw new Error(SECOND + ": " + answer.status);
  await WebAssembly.instantiate(await WebAssembly.compileStreaming(answer), { a: wasm });
  joined();
}

// The first part calls this where it needs the second before it is there. It cannot go on without, so this one waits.
function fetchNow() {
  if (whole) return;
  fetching.abort();
  const request = new XMLHttpRequest();
  request.open("GET", SECOND, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(SECOND + ": " + request.status);
  const bytes = Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0));
  new WebAssembly.Instance(new WebAssembly.Module(bytes), { a: wasm });
  joined();
}

addEventListener("TrunkApplicationStarted", () => requestAnimationFrame(() => setTimeout(() => {
  // Stopped by `fetchNow`, or the network is gone: then `fetchNow` tries again, and says why if it must.
  fetchSoon().catch(() => {});
})), { once: true });
