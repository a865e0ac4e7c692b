import { html, useEffect, useRef, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { get } from '../lib/api.js';
import { useNews } from '../lib/live.js';
import { useLoad } from '../lib/load.js';
import { Empty, Loading, State, Trouble } from '../lib/parts.js';
import { count, duration, instant, list, name } from '../lib/text.js';
import { Run } from './run.js';

const PAGE = 50;
const MOST = 1000;
const STATES = ['running', 'waiting', 'done', 'failed', 'stopped'];

export function Runs({ id, query }) {
  return id ? html`<${Run} key=${id} id=${id} />` : html`<${RunList} query=${query} />`;
}

function RunList({ query }) {
  const filter = { workflow: query.get('workflow') ?? '', state: query.get('state') ?? '', q: query.get('q') ?? '' };
  const workflows = useLoad((signal) => get('/api/workflows', signal), []);
  const runs = useRuns(filter);
  return html`<h1>Runs</h1>
    <${Filter} filter=${filter} workflows=${list(workflows.value)} />
    <${Loading} when=${runs.loading && !runs.items} what="the runs" />
    <${Trouble} error=${runs.error} retry=${runs.reload} />
    <${Empty} when=${runs.items?.length === 0}>
      ${filter.workflow || filter.state || filter.q ? 'No run fits this filter.' : 'Nothing has run yet. Ask something on the page Chat.'}
    <//>
    ${runs.items?.length > 0 ? html`<${Table} items=${runs.items} />` : null}
    ${runs.next ? html`<p><button type="button" disabled=${runs.loading} onClick=${runs.older}>Show older runs</button></p>` : null}
    ${runs.full ? html`<p class="muted">The page shows at most ${count(MOST)} runs. Narrow the filter to see others.</p>` : null}`;
}

/** The pages shown so far. News load as many rows again as are on the screen, so that old rows don't go stale. */
function useRuns(filter) {
  const key = JSON.stringify(filter);
  const [shown, setShown] = useState({ key, size: PAGE });
  const size = shown.key === key ? shown.size : PAGE;
  const loaded = useLoad((signal) => load(filter, size, signal), [key, size]);
  // While other rows come in, the rows that are there stay.
  const last = useRef(null);
  last.current = loaded.value ?? last.current;
  const value = last.current;
  useNews('run', null, loaded.reload);
  const full = Boolean(value?.next) && size >= MOST;
  return {
    ...loaded, items: value?.items ?? null, next: full ? null : value?.next, full,
    older: () => setShown({ key, size: Math.min(size + PAGE, MOST) }),
  };
}

async function load(filter, size, signal) {
  const items = [];
  let next = null;
  do {
    const parameters = Object.entries({ ...filter, before: next, limit: Math.min(size - items.length, 200) });
    const search = new URLSearchParams(parameters.filter(([, value]) => value));
    const page = await get(`/api/runs?${search}`, signal);
    const some = list(page?.items);
    items.push(...some);
    next = some.length > 0 ? page.next ?? null : null;
  } while (next && items.length < size);
  return { items, next };
}

function Filter({ filter, workflows }) {
  const [text, setText] = useState(filter.q);
  const latest = useRef(filter);
  // Only an address that came from elsewhere fills the field; our own would undo what was typed since.
  useEffect(() => {
    if (filter.q !== latest.current.q) {
      setText(filter.q);
    }
    latest.current = filter;
  }, [filter.workflow, filter.state, filter.q]);
  useEffect(() => {
    const timer = text === latest.current.q ? 0 : setTimeout(() => go({ q: text }), 300);
    return () => clearTimeout(timer);
  }, [text]);
  // Replaced, not pushed: "back" leads to the page before, not through every letter of a search.
  const go = (change) => {
    latest.current = { ...latest.current, ...change };
    history.replaceState(null, '', addressOf('runs', '', latest.current));
    dispatchEvent(new HashChangeEvent('hashchange'));
  };
  return html`<form class="filter" role="search" onSubmit=${(event) => { event.preventDefault(); go({ q: text }); }}>
    <label class="field"><span>Workflow</span>
      <select value=${filter.workflow} onChange=${(event) => go({ workflow: event.target.value })}>
        <option value="">all</option>
        ${choices(workflows.map((one) => one.id), filter.workflow)}
      </select></label>
    <label class="field"><span>State</span>
      <select value=${filter.state} onChange=${(event) => go({ state: event.target.value })}>
        <option value="">all</option>
        ${choices(STATES, filter.state)}
      </select></label>
    <label class="field grow"><span>Search</span>
      <input type="search" value=${text} maxlength="200" onInput=${(event) => setText(event.target.value)} /></label>
  </form>`;
}

function choices(values, chosen) {
  const all = chosen && !values.includes(chosen) ? [...values, chosen] : values;
  return all.map((value) => html`<option value=${value} selected=${value === chosen}>${name(value, 60)}</option>`);
}

function Table({ items }) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Runs"><table class="runs">
    <thead><tr>
      <th scope="col">Run</th><th scope="col">State</th><th scope="col">Started</th>
      <th scope="col" class="number">Time</th><th scope="col" class="number wide">Tokens</th><th scope="col" class="wide">Error</th>
    </tr></thead>
    <tbody>${items.map((run) => html`<tr key=${run.id}>
      <td><a href=${addressOf('runs', String(run.id))}>${name(run.workflow, 60) || 'without a name'}</a>
        <span class="muted id">${name(run.id, 40)}</span></td>
      <td><${State} value=${run.state} /></td>
      <td>${instant(run.started)}</td>
      <td class="number">${duration(run.millis)}</td>
      <td class="number wide">${count(run.tokens)}</td>
      <td class="wide">${run.error ? name(errorLine(run.error), 160) : ''}</td>
    </tr>`)}</tbody>
  </table></div>`;
}

function errorLine(error) {
  return typeof error === 'string' ? error : `${error.code ?? ''} ${error.fact ?? ''}`;
}
