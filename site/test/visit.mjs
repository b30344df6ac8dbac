// Opens the built page in a real browser and keeps what it must not do: errors, and requests to elsewhere.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { host } from './host.mjs';

export const dist = fileURLToPath(new URL('../dist/', import.meta.url));
export const samples = fileURLToPath(new URL('../node_modules/vega-datasets/data/', import.meta.url));

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A browser and a server for a file of tests, or a file to open instead; open gives pages of a fresh profile each. */
export async function begin(file) {
  if (!existsSync(`${dist}engine.wasm`)) throw new Error('site/dist has no engine.wasm: run make site first');
  const site = await host(dist);
  const executablePath = process.env.CHROME ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] });
  const address = file ?? site.address;
  return {
    address,
    /** With cores the page sees so many of them, whatever the machine has. */
    async open(fragment = '', { cores, ...options } = {}) {
      const context = await browser.newContext({ acceptDownloads: true, ...options });
      const page = await context.newPage();
      if (cores) {
        const session = await context.newCDPSession(page);
        await session.send('Emulation.setHardwareConcurrencyOverride', { hardwareConcurrency: cores });
      }
      return visit(page, address, fragment);
    },
    replaced: site.replaced,
    stopServer: site.close,
    async end() {
      await browser.close();
      await site.close();
    },
  };
}

async function visit(page, address, fragment) {
  const beside = address.startsWith('file:') ? address : new URL(address).origin;
  const elsewhere = [];
  const errors = [];
  page.context().on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(beside) && !/^(blob|data):/.test(url)) elsewhere.push(url);
  });
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.setDefaultTimeout(30_000);
  await page.goto(address + fragment);
  return { page, elsewhere, errors };
}

/** Waits until a preview or a result is on screen. */
export async function rowsShown(page, what = 'preview') {
  await page.locator(`[data-rows=${what}]`).filter({ hasText: /row/ }).waitFor();
  await page.locator('[role=gridcell]').first().waitFor();
}

/** Waits until the address, which follows the controls, has not changed for a while. */
export async function settledAddress(page) {
  await page.evaluate(() => delete window.lastHash);
  const same = () => {
    const before = window.lastHash;
    window.lastHash = location.hash;
    return before === location.hash;
  };
  await page.waitForFunction(same, undefined, { polling: 400 });
}

export async function execute(page) {
  await page.getByRole('button', { name: /Execute Neural Synthesis/ }).click();
  await rowsShown(page, 'result');
}

export async function setNumber(page, label, value) {
  const field = page.locator(label);
  await field.fill(String(value));
  await field.press('Enter');
  await field.blur();
}

/** Clicks what starts a download and reads the file. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** Downloads in a format through the menu. */
export function downloadAs(page, format) {
  return downloaded(page, async () => {
    await page.locator('summary[aria-label=Download]').click();
    await page.getByRole('listitem').getByRole('button', { name: `Download ${format}`, exact: true }).click();
  });
}

/** Drops a file on the page, as from the desktop. */
export function drop(page, name, text) {
  return dropAll(page, { [name]: text });
}

/** Drops files, texts by their name, in one go. */
export async function dropAll(page, files) {
  const data = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

/** What axe-core finds wrong with the page as it is: one line a fault. */
export async function axeFaults(page) {
  const source = await (await import('node:fs/promises')).readFile(axe, 'utf8');
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source }); // not a script of the page: its policy stands
  await session.detach();
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.replaceAll('\n', ' ')}`));
}
