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
async function send(text, name, signal) {
  const read = await upload(`/api/imports${name ? `?${new URLSearchParams({ name })}` : ''}`, text, signal);
  Object.assign(given, { id: String(read.id), text });
  location.hash = addressOf('workflows', `import/${read.id}`);
}

function Give() {
  const [text, setText] = useState('');
  const [state, setState] = useState({ busy: null, error: null });
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

  const read = async (words) => {
    const stop = new AbortController();
    reading.current = stop;
    setState({ busy: stop, error: null });
    try {
      await send(await words(), null, stop.signal);
    } catch (failure) {
      if (reading.current === stop) {
        setState({ busy: null, error: stop.signal.aborted ? null : asApiError(failure) });
      }
    }
  };
  const take = (files) => {
    if (files?.length > 0 && !state.busy) {
      read(() => contentOf(files));
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
    <p>Take a workflow that n8n has exported (“Download” in its menu). It is read and shown first: nothing is written and nothing
      runs until you enable it. Credentials are not in such a file, and are not asked for here.</p>
    <${Trouble} error=${state.error} />
    <form onSubmit=${submit} aria-busy=${Boolean(state.busy)}>
      <div class=${over ? 'drop over' : 'drop'} onDragOver=${hover} onDragLeave=${() => setOver(false)} onDrop=${drop}>
        <label class="field"><span>Drop the file here, or choose it</span>
          <input type="file" accept=".json,application/json" disabled=${Boolean(state.busy)}
            onChange=${(event) => { take([...event.target.files]); event.target.value = ''; }} /></label>
      </div>
      <label class="field"><span>Or paste its text</span>
        <textarea rows="8" class="mono" spellcheck="false" autocomplete="off" ref=${area} value=${text}
          onInput=${(event) => setText(event.target.value)}></textarea></label>
      ${state.busy ? html`<${Reading} stop=${() => state.busy.abort()} />`
        : html`<button type="submit" class="primary" disabled=${!text.trim()}>Read the text</button>`}
    </form>`;
}

/** Most are read at once; a large one shows that it is still being worked on, and can be given up. */
function Reading({ stop }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return html`<div class="reading">
    <p role="status">Reading the workflow…</p>
    <progress aria-label="Reading the workflow"></progress>
    <p class="muted">${seconds > 2 ? `${seconds} seconds` : ''}</p>
    <button type="button" onClick=${stop}>Stop</button>
  </div>`;
}

function contentOf(files) {
  if (files.length > 1) {
    throw new ApiError('console.one-file', `These are ${files.length} files.`, 'Give one workflow at a time.');
  }
  if (files[0].size > LARGEST) {
    throw new ApiError('console.too-large', `The file has ${bytes(files[0].size)}; at most ${bytes(LARGEST)} are read.`,
      'Split the workflow into sub-workflows.');
  }
  return files[0].text();
}
