import { html, useEffect, useRef, useState } from '../ui.js';
import { get } from '../lib/api.js';
import { useLoad } from '../lib/load.js';
import { Empty, Loading, Trouble } from '../lib/parts.js';
import { list, name } from '../lib/text.js';
import { browserStorage } from './sessions.js';
import { Talk } from './talk.js';
import { Turn } from './turn-view.js';

const talk = new Talk(browserStorage());

export function Chat({ session }) {
  const [, redraw] = useState(0);
  useEffect(() => talk.watch(() => redraw((times) => times + 1)), []);
  const agents = useLoad((signal) => get('/api/agents', signal), []);
  const [chosen, choose] = useState(null);
  const known = list(agents.value);
  const agent = known.find((one) => one.id === chosen) ?? known[0];
  return html`<div class="chat">
    <div class="chat-head">
      <h1>Chat</h1>
      <${Agents} agents=${known} agent=${agent} choose=${choose} />
      <${Sessions} />
    </div>
    <${ModelHint} model=${session?.model} />
    <${Loading} when=${agents.loading && !agents.value} what="the agents" />
    <${Trouble} error=${agents.error} retry=${agents.reload} />
    <${Empty} when=${agents.value && known.length === 0}>
      No agent and no model is here yet. Put a route with <code>agent:</code> into the routes folder, or start a model
      server; the page Systems says what was found.
    <//>
    <${Turns} />
    <${Question} agent=${agent} />
  </div>`;
}

function Agents({ agents, agent, choose }) {
  const kinds = [['agent', 'Agents'], ['model', 'Models']];
  return html`<div class="field"><label for="agent">Talk to</label>
    <select id="agent" value=${agent?.id} disabled=${agents.length === 0} aria-describedby="agent-words"
        onChange=${(event) => choose(event.target.value)}>
      ${kinds.map(([kind, title]) => {
        const some = agents.filter((one) => one.kind === kind);
        return some.length === 0 ? null : html`<optgroup label=${title}>
          ${some.map((one) => html`<option value=${one.id} selected=${one.id === agent?.id}>${name(one.title || one.id, 60)}</option>`)}
        </optgroup>`;
      })}
    </select>
    <span id="agent-words" class="muted">${name(agent?.description, 200)}</span>
  </div>`;
}

function Sessions() {
  return html`<div class="sessions">
    <label class="field"><span>Session</span>
      <select value=${talk.session} onChange=${(event) => talk.open(event.target.value)}>
        ${talk.sessions.map((id) => html`<option value=${id} selected=${id === talk.session}>${id.slice(0, 8)}</option>`)}
      </select>
    </label>
    <button type="button" onClick=${() => talk.fresh()}>New session</button>
  </div>`;
}

function ModelHint({ model }) {
  return model?.hint ? html`<p class="hint">
    <strong>${name(model.name)}</strong> answers${model.kind ? html` (${name(model.kind, 40)})` : null}. ${name(model.hint, 400)}
  </p>` : null;
}

function Turns() {
  const turns = talk.turns;
  const near = useRef(true);
  const asked = useRef(turns.length);
  useEffect(() => {
    const moved = () => {
      near.current = innerHeight + scrollY > document.documentElement.scrollHeight - 160;
    };
    addEventListener('scroll', moved, { passive: true });
    return () => removeEventListener('scroll', moved);
  }, []);
  // Follow the answer, but don't pull a reader back who has scrolled up; a new question is wanted in sight.
  useEffect(() => {
    near.current = near.current || turns.length > asked.current;
    asked.current = turns.length;
    if (near.current && turns.length > 0) {
      scrollTo(0, document.documentElement.scrollHeight);
    }
  });
  return html`<div class="turns">
    ${talk.resumed ? html`<p class="muted">This session goes on where it was. What was said before is not in this
      browser any more: an agent with a memory still knows it, and the page Runs shows it.</p>` : null}
    ${turns.map((turn, at) => html`<${Turn} key=${`${talk.session}-${at}`} turn=${turn}
      decide=${(id, allow, note) => talk.decide(id, allow, note)} />`)}
    <p class="spoken" role="status">${spoken(turns.at(-1))}</p>
  </div>`;
}

// Said by a screen reader once per state; reading out every piece of a stream would drown everything else.
function spoken(turn) {
  if (!turn) {
    return '';
  }
  if (turn.state === 'running') {
    const open = turn.parts.find((part) => part.kind === 'approval' && part.state === 'asked');
    return open ? `An approval is needed for ${name(open.name)}.` : 'The answer is being written.';
  }
  return { done: 'The answer is complete.', stopped: 'The answer was stopped.', failed: 'The answer failed.' }[turn.state];
}

function Question({ agent }) {
  const [text, setText] = useState('');
  const box = useRef(null);
  const ready = agent && text.trim() !== '' && !talk.running;
  const send = (event) => {
    event?.preventDefault();
    if (ready) {
      talk.say(agent.id, text);
      setText('');
      box.current?.focus();
    }
  };
  const key = (event) => {
    // While an input method composes a word, Enter accepts the word.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  };
  return html`<form class="question-form" onSubmit=${send}>
    <label for="question">Your question</label>
    <textarea id="question" ref=${box} rows="3" maxlength="100000" value=${text} aria-describedby="question-words"
      onInput=${(event) => setText(event.target.value)} onKeyDown=${key}></textarea>
    <div class="buttons">
      ${talk.running ? html`<button type="button" class="danger" onClick=${() => talk.stop()}>Stop</button>`
        : html`<button type="submit" class="primary" disabled=${!ready}>Send</button>`}
      <span id="question-words" class="muted">Enter sends, Shift and Enter starts a new line.</span>
    </div>
  </form>`;
}
