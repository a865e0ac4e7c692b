import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM, calm, open } from './browser.mjs';

test('a workflow is switched off and on', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows');
  const toggle = page.getByRole('switch', { name: 'answer on', exact: true });
  await toggle.click();
  await page.locator('[role=switch][aria-label="answer on"][aria-checked=false]').waitFor();
  await toggle.press('Space');
  await page.locator('[role=switch][aria-label="answer on"][aria-checked=true]').waitFor();
  assert.deepEqual(mock.world.writes, ['workflow answer false', 'workflow answer true']);
});

test('a workflow that is called or starts by a clock is run by hand', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/workflows');
  await page.getByRole('button', { name: 'Run by hand: deep' }).click();
  assert.equal(await page.getByRole('button', { name: 'Run by hand: answer' }).count(), 0);
  await page.getByLabel('What it begins with').fill('{"a":1}');
  await page.getByRole('button', { name: 'Run it now' }).click();
  await page.getByRole('heading', { level: 1, name: 'deep' }).waitFor();
  await page.locator('ol.steps li').first().waitFor();
  assert.deepEqual(mock.world.writes, ['run deep {"a":1}']);
});

test('a broken file comes first and says line and reason', async (t) => {
  const { page, go } = await open(t);
  await go('#/workflows');
  await page.getByText('routes/broken.camel.yaml:14').waitFor();
  assert.equal(await page.locator('.card h2').first().innerText(), 'broken');
  await page.getByText('The last good version goes on.').waitFor();
  assert.ok(await page.getByRole('switch', { name: 'broken on' }).isDisabled());
});

