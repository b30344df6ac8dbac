// Writes screenshots of the page's states to site/shots, to be looked at.
import { mkdir, readFile } from 'node:fs/promises';
import { begin, drop, execute, rowsShown, samples } from './visit.mjs';

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

await shot('1-start', wide, rowsShown);
await shot('2-start-dark', { ...wide, colorScheme: 'dark' }, rowsShown);
await shot('3-parameters', middle, openParameters);
await shot('4-mimic-report', wide, async (page) => {
  await mimic(page);
  await page.locator('.report details').nth(2).locator('summary').click();
  await page.locator('.report details').last().locator('summary').click();
});
await shot('5-report-dark', { ...middle, colorScheme: 'dark' }, mimic, true);
await shot('6-error', middle, async (page) => {
  await rowsShown(page);
  await drop(page, 'broken.csv', 'a,b\n1,2\n3,"4\n5,6\n');
  await page.getByRole('alert').waitFor();
});
await shot('7-narrow', narrow, rowsShown, true);
await shot('8-narrow-dark-report', { ...narrow, colorScheme: 'dark' }, mimic, true);
await visit.end();
