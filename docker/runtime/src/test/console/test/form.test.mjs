import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, fields, initial } from '../site/people/form.js';

const given = (schema, raw = {}) => {
  const form = fields(schema);
  const typed = Object.fromEntries(Object.entries(raw).map(([key, value]) => [`/${key}`, value]));
  return answer(form, { ...initial(form), ...typed });
};
const object = (properties, required = []) => ({ type: 'object', properties, required });

test('each kind of field gives the JSON of its type', () => {
  const schema = object({
    n: { type: 'number' }, i: { type: 'integer' }, s: { type: 'string' }, b: { type: 'boolean' }, e: { enum: [1, 'two', null] },
    many: { type: 'array', items: { enum: ['x', 'y'] } }, lines: { type: 'array', items: { type: 'string' } }, any: {},
    inner: object({ c: { type: 'string' } }),
  });
  const raw = { n: '1.5', i: '3', s: 'text', b: true, e: '2', many: [1], lines: 'a\n\n b ', any: '{"k":[1]}', 'inner/c': 'z' };
  assert.deepEqual(given(schema, raw), {
    values: { n: 1.5, i: 3, s: 'text', b: true, e: null, many: ['y'], lines: ['a', 'b'], any: { k: [1] }, inner: { c: 'z' } },
    problems: {},
  });
});

test('what is wrong is said beside its field', () => {
  const schema = object({ n: { type: 'integer', minimum: 2, maximum: 4 }, s: { type: 'string', minLength: 3 }, j: {}, r: { type: 'string' } }, ['r']);
  assert.deepEqual(given(schema, { n: '5', s: 'ab', j: '{' }).problems,
    { '/n': 'At most 4.', '/s': 'At least 3 characters.', '/j': "This isn't JSON.", '/r': 'This is needed.' });
  assert.equal(given(schema, { n: '2.5', r: 'x' }).problems['/n'], 'A whole number is needed.');
  assert.equal(given(schema, { n: 'Infinity', r: 'x' }).problems['/n'], 'A whole number is needed.');
});

test('empty optional fields are left out', () => {
  assert.deepEqual(given(object({ a: { type: 'string' }, b: { enum: ['x'] }, c: { type: 'array', items: { type: 'string' } } })).values, {});
});

test('a box that nobody touched says nothing, unless it must', () => {
  const box = { type: 'boolean' };
  assert.deepEqual(given(object({ a: box, b: box, c: { ...box, default: true }, d: { ...box, default: false } }, ['b'])).values,
    { b: false, c: true, d: false });
  assert.deepEqual(given(object({ a: box }), { a: false }).values, { a: false });
});

test('a time is typed with its zone, which a browser would leave out', () => {
  const [at, when] = fields(object({ at: { type: 'string', format: 'time', description: 'Local.' }, when: { type: 'string', format: 'date-time' } }));
  assert.equal(at.input, 'text');
  assert.match(at.help, /^Local\. As 10:30:00Z/);
  assert.match(when.help, /^As 2030-/);
});

test('defaults stand in the fields', () => {
  assert.deepEqual(given(object({ a: { type: 'string', default: 'x' }, b: { enum: ['p', 'q'], default: 'q' }, c: { type: 'number', default: 0 } })).values,
    { a: 'x', b: 'q', c: 0 });
});

test('a hostile schema neither pollutes nor overflows', () => {
  const hostile = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"object","properties":{"polluted":{"type":"string","default":"yes"}}},"constructor":{"type":"string","default":"c"}}}');
  const { values } = given(hostile);
  assert.equal({}.polluted, undefined);
  assert.equal(values.constructor, 'c');
  const flat = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}');
  assert.deepEqual(given(flat), { values: {}, problems: {} });
  let deep = { type: 'string' };
  for (let at = 0; at < 1000; at += 1) {
    deep = object({ deep });
  }
  assert.ok(JSON.stringify(fields(deep)).length < 2000);
  assert.equal(fields(object(Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, { type: 'string' }])))).length, 100);
});

test('names with a slash stay apart from nested names', () => {
  const form = fields(object({ 'a/b': { type: 'string' }, a: object({ b: { type: 'string' } }) }));
  assert.equal(new Set(Object.keys(initial(form))).size, 2);
});

test('a task without a form has no fields', () => {
  for (const schema of [null, undefined, 'x', [], { type: 'string' }, { properties: 7 }]) {
    assert.deepEqual(fields(schema), []);
  }
});
