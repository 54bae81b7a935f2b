/* global self, caches, fetch, URL */

/*
 * Keeps the app's own files, so that it opens without connection. It never touches what the server answers: no
 * message, no name, no token passes through this cache. The build puts in the list of files and its hash.
 */
const name = "konsil-shell-VERSION";
const files = new Set(["FILES"]);

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll([...files].map((file) => new self.Request(file, { cache: "reload" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((other) => other.startsWith("konsil-shell-") && other !== name))
      .then((old) => Promise.all(old.map((other) => caches.delete(other)))),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") {
    event.waitUntil(self.skipWaiting());
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || !files.has(url.pathname)) {
    return;
  }
  event.respondWith(
    caches
      .open(name)
      .then((cache) => cache.match(url.pathname))
      .then((kept) => kept ?? fetch(request)),
  );
});
