// Milliseconds from a click on another seed to new rows on screen, for every built-in table: median of some clicks.
import { begin, rowsShown } from '../test/visit.mjs';

const clicks = Number(process.argv[2] ?? 5);
const visit = await begin();
const { page } = await visit.open();
await rowsShown(page);

/** One click, and the frames until the grid shows other rows; NaN for a table that is the same with every seed. */
const renewed = () =>
  page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]');
    const before = grid.textContent;
    const started = performance.now();
    document.querySelector('.seed button').click();
    while (grid.textContent === before) {
      await new Promise((frame) => requestAnimationFrame(frame));
      if (performance.now() - started > 3000) return NaN;
    }
    return performance.now() - started;
  });

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const taken = [];
const names = (group) => page.getByRole('group', { name: group }).getByRole('button').allInnerTexts();
for (const domain of await names('Domain')) {
  await page.getByRole('button', { name: domain, exact: true }).click();
  for (const entity of await names('Entity')) {
    const button = page.getByRole('group', { name: 'Entity' }).getByRole('button', { name: entity, exact: true });
    await button.click();
    await page.waitForFunction(() => !document.querySelector('.grid[aria-busy=true]'));
    await page.waitForTimeout(300);
    const times = [];
    for (let i = 0; i < clicks && !times.includes(NaN); i++) times.push(await renewed());
    if (times.includes(NaN)) continue;
    taken.push(median(times));
    console.log(`${taken.at(-1).toFixed(0).padStart(5)} ms  ${domain}, ${entity}`);
  }
}
console.log(`live preview: median ${median([...taken]).toFixed(0)} ms, slowest ${Math.max(...taken).toFixed(0)} ms of ${taken.length} tables (goal: below 100)`);
await visit.end();
