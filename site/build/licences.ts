import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What the build takes from packages that package.json has for development. */
const taken = [
  '@fontsource-variable/ibm-plex-sans',
  '@fontsource/ibm-plex-mono',
  'vega-datasets',
  'workbox-precaching',
  'workbox-routing',
  'workbox-strategies',
];

/** Whose work a part of the page is, and where its terms lie. */
type Part = { name: string; folder: string };

/** Writes dist/licences.txt: the terms of all that the page is made of, as its packages have them. */
export function licences(): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: text([...packages(), ...modules()]) });
    },
  };
}

function text(parts: Part[]): string {
  const own = readFileSync('../LICENSE', 'utf8');
  const data = readFileSync('../engine/fake/data/README.md', 'utf8');
  const sections = parts.map(({ name, folder }) => [name, ...termsIn(folder)].join('\n\n'));
  return [`Groflex\n\n${own}`, data, ...sections].map((section) => section.trim()).join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

function termsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|attrib)/i.test(file));
  if (files.length > 0) return files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`Licence: ${manifest(folder).license}`];
}

/** The packages of the page, with all that they need. */
function packages(): Part[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    const folder = join('node_modules', name);
    if (found.has(name) || !existsSync(folder)) return;
    found.add(name);
    for (const other of Object.keys(manifest(folder).dependencies ?? {})) visit(other);
  };
  for (const name of [...Object.keys(manifest('.').dependencies ?? {}), ...taken]) visit(name);
  return [...found].sort().map((name) => {
    const folder = join('node_modules', name);
    return { name: `${name} ${manifest(folder).version}`, folder };
  });
}

/** Go itself and the modules that engine.wasm is linked from. */
function modules(): Part[] {
  const go = (...args: string[]) =>
    execFileSync('go', args, { cwd: '..', encoding: 'utf8', env: { ...process.env, GOOS: 'js', GOARCH: 'wasm' } }).trim();
  const listed = go('list', '-deps', '-f', '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}', './wasm');
  const parts = [...new Set(listed.split('\n'))].filter(Boolean).map((line) => {
    const [name, folder] = line.split('\t') as [string, string];
    return { name, folder };
  });
  return [{ name: `Go ${go('env', 'GOVERSION')}`, folder: go('env', 'GOROOT') }, ...parts];
}

type Manifest = { version?: string; license?: string; dependencies?: Record<string, string> };

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
