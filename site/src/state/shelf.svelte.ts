import { registerSW } from 'virtual:pwa-register';

/** The page's stored copy: whether it works offline, and whether a newer one waits. */
export class Shelf {
  ready = $state(false);
  newer = $state(false);

  constructor() {
    if (!('serviceWorker' in navigator) || location.protocol === 'file:') return;
    registerSW({ onNeedRefresh: () => (this.newer = true) });
    void navigator.serviceWorker.ready.then(() => (this.ready = true));
  }

  /** Changes to the newer version; the page reloads, and its recipe is in the address. */
  async update(): Promise<void> {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    const registration = await navigator.serviceWorker.getRegistration();
    registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
  }
}
