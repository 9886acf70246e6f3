// What the browser runs beside the pages: opens the app when the host is gone, so that it can say so, and takes clicks on
// notifications. It keeps the page's own files and nothing else: what the API says is true for a moment only, and an old
// answer could look like a quiet night. A new worker takes over at once, because any version serves any page.

const prefix = 'watchkeeper-page-';
const pageKey = '/';
/** Longer than a slow network takes, shorter than a person waits. */
const patienceMs = 5000;
/** A proxy says these for a host that is gone. */
const goneStatuses = [502, 503, 504];
const snoozeMs = 30 * 60_000;
/** As the build writes it into the code that loads it. */
const partName = /["'`](?:\.\/|assets\/)([\w.-]+-[\w-]{8}\.(?:js|css))["'`]/g;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  // Browsers that can be told do not wake the worker for these at all; what a page says as it goes would be lost in it.
  event
    .addRoutes?.({ condition: { urlPattern: new URLPattern({ pathname: '/api/*' }) }, source: 'network' })
    .catch(() => {});
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), keepPresentPage()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(pathname)) event.respondWith(openPage(event));
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(openAsset(request));
  }
});

/** Addresses of the app; not of the API, of what other sites embed, nor of files. */
function isPage(pathname) {
  return !/^\/(api|embed)(\/|$)/.test(pathname) && !/\.\w+$/.test(pathname);
}

/** The host's answer first, whatever it is: only when none comes does the kept page open, which then says so itself. */
async function openPage(event) {
  const answer = fetch(event.request);
  answer.then((response) => event.waitUntil(keepPage(response.clone()).catch(() => {}))).catch(() => {});
  const first = await Promise.race([answer.catch(() => null), after(patienceMs)]);
  if (first && !goneStatuses.includes(first.status)) return first;
  return (await keptPage()) ?? first ?? (await answer.catch(() => null)) ?? pageThatSaysSo();
}

/** Names below /assets carry a hash of the content: what is kept is right for ever. */
async function openAsset(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  const [name] = await cacheNames();
  if (response.ok && name !== undefined) {
    const copy = response.clone();
    caches
      .open(name)
      .then((cache) => cache.put(request, copy))
      .catch(() => {});
  }
  return response;
}

async function keepPresentPage() {
  try {
    await keepPage(await fetch(pageKey));
  } catch {
    // The next page that is opened is kept.
  }
}

/** Keeps the page and all it is made of, and only then lets go of the one before. */
async function keepPage(response) {
  if (!response.ok || response.redirected || !response.headers.get('content-type')?.startsWith('text/html')) return;
  const copy = response.clone();
  const html = await response.text();
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file);
  // The host also answers with pages that are not the app: those that ask people to sign in.
  if (!files.some((file) => file.endsWith('.js'))) return;
  const name = prefix + (await fingerprint(html));
  const cache = await caches.open(name);
  if (!(await cache.match(pageKey))) {
    await cache.addAll(files);
    await keepParts(cache, files);
    await cache.put(pageKey, copy);
  }
  for (const old of await cacheNames()) if (old !== name) await caches.delete(old);
}

/** What the page loads only when it is needed: a part that could not be had then would not be asked for again. */
async function keepParts(cache, files) {
  const seen = new Set(files);
  for (const file of seen) {
    const kept = (await cache.match(file, { ignoreVary: true })) ?? (await addTo(cache, file));
    if (!kept || !file.endsWith('.js')) continue;
    for (const [, name] of (await kept.text()).matchAll(partName)) seen.add(`/assets/${name}`);
  }
}

async function addTo(cache, file) {
  await cache.add(file).catch(() => {});
  return cache.match(file, { ignoreVary: true });
}

async function keptPage() {
  for (const name of await cacheNames()) {
    const page = await (await caches.open(name)).match(pageKey, { ignoreVary: true });
    if (page) return page;
  }
  return null;
}

/** The newest first. */
async function cacheNames() {
  return (await caches.keys()).filter((name) => name.startsWith(prefix)).reverse();
}

async function fingerprint(text) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash).slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function after(ms) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms);
  });
}

/** For a browser that has thrown away what was kept. */
function pageThatSaysSo() {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta http-equiv="refresh" content="10">
<title>no connection · Watchkeeper</title>
<main style="font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem">
<h1 style="font-size: 1.25rem">No connection to Watchkeeper</h1>
<p>It may have stopped, or the network is down. Whether anything is wrong cannot be seen: what happens now is not shown here.</p>
<p>Start Watchkeeper if it has stopped. This page goes on trying by itself every ten seconds.</p>
</main>
</html>
`;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  };
  return new Response(html, { status: 503, headers });
}

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  const { path, alertIds = [] } = notification.data ?? {};
  notification.close();
  if (action === '' || alertIds.length !== 1) event.waitUntil(open(ownPath(path)));
  else event.waitUntil(act(action, alertIds[0], notification));
});

function ownPath(path) {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
}

/** In the page that is open, without loading it anew; else in a new one. */
async function open(path) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = windows.filter((client) => isPage(new URL(client.url).pathname));
  const page = pages.find(({ focused }) => focused) ?? pages.find(isVisible) ?? pages[0];
  if (!page) return self.clients.openWindow(path);
  // Told before it is in front: the focus may be refused, the way may not be lost.
  page.postMessage({ kind: 'open', path });
  return page.focus().catch(() => {});
}

function isVisible({ visibilityState }) {
  return visibilityState === 'visible';
}

/** Does what the button says without a page. What is not kept is said where the button was. */
async function act(action, id, { title, tag, icon, data }) {
  const [operation, body, failure] =
    action === 'acknowledge'
      ? ['acknowledge', {}, 'Not acknowledged']
      : ['snooze', { until: new Date(Date.now() + snoozeMs).toISOString() }, 'Not snoozed'];
  const problem = await post(`/api/alerts/${encodeURIComponent(id)}/${operation}`, body);
  if (problem === null) return;
  await self.registration.showNotification(`${failure} · ${title}`, {
    body: problem,
    tag,
    icon,
    data,
    renotify: true,
    requireInteraction: true,
  });
}

/** Null when it was kept, else a sentence. */
async function post(address, body) {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return null;
    const { message } = await response.json().catch(() => ({}));
    return message || `Watchkeeper answered with an error (${response.status}). Its log says more.`;
  } catch {
    return 'Watchkeeper did not answer. It may have stopped, or the network is down. Open the alert and try again.';
  }
}
