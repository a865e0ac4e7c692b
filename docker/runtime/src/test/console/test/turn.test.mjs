import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownSessions, newSession, remember } from '../site/chat/sessions.js';
import { Talk } from '../site/chat/talk.js';
import { ask, decide, fail, stop, take } from '../site/chat/turn.js';

const after = (...events) => events.reduce((turn, [event, data]) => take(turn, event, data), ask('?'));
const storage = (text = null) => {
  const kept = new Map(text === null ? [] : [['serai.sessions', text]]);
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
};

test('pieces of text join, and thinking in between parts them', () => {
  const turn = after(['text', { text: 'a' }], ['text', { text: 'b' }], ['thinking', { text: 'c' }], ['text', { text: 'd' }]);
  assert.deepEqual(turn.parts.map((part) => part.text), ['ab', 'c', 'd']);
});

test('a result finds its call', () => {
  const turn = after(['tool_call', { id: '1', name: 'x' }], ['tool_call', { id: '2', name: 'y' }], ['tool_result', { id: '1', result: 'r' }]);
  assert.deepEqual(turn.parts.map((part) => part.state), ['done', 'running']);
});

test('a result without a call is shown and not lost', () => {
  assert.equal(after(['tool_result', { id: '9', result: 'r' }]).parts[0].name, 'unknown tool');
});

test('an end leaves nothing that looks open', () => {
  const open = after(['tool_call', { id: '1', name: 'x' }], ['approval', { id: 'a', name: 'x' }]);
  assert.deepEqual(stop(open).parts.map((part) => part.state), ['stopped', 'over']);
  assert.deepEqual(fail(open, { code: 'x' }).parts.map((part) => part.state), ['failed', 'over']);
});

test('a decision changes its own approval only', () => {
  const turn = after(['approval', { id: 'a' }], ['approval', { id: 'b' }]);
  assert.deepEqual(decide(turn, 'b', { state: 'denied' }).parts.map((part) => part.state), ['asked', 'denied']);
});

test('a decision changes an approval of an earlier question, too', async (t) => {
  t.mock.method(globalThis, 'fetch', async (address) => {
    const events = 'event: approval\ndata: {"id":"a"}\n\nevent: done\ndata: {"parked":true}\n\n';
    return address === '/api/chat' ? new Response(events, { headers: { 'Content-Type': 'text/event-stream' } })
      : new Response('{}', { headers: { 'Content-Type': 'application/json' } });
  });
  const talk = new Talk(storage());
  await talk.say('keeper', 'Erase it');
  await talk.say('keeper', 'Is it raining?');
  assert.deepEqual(talk.turns.map(({ state }) => state), ['done', 'done']);
  await talk.decide('a', true, '');
  assert.equal(talk.turns[0].parts[0].state, 'allowed');
});

test('text and parts without end are cut and say so', () => {
  assert.ok(after(['text', { text: 'x'.repeat(300_000) }], ['text', { text: 'x'.repeat(300_000) }]).cut);
  let turn = ask('?');
  for (let at = 0; at < 600; at += 1) {
    turn = take(turn, 'tool_call', { id: String(at) });
  }
  assert.equal(turn.parts.length, 500);
  assert.ok(turn.cut);
});

test('unknown events change nothing', () => {
  const turn = ask('?');
  assert.equal(take(turn, 'constructor', {}), turn);
});

test('only ids are kept, the newest first, and twenty of them', () => {
  const kept = storage();
  const ids = Array.from({ length: 25 }, newSession);
  ids.forEach((id) => remember(kept, id));
  assert.deepEqual(knownSessions(kept), ids.reverse().slice(0, 20));
});

test('a spoiled storage is an empty one', () => {
  for (const text of ['{', '{"a":1}', '[1,null,"<script>"]', '"abc"']) {
    assert.deepEqual(knownSessions(storage(text)), []);
  }
});
