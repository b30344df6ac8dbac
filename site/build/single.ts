import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { hashOf, policy } from './policy.ts';

/**
 * Makes one groflex.html of the whole build: script and style inline, every file the page would fetch inside it. It
 * works when opened from disk, where a page may fetch nothing.
 */
export function single(): Plugin {
  return {
    name: 'single',
    enforce: 'post',
    generateBundle: {
      order: 'post', // after Vite has finished the script
      handler(_, bundle) {
        const source = pageOf(Object.values(bundle));
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName: 'groflex.html', source });
      },
    },
  };
}

type Built = Rolldown.OutputAsset | Rolldown.OutputChunk;

function pageOf(files: Built[]): string {
  const text = (name: RegExp): string => {
    const file = files.find((f) => name.test(f.fileName));
    if (!file) throw new Error(`single: the build has no ${name}`);
    return file.type === 'chunk' ? file.code : Buffer.from(file.source).toString();
  };
  const script = text(/^assets\/index-.*\.js$/).replaceAll('</script', '<\\/script');
  const style = text(/\.css$/);
  const inside: [path: string, content: Uint8Array | string][] = [
    ['engine.wasm', readFileSync('public/engine.wasm')],
    ['wasm_exec.js', readFileSync('public/wasm_exec.js')],
    ['worker.js', text(/^assets\/worker-.*\.js$/)],
    ['hasher.js', text(/^assets\/hasher-.*\.js$/)],
  ];
  for (const file of files)
    if (file.type === 'asset' && /^((schemas|samples)\/|licences\.txt$)/.test(file.fileName)) inside.push([file.fileName, file.source]);

  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy("'none'", [hashOf(script)], [hashOf(style)])}">`,
    `<style>${style}</style>`,
  ];
  const tail = [
    ...inside.map(([path, content]) => `<script type="text/plain" id="file:${path}">${packed(content)}</script>`),
    `<script type="module">${script}</script>`,
  ];
  const icon = `data:image/svg+xml;base64,${readFileSync('public/icon.svg').toString('base64')}`;
  return text(/^index\.html$/)
    .replace(/<script type="module"[^>]*><\/script>|<link rel="(stylesheet|modulepreload|manifest)"[^>]*>/g, '')
    .replace(/href="[^"]*icon\.svg"/, `href="${icon}"`)
    .replace('<meta charset', () => `${head.join('\n')}\n<meta charset`)
    .replace('</body>', () => `${tail.join('\n')}\n</body>`);
}

/** What src/engine/files.ts unpacks. */
function packed(content: Uint8Array | string): string {
  return gzipSync(content, { level: 9 }).toString('base64');
}
