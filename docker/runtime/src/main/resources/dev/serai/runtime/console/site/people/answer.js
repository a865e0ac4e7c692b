import { html, render } from '../ui.js';
import { apply, theme } from '../lib/theme.js';
import { Question } from './task.js';

// The page behind a signed link: its address is all that whoever opens it has.
const path = `/answer/${location.pathname.split('/')[2]}/task`;

apply(theme());
const root = document.getElementById('app');
root.replaceChildren();
render(html`<header class="top"><span class="brand">Serai</span></header>
  <main id="main"><${Question} id="" path=${path} to=${path} /></main>`, root);
