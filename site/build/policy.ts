import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { plotStyle } from '../src/report/plot-style.ts';

/** The source expression of an inline script or style. */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A Content-Security-Policy under which nothing is loaded from, or sent to, anywhere but beside the page. */
export function policy(beside: "'self'" | "'none'", scripts: string[], styles: string[]): string {
  return [
    "default-src 'none'",
    `script-src ${[...scripts, "'wasm-unsafe-eval'"].join(' ')}`,
    // A worker from a blob is bound by this policy; one from an address is not. See src/engine/launch.ts.
    'worker-src blob:' + (beside === "'self'" ? " 'self'" : ''),
    `connect-src ${beside}`,
    `style-src ${[...styles, hashOf(plotStyle)].join(' ')}`,
    `img-src data: blob:${beside === "'self'" ? " 'self'" : ''}`,
    `font-src ${beside === "'self'" ? beside : 'data:'}`,
    `manifest-src ${beside}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Writes the policy into the page's head. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy("'self'", ["'self'"], ["'self'"]) },
        injectTo: 'head-prepend',
      },
    ],
  };
}
