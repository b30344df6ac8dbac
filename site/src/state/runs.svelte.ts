import type { Client } from '../engine/client.ts';
import { EngineError, problemOf } from '../engine/outcome.ts';
import { messages } from '../messages.ts';
import { Lines } from '../output/lines.ts';
import { type Disk, findDisk, tidy } from '../output/disk.ts';
import { bytesPerRow } from '../output/size.ts';
import { download, memoryBytes, openTarget, type Target } from '../output/target.ts';
import type { Answer, Format, Request, Sink } from '../wire.ts';
import { fileName, mediaTypes, xlsxRows } from './files.ts';
import { bundleOf, writeTables } from './linked.ts';
import { Run } from './run.svelte.ts';
import type { Session } from './session.svelte.ts';

/** More rows than this are written to the disk as they come, and the page shows the first ones only. */
export const gridRows = 100_000;

/** What a run left. */
export interface Result {
  asked: Request; // by the controls
  request: Request;
  answer: Answer;
  lines: Lines | null; // null when the rows went to a file, or nowhere
  kept: boolean; // else they came too near to the sample, and the user would not have them
  milliseconds: number;
}

/** Whether rows whose privacy fails shall be handed over all the same. */
export interface Question {
  why: string;
  answer(download: boolean): void;
}

/** The making of all rows: the run under way, and what the last one left. */
export class Runs {
  now = $state.raw<Run | null>(null);
  result = $state.raw<Result | null>(null);
  showing = $state<'preview' | 'result'>('preview');
  question = $state.raw<Question | null>(null);
  disk = $state<Disk>('picked'); // to which large files go
  readonly #session: Session;
  readonly #client: Client;

  constructor(session: Session, client: Client) {
    this.#session = session;
    this.#client = client;
    void findDisk().then((disk) => (this.disk = disk));
    void tidy();
  }

  /** The result, while it is what is on screen. */
  get shown(): Result | null {
    return this.showing === 'result' ? this.result : null;
  }

  /** Whether the controls still ask for what is on screen: what is edited then follows from it. */
  get current(): boolean {
    return !this.shown || this.shown.asked === this.#session.request;
  }

  /** Rows that a run of the request puts out, as far as is known. */
  get outputRows(): number {
    const { recipe, sample } = this.#session;
    return recipe.count + (recipe.mode === 'AUGMENTED_SET' ? (sample?.bytes ?? 0) / 100 : 0);
  }

  /** Of the file in the recipe's format. */
  get expectedBytes(): number {
    return this.#expected(this.#session.recipe.format);
  }

  #expected(format: Format): number {
    return this.outputRows * bytesPerRow(this.#session.preview.answer?.records ?? [], format);
  }

  get streams(): boolean {
    return this.outputRows > gridRows || this.#expected('ndjson') > 4 * memoryBytes;
  }

  /** Makes all rows: into the grid or, when they are many, straight into a file of the recipe's format. */
  async execute(): Promise<void> {
    const asked = this.#session.request;
    if (!asked || this.now) return;
    if (this.streams) return this.save(this.#session.recipe.format);
    const request: Request = { ...asked, format: 'ndjson' };
    const lines = new Lines();
    await this.#carryOut(request, lines, async (answer, milliseconds) => {
      this.result = { asked, request, answer, lines, kept: true, milliseconds };
      this.showing = 'result';
      return true;
    });
  }

  /** Makes the rows on screen again in a format, and hands over the file. The same recipe gives the same rows. */
  async save(format: Format): Promise<void> {
    const { shown } = this;
    const asked = shown?.asked ?? this.#session.request;
    const base = shown?.request ?? asked;
    if (!asked || !base || this.now) return;
    const request: Request = { ...base, format };
    const name = fileName(request);
    if (shown && !(await this.#mayShare(shown.answer))) return;
    if (shown?.lines && format === 'ndjson') return download(name, shown.lines.blob(mediaTypes[format]));
    try {
      if (format === 'xlsx' && (base.count ?? 0) > xlsxRows) throw new EngineError(messages.disk.xlsx(base.count ?? 0, xlsxRows));
      const target = await openTarget(name, mediaTypes[format], shown ? shown.answer.meta.bytes * 2 : this.#expected(format));
      const done = await this.#carryOut(request, target, async (answer, milliseconds) => {
        const kept = shown !== null || (await this.#mayShare(answer));
        if (kept) await target.finish();
        this.result = { asked, request, answer, lines: shown?.lines ?? null, kept, milliseconds };
        this.showing = 'result';
        return kept;
      });
      if (!done) await target.discard();
    } catch (error) {
      if ((error as Error).name !== 'AbortError') this.#session.failure = problemOf(error); // else: the save dialog was closed
    }
  }

  /** Makes all tables of the domain, with as many rows of its root table as the recipe counts. */
  async saveDomain(): Promise<void> {
    if (!this.#session.request || this.now) return;
    const request: Request = { ...this.#session.request, entity: 'all' };
    const run = new Run(request);
    let target: Target | undefined;
    try {
      const bytes = this.expectedBytes * 20; // a guess: children outnumber their parents
      const { extension, type } = bundleOf(request.format);
      target = await openTarget(fileName(request, extension), type, bytes);
      this.#session.failure = null;
      this.now = run;
      await writeTables(this.#client, await this.#client.linked(request), run, target);
      await target.finish();
    } catch (error) {
      await target?.discard().catch(() => {}); // a stream that broke is closed already
      if (!run.signal.aborted && (error as Error).name !== 'AbortError') this.#session.failure = problemOf(error);
    } finally {
      this.now = null;
    }
  }

  /** Asks before rows that came too near to the sample are handed over. */
  async #mayShare({ quality }: Answer): Promise<boolean> {
    if (quality.privacy?.verdict !== 'fail') return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.question = { why: quality.privacy.why, answer: resolve };
    const share = await promise;
    this.question = null;
    return share;
  }

  cancel(): void {
    this.now?.cancel();
  }

  /** Starts the worker of runs ahead of the first one. */
  warm(): void {
    this.#client.warm();
  }

  async #carryOut(
    request: Request,
    into: Pick<Sink, 'write'>,
    finish: (answer: Answer, milliseconds: number) => Promise<boolean>,
  ): Promise<boolean> {
    const run = new Run(request);
    this.#session.failure = null;
    this.now = run;
    try {
      const sink = { write: (chunk: Uint8Array) => into.write(chunk), progress: run.progress };
      const answer = await this.#client.generate(request, sink, run.signal);
      return await finish(answer, run.milliseconds);
    } catch (error) {
      if (!run.signal.aborted) this.#session.failure = error instanceof EngineError ? error.problem : problemOf(error);
      return false;
    } finally {
      this.now = null;
    }
  }
}
