import { html, useState } from '../ui.js';
import { addressOf } from '../lib/address.js';
import { asApiError, post } from '../lib/api.js';
import { Trouble } from '../lib/parts.js';

/** What starts by a clock or is called needs nobody outside, so a person can stand in for them. */
export function canBeRun(workflow) {
  return workflow.state === 'on' && /^(direct|seda|timer|quartz|cron|scheduler):/.test(String(workflow.trigger ?? ''));
}

export function ByHand({ workflow, title }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [state, setState] = useState({ busy: false, error: null });
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true, error: null });
    try {
      const { id } = await post(`/api/workflows/${encodeURIComponent(workflow.id)}/run`, { body: text });
      location.hash = addressOf('runs', String(id));
    } catch (failure) {
      setState({ busy: false, error: asApiError(failure) });
    }
  };
  return html`<button type="button" aria-expanded=${open} aria-label=${`Run by hand: ${title}`} onClick=${() => setOpen(!open)}>Run by hand</button>
    ${open ? html`<form class="by-hand" onSubmit=${submit}>
      <label class="field"><span>What it begins with: JSON or text, or nothing</span>
        <textarea rows="3" class="mono" maxlength="500000" spellcheck="false" autocomplete="off" value=${text}
          onInput=${(event) => setText(event.target.value)}></textarea></label>
      <${Trouble} error=${state.error} />
      <button type="submit" class="primary" disabled=${state.busy}>Run it now</button>
    </form>` : null}`;
}
