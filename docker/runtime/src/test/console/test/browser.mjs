import { readFile } from 'node:fs/promises';
import { after } from 'node:test';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { start } from '../mock/server.mjs';

export const SHOTS = process.env.CONSOLE_SHOTS ?? new URL('../target/', import.meta.url).pathname;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const FLAGS = [
  '--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
];

let browser;

after(() => browser?.close());

/** A page on a stand-in of its own. `problems` collects what the browser complains about, `foreign` other hosts. */
export async function open(t, { width = 1200, height = 900, dark = false, axe = false, ...mockOptions } = {}) {
  browser ??= await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const mock = await start(mockOptions);
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  if (axe) {
    await context.addInitScript(await readFile(AXE, 'utf8'));
  }
  const page = await context.newPage();
  const problems = [];
  const foreign = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // A refused request is part of several tests; the page shows it itself.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      problems.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(mock.url)) {
      foreign.push(request.url());
    }
  });
  t.after(async () => {
    await context.close();
    await mock.close();
  });
  return { page, mock, problems, foreign, go: (address) => page.goto(`${mock.url}/${address}`) };
}

/** Nothing of a hostile text ran, nothing left the machine, and the browser had nothing to complain about. */
export async function calm({ page, problems, foreign }) {
  return { pwned: await page.evaluate(() => window.pwned ?? null), problems, foreign };
}

export const CALM = { pwned: null, problems: [], foreign: [] };

export async function ask(page, text) {
  await page.getByLabel('Your question').fill(text);
  // Until the agents are known, there is nobody to send it to.
  await page.locator('button[type=submit]:not([disabled])').waitFor();
  await page.keyboard.press('Enter');
}
