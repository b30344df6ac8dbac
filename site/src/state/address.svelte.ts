import { messages } from '../messages.ts';
import { fromFragment, toFragment } from './link.ts';
import { defaultRecipe } from './recipe.ts';
import type { Session } from './session.svelte.ts';

/** Browsers cut or refuse addresses of more than two million characters. */
const longest = 1_500_000;

/** Keeps the recipe in the address, so that reload, back and a copied link bring it again. */
export class Address {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.#read();
    addEventListener('popstate', () => this.#read());
  }

  #read(): void {
    const reading = fromFragment(location.hash);
    if (reading) this.#session.adopt(reading, messages.recipe.ofLink);
    else this.#session.adopt({ recipe: structuredClone(defaultRecipe), faults: [] }, '');
  }

  /** Writes the recipe; another mode, domain, entity or schema is a step that the back button undoes. */
  write(): void {
    const { recipe, catalog } = this.#session;
    if (!catalog) return;
    const fragment = `#${toFragment(this.#session.snapshot())}`;
    if (fragment === location.hash || fragment.length > longest) return;
    const before = fromFragment(location.hash)?.recipe;
    const step =
      before !== undefined &&
      (before.mode !== recipe.mode ||
        before.domain !== recipe.domain ||
        before.entity !== recipe.entity ||
        (before.schema === null) !== (recipe.schema === null));
    history[step ? 'pushState' : 'replaceState'](null, '', fragment);
  }
}
