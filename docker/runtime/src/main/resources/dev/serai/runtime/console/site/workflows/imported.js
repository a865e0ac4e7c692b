import { html, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { asApiError, get, post, remove } from '../lib/api.js';
import { useLoad } from '../lib/load.js';
import { Sure, Trouble } from '../lib/parts.js';
import { list, name } from '../lib/text.js';
import { Properties } from './import-properties.js';

/** What can be done with a folder as a whole; with one that an import has made, more. */
export function Folder({ folder, workflows, reload }) {
  const path = `/api/imported/${encodeURIComponent(String(folder).split('/').pop())}`;
  const { value, error, reload: again } = useLoad((signal) => get(path, signal), [path]);
  const imported = value?.place === folder ? value : null;
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
  // One after the other: routes of one file wait for each other.
  const turn = (on) => act(async () => {
    try {
      for (const one of workflows.filter(({ state: now }) => now === (on ? 'off' : 'on'))) {
        await post(`/api/workflows/${encodeURIComponent(one.id)}`, { on });
      }
    } finally {
      await reload();
    }
  });
  const away = () => act(async () => {
    await remove(path);
    location.hash = addressOf('workflows');
  });
  const some = (wanted) => workflows.some(({ state: now }) => now === wanted);
  return html`<section class="card decide" aria-label="The whole folder">
      <div class="buttons">
        <button type="button" disabled=${state.busy || !some('off')} onClick=${() => turn(true)}>Switch all on</button>
        <button type="button" disabled=${state.busy || !some('on')} onClick=${() => turn(false)}>Switch all off</button>
        ${imported ? html`<${Sure} label="Remove this import" question="Yes, remove its files for good" busy=${state.busy} act=${away} />` : null}
      </div>
      <${Trouble} error=${state.error ?? (error?.status === 404 ? null : error)} />
    </section>
    ${imported ? html`<${Settings} key=${imported.flow} path=${path} imported=${imported} reload=${again} />` : null}`;
}

function Settings({ path, imported, reload }) {
  const [values, setValues] = useState({});
  const [state, setState] = useState({ busy: false, error: null, saved: false });
  if (list(imported.properties).length === 0) {
    return null;
  }
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true, error: null, saved: false });
    try {
      await post(path, { properties: values });
      setValues({});
      await reload();
      setState({ busy: false, error: null, saved: true });
    } catch (failure) {
      setState({ busy: false, error: asApiError(failure), saved: false });
    }
  };
  const set = (key, value) => {
    setValues({ ...values, [key]: value });
    setState({ ...state, saved: false });
  };
  return html`<form onSubmit=${submit} aria-label=${`Properties of ${name(imported.flow, 80)}`}>
    <${Properties} read=${imported} values=${values} set=${set} />
    <${Trouble} error=${state.error} />
    <div class="buttons"><button type="submit" class="primary" disabled=${state.busy || Object.keys(values).length === 0}>Save the properties</button>
      <span role="status">${state.saved ? 'Saved.' : ''}</span></div>
  </form>
  <h2>Routes</h2>`;
}
