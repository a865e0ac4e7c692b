import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MARKDOWN } from '../mock/hostile.mjs';
import { ownAddress, webAddress } from '../site/lib/links.js';
import { blocks, inline } from '../site/lib/markdown.js';

const kinds = (text) => blocks(text).map((block) => block.kind);

test('the known blocks are found in their order', () => {
  assert.deepEqual(kinds('# T\n\ntext\nmore\n\n- a\n- b\n\n```js\nx\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |'),
    ['title', 'p', 'list', 'code', 'table']);
});

test('nested lists keep their levels', () => {
  const [list] = blocks('- a\n  - b\n    - c\n- d');
  assert.equal(list.items.length, 2);
  assert.equal(list.items[0][1].items[0][1].items[0][0].inline[0], 'c');
});

test('an ordered list starts where the text says', () => {
  assert.equal(blocks('3. c\n4. d')[0].first, 3);
});

test('code keeps everything as it is, also when the fence never ends', () => {
  assert.equal(blocks('```\n<b>*x*</b>\n\n- y')[0].text, '<b>*x*</b>\n\n- y');
});

test('a table has as many cells in each row as in its head', () => {
  const [table] = blocks('| a | b |\n| --- | :-: |\n| 1 |\n| 1 | 2 | 3 |\n| x \\| y | z |');
  assert.deepEqual(table.body.map((row) => row.length), [2, 2, 2]);
  assert.deepEqual(table.body[2][0], ['x | y']);
});

test('bold, italic, code and links are pieces and the rest is text', () => {
  assert.deepEqual(inline('a **b** *c* `d` <i>e</i>').map((piece) => piece.kind ?? piece),
    ['a ', 'b', ' ', 'i', ' ', 'code', ' <i>e</i>']);
});

test('signs inside words and sums stay text', () => {
  assert.deepEqual(inline('snake_case_name and 2 * 3 * 4'), ['snake_case_name and 2 * 3 * 4']);
});

test('only http and https without a user name become links', () => {
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', ' https', '//evil.example', 'https://bank.example@evil.example/', 'JaVaScRiPt:1', 'blob:https://x/1']) {
    assert.equal(webAddress(address), null, address);
    assert.deepEqual(inline(`[x](${address})`).filter((piece) => piece.kind === 'link' && !piece.href.startsWith('https:')), []);
  }
  assert.equal(inline('[x](https://a.example/b)')[0].href, 'https://a.example/b');
});

test('a bare address ends before the full stop', () => {
  assert.deepEqual(inline('see https://a.example/b.').at(-1), '.');
});

test('files are taken from the runtime only', () => {
  assert.equal(ownAddress('/api/tasks/1/attachments/a%20b.pdf'), '/api/tasks/1/attachments/a%20b.pdf');
  for (const address of ['//evil.example/api/', 'https://evil.example/api/x', '/api/../x', '/api/%2e%2e/x', '/api/\\evil', 'javascript:/api/']) {
    assert.equal(ownAddress(address), null, address);
  }
});

test('hostile text of any shape is read in bounded time', () => {
  const shapes = ['[', '*', '_', '`', '**a', '[a](', '![', '|', '- ', '> ', '```\n', '1. ', 'http://', '(((', '\\', '  - a\n', '| a |\n|-|\n', '~~~', '[a](b) ', '_a '];
  for (const shape of shapes) {
    const before = process.cpuUsage();
    blocks(shape.repeat(Math.ceil(300_000 / shape.length)));
    const used = process.cpuUsage(before);
    assert.ok(used.user + used.system < 2_000_000, `${shape} took ${used.user} µs`);
  }
});

test('deep nesting ends', () => {
  const text = Array.from({ length: 500 }, (_, at) => `${'  '.repeat(at)}- ${at}`).join('\n');
  assert.ok(JSON.stringify(blocks(text)).length < 10_000_000);
});

test('too long a text is cut and says so', () => {
  assert.equal(blocks('a b\n'.repeat(100_000)).at(-1).kind, 'cut');
});

test('a hostile document becomes data without any unsafe address', () => {
  const text = JSON.stringify(blocks(MARKDOWN));
  assert.doesNotMatch(text, /"href":"(?!https?:)/);
  assert.doesNotMatch(text, /"href":"https:\/\/bank/);
});
