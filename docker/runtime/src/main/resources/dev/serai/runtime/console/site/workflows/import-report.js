import { html, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { asApiError, get, post, remove } from '../lib/api.js';
import { Diagram } from '../lib/diagram.js';
import { useLoad } from '../lib/load.js';
import { Body, FileErrors, Fold, Loading, State, Sure, Trouble } from '../lib/parts.js';
import { clean, count, list, name } from '../lib/text.js';

const MOST = 500;

/** What an import would be, from what must be done to what is only worth knowing. Every text in it is a stranger's. */
export function Report({ id, again }) {
  const path = `/api/imports/${encodeURIComponent(id)}`;
  const { value, error, loading, reload } = useLoad((signal) => get(path, signal), [id]);
  return html`<${Loading} when=${loading && !value} what="the import" />
    <${Trouble} error=${error} retry=${reload} />
    ${value ? html`<${Shown} path=${path} read=${value} again=${again} reload=${reload} />` : null}`;
}

function Shown({ path, read, again, reload }) {
  const findings = list(read.findings);
  const nodes = list(read.nodes);
  const errors = list(read.errors);
  const routes = list(read.routes);
  const enabled = read.state === 'enabled';
  return html`<div class="title-line"><h1>${name(read.name) || 'without a name'}</h1>
      <${State} value=${enabled ? 'on' : 'not enabled'} /></div>
    <p>${outcome(read.unsupported, nodes.length)}</p>
    ${enabled ? html`<p class="hint" role="status">Its folder is <code>${name(read.place, 300)}</code>.
      The routes are among the <a href=${addressOf('workflows')}>workflows</a> within two seconds.</p>`
      : html`<${Decide} path=${path} read=${read} again=${again} reload=${reload} />`}
    ${errors.length > 0 ? html`<${FileErrors} errors=${errors}>${enabled
      ? 'When it was read, this kept it from being loaded.' : 'As it is, it would not be loaded.'}<//>` : null}
    ${groups(findings).map(([kind, some]) => html`<${Group} key=${kind} kind=${kind} findings=${some} />`)}
    <${Properties} properties=${list(read.properties)} />
    <h2>Routes</h2>
    ${routes.length === 0 ? html`<p class="muted">There is nothing to draw.</p>` : null}
    ${routes.map((route, at) => html`<${Route} key=${at} route=${route} open=${at === 0} />`)}
    <h2>Nodes and files</h2>
    <${Nodes} nodes=${nodes} />
    ${list(read.files).map((file, at) => html`<${File} key=${at} file=${file} />`)}`;
}

function outcome(unsupported, nodes) {
  if (!(unsupported > 0)) {
    return `All ${count(nodes)} nodes were imported.`;
  }
  return `${count(unsupported)} of ${count(nodes)} nodes ${unsupported === 1 ? 'is' : 'are'} not supported: `
    + 'their steps are there and fail when they are reached.';
}

function Decide({ path, read, again, reload }) {
  const [state, setState] = useState({ busy: false, error: null });
  const act = async (work) => {
    setState({ busy: true, error: null });
    try {
      await work();
      setState({ busy: false, error: null });
    } catch (failure) {
      setState({ busy: false, error: asApiError(failure) });
    }
  };
  const enable = () => act(async () => {
    await post(`${path}/enable`, {});
    await reload();
  });
  const discard = () => act(async () => {
    await remove(path);
    location.hash = addressOf('workflows', 'import');
  });
  return html`<section aria-label="Decide">
    ${read.place ? html`<p>It would be written to <code>${name(read.place, 300)}</code>, and what starts it would start at once.</p>` : null}
    <${Trouble} error=${state.error ?? read.refusal} />
    ${again && !read.place ? html`<${Rename} flow=${read.flow} busy=${state.busy} rename=${(to) => act(() => again(to))} />` : null}
    <div class="buttons">
      <button type="button" class="primary" disabled=${state.busy || !read.place} onClick=${enable}>Enable</button>
      <${Sure} label="Discard" question="Yes, discard it" busy=${state.busy} act=${discard} />
    </div>
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
    <p class="field"><button type="submit" disabled=${busy || !text.trim()}>Read it under this name</button></p>
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

function Group({ kind, findings }) {
  return html`<section class=${kind === 'unsupported' ? 'findings bad' : 'findings'}>
    <h2>${name(findings[0]?.title, 200) || name(kind, 40)}</h2>
    <ul>${findings.slice(0, MOST).map((finding) => html`<li>
      ${finding?.node ? html`<strong>${name(finding.node, 200)}</strong>${': '}` : null}${clean(finding?.reason).slice(0, 1000)}
      ${finding?.hint ? html`<span class="muted"> ${clean(finding.hint).slice(0, 1000)}</span>` : null}
    </li>`)}</ul>
    <${More} all=${findings} />
  </section>`;
}

function Properties({ properties }) {
  if (properties.length === 0) {
    return null;
  }
  const needed = (property) => (property?.value ? 1 : 0);
  const sorted = [...properties].sort((one, other) => needed(one) - needed(other));
  return html`<section>
    <h2>Properties</h2>
    <p>They stand in <code>application.properties</code> beside the routes. A change there is loaded at once; a variable of
      the same name counts more.</p>
    <div class="scroll" tabindex="0" role="group" aria-label="Properties"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Value</th><th scope="col">Meaning</th></tr></thead>
      <tbody>${sorted.slice(0, MOST).map((property) => html`<tr>
        <td><code>${name(property?.name, 200)}</code></td>
        <td>${property?.value ? html`<code>${name(property.value, 300)}</code>` : html`<span class="problem">to be set</span>`}</td>
        <td>${clean(property?.comment).slice(0, 1000)}</td></tr>`)}</tbody>
    </table></div>
    <${More} all=${sorted} />
  </section>`;
}

function Route({ route, open }) {
  const title = name(route?.id, 120);
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
