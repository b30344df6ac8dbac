// The page's own pool of workers, as site/src has it, without a page around it.
import { createServer } from 'vite';

/** Serves the sources of the page at an address of their own. */
async function serve(site) {
  const server = await createServer({
    root: site,
    configFile: `${site}vite.config.ts`,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { include: ['comlink', 'hash-wasm'] },
  });
  await server.listen();
  const address = `http://127.0.0.1:${server.httpServer.address().port}/`;
  return { address, close: () => server.close() };
}

/** Opens a page of a browser that makes rows as the product does: ordered, measured, hashed, but kept nowhere. */
export async function openPool(site, newPage) {
  const served = await serve(site);
  const page = await newPage();
  await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`${served.address}blank`);
  return {
    /** Has so many workers make the rows of request; the answer's meta. */
    generate: (request, workers) =>
      page.evaluate(
        async ([request, workers]) => {
          const { Client } = await import('/src/engine/client.ts');
          globalThis.clients ??= {};
          const client = (globalThis.clients[workers] ??= new Client(workers));
          const { meta } = await client.generate(request, { write: (chunk) => chunk, progress() {} }, new AbortController().signal);
          return meta;
        },
        [request, workers],
      ),
    async close() {
      await page.close();
      await served.close();
    },
  };
}
