import { html } from '../ui.js';
import { Fold } from '../lib/parts.js';
import { clean, count, list, name } from '../lib/text.js';

const MOST = 500;

/** @param values what the reader has typed, by name */
export function missing(properties, values) {
  return properties.filter((property) => !property?.set && !(values[property?.name] ?? '').trim());
}

/** What can be set beside the routes. What a secret is set to is never shown; `set` is missing where nothing is typed. */
export function Properties({ read, values, set }) {
  const properties = list(read.properties).slice(0, MOST);
  if (properties.length === 0) {
    return null;
  }
  const open = properties.filter((property) => !property?.set);
  const done = properties.filter((property) => property?.set);
  const folder = read.folder ?? read.replaces;
  return html`<section>
    <h2>Properties</h2>
    <p>They stand in <code>${name(folder ? `${folder}/application.properties` : 'application.properties', 400)}</code>. A change there
      is loaded within two seconds; a variable of the runtime counts more, after its next start.</p>
    ${set && !window.isSecureContext && properties.some((property) => property?.secret) ? html`<p class="hint">This page came without TLS:
      who listens in between could read a secret that is typed here. The variables can be set on the machine instead.</p>` : null}
    ${open.map((property) => html`<${Property} key=${property?.name} flow=${read.flow} property=${property} values=${values} set=${set} />`)}
    ${done.length > 0 ? html`<${Fold} title=${html`<span class="grow">Properties with a value</span> <span class="muted">${count(done.length)}</span>`}>
      ${done.map((property) => html`<${Property} key=${property?.name} flow=${read.flow} property=${property} values=${values} set=${set} />`)}
    <//>` : null}
    ${list(read.properties).length > MOST ? html`<p class="muted">${count(list(read.properties).length - MOST)} more, in the file.</p>` : null}
  </section>`;
}

function Property({ flow, property, values, set }) {
  const key = String(property?.name ?? '');
  const title = name(key, 200);
  const shared = key.startsWith(`${flow}.`) ? '' : ' Holds for all workflows: of several files the first by path counts.';
  const meaning = html`${clean(property?.comment).slice(0, 1000)}${shared} <span class="muted">Variable: <code>${name(property?.variable, 250)}</code></span>`;
  if (!set) {
    return html`<div class="property">
      <p><code>${title}</code> ${property?.secret || !property?.set
        ? html`<span class=${property?.set ? 'state good' : 'state warn'}>${property?.set ? 'set' : 'to be set'}</span>`
        : html`= <code>${name(property?.value, 300)}</code>`}</p>
      <p class="about">${meaning}</p>
    </div>`;
  }
  return html`<div class="property">
    <label class="field"><span><code>${title}</code></span>
      <input type=${property?.secret ? 'password' : 'text'} maxlength="2000" spellcheck="false" value=${values[key] ?? property?.value ?? ''}
        autocomplete=${property?.secret ? 'new-password' : 'off'} placeholder=${property?.secret && property?.set ? 'set, and not shown; type to change it' : ''}
        onInput=${(event) => set(key, event.target.value)} /></label>
    <p class="about">${property?.secret ? `A secret, ${property?.set ? 'set' : 'to be set'}. ` : ''}${meaning}</p>
  </div>`;
}
