// Files too large for memory, written to the disk as they come: to the file the user picked or, where a browser has no
// such dialog, to its private store, from where they are downloaded.
import { EngineError } from '../engine/outcome.ts';
import { messages } from '../messages.ts';
import { download, type Target } from './target.ts';

/** What a page can write large files to. */
export type Disk = 'picked' | 'private' | 'none';

interface SavePicker {
  showSaveFilePicker(options: object): Promise<FileSystemFileHandle>;
}

export async function findDisk(): Promise<Disk> {
  if ('showSaveFilePicker' in window) return 'picked';
  return (await privateFolder()) ? 'private' : 'none';
}

/** Asks the user for a file; rejects with an AbortError when they close the dialog. Must be called from a click. */
export async function pickedFile(name: string, type: string): Promise<Target> {
  const extension = name.slice(name.lastIndexOf('.')) as `.${string}`;
  const handle = await (window as unknown as SavePicker).showSaveFilePicker({
    suggestedName: name,
    types: [{ accept: { [type]: [extension] } }],
  });
  return streamed(await handle.createWritable(), async () => {}, async () => {});
}

/** A file of the private store; null where a browser has none for this page. Too little room is said before it begins. */
export async function privateFile(name: string, expectedBytes: number): Promise<Target | null> {
  const folder = await privateFolder();
  if (!folder) return null;
  await tidy();
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  if (expectedBytes > quota - usage) throw new EngineError(messages.disk.little(expectedBytes, quota - usage));
  const id = crypto.randomUUID();
  const handle = await folder.getFileHandle(id, { create: true });
  const remove = () => folder.removeEntry(id);
  return streamed(await handle.createWritable(), async () => download(name, await handle.getFile()), remove);
}

const downloadTime = 3_600_000; // ms

/** Removes what downloads left: a browser reads the file while it downloads, and does not tell the page when it is done. */
export async function tidy(): Promise<void> {
  const folder = await privateFolder();
  if (!folder) return;
  for await (const [id, handle] of folder.entries()) {
    try {
      const { lastModified } = await (handle as FileSystemFileHandle).getFile();
      if (Date.now() - lastModified > downloadTime) await folder.removeEntry(id);
    } catch {} // another tab writes it, or was quicker
  }
}

async function privateFolder(): Promise<FileSystemDirectoryHandle | null> {
  if (!('createWritable' in (globalThis.FileSystemFileHandle?.prototype ?? {}))) return null;
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle('downloads', { create: true });
  } catch {
    return null; // a page from disk, or a private window
  }
}

function streamed(stream: FileSystemWritableFileStream, finished: () => Promise<void>, remove: () => Promise<void>): Target {
  return {
    async write(chunk) {
      try {
        await stream.write(chunk as FileSystemWriteChunkType);
        return chunk;
      } catch (error) {
        throw (error as Error).name === 'QuotaExceededError' ? new EngineError(messages.disk.full) : error;
      }
    },
    async finish() {
      await stream.close();
      await finished();
    },
    async discard() {
      await stream.abort().catch(() => {}); // it broke, and is closed already
      await remove();
    },
  };
}
