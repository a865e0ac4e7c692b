import { branches, canBePassedBy } from './route.js';

export const BOX = { width: 208, height: 46 };
const GAP = { across: 24, down: 30 };

/**
 * Places a route from top to bottom. Gives boxes {node, x, y} and lines {points, from, to, without}: `from` and `to`
 * are nodes, and `without` is the choice that a line goes around.
 */
export function layout(nodes) {
  const block = sequence(nodes);
  return { width: block.width, height: block.height, boxes: block.boxes, lines: block.lines };
}

function sequence(nodes) {
  const blocks = nodes.map(single);
  const width = Math.max(0, ...blocks.map((block) => block.width));
  const whole = { width, height: 0, boxes: [], lines: [], entry: null, exits: [] };
  for (const block of blocks) {
    const top = whole.height === 0 ? 0 : whole.height + GAP.down;
    const moved = shift(block, (width - block.width) / 2, top);
    whole.exits.forEach((exit) => whole.lines.push(line(exit, moved.entry)));
    whole.boxes.push(...moved.boxes);
    whole.lines.push(...moved.lines);
    whole.entry ??= moved.entry;
    whole.exits = moved.exits;
    whole.height = top + block.height;
  }
  return whole;
}

function single(node) {
  const ways = branches(node).map(sequence);
  const across = ways.reduce((sum, way) => sum + way.width + GAP.across, -GAP.across);
  const aside = canBePassedBy(node) && ways.length > 0 ? GAP.across * 2 : 0;
  const width = Math.max(BOX.width, across) + aside * 2;
  const middle = width / 2;
  const block = {
    width, height: BOX.height, boxes: [{ node, x: middle - BOX.width / 2, y: 0 }], lines: [],
    entry: { x: middle, y: 0, node }, exits: [],
  };
  const foot = { x: middle, y: BOX.height, node };
  if (ways.length === 0) {
    block.exits.push(foot);
    return block;
  }
  let left = (width - across) / 2;
  for (const way of ways) {
    const moved = shift(way, left, BOX.height + GAP.down);
    block.boxes.push(...moved.boxes);
    block.lines.push(line(foot, moved.entry), ...moved.lines);
    block.exits.push(...moved.exits);
    block.height = Math.max(block.height, BOX.height + GAP.down + way.height);
    left += way.width + GAP.across;
  }
  if (aside > 0) {
    block.exits.push(around(block, node, middle));
  }
  return block;
}

function around(block, node, middle) {
  const right = block.width - GAP.across / 2;
  const side = { x: middle + BOX.width / 2, y: BOX.height / 2 };
  return {
    x: right, y: block.height, node, without: node,
    before: [side, { x: right, y: side.y }],
  };
}

function line(exit, entry) {
  const half = entry.y - GAP.down / 2;
  const points = [...(exit.before ?? []), { x: exit.x, y: exit.y }, { x: exit.x, y: half }, { x: entry.x, y: half },
    { x: entry.x, y: entry.y }];
  return { points, from: exit.node, to: entry.node, without: exit.without ?? null };
}

function shift(block, x, y) {
  const move = (point) => ({ ...point, x: point.x + x, y: point.y + y });
  return {
    ...block,
    boxes: block.boxes.map(move),
    lines: block.lines.map((one) => ({ ...one, points: one.points.map(move) })),
    entry: move(block.entry),
    exits: block.exits.map((exit) => ({ ...move(exit), before: exit.before?.map(move) })),
  };
}
