// Before the application runs, this is all there is: it turns a failed start into a screen that says what to do.
// From the moment the application has started, it answers for its own failures.
(function () {
  "use strict";
  // A form that the address asks for comes beside the program, and not after it.
  var tried = /^#\/try\/([^/]+)$/.exec(location.hash);
  if (tried) {
    var own = document.getElementById("form");
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.href = own && own.getAttribute("href").indexOf(tried[1] + "-") === 0 ? own.href : "forms/" + tried[1] + ".form";
    document.head.appendChild(link);
  }
  var started = false;
  function fail(cause) {
    if (started) return;
    var screen = document.getElementById("no-start");
    if (!screen) return;
    document.getElementById("opening").hidden = true;
    document.getElementById("no-start-cause").textContent = String(cause || "");
    screen.hidden = false;
  }
  function failed(event) {
    var cause = event.reason || event.error || event.message || (event.target && (event.target.src || event.target.href));
    // The page may still be half read.
    if (document.body && document.getElementById("no-start-cause")) fail(cause);
    else document.addEventListener("DOMContentLoaded", function () { fail(cause); });
  }
  // Capturing, for a script that does not load tells only itself.
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  addEventListener("TrunkApplicationStarted", function () { started = true; });
  // A browser that knows neither modules nor WebAssembly would wait for ever.
  if (!("noModule" in document.createElement("script")) || typeof WebAssembly !== "object") {
    failed({ message: "no WebAssembly modules: " + navigator.userAgent });
  }
})();
