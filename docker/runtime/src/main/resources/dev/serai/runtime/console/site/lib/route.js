/*
 * A route is a tree: nodes follow one another, and some hold others, as a sequence (split, filter, when) or side by
 * side (choice, multicast). This file brings the tree into bounds and finds the way a run took through it.
 */
const MOST = 400;
const DEEPEST = 24;
const SIDE_BY_SIDE = new Set(['choice', 'multicast', 'loadBalance']);
const GUARDED = new Set(['doTry', 'circuitBreaker']);
const GUARDS = new Set(['doCatch', 'doFinally', 'onFallback']);

/** A copy with text ids and labels, at most 400 nodes and 24 levels; what is left out is said. */
export function bounded(nodes) {
  const budget = { left: MOST };
  return copy(nodes, budget, 0);
}

function copy(nodes, budget, depth) {
  const given = Array.isArray(nodes) ? nodes.filter((node) => node && typeof node === 'object') : [];
  const taken = [];
  for (const node of given) {
    if (budget.left <= 0 || depth >= DEEPEST) {
      taken.push({ id: '', label: `${given.length - taken.length} more, not drawn`, kind: 'more', children: [] });
      break;
    }
    budget.left -= 1;
    taken.push({
      id: String(node.id ?? ''), label: String(node.label ?? node.id ?? ''), kind: String(node.kind ?? ''),
      children: copy(node.children, budget, depth + 1),
    });
  }
  return taken;
}

/** The ways that lead out of a node, each a sequence of nodes. */
export function branches(node) {
  if (node.children.length === 0) {
    return [];
  }
  if (SIDE_BY_SIDE.has(node.kind)) {
    return node.children.map((child) => [child]);
  }
  if (GUARDED.has(node.kind)) {
    const body = node.children.filter((child) => !GUARDS.has(child.kind));
    const guards = node.children.filter((child) => GUARDS.has(child.kind)).map((child) => [child]);
    return body.length > 0 ? [body, ...guards] : guards;
  }
  return [node.children];
}

/** Whether a message can pass the node without taking any of its branches. */
export function canBePassedBy(node) {
  return node.kind === 'choice' && !node.children.some((child) => child.kind === 'otherwise');
}

/**
 * The ids of all nodes that the run came through. Not every node leaves a step, so a node counts when something in it
 * or after it, on the same way, was reached.
 */
export function passed(nodes, reached) {
  const found = new Set();
  mark(nodes, reached, found);
  return found;
}

function mark(sequence, reached, found) {
  let later = false;
  for (const node of [...sequence].reverse()) {
    const inside = branches(node).map((branch) => mark(branch, reached, found)).some(Boolean);
    later = later || inside || reached.has(node.id);
    if (later) {
      found.add(node.id);
    }
  }
  return later;
}
