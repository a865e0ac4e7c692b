import { html } from '../ui.js';
import { clean, name } from '../lib/text.js';
import { at } from './form.js';

/** The fields of a form; `raw` is what stands in them, by place. */
export function Fields({ fields, raw, problems, change }) {
  return fields.map((field) => (field.kind === 'group'
    ? html`<fieldset key=${at(field)}>
        <legend>${name(field.title)}</legend>
        ${field.help ? html`<p class="muted">${clean(field.help)}</p>` : null}
        <${Fields} fields=${field.fields} raw=${raw} problems=${problems} change=${change} />
      </fieldset>`
    : html`<${Field} key=${at(field)} field=${field} value=${raw[at(field)]} problem=${problems[at(field)]}
        change=${(value) => change(at(field), value)} />`));
}

function Field({ field, value, problem, change }) {
  // An id with spaces in it would be read as several ids.
  const safe = encodeURIComponent(`field${at(field)}`);
  const about = { id: safe, 'aria-describedby': `${safe}-help`, 'aria-invalid': problem ? 'true' : null };
  const title = html`${name(field.title)}${field.required && field.kind !== 'yesno' ? html` <span class="muted">(needed)</span>` : null}`;
  const help = html`<p id=${`${safe}-help`} class="muted">
    ${problem ? html`<strong class="problem">${problem}</strong> ` : null}${clean(field.help)}</p>`;
  if (field.kind === 'choices') {
    return html`<fieldset><legend>${title}</legend><${Boxes} field=${field} value=${value} change=${change} />${help}</fieldset>`;
  }
  if (field.kind === 'yesno') {
    return html`<div class="field"><label class="check">
      <input type="checkbox" ...${about} checked=${value === true} onChange=${(event) => change(event.target.checked)} /> ${title}
    </label>${help}</div>`;
  }
  return html`<div class="field"><label for=${safe}>${title}</label>${control(field, value, about, change)}${help}</div>`;
}

function Boxes({ field, value, change }) {
  const toggle = (index) => change(value.includes(index) ? value.filter((one) => one !== index) : [...value, index].sort((a, b) => a - b));
  return field.options.map((option, index) => html`<label class="check">
    <input type="checkbox" checked=${value.includes(index)} onChange=${() => toggle(index)} /> ${name(option)}
  </label>`);
}

function control(field, value, about, change) {
  const typed = (event) => change(event.target.value);
  switch (field.kind) {
    case 'choice':
      return html`<select ...${about} value=${value} onChange=${typed}>
        <option value="">choose…</option>
        ${field.options.map((option, index) => html`<option value=${String(index)} selected=${String(index) === value}>${name(option)}</option>`)}
      </select>`;
    case 'number':
      return html`<input ...${about} type="text" inputmode=${field.whole ? 'numeric' : 'decimal'} value=${value} onInput=${typed} />`;
    case 'word':
      return html`<input ...${about} type=${field.input} value=${value} onInput=${typed} />`;
    default:
      return html`<textarea ...${about} rows="5" class=${field.kind === 'json' ? 'mono' : ''} value=${value} onInput=${typed}></textarea>`;
  }
}
