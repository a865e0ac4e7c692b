import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { LONG } from '../mock/hostile.mjs';
import { SHOTS, ask, open } from './browser.mjs';

mkdirSync(SHOTS, { recursive: true });

const SCENES = [
  ['chat', '#/chat', async (page) => {
    await ask(page, 'How long is the warranty?');
    await page.getByRole('link', { name: 'Show the run' }).waitFor();
    await ask(page, 'approve');
    await page.getByRole('button', { name: 'Allow' }).waitFor();
  }],
  ['chat-error', '#/chat', async (page) => {
    await ask(page, 'error');
    await page.getByText('ollama.out-of-memory').waitFor();
  }],
  ['chat-hostile', '#/chat', async (page) => {
    await ask(page, 'hostile');
    await page.getByRole('link', { name: 'Show the run' }).waitFor();
  }],
  ['runs', '#/runs', (page) => page.locator('table.runs tbody tr').nth(49).waitFor()],
  ['run', '#/runs/run-0119', async (page) => {
    await page.locator('.route .box.failed').click();
    await page.getByRole('heading', { name: /^Input/ }).waitFor();
  }],
  ['workflows', '#/workflows', async (page) => {
    await page.getByRole('button', { name: 'Show the diagram of answer' }).click();
    await page.locator('svg.route').waitFor();
  }],
  ['import', '#/workflows/import', (page) => page.getByLabel('Or paste its text').waitFor()],
  ['import-many', '#/workflows/import', async (page) => {
    await page.getByLabel('Or paste its text').fill(`[{"name":"One","nodes":[]},{"name":"Odd"},{"name":${JSON.stringify(LONG.slice(0, 300))},"nodes":[]}]`);
    await page.getByRole('button', { name: 'Read the text' }).click();
    await page.getByText('1 could not be read.').waitFor();
    await page.getByRole('link', { name: 'One' }).waitFor();
  }],
  ['imported', '#/workflows/import', async (page) => {
    await page.getByLabel('Or paste its text').fill('{"name":"Orders","nodes":[]}');
    await page.getByRole('button', { name: 'Read the text' }).click();
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('link', { name: 'Open the workflow' }).click();
    await page.getByLabel('orders.login-value').waitFor();
    await page.getByRole('button', { name: /Properties with a value/ }).click();
  }],
  ['by-hand', '#/workflows', async (page) => {
    await page.getByRole('button', { name: 'Run by hand: deep' }).click();
    await page.getByLabel('What it begins with').waitFor();
  }],
  ['import-report', '#/workflows/import', async (page) => {
    await page.getByLabel('Or paste its text').fill('{"name":"Taken","nodes":[]}');
    await page.getByRole('button', { name: 'Read the text' }).click();
    await page.locator('svg.route').waitFor();
    await page.getByRole('button', { name: /What became of each node/ }).click();
  }],
  ['people', '#/people', (page) => page.getByText('overdue').waitFor()],
  ['task', '#/people/task-1', async (page) => {
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByText('This is needed.').first().waitFor();
  }],
  ['systems', '#/systems', (page) => page.getByText('OLLAMA_FLASH_ATTENTION').waitFor()],
];
const LOOKS = [['light', { dark: false }], ['dark', { dark: true }], ['phone', { width: 360, height: 740 }]];

for (const [look, options] of LOOKS) {
  for (const [scene, address, prepare] of SCENES) {
    test(`${scene} in ${look} has no serious finding and fits`, async (t) => {
      const { page, go } = await open(t, { ...options, axe: true });
      await go(address);
      await prepare(page);
      await page.screenshot({ path: `${SHOTS}${scene}-${look}.png` });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | ')}`);
      assert.deepEqual(serious, []);
    });
  }
}

test('the accessibility check can fail', async (t) => {
  const { page, go } = await open(t, { axe: true });
  await go('#/systems');
  await page.getByText('OLLAMA_FLASH_ATTENTION').waitFor();
  const found = await page.evaluate(async () => {
    document.querySelector('main').append(document.createElement('textarea'));
    return (await window.axe.run(document)).violations.map(({ id }) => id);
  });
  assert.ok(found.includes('label'));
});

test('the theme is chosen and kept', async (t) => {
  const { page, go } = await open(t);
  await go('#/systems');
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Theme: auto' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
  assert.equal(await ground(), dark);
});
