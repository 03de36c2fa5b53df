
// A build for developers is not cut in two: the program is whole once it has started.
addEventListener("TrunkApplicationStarted", () => setTimeout(() => dispatchEvent(new Event("nuandong-whole"))), { once: true });
