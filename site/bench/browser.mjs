// Chromium for the benchmark: workers that do tasks, the processor time of the whole browser, and the page's own start.
import { readdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { host } from '../test/host.mjs';

/** Serves the folder site, and opens a page whose workers import from there. */
export async function openBrowser(site) {
  const served = await host(site, '/');
  const executablePath = process.env.CHROME ?? '/usr/bin/chromium';
  const server = await chromium.launchServer({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await browser.newPage();
  await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`${served.address}blank`);
  return {
    /** Processor time of all of the browser's threads, in ms. */
    cpu: () => processorTime(server.process().pid),

    newPage: () => browser.newPage(),

    /** Starts a worker; its do(task) answers with the task's value and wall time. */
    async worker() {
      const handle = await page.evaluateHandle((address) => new Worker(address, { type: 'module' }), `${served.address}bench/thread.js`);
      return {
        do: (task) => handle.evaluate((worker, task) => new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => ('error' in data ? reject(new Error(data.error)) : resolve(data));
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(task);
        }), task),
        end: () => handle.evaluate((worker) => worker.terminate()),
      };
    },

    /** From navigation to the first rows on screen, in ms, with all caches warm; one figure a visit. */
    async visits(count) {
      const context = await browser.newContext();
      await context.addInitScript(() => {
        const watch = new MutationObserver(() => {
          if (!document.querySelector('[role=gridcell]')) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => (globalThis.firstRows = performance.now())));
        });
        watch.observe(document, { childList: true, subtree: true });
      });
      const tab = await context.newPage();
      const figures = [];
      for (let visit = 0; visit < count + 2; visit++) {
        await tab.goto(`${served.address}dist/index.html`);
        const figure = await (await tab.waitForFunction(() => globalThis.firstRows)).jsonValue();
        if (visit >= 2) figures.push(figure); // the first two fill the caches
      }
      await context.close();
      return figures;
    },

    async close() {
      await browser.close();
      await server.close();
      await served.close();
    },
  };
}

/** Ticks of the kernel's clock in /proc: 100 a second on every Linux. */
const tick = 10;

/** Processor time of a process and its descendants, in ms, with that of their threads and children that have ended. */
function processorTime(root) {
  const parents = new Map();
  const ticks = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
      parents.set(Number(pid), Number(fields[1]));
      ticks.set(Number(pid), fields.slice(11, 15).reduce((sum, n) => sum + Number(n), 0)); // utime stime cutime cstime
    } catch {} // it has ended
  }
  const below = (pid) => pid === root || (parents.has(pid) && below(parents.get(pid)));
  return tick * [...ticks].reduce((sum, [pid, n]) => (below(pid) ? sum + n : sum), 0);
}
