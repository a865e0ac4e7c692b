// The pages against the runtime itself, with a stand-in of Ollama behind it.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const URL = process.env.SERAI_URL;
const SHOTS = process.env.CONSOLE_SHOTS;
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
];
const LOOKS = { light: {}, dark: { colorScheme: 'dark' }, phone: { viewport: { width: 360, height: 740 } } };

mkdirSync(SHOTS, { recursive: true });
let browser;
before(async () => { browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS }); });
after(() => browser?.close());

/** A page that fails its test when the browser complains or another host is asked. */
async function open(t, address, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce', ...options,
  });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(AXE);
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      wrong.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(URL)) {
      wrong.push(`another host: ${request.url()}`);
    }
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(wrong, []);
  });
  await page.goto(`${URL}${address}`);
  return page;
}

async function ask(page, agent, text) {
  await page.getByLabel('Talk to').selectOption(agent);
  await page.getByLabel('Your question').fill(text);
  await page.locator('button[type=submit]:not([disabled])').waitFor();
  await page.keyboard.press('Enter');
}

/** A picture, and what axe has to say about what is in it. */
async function look(page, scene) {
  await page.screenshot({ path: `${SHOTS}/${scene}.png` });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  assert.deepEqual(serious, []);
}

const api = (path, body) => fetch(`${URL}api${path}`, body === undefined ? {} : {
  method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Serai-Console': '1' }, body: JSON.stringify(body),
});

/** Asks until it is so, since records are written a moment later. */
async function until(condition) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await condition();
    if (found) {
      return found;
    }
    await new Promise((pause) => setTimeout(pause, 100));
  }
  throw new Error(`never so: ${condition}`);
}

const runsOf = async (workflow) => (await (await api(`/runs?workflow=${workflow}`)).json()).items;

for (const [name, options] of Object.entries(LOOKS)) {
  test(`chat in ${name}: an agent thinks, calls its tool and answers, and its run is shown`, async (t) => {
    const page = await open(t, '#/chat', options);
    await ask(page, 'clerk', 'When are you open on Monday?');
    await page.getByText('from 10 to 18').last().waitFor();
    await page.getByRole('link', { name: 'Show the run' }).waitFor();
    const tool = page.getByRole('button', { name: /Tool hours/ });
    assert.match(await tool.textContent(), /done/);
    await look(page, `chat-${name}`);
    await page.getByRole('link', { name: 'Show the run' }).click();
    await page.getByRole('heading', { name: 'The way it took' }).waitFor();
    await page.locator('ol.steps li').first().waitFor();
    await page.locator('.route .box').first().waitFor();
    await look(page, `run-${name}`);
  });

  test(`workflows in ${name}: what runs, what starts it, and what is broken where`, async (t) => {
    const page = await open(t, '#/workflows', options);
    await page.getByRole('heading', { name: 'greet' }).waitFor();
    await page.getByText(/broken\.camel\.yaml:6/).waitFor();
    await page.getByRole('button', { name: 'Show the diagram of greet' }).click();
    await page.locator('svg.route').waitFor();
    await look(page, `workflows-${name}`);
  });

  test(`systems in ${name}: the model server and the database`, async (t) => {
    const page = await open(t, '#/systems', options);
    await page.getByText('qwen3:4b').first().waitFor();
    await page.getByRole('heading', { name: 'Stores' }).waitFor();
    await look(page, `systems-${name}`);
  });

  test(`people in ${name}: a task is answered and its run goes on`, async (t) => {
    assert.ok((await fetch(`${URL}webhook/ask`, { method: 'POST', body: '{}' })).ok);
    const page = await open(t, '#/people', options);
    await page.getByRole('link', { name: 'Pay back the ticket?' }).first().click();
    await page.getByText('receipt').waitFor();
    await look(page, `task-${name}`);
    await page.getByRole('button', { name: 'pay', exact: true }).click();
    await page.getByText('Your answer has arrived.').waitFor();
    await page.goto(`${URL}#/people`);
    await page.getByText('Nobody waits for an answer.').waitFor();
    await look(page, `people-${name}`);
  });

  test(`runs in ${name}: a new one appears by itself, and a failed one says why`, async (t) => {
    const page = await open(t, '#/runs', options);
    await page.getByText('Live: changes appear by themselves.').waitFor();
    const before = (await runsOf('greet')).length;
    await fetch(`${URL}webhook/greet`, { headers: { name: 'nobody' } });
    const [failed] = await until(async () => {
      const all = await runsOf('greet');
      return all.length > before && all[0].state === 'failed' ? all : null;
    });
    await page.locator(`a[href*="${failed.id}"]`).first().waitFor();
    await look(page, `runs-${name}`);
    await page.goto(`${URL}#/runs/${failed.id}`);
    await page.getByText('nobody is greeted').first().waitFor();
    await page.locator('.route .box.failed').first().waitFor();
  });
}

