/*
 * One question and what came back for it. `take` makes the next state out of an event of the stream; it is pure, so
 * every event can be tried without a page.
 */
const LONGEST_TEXT = 400_000;
const MOST_PARTS = 500;

export function ask(question) {
  return { question, state: 'running', parts: [], error: null, summary: null, cut: false };
}

export function take(turn, event, data) {
  switch (event) {
    case 'text':
    case 'thinking':
      return grow(turn, event, String(data?.text ?? ''));
    case 'tool_call':
      return add(turn, {
        kind: 'tool', id: data.id, name: data.name, input: data.arguments, state: 'running', output: null, error: null,
      });
    case 'tool_result':
      return result(turn, data);
    case 'approval':
      return add(turn, {
        kind: 'approval', id: data.id, name: data.name, input: data.arguments, reason: data.reason, state: 'asked',
      });
    case 'sources':
      return add(turn, { kind: 'sources', items: Array.isArray(data) ? data : data?.items ?? [] });
    case 'done':
      return { ...settled(turn, 'stopped', data?.parked === true), state: 'done', summary: data };
    case 'error':
      return fail(turn, data);
    default:
      return turn;
  }
}

export function fail(turn, error) {
  return { ...settled(turn, 'failed'), state: 'failed', error };
}

export function stop(turn) {
  return turn.state === 'running' ? { ...settled(turn, 'stopped'), state: 'stopped' } : turn;
}

/** The person's decision, or why it didn't arrive. */
export function decide(turn, id, change) {
  const parts = turn.parts.map((part) => (part.kind === 'approval' && part.id === id ? { ...part, ...change } : part));
  return { ...turn, parts };
}

function grow(turn, kind, text) {
  const last = turn.parts.at(-1);
  if (last?.kind !== kind) {
    return add(turn, { kind, text: text.slice(0, LONGEST_TEXT) });
  }
  const room = LONGEST_TEXT - last.text.length;
  const grown = { ...last, text: last.text + text.slice(0, Math.max(room, 0)) };
  return { ...turn, parts: [...turn.parts.slice(0, -1), grown], cut: turn.cut || text.length > room };
}

function add(turn, part) {
  return turn.parts.length < MOST_PARTS ? { ...turn, parts: [...turn.parts, part] } : { ...turn, cut: true };
}

function result(turn, data) {
  const outcome = {
    state: data.error ? 'failed' : 'done', output: data.result, error: data.error ?? null,
    millis: data.millis, cut: data.cut === true,
  };
  const known = turn.parts.some((part) => part.kind === 'tool' && part.id === data.id);
  if (!known) {
    return add(turn, { kind: 'tool', id: data.id, name: data.name ?? 'unknown tool', input: null, ...outcome });
  }
  const parts = turn.parts.map((part) => (part.kind === 'tool' && part.id === data.id ? { ...part, ...outcome } : part));
  return { ...turn, parts };
}

// When the turn is over nothing in it may look as if it still went on or could still be answered, unless it waits for that.
function settled(turn, state, waits = false) {
  const parts = turn.parts.map((part) => {
    if (part.kind === 'tool' && part.state === 'running') {
      return { ...part, state };
    }
    return !waits && part.kind === 'approval' && (part.state === 'asked' || part.state === 'sending')
      ? { ...part, state: 'over' } : part;
  });
  return { ...turn, parts };
}
