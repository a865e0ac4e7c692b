/*
 * A form from a JSON schema: what people are asked for, in the kinds a browser has. The runtime checks the answer
 * again; this file is for the person. `pattern` is left to the runtime, because the schema may come from a model and
 * a pattern can be written so that it never ends.
 */
const DEEPEST = 3;
const MOST = 100;

/** Fields: {key, path, title, help, kind, required, ...}; `kind` says how the field is asked for. */
export function fields(schema) {
  return object(schema, [], { left: MOST }, 0);
}

function object(schema, path, budget, depth) {
  const properties = schema?.properties;
  if (!properties || typeof properties !== 'object') {
    return [];
  }
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const found = [];
  for (const [key, value] of Object.entries(properties)) {
    if (budget.left <= 0) {
      break;
    }
    budget.left -= 1;
    found.push(field(key, value && typeof value === 'object' ? value : {}, path, required.has(key), budget, depth));
  }
  return found;
}

function field(key, schema, path, required, budget, depth) {
  const base = {
    key, path: [...path, key], title: text(schema.title) || key,
    help: [text(schema.description), SHAPES[schema.format]].filter(Boolean).join(' '), required,
    initial: schema.default,
  };
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (Array.isArray(schema.enum)) {
    return { ...base, kind: 'choice', options: schema.enum.slice(0, 200) };
  }
  switch (type) {
    case 'boolean':
      return { ...base, kind: 'yesno' };
    case 'integer':
    case 'number':
      return { ...base, kind: 'number', whole: type === 'integer', least: schema.minimum, most: schema.maximum };
    case 'array':
      return many(base, schema);
    case 'object':
      return depth < DEEPEST && schema.properties
        ? { ...base, kind: 'group', fields: object(schema, base.path, budget, depth + 1) } : { ...base, kind: 'json' };
    case 'string':
      return words(base, schema);
    default:
      return { ...base, kind: 'json' };
  }
}

function many(base, schema) {
  const items = schema.items ?? {};
  const bounds = { least: schema.minItems, most: schema.maxItems };
  if (Array.isArray(items.enum)) {
    return { ...base, ...bounds, kind: 'choices', options: items.enum.slice(0, 200) };
  }
  return items.type === 'string' ? { ...base, ...bounds, kind: 'lines' } : { ...base, kind: 'json' };
}

const INPUTS = { date: 'date', email: 'email', uri: 'url' };
// A browser's own fields for these leave out the zone, and the runtime refuses what has none.
const SHAPES = { time: 'As 10:30:00Z or 10:30:00+01:00.', 'date-time': 'As 2030-01-31T10:30:00Z or 2030-01-31T10:30:00+01:00.' };

function words(base, schema) {
  const bounds = { least: schema.minLength, most: schema.maxLength };
  const long = schema.maxLength > 200 || schema.format === 'multiline';
  return long ? { ...base, ...bounds, kind: 'text' }
    : { ...base, ...bounds, kind: 'word', input: INPUTS[schema.format] ?? 'text' };
}

/** What the form shows at first, by place. */
export function initial(list) {
  const raw = {};
  for (const one of flat(list)) {
    raw[at(one)] = shown(one);
  }
  return raw;
}

function shown(one) {
  const value = one.initial;
  switch (one.kind) {
    case 'yesno': return typeof value === 'boolean' ? value : one.required ? false : null;
    case 'choices': return Array.isArray(value) ? value.map((option) => one.options.indexOf(option)).filter((found) => found >= 0) : [];
    case 'choice': return one.options.indexOf(value) >= 0 ? String(one.options.indexOf(value)) : '';
    case 'lines': return Array.isArray(value) ? value.join('\n') : '';
    case 'json': return value === undefined ? '' : JSON.stringify(value, null, 2);
    default: return value === undefined || value === null ? '' : String(value);
  }
}

/** {values, problems}: the answer as JSON, and by place what is wrong with it. */
export function answer(list, raw) {
  const values = {};
  const problems = {};
  for (const one of flat(list)) {
    const { value, problem } = read(one, raw[at(one)]);
    if (problem) {
      problems[at(one)] = problem;
    } else if (value !== undefined) {
      put(values, one.path, value);
    }
  }
  return { values, problems };
}

/** The place of a field as a JSON pointer; its slash also keeps a field named "__proto__" from being one. */
export function at(one) {
  return one.path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function flat(list) {
  return list.flatMap((one) => (one.kind === 'group' ? flat(one.fields) : [one]));
}

function read(one, raw) {
  switch (one.kind) {
    case 'yesno': return raw === null ? {} : { value: raw === true };
    case 'choice': return raw === '' ? missing(one) : { value: one.options[Number(raw)] };
    case 'choices': return amount(one, raw.map((index) => one.options[index]));
    case 'lines': return amount(one, raw.split('\n').map((line) => line.trim()).filter(Boolean));
    case 'number': return number(one, String(raw).trim());
    case 'json': return json(one, raw.trim());
    default: return word(one, raw);
  }
}

function missing(one) {
  return one.required ? { problem: 'This is needed.' } : {};
}

function amount(one, values) {
  if (values.length === 0 && !one.required && !(one.least > 0)) {
    return {};
  }
  if (values.length < (one.least ?? (one.required ? 1 : 0))) {
    return { problem: `At least ${one.least ?? 1} needed.` };
  }
  return values.length > one.most ? { problem: `At most ${one.most} allowed.` } : { value: values };
}

function number(one, raw) {
  if (raw === '') {
    return missing(one);
  }
  const value = Number(raw);
  if (!Number.isFinite(value) || (one.whole && !Number.isInteger(value))) {
    return { problem: one.whole ? 'A whole number is needed.' : 'A number is needed.' };
  }
  if (value < one.least) {
    return { problem: `At least ${one.least}.` };
  }
  return value > one.most ? { problem: `At most ${one.most}.` } : { value };
}

function json(one, raw) {
  if (raw === '') {
    return missing(one);
  }
  try {
    return { value: JSON.parse(raw) };
  } catch {
    return { problem: "This isn't JSON." };
  }
}

function word(one, raw) {
  if (raw.trim() === '') {
    return missing(one);
  }
  if (raw.length < one.least) {
    return { problem: `At least ${one.least} characters.` };
  }
  return raw.length > one.most ? { problem: `At most ${one.most} characters.` } : { value: raw };
}

// Defined, not assigned: a field named "__proto__" is a field like any other.
function put(values, path, value) {
  let target = values;
  for (const key of path.slice(0, -1)) {
    if (!Object.hasOwn(target, key)) {
      define(target, key, {});
    }
    target = target[key];
  }
  define(target, path.at(-1), value);
}

function define(target, key, value) {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

function text(value) {
  return typeof value === 'string' ? value : '';
}
