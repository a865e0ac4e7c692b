import { html } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { get } from '../lib/api.js';
import { useNews } from '../lib/live.js';
import { useLoad } from '../lib/load.js';
import { Empty, Loading, State, Trouble } from '../lib/parts.js';
import { instant, list, name } from '../lib/text.js';
import { stateOf } from './state.js';
import { Task } from './task.js';

const STATES = ['open', 'answered', 'expired'];

export function People({ id, query }) {
  return id ? html`<${Task} key=${id} id=${id} />` : html`<${Inbox} state=${query.get('state') ?? 'open'} />`;
}

function Inbox({ state }) {
  const { value, error, loading, reload } = useLoad(
    (signal) => get(`/api/tasks?${new URLSearchParams({ state })}`, signal), [state]);
  useNews('task', null, reload);
  return html`<h1>People</h1>
    <div class="tabs">${STATES.map((one) => html`<a href=${addressOf('people', '', { state: one })}
      aria-current=${one === state ? 'true' : null}>${one}</a>`)}</div>
    <${Loading} when=${loading && !value} what="the tasks" />
    <${Trouble} error=${error} retry=${reload} />
    <${Empty} when=${value && list(value).length === 0}>
      ${state === 'open' ? 'Nobody waits for an answer.' : `No task is ${name(state, 20)}.`}
    <//>
    <ul class="cards">${list(value).map((task) => html`<li key=${task.id}><${Line} task=${task} /></li>`)}</ul>`;
}

function Line({ task }) {
  return html`<article class="card">
    <div class="card-head">
      <h2><a href=${addressOf('people', String(task.id))}>${name(task.title) || 'without a title'}</a></h2>
      <${State} value=${stateOf(task)} />
    </div>
    <p class="muted">${task.assignee ? `For ${name(task.assignee, 80)}` : 'For everybody'}${task.due ? ` · due ${instant(task.due)}` : ''}</p>
  </article>`;
}
