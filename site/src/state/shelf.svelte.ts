import { registerSW } from 'virtual:pwa-register';

/** The page's stored copy: whether it works offline, and whether a newer one waits. */
export class Shelf {
  ready = $state(false);
  newer = $state(false);
  #update: (reload?: boolean) => Promise<void> = async () => {};

  constructor() {
    if (!('serviceWorker' in navigator) || location.protocol === 'file:') return;
    this.#update = registerSW({ onNeedRefresh: () => (this.newer = true) });
    void navigator.serviceWorker.ready.then(() => (this.ready = true));
  }

  /** Changes to the newer version; the page reloads, and its recipe is in the address. */
  update(): void {
    void this.#update(true);
  }
}
