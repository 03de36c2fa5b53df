// The service worker: it makes the application open without a network, always as one consistent version.
//
// This is a template; finishing a build fills in the version and the list of files. The rules:
//  - Only GETs of the application's own files are answered here. Everything else goes its way untouched.
//  - A version installs as a whole. Each file is checked against its hash, so a half-finished upload, a stale proxy or a
//    captive portal's page makes the installation fail, and the version that runs stays.
//  - Files are answered from the version's own cache and never mixed with another version's.
//  - A new version never takes over by itself. It waits beside the running one until the page says so.
//
// Protocol with the page:
//  - The page registers this script with `updateViaCache: "none"` and looks for a registration that is `waiting`.
//  - When the user has tapped "update", the page posts the text "skip-waiting" to the waiting worker, listens for
//    `controllerchange`, and loads itself again, once.
"use strict";

const VERSION = "{{VERSION}}";

// [address, hash of the content, whether the name carries a hash and so never changes its content]
const FILES = [/* {{FILES}} */];

const SCOPE = new URL("./", location.href);
// Other copies of the application may live on the same host: the cache's name says whose it is.
const OURS = "nuandong " + SCOPE.pathname + " ";
const CACHE = OURS + VERSION;
const ADDRESSES = new Set(FILES.map(([address]) => new URL(address, SCOPE).pathname));

addEventListener("install", (event) => {
  const requests = FILES.map(([address, integrity, hashed]) =>
    // What the page has just loaded under a hashed name is not fetched twice over a slow network.
    new Request(new URL(address, SCOPE), { integrity, cache: hashed ? "default" : "no-cache", credentials: "same-origin" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => names.filter((name) => name.startsWith(OURS) && name !== CACHE))
      .then((names) => Promise.all(names.map((name) => caches.delete(name))))
      // The page that installed the first version is served from it at once.
      .then(() => clients.claim()));
});

addEventListener("message", (event) => {
  if (event.data === "skip-waiting") skipWaiting();
});

addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin) return;
  const address = url.pathname === SCOPE.pathname + "index.html" ? SCOPE.pathname : url.pathname;
  if (!ADDRESSES.has(address)) return;
  event.respondWith(
    caches.open(CACHE)
      .then((cache) => cache.match(address))
      // The browser may have emptied the cache to make space.
      .then((kept) => kept || fetch(request)));
});
