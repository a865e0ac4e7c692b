/*
 * Reads the part of Markdown that answers use, into plain data: paragraphs, lists, code, tables, links, bold, italic.
 * Everything else, HTML above all, stays text. The text is a model's, so every step is bounded: no pattern here can
 * backtrack, and depth and length have an end.
 */
import { webAddress } from './links.js';

const LONGEST = 200_000;
const LONGEST_INLINE = 20_000;
const DEEPEST = 6;
const COLUMNS = 30;

/** Blocks: {kind:'p'|'title'|'code'|'list'|'table'|'cut', ...}. */
export function blocks(source) {
  const cut = source.length > LONGEST;
  const found = read(source.slice(0, LONGEST).split(/\r\n|\r|\n/), 0);
  return cut ? [...found, { kind: 'cut', length: source.length }] : found;
}

function read(lines, depth) {
  const found = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    if (line.trim() === '') {
      at += 1;
    } else if (fence(line)) {
      at = code(lines, at, found);
    } else if (marker(line) && depth < DEEPEST) {
      at = listing(lines, at, found, depth);
    } else if (table(lines, at)) {
      at = rows(lines, at, found);
    } else if (/^ {0,3}#{1,6} /.test(line)) {
      found.push({ kind: 'title', inline: inline(line.trim().replace(/^#+ +/, '')) });
      at += 1;
    } else {
      at = paragraph(lines, at, found, depth);
    }
  }
  return found;
}

function fence(line) {
  const text = line.trimStart();
  const sign = text.startsWith('```') ? '`' : text.startsWith('~~~') ? '~' : null;
  if (sign === null) {
    return null;
  }
  let length = 3;
  while (text[length] === sign) {
    length += 1;
  }
  const word = text.slice(length).trim();
  return word.includes('`') ? null : { indent: line.length - text.length, sign, length, word };
}

function code(lines, start, found) {
  const open = fence(lines[start]);
  const body = [];
  let at = start + 1;
  for (; at < lines.length; at += 1) {
    const close = fence(lines[at]);
    if (close && close.sign === open.sign && close.length >= open.length && close.word === '') {
      at += 1;
      break;
    }
    body.push(lines[at].slice(Math.min(open.indent, indent(lines[at]))));
  }
  found.push({ kind: 'code', language: open.word.slice(0, 40), text: body.join('\n') });
  return at;
}

function marker(line) {
  const at = indent(line);
  const bullet = '-*+'.includes(line[at] ?? ' ') && line[at + 1] === ' ';
  if (bullet) {
    return { indent: at, width: 2, ordered: false };
  }
  const number = /^(\d{1,9})[.)] /.exec(line.slice(at, at + 12));
  return number && { indent: at, width: number[0].length, ordered: true, first: Number(number[1]) };
}

function listing(lines, start, found, depth) {
  const first = marker(lines[start]);
  const items = [];
  let at = start;
  while (at < lines.length) {
    const mark = marker(lines[at]);
    if (!mark || mark.ordered !== first.ordered || mark.indent > first.indent + 1 || mark.indent < first.indent) {
      break;
    }
    const inner = mark.indent + mark.width;
    const body = [lines[at].slice(inner)];
    at += 1;
    while (at < lines.length && belongs(lines, at, mark)) {
      body.push(lines[at].slice(Math.min(inner, indent(lines[at]))));
      at += 1;
    }
    items.push(read(body, depth + 1));
  }
  found.push({ kind: 'list', ordered: first.ordered, first: first.first, items });
  return at;
}

function belongs(lines, at, mark) {
  const line = lines[at];
  if (line.trim() === '') {
    const next = lines[at + 1] ?? '';
    return next.trim() !== '' && indent(next) > mark.indent;
  }
  return indent(line) > mark.indent || (!marker(line) && lines[at - 1].trim() !== '' && !fence(line));
}

function table(lines, at) {
  const rule = (lines[at + 1] ?? '').trim();
  return lines[at].includes('|') && rule.includes('-') && rule.includes('|') && rule.length < 1000
    && cells(rule).every((cell) => /^:?-+:?$/.test(cell));
}

function rows(lines, start, found) {
  const head = cells(lines[start]).map(inline);
  const body = [];
  let at = start + 2;
  for (; at < lines.length && lines[at].includes('|'); at += 1) {
    const row = cells(lines[at]).slice(0, head.length).map(inline);
    while (row.length < head.length) {
      row.push([]);
    }
    body.push(row);
  }
  found.push({ kind: 'table', head, body });
  return at;
}

function cells(line) {
  const text = line.trim();
  const parts = text.replaceAll('\\|', '\u0000').split('|');
  if (parts[0] === '') {
    parts.shift();
  }
  if (parts.at(-1)?.trim() === '') {
    parts.pop();
  }
  return parts.slice(0, COLUMNS).map((part) => part.replaceAll('\u0000', '|').trim());
}

function paragraph(lines, start, found, depth) {
  let at = start + 1;
  while (at < lines.length && lines[at].trim() !== '' && !fence(lines[at]) && !table(lines, at)
    && !(marker(lines[at]) && depth < DEEPEST)) {
    at += 1;
  }
  const text = lines.slice(start, at).map((line) => line.trim()).join('\n');
  found.push({ kind: 'p', inline: inline(text) });
  return at;
}

function indent(line) {
  let at = 0;
  while (line[at] === ' ') {
    at += 1;
  }
  return at;
}

/** Pieces: a string, or {kind:'b'|'i'|'code'|'link', ...}. */
export function inline(text) {
  const pieces = parts(text.slice(0, LONGEST_INLINE), 0);
  return text.length > LONGEST_INLINE ? [...pieces, text.slice(LONGEST_INLINE)] : pieces;
}

function parts(text, depth) {
  const pieces = [];
  const missing = new Set();
  let plain = '';
  const push = (piece) => {
    if (plain) {
      pieces.push(plain);
      plain = '';
    }
    pieces.push(piece);
  };
  // A closing sign that was looked for in vain isn't looked for again: a text of opening signs stays cheap.
  const closing = (sign, from) => {
    if (missing.has(sign)) {
      return -1;
    }
    const at = text.indexOf(sign, from);
    if (at < 0) {
      missing.add(sign);
    }
    return at;
  };
  for (let at = 0; at < text.length;) {
    const piece = depth < DEEPEST ? special(text, at, closing, depth) : null;
    if (piece) {
      push(piece.value);
      at = piece.end;
    } else if (text[at] === '\\' && /[\\`*_[\]()#|~-]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) {
    pieces.push(plain);
  }
  return pieces;
}

function special(text, at, closing, depth) {
  switch (text[at]) {
    case '`': return codePiece(text, at, closing);
    case '*':
    case '_': return emphasis(text, at, closing, depth);
    case '[': return link(text, at, closing, depth);
    case 'h': return bareLink(text, at);
    default: return null;
  }
}

function codePiece(text, at, closing) {
  const sign = text.startsWith('``', at) ? '``' : '`';
  const end = closing(sign, at + sign.length);
  return end <= at + sign.length - 1 || end === at + sign.length ? null
    : { value: { kind: 'code', text: text.slice(at + sign.length, end) }, end: end + sign.length };
}

function emphasis(text, at, closing, depth) {
  const sign = text[at + 1] === text[at] ? text[at] + text[at] : text[at];
  const from = at + sign.length;
  const inWord = text[at] === '_' && /\w/.test(text[at - 1] ?? ' ');
  if (inWord || /\s/.test(text[from] ?? ' ')) {
    return null;
  }
  const end = closing(sign, from + 1);
  if (end < 0 || /\s/.test(text[end - 1]) || (text[at] === '_' && /\w/.test(text[end + sign.length] ?? ' '))) {
    return null;
  }
  const kind = sign.length === 2 ? 'b' : 'i';
  return { value: { kind, inline: parts(text.slice(from, end), depth + 1) }, end: end + sign.length };
}

function link(text, at, closing, depth) {
  const middle = closing('](', at + 1);
  const end = middle < 0 ? -1 : closing(')', middle + 2);
  const label = end < 0 ? '' : text.slice(at + 1, middle);
  if (label === '' || label.length > 500 || label.includes('[')) {
    return null;
  }
  const url = webAddress(text.slice(middle + 2, end).trim());
  return url && { value: { kind: 'link', href: url.href, host: url.host, inline: parts(label, depth + 1) }, end: end + 1 };
}

function bareLink(text, at) {
  if (!(text.startsWith('https://', at) || text.startsWith('http://', at)) || /\w/.test(text[at - 1] ?? ' ')) {
    return null;
  }
  const found = /^[^\s<>"'`|\\^{}\])]+/.exec(text.slice(at, at + 2000));
  const address = found[0].replace(/[.,;:!?*_]$/, '');
  const url = webAddress(address);
  return url && { value: { kind: 'link', href: url.href, host: null, inline: [address] }, end: at + address.length };
}
