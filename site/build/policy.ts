import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { plotStyle } from '../src/report/plot-style.ts';

/** Writes the page's Content-Security-Policy into its head: nothing is loaded from, or sent to, anywhere else. */
export function contentSecurityPolicy(): Plugin {
  const plotHash = createHash('sha256').update(plotStyle).digest('base64');
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    // A worker from a blob is bound by this policy; one from a URL is not. See src/engine/launch.ts.
    "worker-src 'self' blob:",
    "connect-src 'self'",
    `style-src 'self' 'sha256-${plotHash}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
    ],
  };
}
