import { ApiError, asApiError, post, stream } from '../lib/api.js';
import { readEvents } from '../lib/sse.js';
import { knownSessions, newSession, remember } from './sessions.js';
import { ask, decide, fail, stop, take } from './turn.js';

const FRAME = 50;
const HISTORY = 100_000;

/**
 * The talk outlives the page it is shown on: an answer goes on while the reader looks at its run, and is there when
 * they come back.
 */
export class Talk {
  #storage;
  #turns = new Map();
  #controls = new Map();
  #watchers = new Set();
  #timer = 0;

  constructor(storage) {
    this.#storage = storage;
    this.session = knownSessions(storage)[0] ?? newSession();
  }

  get turns() {
    return this.#turns.get(this.session) ?? [];
  }

  get sessions() {
    const known = knownSessions(this.#storage);
    return known.includes(this.session) ? known : [this.session, ...known];
  }

  /** True for a session of an earlier visit, whose words only the runtime still has. */
  get resumed() {
    return !this.#turns.has(this.session) && knownSessions(this.#storage).includes(this.session);
  }

  get running() {
    return this.#controls.has(this.session);
  }

  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  open(session) {
    this.session = session;
    this.#changed();
  }

  fresh() {
    this.open(newSession());
  }

  async say(agent, message) {
    const session = this.session;
    if (this.#controls.has(session)) {
      return;
    }
    remember(this.#storage, session);
    const control = new AbortController();
    this.#controls.set(session, control);
    const history = earlier(this.#turns.get(session) ?? []);
    this.#turns.set(session, [...(this.#turns.get(session) ?? []), ask(message)]);
    this.#changed();
    try {
      const body = await stream('/api/chat', { agent, message, session, history }, control.signal);
      await readEvents(body, ({ event, data }) => this.#take(session, event, data));
      this.#last(session, (turn) => (turn.state === 'running' ? fail(turn, BROKEN_OFF) : turn));
    } catch (error) {
      this.#last(session, (turn) => (control.signal.aborted ? stop(turn) : fail(turn, asApiError(error))));
    } finally {
      this.#controls.delete(session);
      this.#changed();
    }
  }

  /** Closing the connection is the stop: the runtime cancels the turn when nobody reads it any more. */
  stop() {
    this.#controls.get(this.session)?.abort();
  }

  async decide(id, allow, note) {
    const session = this.session;
    // It may stand in an earlier turn: while it waits, the person can ask on.
    const change = (state) => this.#turnsOf(session, (turn) => decide(turn, id, state));
    change({ state: 'sending', error: null });
    try {
      await post(`/api/approvals/${encodeURIComponent(id)}`, { allow, note });
      change({ state: allow ? 'allowed' : 'denied' });
    } catch (error) {
      const told = asApiError(error);
      // An approval whose run has ended is not known any more.
      change({ state: told.status === 409 || told.status === 404 ? 'over' : 'asked', error: told });
    }
  }

  #take(session, event, data) {
    let value;
    try {
      value = JSON.parse(data);
    } catch {
      throw new ApiError('console.not-json', `The event "${event}" isn't JSON.`,
        'Check that the page and the runtime have the same version.');
    }
    this.#last(session, (turn) => (turn.state === 'running' ? take(turn, event, value ?? {}) : turn));
  }

  #last(session, next) {
    this.#turnsOf(session, (turn, index, turns) => (index === turns.length - 1 ? next(turn) : turn));
  }

  #turnsOf(session, next) {
    this.#turns.set(session, (this.#turns.get(session) ?? []).map(next));
    this.#changed();
  }

  // A fast model sends hundreds of pieces a second; the page is drawn twenty times. A timer, because a tab in the
  // background gets no animation frames.
  #changed() {
    if (this.#timer === 0) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#watchers.forEach((watcher) => watcher());
      }, FRAME);
    }
  }
}

/** What was said before, the newest that fit: an agent without a memory knows only this. */
function earlier(turns) {
  const said = [];
  let room = HISTORY;
  for (const turn of turns.toReversed()) {
    const answer = turn.parts.filter(({ kind }) => kind === 'text').map(({ text }) => text).join('');
    room -= turn.question.length + answer.length;
    if (room < 0) {
      break;
    }
    if (answer !== '') {
      said.unshift({ role: 'user', text: turn.question }, { role: 'assistant', text: answer });
    }
  }
  return said.slice(-100);
}

const BROKEN_OFF = new ApiError('console.broken-off', 'The answer broke off before its end.',
  'Look at the run to see how far it came, then ask again.');
