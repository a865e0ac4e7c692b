import { html, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { asApiError, get, post } from '../lib/api.js';
import { Diagram } from '../lib/diagram.js';
import { useNews } from '../lib/live.js';
import { useLoad } from '../lib/load.js';
import { Body, Empty, Loading, State, Sure, Trouble } from '../lib/parts.js';
import { bytes, count, duration, instant, list, name } from '../lib/text.js';

const MOST = 500;

export function Run({ id }) {
  const path = `/api/runs/${encodeURIComponent(id)}`;
  const { value, error, loading, reload } = useLoad((signal) => get(path, signal), [path]);
  const [chosen, choose] = useState(null);
  useNews('run', id, reload);
  const run = value?.run ?? {};
  const steps = list(value?.steps);
  const pick = (step) => {
    choose(step);
    requestAnimationFrame(() => document.getElementById(`step-${step}`)?.focus());
  };
  return html`<p class="back"><a href=${addressOf('runs')}>All runs</a></p>
    <h1>${name(run.workflow, 80) || 'Run'} <span class="muted id">${name(id, 60)}</span></h1>
    <${Loading} when=${loading && !value} what="the run" />
    <${Trouble} error=${error} retry=${reload} />
    ${value ? html`
      <${Summary} run=${run} />
      <${Trouble} error=${asTold(run.error)} />
      <${Again} path=${path} />
      <h2>The way it took</h2>
      <${Diagram} nodes=${value.route?.nodes} steps=${steps} chosen=${chosen} choose=${pick} label=${`Route ${name(value.route?.id ?? run.workflow)}`} />
      <h2>Steps</h2>
      <${Empty} when=${steps.length === 0}>No step is recorded. Step data is kept for a limited time.<//>
      <ol class="steps">${steps.slice(0, MOST).map((step) => html`<${Step} key=${step.id} step=${step} path=${path}
        open=${chosen === step.id} toggle=${() => choose(chosen === step.id ? null : step.id)} />`)}</ol>
      ${steps.length > MOST ? html`<p class="muted">${count(steps.length - MOST)} more steps aren't shown.</p>` : null}` : null}`;
}

function asTold(error) {
  return typeof error === 'string' ? { fact: error } : error;
}

function Summary({ run }) {
  return html`<dl class="facts">
    <div><dt>State</dt><dd><${State} value=${run.state} /></dd></div>
    <div><dt>Started</dt><dd>${instant(run.started)}</dd></div>
    <div><dt>Time</dt><dd>${duration(run.millis)}</dd></div>
    <div><dt>Tokens</dt><dd>${count(run.tokens)}</dd></div>
    ${run.againOf ? html`<div><dt>Again</dt><dd><a href=${addressOf('runs', String(run.againOf))}>${name(run.againOf, 40)}</a></dd></div>` : null}
    ${run.lost > 0 ? html`<div><dt>Not recorded</dt><dd>${count(run.lost)} steps</dd></div>` : null}
  </dl>`;
}

function Again({ path, step }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const act = async () => {
    setBusy(true);
    setError(null);
    try {
      const made = await post(`${path}/again`, step === undefined ? {} : { step });
      if (made?.id) {
        location.hash = addressOf('runs', String(made.id));
      }
    } catch (failure) {
      setError(asApiError(failure));
    }
    setBusy(false);
  };
  const label = step === undefined ? 'Run again from the start' : 'Run again from this step';
  return html`<div class="again">
    <${Sure} label=${label} question="Yes, run it once more" busy=${busy} act=${act} />
    <${Trouble} error=${error} />
  </div>`;
}

function Step({ step, path, open, toggle }) {
  const title = name(step.name || step.label || step.node, 80);
  return html`<li class=${`step ${name(step.state, 20) === 'failed' ? 'failed' : ''}`}>
    <button type="button" class="fold-head" id=${`step-${step.id}`} aria-expanded=${open} onClick=${toggle}>
      <span class="grow">${title}${step.name ? html` <code class="muted">${name(step.label, 80)}</code>` : null}</span> <${State} value=${step.state} />
      <span class="muted">${duration(step.millis)}</span>
    </button>
    ${open ? html`<div class="fold-body">
      <p class="muted">${instant(step.started)}${step.node ? html` · node <code>${name(step.node)}</code>` : null}${step.route ? html` · route <code>${name(step.route, 80)}</code>` : null}</p>
      <${Trouble} error=${asTold(step.error)} />
      <${Data} title="Input" data=${step.input} of=${title} />
      <${Headers} values=${step.headers} of=${title} />
      <${Data} title="Output" data=${step.output} of=${title} />
      <${Again} path=${path} step=${step.id} />
    </div>` : null}
  </li>`;
}

function Headers({ values, of }) {
  return values && Object.keys(values).length > 0
    ? html`<h3>Headers</h3><${Body} value=${values} label=${`Headers of ${of}`} />` : null;
}

/** `cut` is true, or the size of the whole body. */
function Data({ title, data, of }) {
  if (!data) {
    return html`<h3>${title}</h3><p class="muted">nothing recorded</p>`;
  }
  return html`<h3>${title} <span class="muted">${name(data.type, 80)}</span></h3>
    <${Body} value=${data.text ?? ''} label=${`${title} of ${of}`} />
    ${data.cut ? html`<p class="muted">Cut here${Number.isFinite(data.cut) ? `; the whole has ${bytes(data.cut)}` : ''}.</p>` : null}`;
}
