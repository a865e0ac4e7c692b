import { html, useEffect, useMemo, useRef, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { asApiError, get, post } from '../lib/api.js';
import { ownAddress } from '../lib/links.js';
import { useNews } from '../lib/live.js';
import { useLoad } from '../lib/load.js';
import { Markdown } from '../lib/markdown-view.js';
import { Body, Loading, State, Sure, Trouble } from '../lib/parts.js';
import { bytes, instant, list, name } from '../lib/text.js';
import { answer, fields, initial } from './form.js';
import { Fields } from './form-view.js';
import { stateOf } from './state.js';

export function Task({ id }) {
  const path = `/api/tasks/${encodeURIComponent(id)}`;
  return html`<p class="back"><a href=${addressOf('people')}>All tasks</a></p>
    <${Question} id=${id} path=${path} to=${`${path}/answer`}>
      <${Others} path=${path} />
    <//>`;
}

/** What can be done with a task other than answering it. */
function Others({ path }) {
  const [link, setLink] = useState('');
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const act = async (what) => {
    setBusy(true);
    setError(null);
    try {
      const told = await post(`${path}/${what}`, {});
      setLink(told?.address ? new URL(told.address, location.href).href : '');
    } catch (failure) {
      setError(asApiError(failure));
    }
    setBusy(false);
  };
  return html`<h2>Otherwise</h2>
    <div class="buttons">
      <button type="button" disabled=${busy} onClick=${() => act('link')}>Make a link for somebody without a login</button>
      <${Sure} label="Cancel the task" question="Yes, the run goes on without an answer" busy=${busy} act=${() => act('cancel')} />
    </div>
    <${Trouble} error=${error} />
    ${link ? html`<p>Whoever has this address can answer once, within seven days:</p>
      <${Body} value=${link} label="The link" />` : null}`;
}

/** One task and its answer: `path` tells it, `to` takes the answer. */
export function Question({ id, path, to, children }) {
  const { value: task, error, loading, reload } = useLoad((signal) => get(path, signal), [path]);
  const [sent, setSent] = useState(null);
  useNews('task', id, reload);
  return html`<${Loading} when=${loading && !task} what="the task" />
    <${Trouble} error=${error} retry=${reload} />
    ${task ? html`<article class="task">
      <h1>${name(task.title, 200) || 'without a title'} <${State} value=${stateOf(task)} /></h1>
      ${task.error ? html`<${Trouble} error=${{ fact: task.error }} />` : null}
      <p class="muted">${task.assignee ? `For ${name(task.assignee, 80)}` : 'For everybody'}${task.due ? ` · due ${instant(task.due)}` : ''}</p>
      ${task.text ? html`<${Markdown} text=${String(task.text)} />` : null}
      <${Attachments} items=${list(task.attachments)} />
      <${Outcome} sent=${sent} task=${task} />
      ${task.state === 'open' && !sent ? html`<${Answer} task=${task} to=${to} done=${(how) => { setSent(how); if (id) reload(); }} />
        ${children}` : null}
    </article>` : null}`;
}

function Outcome({ sent, task }) {
  if (sent === 'first') {
    return html`<p class="hint" role="status">Your answer has arrived. The run goes on.</p>`;
  }
  if (sent) {
    return html`<div class="trouble" role="alert">
      <p class="fact">This was answered already. What you sent now wasn't used.</p>
      ${sent.fact ? html`<p>${name(sent.fact, 500)}</p>` : null}
      <p class="foot"><code>${name(sent.code)}</code></p>
    </div>`;
  }
  return task.state === 'open' ? null : html`<p class="hint">This task is ${name(task.state, 30)}; there is nothing left to answer.</p>`;
}

function Attachments({ items }) {
  if (items.length === 0) {
    return null;
  }
  return html`<h2>Attachments</h2><ul>${items.slice(0, 100).map((item) => {
    const address = ownAddress(item?.address);
    const title = name(item?.name) || 'without a name';
    return html`<li>${address ? html`<a href=${address} download=${title}>${title}</a>` : html`<span>${title} (not on this runtime)</span>`}
      <span class="muted"> ${name(item?.type, 80)} ${bytes(item?.size)}</span></li>`;
  })}</ul>`;
}

function Answer({ task, to, done }) {
  const form = useMemo(() => fields(task.form), [task.id]);
  const [raw, setRaw] = useState(() => initial(form));
  const [problems, setProblems] = useState({});
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const box = useRef(null);
  const choices = list(task.choices).map((one) => (typeof one === 'string' ? { value: one, label: one } : one ?? {}));

  const send = async (choice) => {
    const read = answer(form, raw);
    setProblems(read.problems);
    if (Object.keys(read.problems).length > 0) {
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await post(to, { values: read.values, ...(choice === undefined ? {} : { choice }), ...(words.trim() === '' ? {} : { text: words }) });
      done('first');
    } catch (failure) {
      const told = asApiError(failure);
      if (told.status === 409) {
        done(told);
      } else {
        setError(told);
        setBusy(false);
      }
    }
  };
  useEffect(() => box.current?.querySelector('[aria-invalid="true"]')?.focus(), [problems]);

  return html`<form ref=${box} class="answer-form" novalidate onSubmit=${(event) => { event.preventDefault(); if (choices.length === 0) send(); }}>
    <${Fields} fields=${form} raw=${raw} problems=${problems}
      change=${(path, value) => setRaw((before) => ({ ...before, [path]: value }))} />
    ${form.length > 0 ? null : html`<label class="field"><span>${choices.length > 0 ? 'Comment' : 'Your answer'}</span>
      <textarea rows="4" value=${words} onInput=${(event) => setWords(event.target.value)}></textarea></label>`}
    <${Trouble} error=${error} />
    <div class="buttons">
      ${choices.length === 0 ? html`<button type="submit" class="primary" disabled=${busy}>Answer</button>`
        : choices.slice(0, 20).map((one) => html`<button type="button" disabled=${busy} onClick=${() => send(one.value)}>
            ${name(one.label ?? one.value, 80)}</button>`)}
    </div>
  </form>`;
}
