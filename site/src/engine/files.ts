// The files beside the page: the engine, its runtime, the schemas, the samples. In the page that is one file they are
// inside it, gzipped in base64, each in an element whose id is its path (see build/single.ts).

export async function file(path: string): Promise<Response> {
  const inside = document.getElementById(`file:${path}`);
  if (inside) return new Response(unpack(inside.textContent));
  const response = await fetch(new URL(path, document.baseURI), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
  return response;
}

/** Whether the page carries its files within it. */
export function isSingle(): boolean {
  return document.getElementById('file:engine.wasm') !== null;
}

function unpack(base64: string): ReadableStream {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
}
