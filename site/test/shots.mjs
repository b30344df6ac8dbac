// Writes screenshots of the page's states to site/shots, to be looked at.
import { mkdir, readFile } from 'node:fs/promises';
import { begin, drop, execute, rowsShown, samples, setNumber } from './visit.mjs';

const folder = new URL('../shots/', import.meta.url).pathname;
await mkdir(folder, { recursive: true });
const visit = await begin();
const wide = { viewport: { width: 1680, height: 1050 } };
const middle = { viewport: { width: 1180, height: 900 } };
const narrow = { viewport: { width: 360, height: 780 }, hasTouch: true };

async function shot(name, options, act, fullPage = false) {
  const { page } = await visit.open('', options);
  await act(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${folder}${name}.png`, fullPage });
  await page.context().close();
}

const weather = await readFile(`${samples}seattle-weather.csv`, 'utf8');
const mimic = async (page) => {
  await rowsShown(page);
  await drop(page, 'seattle-weather.csv', weather);
  await page.getByText('seattle-weather.csv').first().waitFor();
  await rowsShown(page);
  await execute(page);
};
const openParameters = async (page) => {
  await rowsShown(page);
  await page.locator('details summary', { hasText: 'Parameters' }).click();
};

const openColumn = async (page) => {
  await rowsShown(page);
  await page.getByRole('button', { name: 'Retail' }).click();
  await page.getByRole('columnheader', { name: 'lifetime_value' }).waitFor();
  const column = page.locator('.report details').filter({ has: page.getByText('lifetime_value', { exact: true }) });
  await column.locator('summary').click();
  await column.getByLabel('Distribution', { exact: true }).locator('option[value=normal]').waitFor({ state: 'attached' });
  await column.getByLabel('sigma', { exact: true }).fill('900');
  await column.getByLabel('sigma', { exact: true }).blur();
  await column.locator('.faults li').first().waitFor();
  await column.scrollIntoViewIfNeeded();
};
const openUnderstood = async (page) => {
  await rowsShown(page);
  const names = ['Ada', 'Bo', 'Cy', 'Dee'];
  const rows = Array.from({ length: 300 }, (_, i) => [i + 1, names[i % 4], `${names[i % 4]}${i}@example.com`.toLowerCase(), (i * 37) % 101, ((i * 37) % 101) + ((i * 53) % 89)].join());
  await drop(page, 'stock.csv', ['id,first_name,email,part,total', ...rows, ''].join('\n'));
  await page.locator('.controls summary', { hasText: 'What was understood' }).click();
  await page.getByRole('checkbox').first().uncheck();
  await page.locator('.report dt', { hasText: 'As you asked' }).waitFor();
};
const run = async (page) => {
  await rowsShown(page);
  await page.evaluate(() => delete window.showSaveFilePicker);
  await setNumber(page, '#volume', 20_000_000);
  await page.getByRole('button', { name: /Execute Neural Synthesis/ }).click();
  await page.getByRole('progressbar').waitFor();
  await page.waitForTimeout(2500);
};
const broken = async (page) => {
  await rowsShown(page);
  await drop(page, 'broken.csv', 'a,b\n1,2\n3,"4\n5,6\n');
  await page.getByRole('alert').waitFor();
};
const grid = async (page) => {
  await rowsShown(page);
  await setNumber(page, '#volume', 20_000);
  await execute(page);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
};
const report = async (page) => {
  await mimic(page);
  await page.locator('.report details').nth(2).locator('summary').click();
  await page.locator('.report details').last().locator('summary').click();
};

const states = [
  ['1-start', rowsShown],
  ['2-columns', openColumn],
  ['3-parameters', openParameters],
  ['4-sample', openUnderstood],
  ['5-progress', run],
  ['6-grid', grid],
  ['7-report', report],
  ['8-error', broken],
];
for (const [name, act] of states) {
  await shot(name, wide, act);
  await shot(`${name}-narrow`, narrow, act, true);
}
await shot('9-start-dark', { ...wide, colorScheme: 'dark' }, rowsShown);
await shot('9-report-dark', { ...middle, colorScheme: 'dark' }, report, true);
await shot('9-columns-dark-narrow', { ...narrow, colorScheme: 'dark' }, openColumn, true);
await shot('9-start-4k', { viewport: { width: 3840, height: 2160 } }, rowsShown);
await shot('9-sample-middle', middle, openUnderstood);
await visit.end();
