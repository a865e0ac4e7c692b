import { html, useEffect, useState } from '../ui.js';
import { clean, name, pretty } from './text.js';

/** An error as the runtime tells it: what happened, what to do, and the code to look up. */
export function Trouble({ error, retry }) {
  if (!error) {
    return null;
  }
  return html`<div class="trouble" role="alert">
    <p class="fact">${clean(error.fact ?? error.message ?? 'Something failed.')}</p>
    ${error.remedy ? html`<p>${clean(error.remedy)}</p>` : null}
    <p class="foot">
      ${error.code ? html`<code>${name(error.code)}</code>` : null}
      ${retry ? html`<button type="button" onClick=${retry}>Try again</button>` : null}
    </p>
  </div>`;
}

const TONES = new Map(Object.entries({
  good: ['done', 'on', 'up', 'ready', 'answered', 'allowed'],
  bad: ['failed', 'broken', 'down', 'denied', 'error'],
  warn: ['waiting', 'parked', 'degraded', 'overdue', 'open', 'asked'],
  busy: ['running', 'sending'],
}).flatMap(([tone, words]) => words.map((word) => [word, tone])));

/** A state in words; the colour only repeats it. */
export function State({ value }) {
  const word = name(value, 30) || 'unknown';
  return html`<span class=${`state ${TONES.get(word) ?? 'calm'}`}>${word}</span>`;
}

export function Loading({ when, what }) {
  return when ? html`<p class="muted" role="status">Loading ${what}…</p>` : null;
}

export function Empty({ when, children }) {
  return when ? html`<p class="empty">${children}</p>` : null;
}

/** A body of a step or a tool, exactly as it is, in a box that scrolls. */
export function Body({ value, label }) {
  const text = clean(typeof value === 'string' ? pretty(value) : value);
  if (text === '') {
    return html`<p class="muted">empty</p>`;
  }
  return html`<pre class="body" tabindex="0" role="group" aria-label=${label}>${text}</pre>`;
}

/** Something long behind its title; `open` counts until the reader has touched it. */
export function Fold({ open = false, title, kind = '', children }) {
  const [chosen, choose] = useState(null);
  const shown = chosen ?? open;
  return html`<div class=${`fold ${kind}`}>
    <button type="button" class="fold-head" aria-expanded=${shown} onClick=${() => choose(!shown)}>${title}</button>
    ${shown ? html`<div class="fold-body">${children}</div>` : null}
  </div>`;
}

/** What keeps a file from being loaded, and where it stands. */
export function FileErrors({ errors, children }) {
  return html`<div class="trouble">
    <p class="fact">${children}</p>
    <ul>${errors.slice(0, 20).map((error) => html`<li>
      <code>${name(error?.file, 300)}${Number.isFinite(error?.line) ? `:${error.line}` : ''}</code> ${clean(error?.reason).slice(0, 2000)}
    </li>`)}</ul>
    ${errors.length > 20 ? html`<p>${errors.length - 20} more.</p>` : null}
  </div>`;
}

/** A button that asks once more before it does something that can't be taken back. */
export function Sure({ label, question, busy, act }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const timer = asked ? setTimeout(() => setAsked(false), 10_000) : 0;
    return () => clearTimeout(timer);
  }, [asked]);
  const press = () => {
    setAsked(!asked);
    if (asked) {
      act();
    }
  };
  return html`<button type="button" class=${asked ? 'sure' : ''} disabled=${busy} onClick=${press}>
    ${asked ? question : label}
  </button>`;
}
