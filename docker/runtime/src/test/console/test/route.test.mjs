import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROUTE } from '../mock/data.mjs';
import { BOX, layout } from '../site/lib/layout.js';
import { bounded, passed } from '../site/lib/route.js';
import { addressOf, parseAddress } from '../site/lib/address.js';

const tree = bounded(ROUTE);
const way = (...ids) => [...passed(tree, new Set(ids))].sort();

test('no box lies on another and all are inside the picture', () => {
  const { boxes, width, height } = layout(tree);
  assert.equal(boxes.length, 13);
  for (const one of boxes) {
    assert.ok(one.x >= 0 && one.y >= 0 && one.x + BOX.width <= width && one.y + BOX.height <= height, one.node.id);
    for (const other of boxes) {
      const apart = one === other || Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height;
      assert.ok(apart, `${one.node.id} and ${other.node.id}`);
    }
  }
});

test('every box but the first is reached by a line', () => {
  const { boxes, lines } = layout(tree);
  const reached = new Set(lines.map((line) => line.to.id));
  assert.deepEqual(boxes.map((box) => box.node.id).filter((id) => !reached.has(id)), ['from']);
});

test('a step inside a branch shows the way to it and not the other branch', () => {
  assert.deepEqual(way('agent'), ['agent', 'choose', 'from', 'search', 'when']);
});

test('a step after the branches leaves the branch open', () => {
  assert.deepEqual(way('from', 'log'), ['choose', 'from', 'guard', 'log', 'search']);
});

test('a choice without otherwise has a line around it', () => {
  const without = bounded([{ id: 'c', kind: 'choice', children: [{ id: 'w', kind: 'when' }] }, { id: 'n', kind: 'log' }]);
  assert.equal(layout(without).lines.filter((line) => line.without).length, 1);
});

test('a route without end is cut', () => {
  const wide = bounded(Array.from({ length: 1000 }, (_, at) => ({ id: String(at) })));
  assert.equal(wide.length, 401);
  assert.equal(wide.at(-1).label, '600 more, not drawn');
  let deep = { id: 'x' };
  for (let at = 0; at < 5000; at += 1) {
    deep = { id: String(at), children: [deep] };
  }
  assert.equal(layout(bounded([deep])).boxes.length, 25);
});

test('nodes of any other shape are left out', () => {
  assert.deepEqual(bounded([null, 7, 'x']), []);
  assert.deepEqual(bounded(undefined), []);
  assert.deepEqual(layout([]), { width: 0, height: 0, boxes: [], lines: [] });
});

test('addresses come back as they were made', () => {
  const made = parseAddress(addressOf('runs', 'a/b?c#d %', { q: 'x&y=z', state: '' }));
  assert.equal(made.id, 'a/b?c#d %');
  assert.equal(made.query.get('q'), 'x&y=z');
  assert.equal(made.query.has('state'), false);
  assert.equal(parseAddress('#/runs/%E0%A4%A').id, '%E0%A4%A');
});
