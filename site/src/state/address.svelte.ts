import { defaultRecipe, fromFragment, toFragment } from './recipe.ts';
import type { Session } from './session.svelte.ts';

/** Keeps the recipe in the address, so that reload, back and a copied link bring it again. */
export class Address {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    const recipe = fromFragment(location.hash);
    if (recipe) session.recipe = recipe;
    addEventListener('popstate', () => session.adopt(fromFragment(location.hash) ?? structuredClone(defaultRecipe)));
  }

  /** Writes the recipe; another mode, domain, entity or schema is a step that the back button undoes. */
  write(): void {
    const { recipe, catalog } = this.#session;
    if (!catalog) return;
    const fragment = `#${toFragment($state.snapshot(recipe))}`;
    if (fragment === location.hash) return;
    const before = fromFragment(location.hash);
    const step =
      before !== null &&
      (before.mode !== recipe.mode ||
        before.domain !== recipe.domain ||
        before.entity !== recipe.entity ||
        (before.schema === null) !== (recipe.schema === null));
    history[step ? 'pushState' : 'replaceState'](null, '', fragment);
  }
}
