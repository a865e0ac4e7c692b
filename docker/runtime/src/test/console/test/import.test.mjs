import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM, calm, open } from './browser.mjs';

const file = (name, workflow) => ({ name, mimeType: 'application/json', buffer: Buffer.from(typeof workflow === 'string' ? workflow : JSON.stringify(workflow)) });

async function give(page, workflow) {
  await page.getByLabel('The file, chosen or dropped here').setInputFiles(file('workflow.json', workflow));
}

test('a file is read, shown and enabled', async (t) => {
  const { page, go, mock, ...rest } = await open(t);
  await go('#/workflows');
  await page.getByRole('link', { name: 'Import from n8n' }).click();
  await give(page, { name: 'Orders', nodes: [] });
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  await page.getByText('2 of 2 nodes are not supported').waitFor();
  const titles = await page.getByRole('heading', { level: 2 }).allInnerTexts();
  assert.match(titles[0], /^Not supported/);
  await page.getByText('Send it by mail.').waitFor();
  await page.locator('svg.route').first().waitFor();
  assert.match(await page.getByRole('table').first().innerText(), /orders\.auth-value\s+to be set/);
  assert.deepEqual(mock.world.writes, ['import orders']);
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('Its folder is').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Enable' }).count(), 0);
  assert.deepEqual(mock.world.writes, ['import orders', 'enable orders']);
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('the keyboard is enough to paste, read and enable', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await page.getByLabel('Or its text').focus();
  await page.keyboard.insertText('{"name":"Keys","nodes":[]}');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor();
  await page.getByRole('button', { name: 'Enable' }).press('Enter');
  await page.getByText('Its folder is').waitFor();
  assert.deepEqual(mock.world.writes, ['import keys', 'enable keys']);
});

test('a file can be dropped', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows/import');
  await page.locator('.drop').waitFor();
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['{"name":"Dropped","nodes":[]}'], 'w.json', { type: 'application/json' }));
    document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await page.getByRole('heading', { level: 1, name: 'Dropped' }).waitFor();
});

test('what is no workflow is told, and the page stays ready', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows/import');
  await give(page, 'no json');
  await page.getByText('N8N-001').waitFor();
  await give(page, { other: 1 });
  await page.getByText('N8N-002').waitFor();
  await give(page, { name: 'Now', nodes: [] });
  await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
});

test('a file that is too large is not sent', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, ' '.repeat(9 * 1024 * 1024));
  await page.getByText('console.too-large').waitFor();
  assert.ok(!mock.world.requests.some((request) => request.startsWith('POST')));
});

test('a name that is taken is told, and another one can be given', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Taken', nodes: [] });
  await page.getByText('There is a folder taken already').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Enable' }).isDisabled());
  await page.getByLabel('Another name').fill('mine');
  await page.getByRole('button', { name: 'Read it under this name' }).click();
  await page.getByRole('heading', { level: 1, name: 'mine' }).waitFor();
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('Its folder is').waitFor();
  assert.deepEqual(mock.world.writes, ['import taken', 'import mine', 'enable mine']);
});

test('an import is discarded', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Orders', nodes: [] });
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'Yes, discard it' }).click();
  await page.getByLabel('Or its text').waitFor();
  assert.deepEqual(mock.world.writes, ['import orders', 'discard import-1']);
});

test('hostile names, reasons and files are text', async (t) => {
  const { page, go, ...rest } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: '<img src=x onerror="window.pwned=1">', nodes: [] });
  await page.getByRole('heading', { level: 1, name: '<img' }).waitFor();
  for (const fold of await page.locator('.fold-head').all()) {
    if (await fold.getAttribute('aria-expanded') === 'false') {
      await fold.press('Enter');
    }
  }
  await page.getByText('Cut here; the file has all of it.').waitFor();
  assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('what would not be loaded says where and why', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Wrong', nodes: [] });
  await page.getByText('As it is, it would not be loaded.').waitFor();
  await page.getByText('wrong/wrong.camel.yaml:7').waitFor();
});

test('an import that is gone is told', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows/import%2Fgone');
  await page.getByText('There is nothing with the id gone.').waitFor();
});
