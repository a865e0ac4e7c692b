import { html, useMemo } from '../ui.js';
import { blocks } from './markdown.js';
import { clean } from './text.js';

/** Markdown as nodes. The texts reach the page as text nodes only, so nothing in them can become markup. */
export function Markdown({ text }) {
  const shown = useMemo(() => blocks(clean(text)).map(block), [text]);
  return html`<div class="markdown">${shown}</div>`;
}

function block(piece) {
  switch (piece.kind) {
    case 'code':
      return html`<pre tabindex="0" aria-label=${`Code ${piece.language}`.trim()} role="group"><code>${piece.text}</code></pre>`;
    case 'title':
      return html`<p class="title"><strong>${pieces(piece.inline)}</strong></p>`;
    case 'list':
      return piece.ordered
        ? html`<ol start=${piece.first}>${piece.items.map(item)}</ol>`
        : html`<ul>${piece.items.map(item)}</ul>`;
    case 'table':
      return grid(piece);
    case 'cut':
      return html`<p class="muted">Cut here: the text has ${piece.length} characters.</p>`;
    default:
      return html`<p>${pieces(piece.inline)}</p>`;
  }
}

function item(content) {
  return html`<li>${content.map((piece) => (piece.kind === 'p' ? html`<div>${pieces(piece.inline)}</div>` : block(piece)))}</li>`;
}

function grid({ head, body }) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table">
    <table>
      <thead><tr>${head.map((cell) => html`<th scope="col">${pieces(cell)}</th>`)}</tr></thead>
      <tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${pieces(cell)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}

function pieces(inline) {
  return inline.map((piece) => {
    if (typeof piece === 'string') {
      return piece;
    }
    switch (piece.kind) {
      case 'b': return html`<strong>${pieces(piece.inline)}</strong>`;
      case 'i': return html`<em>${pieces(piece.inline)}</em>`;
      case 'code': return html`<code>${piece.text}</code>`;
      default: return link(piece);
    }
  });
}

// The host stands beside the label, because a label may name any other place.
function link({ href, host, inline }) {
  return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${pieces(inline)}</a>${host
    ? html`<span class="host"> (${host})</span>` : null}`;
}
