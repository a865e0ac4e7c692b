import { html, useEffect, useRef, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { ApiError, asApiError, upload } from '../lib/api.js';
import { Trouble } from '../lib/parts.js';
import { bytes } from '../lib/text.js';
import { Report } from './import-report.js';

const LARGEST = 8 * 1024 * 1024;

/** What was read last, so that it can be read once more under another name. It is gone with the page. */
const given = { id: '', text: '' };

export function Import({ id }) {
  const again = given.id === id ? (name) => send(given.text, name) : null;
  return html`<p class="back"><a href=${addressOf('workflows')}>All workflows</a></p>
    ${id ? html`<${Report} id=${id} again=${again} />` : html`<${Give} />`}`;
}

/** Reads the text and goes to its report. */
async function send(text, name) {
  const read = await upload(`/api/imports${name ? `?${new URLSearchParams({ name })}` : ''}`, text);
  Object.assign(given, { id: String(read.id), text });
  location.hash = addressOf('workflows', `import/${read.id}`);
}

function Give() {
  const [text, setText] = useState('');
  const [state, setState] = useState({ busy: false, error: null });
  const [over, setOver] = useState(false);
  const alive = useRef(true);
  useEffect(() => () => { alive.current = false; }, []);
  const say = (next) => alive.current && setState(next);

  const read = async (words) => {
    say({ busy: true, error: null });
    try {
      await send(await words());
      say({ busy: false, error: null });
    } catch (failure) {
      say({ busy: false, error: asApiError(failure) });
    }
  };
  const take = (files) => {
    const [file] = files ?? [];
    if (file && !state.busy) {
      read(() => contentOf(file));
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
      read(async () => text);
    }
  };
  return html`<h1>Import a workflow</h1>
    <p>Take a workflow that n8n has exported (“Download” in its menu). It is read and shown first; nothing runs until you enable it.</p>
    <form onSubmit=${submit} aria-busy=${state.busy}>
      <div class=${over ? 'drop over' : 'drop'} onDragOver=${hover} onDragLeave=${() => setOver(false)} onDrop=${drop}>
        <label class="field"><span>The file, chosen or dropped here</span>
          <input type="file" accept=".json,application/json" disabled=${state.busy}
            onChange=${(event) => { take(event.target.files); event.target.value = ''; }} /></label>
      </div>
      <label class="field"><span>Or its text</span>
        <textarea rows="8" class="mono" spellcheck="false" autocomplete="off" value=${text}
          onInput=${(event) => setText(event.target.value)}></textarea></label>
      <p role="status">${state.busy ? 'Reading the workflow…' : ''}</p>
      <${Trouble} error=${state.error} />
      <button type="submit" class="primary" disabled=${state.busy || !text.trim()}>Read the text</button>
    </form>`;
}

function contentOf(file) {
  if (file.size > LARGEST) {
    throw new ApiError('console.too-large', `The file has ${bytes(file.size)}; at most ${bytes(LARGEST)} are read.`,
      'Split the workflow into sub-workflows.');
  }
  return file.text();
}
