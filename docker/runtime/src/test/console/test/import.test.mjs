import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM, calm, open } from './browser.mjs';

const file = (name, workflow) => ({ name, mimeType: 'application/json', buffer: Buffer.from(typeof workflow === 'string' ? workflow : JSON.stringify(workflow)) });

async function give(page, workflow) {
  await page.getByLabel('Drop files here, or choose them').setInputFiles(file('workflow.json', workflow));
}

test('a file is read, shown and enabled', async (t) => {
  const { page, go, mock, ...rest } = await open(t);
  await go('#/workflows');
  await page.getByRole('link', { name: 'Import from n8n' }).click();
  await give(page, { name: 'Orders', nodes: [] });
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  await page.getByText('2 of 2 nodes are not supported').waitFor();
  const titles = await page.getByRole('heading', { level: 2 }).allInnerTexts();
  assert.equal(titles[0], 'What it reaches');
  assert.match(titles[1], /^Not supported/);
  assert.match(await page.getByLabel('Decide').innerText(), /Commands on this machine\s+rm -rf .*Clean[^]*https:\/\/api.example.org Ask, Ask again/);
  await page.getByText('Send it by mail.').waitFor();
  await page.locator('svg.route').first().waitFor();
  assert.match(await page.locator('.property').first().innerText(), /orders\.login-value[^]*A secret, to be set\.[^]*ORDERS_LOGIN_VALUE/);
  assert.equal(await page.getByLabel('orders.login-value').getAttribute('type'), 'password');
  await page.getByText('2 properties are not set yet').waitFor();
  assert.equal(await page.getByText('Holds for all workflows').count(), 0);
  await page.getByRole('button', { name: /Properties with a value/ }).click();
  await page.getByText('Holds for all workflows').waitFor();
  await page.getByLabel('orders.folder').fill('/srv/in');
  await page.getByText('One property is not set yet').waitFor();
  await page.getByLabel('orders.login-value').fill('Bearer x1y2');
  await page.getByText('not set yet').waitFor({ state: 'detached' });
  assert.deepEqual(mock.world.writes, ['import orders']);
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('Its folder is').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Enable' }).count(), 0);
  await page.getByText('1 of 1 route is on.').waitFor();
  assert.deepEqual(mock.world.writes, ['import orders', 'enable orders orders.folder=/srv/in orders.login-value=Bearer x1y2']);
  await page.getByRole('link', { name: 'Open the workflow' }).click();
  await page.getByRole('heading', { level: 1, name: 'orders', exact: true }).waitFor();
  await page.getByRole('article').first().waitFor();
  assert.deepEqual(await page.getByRole('article').getByRole('heading').allInnerTexts(), ['orders']);
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('the keyboard is enough to paste, read and enable', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await page.getByLabel('Or paste its text').focus();
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

test('an earlier import is replaced after a question', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Again', nodes: [] });
  await page.getByText('There is an import of this name at').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Enable', exact: true }).count(), 0);
  await page.getByRole('button', { name: 'Replace and enable' }).click();
  assert.deepEqual(mock.world.writes, ['import again']);
  await page.getByRole('button', { name: 'Yes, replace it' }).click();
  await page.getByText('Its folder is').waitFor();
  assert.deepEqual(mock.world.writes, ['import again', 'replace again']);
});

test('what reaches nothing outside says so', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Inside', nodes: [] });
  await page.getByText('Nothing outside of the runtime.').waitFor();
});

test('nodes that were copied can be pasted anywhere', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows/import');
  await page.getByLabel('Or paste its text').waitFor();
  await page.evaluate(() => {
    const copied = new DataTransfer();
    copied.setData('text/plain', '{"name":"Pasted","nodes":[]}');
    document.querySelector('h1').dispatchEvent(new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true }));
  });
  await page.getByRole('button', { name: 'Read the text' }).click();
  await page.getByRole('heading', { level: 1, name: 'Pasted' }).waitFor();
});

test('a long read can be stopped', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Slow', nodes: [] });
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Read the text' }).waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  await give(page, { name: 'Now', nodes: [] });
  await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
  assert.deepEqual(mock.world.writes, ['import now']);
});

const ADDED = { nodes: [] };

