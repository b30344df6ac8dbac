/** A schema, and its text where the value says less. */
export interface Written {
  schema: unknown;
  schemaText: string;
}

/** The schemas that a user's edits left behind, the first one first: each edit can be taken back. */
export class Edits {
  #past = $state.raw<readonly Written[]>([]);

  get any(): boolean {
    return this.#past.length > 0;
  }

  /** The schema before all edits. */
  get first(): Written | undefined {
    return this.#past[0];
  }

  keep(schema: Written): void {
    this.#past = [...this.#past, schema];
  }

  /** The schema before the last edit, which is thereby forgotten. */
  takeBack(): Written | undefined {
    const last = this.#past.at(-1);
    this.#past = this.#past.slice(0, -1);
    return last;
  }

  forget(): void {
    this.#past = [];
  }
}
