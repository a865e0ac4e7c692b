import { html } from '../ui.js';
import { get } from '../lib/api.js';
import { useNews } from '../lib/live.js';
import { useLoad } from '../lib/load.js';
import { Empty, Loading, State, Trouble } from '../lib/parts.js';
import { clean, list, name } from '../lib/text.js';

const KINDS = [
  ['model', 'Model servers'], ['store', 'Stores'], ['queue', 'Queues'], ['search', 'Search'], ['sandbox', 'Sandboxes'],
];

export function Systems() {
  const { value, error, loading, reload } = useLoad((signal) => get('/api/systems', signal), []);
  useNews('system', null, reload);
  const systems = list(value);
  const others = systems.filter((one) => !KINDS.some(([kind]) => kind === one.kind));
  return html`<div class="title-line"><h1>Systems</h1>
      <button type="button" disabled=${loading} onClick=${reload}>Look again</button></div>
    <${Loading} when=${loading && !value} what="the systems" />
    <${Trouble} error=${error} retry=${reload} />
    <${Empty} when=${value && systems.length === 0}>No system is in use. What a route needs appears here.<//>
    ${KINDS.map(([kind, title]) => html`<${Group} title=${title} systems=${systems.filter((one) => one.kind === kind)} />`)}
    <${Group} title="Others" systems=${others} />`;
}

function Group({ title, systems }) {
  return systems.length === 0 ? null : html`<section>
    <h2>${title}</h2>
    <ul class="cards">${systems.map((one) => html`<li><${System} system=${one} /></li>`)}</ul>
  </section>`;
}

function System({ system }) {
  const facts = list(system.facts);
  const words = list(system.words);
  return html`<article class="card">
    <div class="card-head"><h3>${name(system.name, 80)}</h3> <${State} value=${system.state} /></div>
    ${facts.length > 0 ? html`<dl class="facts">${facts.slice(0, 60).map((fact) => html`<div>
      <dt>${name(fact?.name, 60)}</dt><dd>${name(fact?.value, 400)}</dd></div>`)}</dl>` : null}
    ${words.length > 0 ? html`<ul class="words">${words.slice(0, 50).map((word) => html`<li>${clean(word).slice(0, 1000)}</li>`)}</ul>` : null}
  </article>`;
}