test('hostile workflows are drawn as text', async (t) => {
  const { page, go, ...rest } = await open(t);
  await go('#/workflows');
  await page.getByRole('button', { name: /^(Show|Hide) the diagram of/ }).first().waitFor();
  for (const button of await page.getByRole('button', { name: /^(Show|Hide) the diagram of/ }).all()) {
    await button.click();
  }
  await page.locator('svg.route text', { hasText: '1 more, not drawn' }).waitFor();
  await page.locator('svg.route').nth(4).waitFor();
  assert.equal(await page.locator('svg.route').count(), 5);
  assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('a task is answered through its form, and what is wrong is shown first', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/people');
  await page.getByText('overdue').waitFor();
  await page.getByRole('link', { name: 'Pay back 412 euros?' }).click();
  await page.getByLabel('Amount in euros').fill('5000');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByText('At most 1000.').waitFor();
  assert.match(await page.evaluate(() => document.activeElement.id), /amount/);
  await page.getByLabel('Amount in euros').fill('412');
  await page.getByLabel('Category').selectOption({ label: 'travel' });
  await page.getByLabel('hotel').check();
  await page.getByLabel('Reason').fill('refuse me');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByText('people.invalid').waitFor();
  await page.getByLabel('Reason').fill('a trip');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByText('Your answer has arrived. The run goes on.').waitFor();
  const sent = JSON.parse(mock.world.writes[0].slice('answer task-1 '.length));
  assert.deepEqual(sent, { values: { amount: 412, category: 'travel', parts: ['hotel', 'train'], paid: true, why: 'a trip', address: { city: 'Bonn' } } });
});

test('attachments of other hosts are no links', async (t) => {
  const { page, go } = await open(t);
  await go('#/people/task-1');
  await page.getByRole('link', { name: 'receipt.pdf' }).waitFor();
  await page.getByText('elsewhere.pdf (not on this runtime)').waitFor();
});

test('a choice is an answer', async (t) => {
  const { page, go, mock, ...rest } = await open(t);
  await go('#/people/task-2');
  await page.getByRole('button', { name: 'Drop it' }).click();
  await page.getByText('Your answer has arrived.').waitFor();
  assert.deepEqual(mock.world.writes, ['answer task-2 {"values":{},"choice":"drop"}']);
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('the second of two people is told', async (t) => {
  const { page, go } = await open(t);
  await go('#/people/task-3');
  await page.getByLabel('Note').fill('mine');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByText("This was answered already. What you sent now wasn't used.").waitFor();
  await page.getByText('accounting answered this task a moment ago.').waitFor();
  assert.equal(await page.locator('form').count(), 0);
});

test('a task answered elsewhere closes while it is read, and one typed into keeps its words until then', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/people/task-3');
  await page.getByText('Live: changes appear by themselves.').waitFor();
  await page.getByLabel('Note').fill('typing');
  const loaded = page.waitForResponse((response) => response.url().endsWith('/api/tasks/task-3'));
  mock.news('task', 'task-3');
  await loaded;
  assert.equal(await page.getByLabel('Note').inputValue(), 'typing');
  mock.world.tasks[2].state = 'answered';
  mock.news('task', 'task-3');
  await page.getByText('This task is answered; there is nothing left to answer.').waitFor();
});

test('systems are grouped, with state and words', async (t) => {
  const { page, go, ...rest } = await open(t);
  await go('#/systems');
  for (const title of ['Model servers', 'Stores', 'Queues', 'Search', 'Sandboxes', 'Others']) {
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  }
  await page.getByText('OLLAMA_FLASH_ATTENTION').waitFor();
  assert.equal(await page.getByText('It needs JavaScript.').count(), 0);
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('empty lists say what to do', async (t) => {
  const { page, go } = await open(t, { empty: true });
  for (const [address, words] of [['chat', 'No agent and no model'], ['runs', 'Nothing has run yet.'], ['workflows', 'No workflow is loaded.'], ['people', 'Nobody waits'], ['systems', 'No system is in use.']]) {
    await go(`#/${address}`);
    await page.getByText(words).waitFor();
  }
});

test('news come back after the connection was away', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/systems');
  await page.getByText('Live: changes appear by themselves.').waitFor();
  mock.world.listeners.forEach((listener) => listener.end());
  await page.getByText('Not live').waitFor();
  await page.getByText('Live: changes appear by themselves.').waitFor({ timeout: 15_000 });
});

test('every write carries the header, and nothing is written by looking', async (t) => {
  const { page, go, mock } = await open(t);
  const writes = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') {
      writes.push(request.headers()['x-serai-console']);
    }
  });
  for (const address of ['chat', 'runs', 'workflows', 'people', 'systems']) {
    await go(`#/${address}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  assert.deepEqual(writes, []);
  await go('#/people/task-2');
  await page.getByRole('button', { name: 'Send it' }).click();
  await page.getByText('Your answer has arrived.').waitFor();
  assert.deepEqual(writes, ['1']);
  assert.equal(mock.world.writes.length, 1);
});

test('a redirect to a login is told', async (t) => {
  const { page, go } = await open(t, { login: true });
  await go('#/systems');
  await page.getByText('The runtime asks for a login.').first().waitFor();
});

for (const [code, answer] of [
  ['http.502', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' })],
  ['console.not-json', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Hello</h1>' })],
  ['console.too-large', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: ' '.repeat(9 * 1024 * 1024) })],
  ['console.unreachable', (route) => route.abort()],
  // A page that gets a thing it can't draw says so, and the others stay usable.
  ['console.failed', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '[null]' })],
]) {
  test(`an answer that is no answer is told as ${code}`, async (t) => {
    const { page, go } = await open(t);
    await page.route('**/api/systems', answer);
    await go('#/systems');
    await page.getByText(code).waitFor();
    await page.getByRole('link', { name: 'Chat' }).click();
    await page.getByLabel('Talk to').waitFor();
  });
}

test('whoever has logged in logs out, and the runtime sees which page asks for it', async (t) => {
  const { page, go, mock } = await open(t, { environment: 'public' });
  await go('#/systems');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL('**/login');
  assert.deepEqual(mock.world.writes, [`logout from ${mock.url}`]);
});

test('nobody logs out where nobody has logged in', async (t) => {
  const { page, go } = await open(t);
  await go('#/systems');
  await page.getByText('private', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Log out' }).count(), 0);
});
