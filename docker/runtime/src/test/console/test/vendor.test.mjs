import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const site = new URL('../site/', import.meta.url);
const packages = new URL('../node_modules/', import.meta.url);
const text = (base, path) => readFile(new URL(path, base), 'utf8');

const VENDORED = [
  ['vendor/preact.js', 'preact/dist/preact.mjs'],
  ['vendor/hooks.js', 'preact/hooks/dist/hooks.mjs'],
  ['vendor/htm.js', 'htm/dist/htm.module.js'],
];

test('the vendored files differ from the published ones only as said', async () => {
  for (const [ours, theirs] of VENDORED) {
    const published = (await text(packages, theirs)).replace(/\/\/# sourceMappingURL=.*\n?/, '').replace('from"preact"', 'from"./preact.js"');
    assert.equal((await text(site, ours)).trim(), published.trim(), ours);
  }
});

test('our own files never write text as markup, style or code', async () => {
  const files = (await readdir(site, { recursive: true })).filter((path) => /\.(js|html)$/.test(path) && !path.startsWith('vendor'));
  assert.ok(files.length > 25);
  for (const path of files) {
    const source = await text(site, path);
    assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|dangerously|document\.write|\beval\(|new Function|\sstyle=|\son[a-z]+="|DOMParser/, path);
    assert.doesNotMatch(source.replaceAll('http://www.w3.org', ''), /(src|href)="(https?:)?\/\//, path);
  }
});
