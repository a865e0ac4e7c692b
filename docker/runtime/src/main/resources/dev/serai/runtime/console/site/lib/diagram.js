import { html, useMemo } from '../ui.js';
import { BOX, layout } from './layout.js';
import { bounded, branches, passed } from './route.js';
import { name } from './text.js';

const EDGE = 8;

/** A route as a picture. With the steps of a run it shows the way taken, and boxes with steps can be pressed. */
export function Diagram({ nodes, steps = null, chosen, choose, label }) {
  const plan = useMemo(() => {
    const tree = bounded(nodes);
    return { tree, ...layout(tree) };
  }, [nodes]);
  const way = useMemo(() => wayTaken(plan.tree, steps), [plan, steps]);
  if (plan.boxes.length === 0) {
    return html`<p class="muted">There is nothing to draw.</p>`;
  }
  const width = plan.width + 2 * EDGE;
  const height = plan.height + 2 * EDGE;
  return html`<div class="scroll picture" tabindex="0" role="group" aria-label=${label}>
    <svg class="route" width=${width} height=${height} viewBox=${`${-EDGE} ${-EDGE} ${width} ${height}`}
        role=${steps ? 'group' : 'img'} aria-label=${steps ? label : inWords(label, plan.boxes)}>
      ${plan.lines.map((line) => html`<${Line} line=${line} taken=${way.takes(line)} />`)}
      ${plan.boxes.map((box) => html`<${Box} box=${box} way=${way} chosen=${chosen} choose=${choose} />`)}
    </svg>
  </div>`;
}

function wayTaken(tree, steps) {
  const byNode = new Map();
  for (const step of steps ?? []) {
    byNode.set(String(step.node), [...(byNode.get(String(step.node)) ?? []), step]);
  }
  const through = passed(tree, new Set(byNode.keys()));
  const has = (node) => through.has(node.id);
  return {
    known: steps !== null, byNode, has,
    takes: ({ from, to, without }) => has(from) && has(to)
      && !(without && branches(without).flat().some(has)),
  };
}

function Line({ line, taken }) {
  const path = line.points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const { x, y } = line.points.at(-1);
  return html`<g class=${taken ? 'line taken' : 'line'}>
    <path d=${path} /><path class="tip" d=${`M${x - 5} ${y - 8}L${x + 5} ${y - 8}L${x} ${y}Z`} />
  </g>`;
}

function Box({ box: { node, x, y }, way, chosen, choose }) {
  const steps = way.byNode.get(node.id) ?? [];
  const last = steps.at(-1);
  const state = last ? name(last.state, 20) : way.has(node) ? 'passed' : '';
  const pressed = last !== undefined && steps.some((step) => step.id === chosen);
  const tone = ['done', 'failed', 'running', 'waiting', 'parked', 'passed'].includes(state) ? state : '';
  const kindWords = `${name(node.kind, 20)}${steps.length > 1 ? ` ×${steps.length}` : ''}`;
  const mark = state && state !== 'passed' ? state : '';
  const short = name(node.label, 27);
  const drawn = html`<rect width=${BOX.width} height=${BOX.height} rx="6" />
    <text class="kind" x="10" y="17">${kindWords}</text>${' '}
    ${mark ? html`<text class="mark" x=${BOX.width - 10} y="17" text-anchor="end">${mark}</text>` : null}${' '}
    <text x="10" y="36">${short}</text>`;
  const full = name(node.label, 300);
  const place = `translate(${x} ${y})`;
  const kind = `box ${tone} ${way.known && !way.has(node) ? 'missed' : ''} ${pressed ? 'chosen' : ''}`;
  if (!last) {
    return html`<g class=${kind} transform=${place}><title>${`${name(node.kind, 60)}: ${full}`}</title>${drawn}</g>`;
  }
  // The name begins with what is drawn, so that people who speak to their computer can say what they see.
  const words = `${kindWords} ${mark} ${short}${short === full ? '' : `, ${full}`}`;
  const press = () => choose(last.id);
  const key = (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      press();
    }
  };
  return html`<g class=${`${kind} pressable`} transform=${place} role="button" tabindex="0" aria-pressed=${pressed}
      aria-label=${words} onClick=${press} onKeyDown=${key}>${drawn}</g>`;
}

function inWords(label, boxes) {
  const words = boxes.slice(0, 40).map(({ node }) => `${name(node.kind, 30)} ${name(node.label, 60)}`.trim());
  return `${label}: ${words.join(', then ')}`;
}