test('several files are read one after the other, and what cannot be read is told by its name', async (t) => {
  const { page, go, mock, ...rest } = await open(t);
  await go('#/workflows/import');
  await page.getByLabel('Drop files here, or choose them').setInputFiles([
    file('a.json', { name: 'First', ...ADDED }), file('bad.json', 'no json'), file('c.json', { name: 'Third', ...ADDED })]);
  await page.getByText('1 could not be read.').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /bad\.json: the file is no JSON\. .*N8N-001/s);
  await page.getByRole('link', { name: 'First' }).waitFor();
  assert.deepEqual(mock.world.writes, ['import first', 'import third']);
  assert.deepEqual(await page.getByRole('heading', { level: 3 }).allInnerTexts(), ['Third', 'First']);
  await page.getByRole('link', { name: 'First' }).click();
  await page.getByRole('heading', { level: 1, name: 'First' }).waitFor();
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('Its folder is').waitFor();
  await page.getByRole('link', { name: 'All imports' }).click();
  await page.locator('.card', { hasText: 'First' }).getByText('enabled', { exact: true }).waitFor();
  await page.locator('.card', { hasText: 'Third' }).getByText('2 to be set').waitFor();
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('an export of all workflows is taken apart', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await page.locator('.drop').waitFor();
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['[{"name":"One","nodes":[]},{"name":"Odd"},{"name":"Two","nodes":[]}]'], 'all.json'));
    document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await page.getByText('all.json, Odd').waitFor();
  await page.getByRole('link', { name: 'Two' }).waitFor();
  assert.deepEqual(mock.world.writes, ['import one', 'import two']);
});

test('too many at once are refused before any is read', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, Array.from({ length: 101 }, (_, at) => ({ name: `W ${at}`, nodes: [] })));
  await page.getByText('console.too-many').waitFor();
  assert.deepEqual(mock.world.writes, []);
});

test('an import is set, switched off and removed later', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Orders', nodes: [] });
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('1 of 1 route is on.').waitFor();
  await go('#/workflows');
  await page.getByRole('link', { name: 'routes/orders', exact: true }).click();
  await page.getByLabel('orders.login-value').fill('Bearer x1y2');
  await page.getByRole('button', { name: 'Save the properties' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByRole('button', { name: /Properties with a value/ }).click();
  await page.getByPlaceholder('set, and not shown').waitFor();
  assert.equal(await page.getByLabel('orders.login-value').inputValue(), '');
  await page.getByRole('button', { name: 'Switch all off' }).click();
  await page.locator('[role=switch][aria-checked=false]').waitFor();
  await page.getByRole('button', { name: 'Remove this import' }).click();
  await page.getByRole('button', { name: 'Yes, remove its files for good' }).click();
  await page.getByRole('heading', { level: 1, name: 'Workflows' }).waitFor();
  assert.deepEqual(mock.world.writes.slice(2), ['set orders orders.login-value=Bearer x1y2', 'workflow orders false', 'remove orders']);
});

test('a folder that no import has made cannot be removed', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows?in=routes');
  await page.getByRole('button', { name: 'Switch all off' }).waitFor();
  await page.getByRole('article').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Remove this import' }).count(), 0);
});

test('who was slower is offered to replace', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Orders', nodes: [] });
  await page.getByRole('button', { name: 'Enable' }).waitFor();
  Object.assign(mock.world.imports[0], { place: null, folder: null, replaces: '/srv/routes/orders',
    refusal: { code: 'LOAD-204', fact: 'There is a folder orders already', remedy: 'Take another name.' } });
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('LOAD-204').waitFor();
  await page.getByRole('button', { name: 'Replace and enable' }).waitFor();
});

test('an import is discarded', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: 'Orders', nodes: [] });
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'Yes, discard it' }).click();
  await page.getByLabel('Or paste its text').waitFor();
  assert.deepEqual(mock.world.writes, ['import orders', 'discard import-1']);
});

test('hostile names, reasons and files are text', async (t) => {
  const { page, go, ...rest } = await open(t);
  await go('#/workflows/import');
  await give(page, { name: '<img src=x onerror="window.pwned=1">', nodes: [] });
  await page.getByRole('heading', { level: 1, name: '<img' }).waitFor();
  // Opening one may bring others.
  for (const closed = page.locator('.fold-head[aria-expanded="false"]'); await closed.count() > 0;) {
    await closed.first().press('Enter');
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
