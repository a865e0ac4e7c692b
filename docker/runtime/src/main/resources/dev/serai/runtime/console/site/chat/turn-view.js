import { html, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { webAddress } from '../lib/links.js';
import { Markdown } from '../lib/markdown-view.js';
import { Body, Fold, State, Trouble } from '../lib/parts.js';
import { clean, count, duration, list, name } from '../lib/text.js';

export function Turn({ turn, decide }) {
  const running = turn.state === 'running';
  return html`<article class="turn" aria-busy=${running}>
    <div class="question"><h2 class="who">You</h2><p>${clean(turn.question)}</p></div>
    <div class="answer">
      <h2 class="who">Answer</h2>
      ${turn.parts.map((part, at) => html`<${Part} key=${at} part=${part} last=${running && at === turn.parts.length - 1} decide=${decide} />`)}
      ${running ? html`<p class="muted">working…</p>` : null}
      ${turn.cut ? html`<p class="muted">The answer is longer than this page shows; the run has all of it.</p>` : null}
      ${turn.state === 'stopped' ? html`<p class="muted">Stopped by you.</p>` : null}
      <${Trouble} error=${turn.error} />
      <${Summary} summary=${turn.summary} />
    </div>
  </article>`;
}

function Part({ part, last, decide }) {
  switch (part.kind) {
    case 'thinking':
      return html`<${Fold} open=${last} title="Thinking" kind="thinking"><p class="plain">${clean(part.text)}</p><//>`;
    case 'tool':
      return html`<${Tool} part=${part} />`;
    case 'approval':
      return html`<${Approval} part=${part} decide=${decide} />`;
    case 'sources':
      return html`<${Sources} items=${list(part.items)} />`;
    default:
      return html`<${Markdown} text=${part.text} />`;
  }
}

function Tool({ part }) {
  const title = html`<span>Tool <code>${name(part.name)}</code></span> <${State} value=${part.state} />
    ${Number.isFinite(part.millis) ? html`<span class="muted">${duration(part.millis)}</span>` : null}`;
  return html`<${Fold} open=${part.state === 'running' || part.state === 'failed'} title=${title} kind="tool">
    <h3>Arguments</h3>
    <${Body} value=${part.input} label=${`Arguments of ${name(part.name)}`} />
    ${part.state === 'running' ? null : html`<h3>Result</h3>`}
    <${Trouble} error=${part.error} />
    ${part.output === null || part.output === undefined ? null
      : html`<${Body} value=${part.output} label=${`Result of ${name(part.name)}`} />`}
    ${part.cut ? html`<p class="muted">Cut here; the run has more of it.</p>` : null}
  <//>`;
}

let notes = 0;

// The arguments are never folded or shortened here: a person must see everything they allow.
function Approval({ part, decide }) {
  const [note, setNote] = useState('');
  const [id] = useState(() => `note-${notes += 1}`);
  const asked = part.state === 'asked';
  return html`<section class="approval" aria-label=${`Approval of ${name(part.name)}`}>
    <h3>May <code>${clean(part.name)}</code> run? <${State} value=${part.state} /></h3>
    ${part.reason ? html`<p class="plain">${clean(part.reason)}</p>` : null}
    <${Body} value=${part.input} label=${`What ${name(part.name)} would get`} />
    <${Trouble} error=${part.error} />
    ${asked ? html`
      <label for=${id}>Note (optional)</label>
      <input id=${id} value=${note} maxlength="500" onInput=${(event) => setNote(event.target.value)} />
      <div class="buttons">
        <button type="button" class="primary" onClick=${() => decide(part.id, true, note)}>Allow</button>
        <button type="button" class="danger" onClick=${() => decide(part.id, false, note)}>Deny</button>
      </div>` : null}
    ${part.state === 'over' ? html`<p class="muted">This question is no longer open.</p>` : null}
  </section>`;
}

function Sources({ items }) {
  return html`<section class="sources" aria-label="Sources">
    <h3>Sources</h3>
    <ol>${items.slice(0, 50).map((item) => html`<li><${Source} item=${item ?? {}} /></li>`)}</ol>
  </section>`;
}

function Source({ item }) {
  const url = webAddress(item.address);
  const title = name(item.title) || name(item.address) || 'without a title';
  return html`<div>
    ${url ? html`<a href=${url.href} target="_blank" rel="noopener noreferrer nofollow">${title}</a>
        <span class="host"> (${url.host})</span>`
      : html`<strong>${title}</strong>${item.address ? html` <span class="muted">${name(item.address)}</span>` : null}`}
    ${item.text ? html`<blockquote class="plain">${clean(item.text).slice(0, 2000)}</blockquote>` : null}
  </div>`;
}

function Summary({ summary }) {
  if (!summary) {
    return null;
  }
  return html`<p class="foot muted">
    ${summary.run ? html`<a href=${addressOf('runs', String(summary.run))}>Show the run</a>` : null}
    ${Number.isFinite(summary.millis) ? html`<span>${duration(summary.millis)}</span>` : null}
    ${Number.isFinite(summary.tokens) ? html`<span>${count(summary.tokens)} tokens</span>` : null}
  </p>`;
}
