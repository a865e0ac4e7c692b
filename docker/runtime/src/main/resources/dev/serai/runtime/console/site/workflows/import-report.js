import { html, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { asApiError, get, post, remove } from '../lib/api.js';
import { Diagram } from '../lib/diagram.js';
import { useNews } from '../lib/live.js';
import { useLoad } from '../lib/load.js';
import { Body, FileErrors, Fold, Loading, State, Sure, Trouble } from '../lib/parts.js';
import { clean, count, list, name } from '../lib/text.js';
import { Properties, missing } from './import-properties.js';
import { called } from './part.js';

const MOST = 500;

/** What an import would be, from what must be done to what is only worth knowing. Every text in it is a stranger's. */
export function Report({ id, again }) {
  const path = `/api/imports/${encodeURIComponent(id)}`;
  const { value, error, loading, reload } = useLoad((signal) => get(path, signal), [id]);
  return html`<${Loading} when=${loading && !value} what="the import" />
    <${Trouble} error=${error} retry=${reload} />
    ${error?.status === 404 ? html`<p><a href=${addressOf('workflows', 'import')}>Import it again</a></p>` : null}
    ${value ? html`<${Shown} path=${path} read=${value} again=${again} reload=${reload} />` : null}`;
}

function Shown({ path, read, again, reload }) {
  const [values, setValues] = useState({});
  const findings = list(read.findings);
  const nodes = list(read.nodes);
  const errors = list(read.errors);
  const routes = list(read.routes);
  const enabled = read.state === 'enabled';
  const parts = routes.filter((route) => called(route?.trigger));
  const starts = routes.filter((route) => !called(route?.trigger));
  return html`<div class="title-line"><h1>${name(read.name) || 'without a name'}</h1>
      <${State} value=${enabled ? 'enabled' : 'not enabled'} /></div>
    <p>${outcome(read.unsupported, nodes.length, routes.length)}</p>
    ${errors.length > 0 ? html`<${FileErrors} errors=${errors}>${enabled
      ? 'When it was read, this kept it from being loaded.' : 'As it is, it would not be loaded.'}<//>` : null}
    ${enabled ? html`<${Enabled} read=${read} />`
      : html`<${Decide} path=${path} read=${read} values=${values} again=${again} reload=${reload} />`}
    ${groups(findings).map(([kind, some]) => html`<${Group} key=${kind} kind=${kind} findings=${some} />`)}
    <${Properties} read=${read} values=${values} set=${enabled ? null : (key, value) => setValues({ ...values, [key]: value })} />
    <h2>Routes</h2>
    ${routes.length === 0 ? html`<p class="muted">There is nothing to draw.</p>` : null}
    ${starts.map((route, at) => html`<${Route} key=${route.id} flow=${read.flow} route=${route} open=${at === 0} />`)}
    ${parts.length > 0 ? html`<${Fold} open=${starts.length === 0} title=${html`<span class="grow">Routes that others call, or people by hand</span> <span class="muted">${count(parts.length)}</span>`}>
      ${parts.map((route) => html`<${Route} key=${route.id} flow=${read.flow} route=${route} />`)}
    <//>` : null}
    <h2>Nodes and files</h2>
    <${Nodes} nodes=${nodes} />
    ${list(read.files).map((file) => html`<${File} key=${file?.name} file=${file} />`)}`;
}

function outcome(unsupported, nodes, routes) {
  if (!(unsupported > 0)) {
    return `All ${count(nodes)} nodes were imported, as ${count(routes)} ${routes === 1 ? 'route' : 'routes'}.`;
  }
  return `${count(unsupported)} of ${count(nodes)} nodes ${unsupported === 1 ? 'is' : 'are'} not supported: `
    + 'their steps are there and fail when they are reached.';
}

function Decide({ path, read, values, again, reload }) {
  const [state, setState] = useState({ busy: false, error: null });
  const act = async (work) => {
    setState({ busy: true, error: null });
    try {
      await work();
      setState({ busy: false, error: null });
    } catch (failure) {
      setState({ busy: false, error: asApiError(failure) });
      // Somebody else may have been faster.
      await reload();
    }
  };
  const enable = (replace) => act(async () => {
    await post(`${path}/enable`, { replace, properties: values });
    await reload();
    scrollTo(0, 0);
  });
  const discard = () => act(async () => {
    await remove(path);
    location.hash = addressOf('workflows', 'import');
  });
  const open = missing(list(read.properties), values).length;
  return html`<section class="card decide" aria-label="Decide">
    <${Reaches} reaches=${list(read.reaches)} />
    ${open > 0 ? html`<p>${open === 1 ? 'One property is' : `${count(open)} properties are`} not set yet; see <em>Properties</em>
      below. It can be enabled, and steps that need ${open === 1 ? 'it' : 'them'} fail with the name.</p>` : null}
    ${read.place ? html`<p>It is written to <code>${name(read.folder, 300)}</code>, and what starts it starts at once.</p>` : null}
    ${read.replaces ? html`<p>There is an import of this name at <code>${name(read.replaces, 300)}</code>. Replacing it writes its
      files anew, also what was changed in them by hand; values that were set in <code>application.properties</code> stay.</p>` : null}
    <${Trouble} error=${state.error ?? (read.replaces ? null : read.refusal)} />
    ${again && !read.place ? html`<${Rename} flow=${read.flow} busy=${state.busy} rename=${(to) => act(() => again(to))} />` : null}
    <div class="buttons">
      ${read.replaces
        ? html`<${Sure} label="Replace and enable" question="Yes, replace it" busy=${state.busy} act=${() => enable(true)} />`
        : html`<button type="button" class="primary" disabled=${state.busy || !read.place} onClick=${() => enable(false)}>Enable</button>`}
      <${Sure} label="Discard" question="Yes, discard it" busy=${state.busy} act=${discard} />
    </div>
  </section>`;
}

/** What somebody who enables it allows. */
function Reaches({ reaches }) {
  if (reaches.length === 0) {
    return html`<h2>What it reaches</h2><p>Nothing outside of the runtime.</p>`;
  }
  const kinds = new Map();
  for (const reach of reaches) {
    const title = name(reach?.title, 100);
    kinds.set(title, [...(kinds.get(title) ?? []), reach]);
  }
  return html`<h2>What it reaches</h2>
    <dl class="reaches">${[...kinds].map(([title, some]) => html`<div class=${some[0].kind === 'command' ? 'bad' : ''}>
      <dt>${title}</dt>
      ${some.slice(0, MOST).map((reach) => html`<dd><code>${name(reach.what, 400)}</code> <span class="muted">${names(list(reach.nodes))}</span></dd>`)}
    </div>`)}</dl>
    <${More} all=${reaches} />`;
}

function Enabled({ read }) {
  const { value, error, reload } = useLoad((signal) => get('/api/workflows', signal), []);
  useNews('workflow', null, reload);
  const ours = list(value).filter((one) => String(one.file).startsWith(`${read.place}/`));
  const on = ours.filter((one) => one.state === 'on').length;
  const errors = ours.flatMap((one) => list(one.errors)).filter((one, at, all) =>
    all.findIndex((other) => other.reason === one.reason && other.line === one.line) === at);
  const open = missing(list(read.properties), {}).length;
  return html`<section class="card decide" aria-label="Enabled">
    <p role="status">Its folder is <code>${name(read.folder, 300)}</code>. ${ours.length === 0 ? 'Its routes are being loaded…'
      : `${count(on)} of ${count(ours.length)} ${ours.length === 1 ? 'route is' : 'routes are'} on.`}</p>
    <${Trouble} error=${error} retry=${reload} />
    ${errors.length > 0 ? html`<${FileErrors} errors=${errors}>It can't be loaded as it is.<//>` : null}
    ${open > 0 ? html`<p>${open === 1 ? 'One property is' : `${count(open)} properties are`} not set yet; see <em>Properties</em> below.</p>` : null}
    <p><a href=${addressOf('workflows', '', { in: String(read.place) })}>Open the workflow</a></p>
  </section>`;
}

function Rename({ flow, busy, rename }) {
  const [text, setText] = useState(`${name(flow, 30)}-2`);
  const submit = (event) => {
    event.preventDefault();
    if (text.trim()) {
      rename(text.trim());
    }
  };
  return html`<form class="filter" onSubmit=${submit}>
    <label class="field"><span>Another name</span>
      <input type="text" maxlength="40" autocomplete="off" value=${text} onInput=${(event) => setText(event.target.value)} /></label>
    <p class="field"><span aria-hidden="true">${'\u00a0'}</span><button type="submit" disabled=${busy || !text.trim()}>Read it under this name</button></p>
  </form>`;
}

/** In the order in which the runtime gives them, what is not supported first. */
function groups(findings) {
  const kinds = new Map();
  for (const finding of findings) {
    const kind = String(finding?.kind ?? '');
    kinds.set(kind, [...(kinds.get(kind) ?? []), finding]);
  }
  return [...kinds].sort(([one], [other]) => Number(other === 'unsupported') - Number(one === 'unsupported'));
}

/** What is so of many nodes is said once. */
function together(findings) {
  const reasons = new Map();
  for (const finding of findings) {
    const key = JSON.stringify([finding?.reason, finding?.hint]);
    const known = reasons.get(key) ?? { reason: clean(finding?.reason).slice(0, 1000), hint: clean(finding?.hint).slice(0, 1000), nodes: [] };
    known.nodes.push(finding?.node);
    reasons.set(key, known);
  }
  return [...reasons.values()];
}

function names(nodes) {
  const some = nodes.slice(0, 8).map((one) => name(one, 100)).filter(Boolean).join(', ');
  return nodes.length > 8 ? `${some} and ${nodes.length - 8} more` : some;
}

function Group({ kind, findings }) {
  const all = together(findings);
  return html`<section class=${kind === 'unsupported' ? 'findings bad' : 'findings'}>
    <h2>${name(findings[0]?.title, 200) || name(kind, 40)}</h2>
    <ul>${all.slice(0, MOST).map(({ reason, hint, nodes }) => html`<li>
      ${names(nodes) ? html`<strong>${names(nodes)}</strong>${': '}` : null}${sentence(reason)}
      ${hint ? html` <span class="muted">${sentence(hint)}</span>` : null}
    </li>`)}</ul>
    <${More} all=${all} />
  </section>`;
}

export function sentence(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function Route({ flow, route, open }) {
  const id = String(route?.id ?? '');
  const title = name(id.startsWith(`${flow}/`) ? id.slice(String(flow).length + 1) : id, 120);
  return html`<${Fold} open=${open} title=${html`<span class="grow">${title}</span> <code>${name(route?.trigger, 120)}</code>`}>
    ${route?.description ? html`<p>${clean(route.description).slice(0, 2000)}</p>` : null}
    <${Diagram} nodes=${route?.nodes} label=${`Route ${title}`} />
  <//>`;
}

function Nodes({ nodes }) {
  return html`<${Fold} title=${html`<span class="grow">What became of each node</span> <span class="muted">${count(nodes.length)}</span>`}>
    <div class="scroll" tabindex="0" role="group" aria-label="What became of each node"><table>
      <thead><tr><th scope="col">Node</th><th scope="col">Type</th><th scope="col">Became</th></tr></thead>
      <tbody>${nodes.slice(0, MOST).map((node) => html`<tr>
        <td>${name(node?.name, 200)}</td><td><code>${name(node?.type, 200)}</code></td><td>${name(node?.became, 300)}</td></tr>`)}</tbody>
    </table></div>
    <${More} all=${nodes} />
  <//>`;
}

function File({ file }) {
  const title = name(file?.name, 200);
  return html`<${Fold} title=${html`<code class="grow">${title}</code> <span class="muted">${count(file?.size)} characters</span>`}>
    <${Body} value=${file?.text} label=${title} />
    ${file?.cut ? html`<p class="muted">Cut here; the file has all of it.</p>` : null}
  <//>`;
}

function More({ all }) {
  return all.length > MOST ? html`<p class="muted">${count(all.length - MOST)} more, not shown.</p>` : null;
}
