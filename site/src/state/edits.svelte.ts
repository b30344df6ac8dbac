/** The schemas that a user's edits left behind, the first one first: each edit can be taken back. */
export class Edits {
  #past = $state.raw<readonly unknown[]>([]);

  get any(): boolean {
    return this.#past.length > 0;
  }

  /** The schema before all edits. */
  get first(): unknown {
    return this.#past[0];
  }

  keep(schema: unknown): void {
    this.#past = [...this.#past, schema];
  }

  /** The schema before the last edit, which is thereby forgotten. */
  takeBack(): unknown {
    const last = this.#past.at(-1);
    this.#past = this.#past.slice(0, -1);
    return last;
  }

  forget(): void {
    this.#past = [];
  }
}
