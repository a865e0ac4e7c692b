import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM, calm, open } from './browser.mjs';

const rows = (page) => page.locator('table.runs tbody tr');

test('the list shows a page and then older ones', async (t) => {
  const { page, go } = await open(t);
  await go('#/runs');
  await rows(page).nth(49).waitFor();
  assert.equal(await rows(page).count(), 50);
  await page.getByRole('button', { name: 'Show older runs' }).click();
  await rows(page).nth(99).waitFor();
  await page.getByRole('button', { name: 'Show older runs' }).click();
  await rows(page).nth(119).waitFor();
  await page.getByRole('button', { name: 'Show older runs' }).waitFor({ state: 'detached' });
});

test('filter and search stand in the address', async (t) => {
  const { page, go } = await open(t);
  await go('#/runs');
  await page.getByLabel('State').selectOption('failed');
  await rows(page).filter({ hasText: 'done' }).first().waitFor({ state: 'detached' });
  await page.getByLabel('Search').fill('mail');
  await page.waitForURL(/state=failed&q=mail|q=mail.*state=failed/);
  await rows(page).first().waitFor();
  await page.reload();
  await rows(page).first().waitFor();
  assert.equal(await page.getByLabel('Search').inputValue(), 'mail');
  assert.equal(await page.getByLabel('State').inputValue(), 'failed');
  await page.getByLabel('Search').fill('nothing like this');
  await page.getByText('No run fits this filter.').waitFor();
});

test('a new run appears by itself', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/runs');
  await page.getByText('Live: changes appear by themselves.').waitFor();
  await rows(page).nth(49).waitFor();
  mock.world.runs.unshift({ ...mock.world.runs[0], id: 'run-brand-new', state: 'running' });
  mock.news('run', 'run-brand-new');
  await page.getByText('run-brand-new').waitFor();
});

test('a failed run shows the way, the error and the steps, also by keyboard', async (t) => {
  const { page, go, ...rest } = await open(t);
  await go('#/runs/run-0119');
  await page.getByText('Start it: ollama serve').first().waitFor();
  assert.equal(await page.locator('.route .box.failed').count(), 1);
  assert.ok(await page.locator('.route .line.taken').count() >= 4);
  assert.ok(await page.locator('.route .box.missed').count() >= 4);
  await page.locator('.route .box.failed').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Input/ }).waitFor();
  await page.getByText('Cut here; the whole has 120.6 KiB.').waitFor();
  assert.match(await page.evaluate(() => document.activeElement.id), /^step-3$/);
  assert.equal(await page.locator('main img, main script').count(), 0);
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('run again asks first, from the start and from a step', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/runs/run-0119');
  await page.getByRole('button', { name: 'Run again from the start' }).click();
  assert.deepEqual(mock.world.writes, []);
  await page.getByRole('button', { name: 'Yes, run it once more' }).click();
  await page.waitForURL(/again/);
  assert.deepEqual(mock.world.writes, ['again run-0119 start']);
  await page.goBack();
  await page.getByRole('heading', { name: /run-0119/ }).waitFor();
  await page.getByRole('button', { name: /vector:documents/ }).last().click();
  await page.getByRole('button', { name: 'Run again from this step' }).click();
  await page.getByRole('button', { name: 'Yes, run it once more' }).click();
  await page.waitForURL(/again/);
  assert.deepEqual(mock.world.writes, ['again run-0119 start', 'again run-0119 2']);
});

test('a run that is gone is told with its code', async (t) => {
  const { page, go } = await open(t);
  await go('#/runs/never');
  await page.getByText('console.unknown-id').waitFor();
});

test('one failing part leaves the others usable', async (t) => {
  const { page, go } = await open(t, { fail: ['/api/runs', '/api/session'] });
  await go('#/runs');
  await page.getByText('store.away').first().waitFor();
  assert.equal(await page.locator('main b').count(), 0);
  await page.getByRole('link', { name: 'Systems' }).click();
  await page.getByText('OLLAMA_FLASH_ATTENTION').waitFor();
});