test('whoever has the link answers without the console', async (t) => {
  assert.ok((await fetch(`${URL}webhook/ask`, { method: 'POST', body: '{}' })).ok);
  const page = await open(t, '#/people');
  await page.getByRole('link', { name: 'Pay back the ticket?' }).first().click();
  await page.getByRole('button', { name: 'Make a link for somebody without a login' }).click();
  const link = await page.getByRole('group', { name: 'The link' }).textContent();
  await page.goto(link);
  await page.getByText('receipt').waitFor();
  await look(page, 'answer');
  await page.getByRole('button', { name: 'refuse', exact: true }).click();
  await page.getByText('Your answer has arrived.').waitFor();
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByText('PEOPLE-').first().waitFor();
});

test('a call that waits for a person is allowed in the chat', async (t) => {
  const page = await open(t, '#/chat');
  await ask(page, 'keeper', 'Erase the old list');
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  await look(page, 'chat-approval');
  const asked = await (await api('/tasks?state=open')).json();
  assert.ok(asked.some(({ title }) => title.startsWith('May ')), 'it is a task of the inbox, too');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('The old list is erased.').waitFor();
  await page.goto(`${URL}#/people`);
  await page.getByText('Nobody waits for an answer.').waitFor();
});

test('stop ends the answer, and the page is ready for the next question', async (t) => {
  const page = await open(t, '#/chat');
  await ask(page, 'clerk', 'Tell it slowly');
  await page.getByText('one more word').first().waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped by you.').waitFor();
  await ask(page, 'clerk', 'When are you open on Monday?');
  await page.getByRole('link', { name: 'Show the run' }).waitFor();
});

test('a run is done again from its start', async (t) => {
  await fetch(`${URL}webhook/greet`, { headers: { name: 'Ada' } });
  const [run] = await until(async () => (await runsOf('greet')).filter(({ state }) => state === 'done').slice(0, 1));
  const page = await open(t, `#/runs/${run.id}`);
  await page.getByRole('button', { name: 'Run again from the start' }).first().click();
  await page.getByRole('button', { name: 'Yes, run it once more' }).click();
  await page.waitForURL((address) => address.hash.startsWith('#/runs/') && !address.hash.includes(run.id));
  await page.locator('ol.steps li').first().waitFor();
});

test('a workflow is switched off and on', async (t) => {
  const page = await open(t, '#/workflows');
  const knob = page.getByRole('switch', { name: 'greet on' });
  await knob.click();
  await until(async () => await knob.getAttribute('aria-checked') === 'false');
  assert.notEqual((await fetch(`${URL}webhook/greet`)).status, 200);
  await knob.click();
  await until(async () => await knob.getAttribute('aria-checked') === 'true');
  assert.equal((await fetch(`${URL}webhook/greet`, { headers: { name: 'Ada' } })).status, 200);
});

const hello = (path) => JSON.stringify({
  name: `Say hello at ${path}`, settings: { executionOrder: 'v1' },
  nodes: [
    { name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} } },
    { name: 'Edit', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [200, 0],
      parameters: { mode: 'manual', assignments: { assignments: [{ id: '1', name: 'said', type: 'string', value: "={{ 'Hello ' + $json.body.name }}" }] }, options: {} } },
    { name: 'Slack', type: 'n8n-nodes-base.slack', typeVersion: 2, position: [400, 0], parameters: {} },
  ],
  connections: { Webhook: { main: [[{ node: 'Edit', type: 'main', index: 0 }]] } },
});

