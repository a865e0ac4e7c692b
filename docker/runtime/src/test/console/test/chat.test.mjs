import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM, ask, calm, open } from './browser.mjs';

test('an answer streams in with thinking, tool, sources and the way to its run', async (t) => {
  const { page, go, ...rest } = await open(t);
  await go('');
  await ask(page, 'How long is the warranty?');
  await page.locator('strong', { hasText: 'two years' }).waitFor();
  await page.getByRole('link', { name: 'Show the run' }).waitFor();
  assert.equal(await page.getByText('I look it up.').count(), 0);
  await page.getByRole('button', { name: 'Thinking' }).click();
  await page.getByText('The person asks about the warranty. I look it up.').waitFor();
  await page.getByRole('button', { name: /Tool search/ }).click();
  await page.getByText('"query": "warranty"').waitFor();
  await page.getByText('Cut here; the run has more of it.').waitFor();
  assert.equal(await page.getByRole('region', { name: 'Sources' }).getByRole('link').count(), 1);
  await page.getByRole('link', { name: 'Show the run' }).click();
  await page.getByRole('heading', { name: /run-0120/ }).waitFor();
  await page.goBack();
  await page.locator('strong', { hasText: 'two years' }).waitFor();
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('an approval is answered with a note', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/chat');
  await ask(page, 'approve this');
  await page.getByText('"path": "/data/old.txt"').waitFor();
  await page.getByLabel('Note (optional)').fill('keep it');
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByText('denied', { exact: true }).waitFor();
  await page.getByText('Understood.').waitFor();
  assert.deepEqual(mock.world.writes, ['approval a1 false keep it']);
});

test('an approval that somebody else gave says so', async (t) => {
  const { page, go } = await open(t);
  await go('#/chat');
  await ask(page, 'taken');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('This approval was answered already.').waitFor();
  await page.getByText('This question is no longer open.').waitFor();
});

test('stop closes the connection and keeps what came', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/chat');
  await ask(page, 'hang');
  await page.getByText('One moment').waitFor();
  const left = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/chat'));
  await page.getByRole('button', { name: 'Stop' }).click();
  await left;
  await page.getByText('Stopped by you.').waitFor();
  await page.getByText('One moment').waitFor();
  await page.getByRole('button', { name: 'Send' }).waitFor();
  assert.equal(mock.world.requests.filter((line) => line === 'POST /api/chat').length, 1);
});

for (const [word, words] of [
  ['error', ['The model needs 12 GiB', 'ollama pull qwen3:4b', 'ollama.out-of-memory']],
  ['cut', ['Half of an ans', 'The answer broke off before its end.', 'console.broken-off']],
  ['notjson', ['isn\'t JSON', 'console.not-json']],
  ['toolfails', ['not on the list of allowed hosts', 'Add it to serai.egress.', 'http.egress']],
]) {
  test(`what fails in "${word}" is told with code and remedy`, async (t) => {
    const { page, go, ...rest } = await open(t);
    await go('#/chat');
    await ask(page, word);
    for (const text of words) {
      await page.getByText(text).first().waitFor();
    }
    assert.deepEqual(await calm({ page, ...rest }), CALM);
  });
}

test('hostile answers stay text', async (t) => {
  const { page, go, ...rest } = await open(t);
  await go('#/chat');
  await page.getByLabel('Talk to').selectOption('hostile');
  await ask(page, 'hostile <b onclick=window.pwned=1>');
  await page.getByRole('link', { name: 'Show the run' }).waitFor();
  for (const button of await page.locator('.fold-head').all()) {
    await button.click();
  }
  assert.equal(await page.locator('main img, main script, main iframe, main style').count(), 0);
  const addresses = await page.locator('.answer a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.deepEqual(addresses.filter((address) => !/^(https?:\/\/|#\/runs\/)/.test(address)), []);
  assert.ok(!(await page.locator('main').innerText()).includes('\u202E'));
  await page.getByText('(evil.example)').first().waitFor();
  assert.deepEqual(await calm({ page, ...rest }), CALM);
});

test('sessions are kept by id only, and a new one starts empty', async (t) => {
  const { page, go, mock } = await open(t);
  await go('#/chat');
  await ask(page, 'hello secretword');
  await page.getByRole('link', { name: 'Show the run' }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes('secretword') && !kept.includes('Hello'), kept);
  await page.reload();
  await page.getByText('This session goes on where it was.').waitFor();
  await page.getByRole('button', { name: 'New session' }).click();
  await page.getByText('This session goes on where it was.').waitFor({ state: 'detached' });
  await ask(page, 'hello again');
  await page.getByRole('link', { name: 'Show the run' }).waitFor();
  assert.equal(JSON.parse(await page.evaluate(() => localStorage.getItem('serai.sessions'))).length, 2);
  assert.equal(mock.world.requests.filter((line) => line === 'POST /api/chat').length, 2);
});

test('a long answer arrives whole', async (t) => {
  const { page, go } = await open(t);
  await go('#/chat');
  await ask(page, 'long');
  await page.getByText('word2999').waitFor();
  await page.getByText('word0 word1').waitFor();
});

test('without a model the page says how to get one', async (t) => {
  const { page, go } = await open(t, { extractive: true });
  await go('#/chat');
  await page.getByText('ollama pull qwen3:4b').waitFor();
});

test('the whole chat is usable by keyboard', async (t) => {
  const { page, go } = await open(t);
  await go('#/chat');
  await page.getByLabel('Your question').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.getByLabel('Your question').focus();
  await page.keyboard.type('approve');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('please');
  await page.locator('button[type=submit]:not([disabled])').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), 'Allow');
  await page.keyboard.press('Enter');
  await page.getByText('Understood.').waitFor();
});

test('the page follows its answers on a phone too', async (t) => {
  const { page, go } = await open(t, { width: 360, height: 740 });
  await go('#/chat');
  await ask(page, 'How long is the warranty?');
  await page.getByRole('link', { name: 'Show the run' }).waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await ask(page, 'approve');
  const allow = page.getByRole('button', { name: 'Allow' });
  await allow.waitFor();
  // It follows after what came was drawn.
  await page.waitForFunction(() => document.documentElement.scrollHeight - innerHeight - scrollY < 160);
});
