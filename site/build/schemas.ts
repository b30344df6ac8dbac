import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Copies the schema files to dist/schemas and lists them in dist/schemas/catalog.json. A deployed site takes another
 * entity by adding its file there and its path to the list.
 */
export function schemas(folder: string): Plugin {
  const list = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /^[^/]+\/[^/]+\.json$/.test(path) && !path.endsWith('/targets.json'))
      .sort();
  const catalog = () => JSON.stringify({ files: list() }, null, 1) + '\n';
  return {
    name: 'schemas',
    configureServer(server) {
      server.middlewares.use('/schemas', (request, response, next) => {
        const path = (request.url ?? '').split('?')[0]!.slice(1);
        if (path === 'catalog.json') response.end(catalog());
        else if (list().includes(path)) response.end(readFileSync(join(folder, path)));
        else next();
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'schemas/catalog.json', source: catalog() });
      for (const path of list())
        this.emitFile({ type: 'asset', fileName: `schemas/${path}`, source: readFileSync(join(folder, path)) });
    },
  };
}