test('a workflow of n8n is imported, enabled and answers', async (t) => {
  const page = await open(t, '#/workflows');
  await page.getByRole('link', { name: 'Import from n8n' }).click();
  await page.getByLabel('Drop files here, or choose them')
    .setInputFiles({ name: 'hello.json', mimeType: 'application/json', buffer: Buffer.from(hello('hello')) });
  await page.getByRole('heading', { level: 1, name: 'Say hello' }).waitFor();
  await page.locator('svg.route').first().waitFor();
  await look(page, 'import');
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('Its folder is').waitFor();
  const answered = await until(async () => {
    const answer = await fetch(`${URL}webhook/hello`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"Ada"}' });
    return answer.ok ? answer.text() : null;
  });
  assert.match(answered, /Hello Ada/);
  await page.getByRole('link', { name: 'Open the workflow' }).click();
  await page.getByRole('heading', { name: /^say-hello-at-hello/ }).first().waitFor();
});

const byHand = JSON.stringify([
  { name: 'Started by hand', settings: { executionOrder: 'v1' },
    nodes: [
      { name: 'Go', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
      { name: 'Edit', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [200, 0],
        parameters: { mode: 'manual', assignments: { assignments: [{ id: '1', name: 'said', type: 'string', value: '={{ 6 * 7 }} <img src=x>' }] }, options: {} } },
      { name: 'Tell Slack', type: 'n8n-nodes-base.slack', typeVersion: 2, position: [400, 0], parameters: {} },
    ],
    connections: { Go: { main: [[{ node: 'Edit', type: 'main', index: 0 }]] }, Edit: { main: [[{ node: 'Tell Slack', type: 'main', index: 0 }]] } } },
  { name: 'No workflow' },
]);

test('of an export of all, one is enabled, run by hand, understood and removed', async (t) => {
  const page = await open(t, '#/workflows/import', LOOKS.phone);
  await page.getByLabel('Drop files here, or choose them')
    .setInputFiles({ name: 'all.json', mimeType: 'application/json', buffer: Buffer.from(byHand) });
  await page.getByText('all.json, No workflow').waitFor();
  await page.getByRole('link', { name: 'Started by hand' }).click();
  await page.getByText('1 of 3 nodes is not supported').waitFor();
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByText('2 of 2 routes are on.').waitFor();
  await page.getByRole('link', { name: 'Open the workflow' }).click();
  await page.getByRole('button', { name: 'Run by hand: started-by-hand/go' }).click();
  await page.getByRole('button', { name: 'Run it now' }).click();
  await page.locator('.step.failed').first().waitFor();
  await page.getByText(/slack/i).first().waitFor();
  await page.getByRole('button', { name: /^Edit / }).click();
  await page.getByLabel(/^Output of Edit/).filter({ hasText: '42 <img src=x>' }).waitFor();
  await look(page, 'run-by-hand');
  await page.goto(`${URL}#/workflows?in=started-by-hand`);
  await page.getByRole('button', { name: 'Switch all off' }).click();
  await page.locator('[role=switch][aria-checked=false]').nth(1).waitFor();
  await look(page, 'imported');
  await page.getByRole('button', { name: 'Remove this import' }).click();
  await page.getByRole('button', { name: 'Yes, remove its files for good' }).click();
  await page.getByRole('heading', { level: 1, name: 'Workflows' }).waitFor();
  await until(async () => !(await (await api('/workflows')).json()).some(({ id }) => id.startsWith('started-by-hand')));
});

test('a page of another site cannot write', async () => {
  const plain = await fetch(`${URL}api/workflows/greet`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"on":false}',
  });
  assert.equal(plain.status, 403);
  const foreign = await fetch(`${URL}api/workflows/greet`, {
    method: 'POST', body: '{"on":false}',
    headers: { 'Content-Type': 'application/json', 'X-Serai-Console': '1', Origin: 'https://evil.example' },
  });
  assert.equal(foreign.status, 403);
});
