import { html, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { asApiError, get, post } from '../lib/api.js';
import { Diagram } from '../lib/diagram.js';
import { webAddress } from '../lib/links.js';
import { useNews } from '../lib/live.js';
import { useLoad } from '../lib/load.js';
import { Empty, FileErrors, Fold, Loading, State, Trouble } from '../lib/parts.js';
import { clean, list, name } from '../lib/text.js';
import { ByHand, canBeRun } from './by-hand.js';
import { Import } from './import.js';
import { Folder } from './imported.js';
import { called } from './part.js';

/** Everything below `import` is about a workflow that is not among them yet. */
export function Workflows({ id, query }) {
  const [part, ...rest] = id.split('/');
  return part === 'import' ? html`<${Import} id=${rest.join('/')} />` : html`<${WorkflowList} folder=${query.get('in') ?? ''} />`;
}

function WorkflowList({ folder }) {
  const { value, error, loading, reload } = useLoad((signal) => get('/api/workflows', signal), []);
  useNews('workflow', null, reload);
  const workflows = list(value).filter((one) => !folder || String(one.file).startsWith(`${folder}/`)).sort(brokenFirst);
  const files = parts(workflows);
  const cards = (some) => html`<ul class="cards">${some.map((one) => html`<li key=${one.id}><${Card} workflow=${one} reload=${reload} /></li>`)}</ul>`;
  return html`${folder ? html`<p class="back"><a href=${addressOf('workflows')}>All workflows</a></p>` : null}
    <div class="title-line"><h1>${folder ? name(folder.split('/').pop(), 200) : 'Workflows'}</h1> <a href=${addressOf('workflows', 'import')}>Import from n8n</a></div>
    <${Loading} when=${loading && !value} what="the workflows" />
    <${Trouble} error=${error} retry=${reload} />
    ${folder ? html`<${Folder} key=${folder} folder=${folder} workflows=${workflows} reload=${reload} />` : null}
    <${Empty} when=${value && workflows.length === 0}>
      ${folder ? html`Nothing is loaded from <code>${name(folder, 200)}</code>.` : html`No workflow is loaded. Put a <code>.yaml</code> route
        into the routes folder; it appears here within two seconds.`}
    <//>
    ${cards(workflows.filter((one) => !files.has(one.file) || !isPart(one)))}
    ${[...files].map(([file, some]) => html`<${Fold} key=${file} title=${html`<span class="grow">Routes that others call, or people by hand, in <code>${name(file, 300)}</code></span>
      <span class="muted">${some.length}</span>`}>${cards(some)}<//>`)}`;
}

/** A route that starts by nothing of its own, and that nothing is wrong with. */
function isPart(workflow) {
  return called(workflow.trigger) && list(workflow.errors).length === 0;
}

/** Of files with many such routes, which would hide all others. */
function parts(workflows) {
  const files = new Map();
  for (const workflow of workflows.filter(isPart)) {
    files.set(workflow.file, [...(files.get(workflow.file) ?? []), workflow]);
  }
  return new Map([...files].filter(([, some]) => some.length > 3));
}

function brokenFirst(one, other) {
  const rank = (workflow) => (workflow.state === 'broken' || list(workflow.errors).length > 0 ? 0 : 1);
  return rank(one) - rank(other) || String(one.id).localeCompare(String(other.id));
}

function Card({ workflow, reload }) {
  const [open, setOpen] = useState(false);
  const errors = list(workflow.errors);
  const drawn = list(workflow.nodes).length > 0;
  const title = name(workflow.id, 80);
  return html`<article class="card">
    <div class="card-head">
      <h2>${title}</h2> <${State} value=${workflow.state} />
      <${Switch} workflow=${workflow} title=${title} reload=${reload} />
    </div>
    ${workflow.description ? html`<p>${clean(workflow.description)}</p>` : null}
    <dl class="facts long">
      ${workflow.trigger ? html`<div><dt>Trigger</dt><dd><${Trigger} address=${workflow.trigger} /></dd></div>` : null}
      ${workflow.file ? html`<div><dt>File</dt><dd><${File} path=${String(workflow.file)} /></dd></div>` : null}
    </dl>
    ${errors.length > 0 ? html`<${FileErrors} errors=${errors}>The file can't be loaded.${drawn ? ' The last good version goes on.' : ''}<//>` : null}
    <div class="buttons">
      ${drawn ? html`<button type="button" aria-expanded=${open} aria-label=${`${open ? 'Hide' : 'Show'} the diagram of ${title}`}
        onClick=${() => setOpen(!open)}>${open ? 'Hide the diagram' : 'Show the diagram'}</button>` : null}
      <a href=${addressOf('runs', '', { workflow: String(workflow.id) })} aria-label=${`Runs of ${title}`}>Runs</a>
      ${canBeRun(workflow) ? html`<${ByHand} workflow=${workflow} title=${title} />` : null}
    </div>
    ${open && drawn ? html`<${Diagram} nodes=${workflow.nodes} label=${`Route ${title}`} />` : null}
  </article>`;
}

/** Its folder leads to what belongs together. */
function File({ path }) {
  const at = path.lastIndexOf('/');
  return at < 1 ? html`<code>${name(path, 300)}</code>`
    : html`<code><a href=${addressOf('workflows', '', { in: path.slice(0, at) })}>${name(path.slice(0, at), 300)}</a>${name(path.slice(at), 300)}</code>`;
}

function Trigger({ address }) {
  const url = webAddress(address);
  return url ? html`<a href=${url.href} target="_blank" rel="noopener noreferrer">${name(address, 300)}</a>`
    : html`<code>${name(address, 300)}</code>`;
}

function Switch({ workflow, title, reload }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const on = workflow.state === 'on';
  const turn = async () => {
    setBusy(true);
    setError(null);
    try {
      await post(`/api/workflows/${encodeURIComponent(workflow.id)}`, { on: !on });
      await reload();
    } catch (failure) {
      setError(asApiError(failure));
    }
    setBusy(false);
  };
  return html`<button type="button" role="switch" class="switch" aria-checked=${on} aria-label=${`${title} on`}
      disabled=${busy || workflow.state === 'broken'} onClick=${turn}><span class="knob"></span></button>
    <${Trouble} error=${error} />`;
}
