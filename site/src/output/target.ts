// Where a download goes. Small ones are kept in memory until they are whole; large ones go to the disk as they come.
import { EngineError } from '../engine/outcome.ts';
import { messages } from '../messages.ts';
import type { Spent } from '../wire.ts';
import { pickedFile, privateFile } from './disk.ts';

export interface Target {
  /** As a Sink's. */
  write(chunk: Uint8Array): Spent | Promise<Spent>;
  /** Hands the finished file to the user. */
  finish(): Promise<void>;
  /** Throws away what was written. */
  discard(): Promise<void>;
}

/** Below this a file is kept in memory: no dialog, no disk. */
export const memoryBytes = 64 * 1024 * 1024;

/** The most that a file may have where there is no disk to write to. */
export const mostMemoryBytes = 1e9;

/** Must be called from a click when expectedBytes is large: only then may a page show the save dialog. */
export async function openTarget(name: string, type: string, expectedBytes: number): Promise<Target> {
  if (expectedBytes <= memoryBytes) return memory(name, type);
  if ('showSaveFilePicker' in window) return pickedFile(name, type);
  const file = await privateFile(name, expectedBytes);
  if (file) return file;
  if (expectedBytes > mostMemoryBytes) throw new EngineError(messages.disk.none(expectedBytes, mostMemoryBytes));
  return memory(name, type);
}

export function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const partBytes = 16 * 1024 * 1024;

function memory(name: string, type: string): Target {
  const parts: Blob[] = [];
  let chunks: Uint8Array[] = [];
  let bytes = 0; // of chunks
  // The browser keeps a blob outside of the page's memory, and on disk when there are many.
  const pack = () => {
    parts.push(new Blob(chunks as BlobPart[]));
    chunks = [];
    bytes = 0;
  };
  return {
    write(chunk) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= partBytes) pack();
    },
    async finish() {
      pack();
      download(name, new Blob(parts, { type }));
    },
    async discard() {
      parts.length = chunks.length = 0;
    },
  };
}
