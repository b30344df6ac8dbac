import type { Client } from '../engine/client.ts';
import { problemOf } from '../engine/outcome.ts';
import { messages } from '../messages.ts';
import type { DataSetAnswer, Problem, ValidateRequest } from '../wire.ts';

/** Files of the user's held against a schema, or against each other: under way, judged, or not to be judged. */
export class Check {
  file = $state(''); // '' while there is nothing to show
  against = $state('');
  answer = $state.raw<DataSetAnswer | null>(null);
  problem = $state.raw<Problem | null>(null);
  request = $state.raw<ValidateRequest | null>(null);
  busy = $state(false);
  readonly #client: Client;
  #abort: AbortController | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  async run(request: ValidateRequest, against: string): Promise<void> {
    this.close();
    const abort = (this.#abort = new AbortController());
    this.file = request.tables ? messages.validate.files(request.tables.length) : (request.sample?.name ?? '');
    this.against = against;
    this.request = request;
    this.busy = true;
    try {
      const answer = await this.#client.validate(request, abort.signal);
      if (!abort.signal.aborted) this.answer = answer;
    } catch (error) {
      if (!abort.signal.aborted) this.problem = problemOf(error);
    } finally {
      if (this.#abort === abort) this.busy = false;
    }
  }

  /** Ends what is under way and forgets the verdict. */
  close(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.file = '';
    this.request = this.answer = this.problem = null;
    this.busy = false;
  }
}
