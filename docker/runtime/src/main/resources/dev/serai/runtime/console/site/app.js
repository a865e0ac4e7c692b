import { html, render, useEffect, useErrorBoundary, useRef, useState } from './ui.js';
import { useAddress } from './lib/address.js';
import { asApiError, get, logOut } from './lib/api.js';
import { live, useConnected } from './lib/live.js';
import { useLoad } from './lib/load.js';
import { Trouble } from './lib/parts.js';
import { name } from './lib/text.js';
import { apply, next, theme } from './lib/theme.js';
import { Chat } from './chat/chat.js';
import { People } from './people/people.js';
import { Runs } from './runs/runs.js';
import { Systems } from './systems/systems.js';
import { Workflows } from './workflows/workflows.js';

const PAGES = [
  ['chat', 'Chat', Chat], ['runs', 'Runs', Runs], ['workflows', 'Workflows', Workflows], ['people', 'People', People],
  ['systems', 'Systems', Systems],
];

function Console() {
  const { page, id, query } = useAddress();
  const session = useLoad((signal) => get('/api/session', signal), []);
  const [key, title, Page] = PAGES.find(([one]) => one === page) ?? PAGES[0];
  const main = useRef(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${title} · Serai`;
    // After a change of the page the keyboard starts where the page starts.
    if (!first.current) {
      scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
    first.current = false;
  }, [key, id]);
  const skip = (event) => {
    event.preventDefault();
    main.current?.focus();
  };
  return html`<a class="skip" href="#main" onClick=${skip}>Go to the content</a>
    <header class="top">
      <span class="brand">Serai</span>
      <nav aria-label="Pages">${PAGES.map(([one, label]) => html`<a href=${`#/${one}`}
        aria-current=${one === key ? 'page' : null}>${label}</a>`)}</nav>
      <${Corner} session=${session.value} />
    </header>
    <main id="main" tabindex="-1" ref=${main}>
      <${Trouble} error=${session.error} retry=${session.reload} />
      <${Guard} key=${`${key}/${id}`}><${Page} id=${id} query=${query} session=${session.value} /><//>
    </main>
    <footer><${Foot} session=${session.value} /></footer>`;
}

/** A page that stumbles over what it was given says so, and the others stay usable. */
function Guard({ children }) {
  const [error, reset] = useErrorBoundary();
  return error ? html`<${Trouble} error=${asApiError(error)} retry=${reset} />` : children;
}

function Corner({ session }) {
  const [chosen, choose] = useState(theme());
  return html`<div class="corner">
    ${session?.environment ? html`<span class="badge">${name(session.environment, 30)}</span>` : null}
    <button type="button" onClick=${() => choose(next(chosen))}>Theme: ${chosen}</button>
    ${session?.environment === 'public' ? html`<button type="button" onClick=${logOut}>Log out</button>` : null}
  </div>`;
}

function Foot({ session }) {
  const connected = useConnected();
  return html`<p class="muted">
    <span>${session?.user ? `${name(session.user, 60)} · ` : ''}Serai ${name(session?.version, 40)}</span>
    <span role="status">${connected ? 'Live: changes appear by themselves.' : 'Not live: the connection for news is away; it is tried again.'}</span>
  </p>`;
}

apply(theme());
live.open();
const root = document.getElementById('app');
root.replaceChildren();
render(html`<${Console} />`, root);
