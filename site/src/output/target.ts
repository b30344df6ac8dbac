// Where a download goes. Small ones are kept in memory until they are whole; large ones go to the disk as they come:
// to the file the user picked or, where a browser has no such dialog, to its private store and from there to a download.

export interface Target {
  write(chunk: Uint8Array): void | Promise<void>;
  /** Hands the finished file to the user. */
  finish(): Promise<void>;
  /** Throws away what was written. */
  discard(): Promise<void>;
}

/** Below this a file is kept in memory: no dialog, no disk. */
export const memoryBytes = 64 * 1024 * 1024;

/** Must be called from a click when expectedBytes is large: only then may a page show the save dialog. */
export async function openTarget(name: string, type: string, expectedBytes: number): Promise<Target> {
  if (expectedBytes <= memoryBytes) return memory(name, type);
  if ('showSaveFilePicker' in window) return pickedFile(name, type);
  return privateFile(name);
}

export function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function memory(name: string, type: string): Target {
  const chunks: Uint8Array[] = [];
  return {
    write: (chunk) => void chunks.push(chunk),
    finish: async () => download(name, new Blob(chunks as BlobPart[], { type })),
    discard: async () => void chunks.splice(0),
  };
}

interface SavePicker {
  showSaveFilePicker(options: object): Promise<FileSystemFileHandle>;
}

async function pickedFile(name: string, type: string): Promise<Target> {
  const extension = name.slice(name.lastIndexOf('.')) as `.${string}`;
  const handle = await (window as unknown as SavePicker).showSaveFilePicker({
    suggestedName: name,
    types: [{ accept: { [type]: [extension] } }],
  });
  return streamed(await handle.createWritable(), async () => {});
}

async function privateFile(name: string): Promise<Target> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  return streamed(await handle.createWritable(), async () => download(name, await handle.getFile()));
}

function streamed(stream: FileSystemWritableFileStream, finished: () => Promise<void>): Target {
  return {
    write: (chunk) => stream.write(chunk as FileSystemWriteChunkType),
    async finish() {
      await stream.close();
      await finished();
    },
    discard: () => stream.abort(),
  };
}
