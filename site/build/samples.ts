import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** The files of vega-datasets 3.2.1 that the page offers as samples; licences as its datapackage.json gives them. */
const files = ['penguins.json', 'seattle-weather.csv'];

/** Copies the demo samples to dist/samples. */
export function samples(): Plugin {
  const read = (name: string) => readFileSync(`node_modules/vega-datasets/data/${name}`);
  return {
    name: 'samples',
    configureServer(server) {
      server.middlewares.use('/samples', (request, response, next) => {
        const name = (request.url ?? '').slice(1);
        if (files.includes(name)) response.end(read(name));
        else next();
      });
    },
    generateBundle() {
      for (const name of files) this.emitFile({ type: 'asset', fileName: `samples/${name}`, source: read(name) });
    },
  };
}
