import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { hashOf, policy } from './policy.ts';

/**
 * Makes one groflex.html of the whole build: script and style inline, every file the page would fetch inside it. It
 * works when opened from disk, where a page may fetch nothing.
 */
export function single(): Plugin {
  return {
    name: 'single',
    enforce: 'post',
    generateBundle(_, bundle) {
      const found = Object.values(bundle);
      const text = (matches: (name: string) => boolean): string => {
        const file = found.find((f) => matches(f.fileName));
        if (!file) throw new Error('single: a file of the build is missing');
        return file.type === 'chunk' ? file.code : Buffer.from(file.source).toString();
      };
      const script = text((name) => /^assets\/index-.*\.js$/.test(name)).replaceAll('</script', '<\\/script');
      const style = text((name) => name.endsWith('.css'));
      const html = text((name) => name === 'index.html');

      const inside: [string, Uint8Array | string][] = [
        ['engine.wasm', readFileSync('public/engine.wasm')],
        ['wasm_exec.js', readFileSync('public/wasm_exec.js')],
        ['worker.js', text((name) => /^assets\/worker-.*\.js$/.test(name))],
      ];
      for (const file of found)
        if (file.type === 'asset' && /^(schemas|samples)\//.test(file.fileName)) inside.push([file.fileName, file.source]);

      const icon = `data:image/svg+xml;base64,${readFileSync('public/icon.svg').toString('base64')}`;
      const head = [
        `<meta http-equiv="Content-Security-Policy" content="${policy("'none'", [hashOf(script)], [hashOf(style)])}">`,
        `<style>${style}</style>`,
      ].join('\n');
      const tail = [
        ...inside.map(([path, bytes]) => `<script type="text/plain" id="file:${path}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>`),
        `<script type="module">${script}</script>`,
      ].join('\n');
      const page = html
        .replace(/<script type="module"[^>]*><\/script>|<link rel="(stylesheet|modulepreload)"[^>]*>|<link rel="manifest"[^>]*>/g, '')
        .replace(/href="[^"]*icon\.svg"/, `href="${icon}"`)
        .replace('<meta charset', () => `${head}\n<meta charset`)
        .replace('</body>', () => `${tail}\n</body>`);
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: 'asset', fileName: 'groflex.html', source: page });
    },
  };
}
