import { html, useEffect, useRef, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { ApiError, asApiError, get, upload } from '../lib/api.js';
import { useLoad } from '../lib/load.js';
import { State, Trouble } from '../lib/parts.js';
import { bytes, count, list, name } from '../lib/text.js';
import { Report, sentence } from './import-report.js';

const LARGEST = 8 * 1024 * 1024;
/** Of a file, which may hold many workflows. */
const LARGEST_FILE = 64 * 1024 * 1024;
const MOST = 100;

/** What was read last, so that it can be read once more under another name. It is gone with the page. */
const given = new Map();

export function Import({ id }) {
  const again = given.has(id) ? async (other) => show(await send(given.get(id), other)) : null;
  return html`<p class="back"><a href=${addressOf('workflows')}>All workflows</a>${id ? html` · <a href=${addressOf('workflows', 'import')}>All imports</a>` : null}</p>
    ${id ? html`<${Report} id=${id} again=${again} />` : html`<${Give} />`}`;
}

/** Has the runtime read one workflow, and gives its id. */
async function send(text, other, signal) {
  if (text.length > LARGEST) {
    throw new ApiError('console.too-large', `The workflow has ${bytes(text.length)}; at most ${bytes(LARGEST)} are read.`,
      'Split the workflow into sub-workflows.');
  }
  const read = await upload(`/api/imports${other ? `?${new URLSearchParams({ name: other })}` : ''}`, text, signal);
  const id = String(read.id);
  given.set(id, text);
  for (let room = LARGEST_FILE; [...given.values()].reduce((sum, one) => sum + one.length, 0) > room;) {
    given.delete(given.keys().next().value);
  }
  return id;
}

function show(id) {
  location.hash = addressOf('workflows', `import/${id}`);
}

/** Each workflow of an export of all. What is something else goes as it is: the runtime says best what is wrong with it. */
function apart({ title, text }) {
  let all;
  try {
    all = JSON.parse(text);
  } catch {
    return [{ title, text }];
  }
  return Array.isArray(all) && all.length > 1
    ? all.map((one, at) => ({ title: `${title}, ${typeof one?.name === 'string' ? one.name : at + 1}`, text: JSON.stringify(one) }))
    : [{ title, text }];
}

function Give() {
  const [text, setText] = useState('');
  const [state, setState] = useState({ busy: null, error: null });
  const [failed, setFailed] = useState([]);
  const read = useLoad((signal) => get('/api/imports', signal), []);
  const [over, setOver] = useState(false);
  const reading = useRef(null);
  const area = useRef(null);
  useEffect(() => () => reading.current?.abort(), []);
  useEffect(() => {
    // Nodes that were copied in n8n's editor can be pasted anywhere on the page.
    const paste = (event) => {
      const words = event.clipboardData?.getData('text') ?? '';
      if (!event.target.closest?.('input, textarea') && words.trim()) {
        event.preventDefault();
        setText(words);
        area.current?.focus();
      }
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);

  const begin = async (find) => {
    const stop = new AbortController();
    reading.current = stop;
    setState({ busy: stop, error: null });
    setFailed([]);
    const end = (error) => {
      if (reading.current === stop) {
        setState({ busy: null, error: stop.signal.aborted ? null : error });
      }
    };
    try {
      const all = await find();
      if (all.length === 1) {
        show(await send(all[0].text, null, stop.signal));
        return;
      }
      const wrong = [];
      for (let at = 0; at < all.length && !stop.signal.aborted; at += 1) {
        setState({ busy: stop, error: null, at: at + 1, of: all.length });
        try {
          await send(all[at].text, null, stop.signal);
        } catch (failure) {
          wrong.push({ title: all[at].title, error: asApiError(failure) });
        }
      }
      if (!stop.signal.aborted) {
        setFailed(wrong);
      }
      end(null);
      await read.reload();
    } catch (failure) {
      end(asApiError(failure));
    }
  };
  const take = (files) => {
    if (files?.length > 0 && !state.busy) {
      begin(() => contentOf([...files]));
    }
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  const hover = (event) => {
    event.preventDefault();
    setOver(true);
  };
  const submit = (event) => {
    event.preventDefault();
    if (text.trim() && !state.busy) {
      begin(async () => limited(apart({ title: 'The text', text })));
    }
  };
  return html`<h1>Import workflows</h1>
    <p>Take what n8n has exported: “Download” in a workflow's menu, or an export of all workflows. It is read and shown first:
      nothing is written and nothing runs until you enable it. Credentials are not in such files; what a workflow needs is asked for
      when it was read.</p>
    <${Trouble} error=${state.error} />
    <${Failed} failed=${failed} />
    <form onSubmit=${submit} aria-busy=${Boolean(state.busy)}>
      <div class=${over ? 'drop over' : 'drop'} onDragOver=${hover} onDragLeave=${() => setOver(false)} onDrop=${drop}>
        <label class="field"><span>Drop files here, or choose them</span>
          <input type="file" multiple accept=".json,application/json" disabled=${Boolean(state.busy)}
            onChange=${(event) => { take([...event.target.files]); event.target.value = ''; }} /></label>
      </div>
      <label class="field"><span>Or paste its text</span>
        <textarea rows="8" class="mono" spellcheck="false" autocomplete="off" ref=${area} value=${text}
          onInput=${(event) => setText(event.target.value)}></textarea></label>
      ${state.busy ? html`<${Reading} at=${state.at} of=${state.of} stop=${() => state.busy.abort()} />`
        : html`<button type="submit" class="primary" disabled=${!text.trim()}>Read the text</button>`}
    </form>
    <${Trouble} error=${read.error} retry=${read.reload} />
    <${Known} rows=${list(read.value)} />`;
}

/** What could not be read, of several. */
function Failed({ failed }) {
  return failed.length === 0 ? null : html`<div class="trouble" role="alert">
    <p class="fact">${count(failed.length)} could not be read.</p>
    <ul>${failed.map(({ title, error }) => html`<li><strong>${name(title, 200)}</strong>: ${sentence(name(error.fact, 500))} ${name(error.remedy, 300)}
      ${error.code ? html` <code>${name(error.code)}</code>` : null}</li>`)}</ul>
  </div>`;
}

/** What was read before, so that many can be gone through one by one. */
function Known({ rows }) {
  return rows.length === 0 ? null : html`<h2>Read already</h2>
    <p>They are kept until the runtime stops, the newest ${MOST}.</p>
    <ul class="cards">${rows.map((row) => html`<li key=${row.id}><div class="card"><div class="card-head">
      <h3><a href=${addressOf('workflows', `import/${row.id}`)}>${name(row.name, 120) || 'without a name'}</a></h3>
      ${row.unsupported > 0 ? html`<span class="muted">${count(row.unsupported)} not supported</span>` : null}
      ${row.open > 0 ? html`<span class="muted">${count(row.open)} to be set</span>` : null}
      ${row.errors > 0 ? html`<${State} value="broken" />` : null}
      <${State} value=${row.state === 'enabled' ? 'enabled' : 'not enabled'} />
    </div></div></li>`)}</ul>`;
}

/** Most are read at once; a large one shows that it is still being worked on, and can be given up. */
function Reading({ at, of, stop }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return html`<div class="reading">
    <p role="status">${of ? `Reading ${count(at)} of ${count(of)} workflows…` : 'Reading the workflow…'}</p>
    <progress aria-label="Reading the workflow" max=${of ?? 1} value=${of ? at - 1 : undefined}></progress>
    <p class="muted">${seconds > 2 ? `${seconds} seconds` : ''}</p>
    <button type="button" onClick=${stop}>Stop</button>
  </div>`;
}

async function contentOf(files) {
  const all = [];
  for (const file of files.slice(0, MOST + 1)) {
    if (file.size > LARGEST_FILE) {
      throw new ApiError('console.too-large', `${name(file.name, 200)} has ${bytes(file.size)}; at most ${bytes(LARGEST_FILE)} are read.`,
        'Export the workflows in several files.');
    }
    all.push(...apart({ title: file.name, text: await file.text() }));
  }
  return limited(all);
}

function limited(all) {
  if (all.length > MOST) {
    throw new ApiError('console.too-many', `These are more than ${MOST} workflows.`, `Give at most ${MOST} at a time.`);
  }
  return all;
}
