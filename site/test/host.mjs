// A plain static file server for the built page, under a sub-path as on GitHub Pages.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Serves folder at an address of its own, but for paths that replaced has a text of; close ends it, connections included. */
export async function host(folder, subPath = '/tools/groflex/') {
  const replaced = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (!pathname.startsWith(subPath)) return response.writeHead(404).end();
    const path = normalize(pathname.slice(subPath.length) || 'index.html');
    try {
      const body = replaced.get(path) ?? (await readFile(join(folder, path)));
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${server.address().port}${subPath}`;
  return {
    address,
    replaced,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
