/// <reference lib="webworker" />
// Keeps the page working offline: everything the build made is stored at the first visit, and the schema files, which
// a deployed site may add to, are fetched anew while there is a network.
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const schemaFolder = new URL('schemas/', self.registration.scope);
const schemaCache = `groflex-schemas ${self.registration.scope}`;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  ({ url }) => url.href.startsWith(schemaFolder.href),
  new NetworkFirst({ cacheName: schemaCache, networkTimeoutSeconds: 3, fetchOptions: { cache: 'no-cache' } }),
);

/** Stores the catalogue and all it lists, so that the second visit may be offline. */
async function storeSchemas(): Promise<void> {
  const list = new URL('catalog.json', schemaFolder);
  const { files } = (await (await fetch(list, { cache: 'no-cache' })).json()) as { files: string[] };
  const cache = await caches.open(schemaCache);
  await cache.addAll([list, ...files.map((file) => new URL(file, schemaFolder))].map(String));
}

self.addEventListener('install', (event) => event.waitUntil(storeSchemas()));

// A first visit is served at once. A new version waits until the page, having asked, says so.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string })?.type === 'SKIP_WAITING') void self.skipWaiting();
});
