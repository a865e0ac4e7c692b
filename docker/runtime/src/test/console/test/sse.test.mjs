import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventCutter } from '../site/lib/sse.js';

const STREAM = ': comment\r\nevent: text\r\ndata: {"a":1}\r\n\r\ndata: one\ndata:two\n\nid: 5\n\nevent: done\ndata: x\r\r';
const EVENTS = [{ event: 'text', data: '{"a":1}' }, { event: 'message', data: 'one\ntwo' }, { event: 'done', data: 'x' }];

test('events are the same wherever the network cuts', () => {
  for (let size = 1; size <= STREAM.length; size += 1) {
    const cutter = new EventCutter();
    const events = [];
    for (let at = 0; at < STREAM.length; at += size) {
      events.push(...cutter.feed(STREAM.slice(at, at + size)));
    }
    assert.deepEqual(events, EVENTS, `pieces of ${size}`);
  }
});

test('an event that never ends is refused', () => {
  const cutter = new EventCutter();
  assert.throws(() => {
    for (let at = 0; at < 30; at += 1) {
      cutter.feed('x'.repeat(100_000));
    }
  }, RangeError);
});

test('many data lines are bounded together', () => {
  const cutter = new EventCutter();
  assert.throws(() => cutter.feed(`data: ${'y'.repeat(1000)}\n`.repeat(2000)), RangeError);
});
