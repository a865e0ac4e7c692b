import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ollama } from 'ollama';
import { city, collect, standInUrl, weather } from './support.mjs';

const ollama = new Ollama({ host: standInUrl });
const ask = (content) => [{ role: 'user', content }];

test('list names the models with their details', async () => {
    const { models } = await ollama.list();
    const chat = models.find((m) => m.name === 'scripted-chat:latest');
    assert.equal(chat.details.family, 'llama');
    assert.ok(chat.modified_at && chat.digest && chat.size > 0);
});

test('show tells capabilities and context length', async () => {
    const shown = await ollama.show({ model: 'scripted-think' });
    assert.deepEqual(shown.capabilities, ['completion', 'tools', 'thinking']);
    assert.equal(shown.model_info['llama.context_length'], 4096);
});

test('version is a number with dots', async () => {
    assert.match((await ollama.version()).version, /^\d+\.\d+\.\d+$/);
});

test('chat answers at once', async () => {
    const reply = await ollama.chat({ model: 'scripted-chat', messages: ask('hi') });
    assert.equal(reply.message.content, 'Hello from the scripted model.');
    assert.equal(reply.done_reason, 'stop');
    assert.ok(reply.prompt_eval_count > 0 && reply.eval_count > 0 && reply.total_duration > 0);
});

test('chat streams', async () => {
    const parts = await collect(await ollama.chat({ model: 'scripted-chat', messages: ask('hi'), stream: true }));
    assert.equal(parts.map((p) => p.message.content).join(''), 'Hello from the scripted model.');
    assert.ok(parts.length > 3 && parts.at(-1).done);
});

test('generate answers and streams', async () => {
    const reply = await ollama.generate({ model: 'scripted-chat', prompt: 'hi' });
    assert.equal(reply.response, 'Hello from the scripted model.');
    assert.ok(reply.context.length > 0);
    const parts = await collect(await ollama.generate({ model: 'scripted-chat', prompt: 'hi', stream: true }));
    assert.equal(parts.map((p) => p.response).join(''), reply.response);
});

test('a tool is called, and its result is used', async () => {
    const messages = ask('What is the weather?');
    const first = await ollama.chat({ model: 'scripted-chat', messages, tools: [weather] });
    const [call] = first.message.tool_calls;
    assert.deepEqual(call.function.arguments, { city: 'Paris' });
    messages.push(first.message, { role: 'tool', tool_name: call.function.name, content: '21' });
    const second = await ollama.chat({ model: 'scripted-chat', messages, tools: [weather] });
    assert.equal(second.message.content, 'It is 21 degrees and sunny in Paris.');
});

test('tool calls arrive in a stream', async () => {
    const parts = await collect(
        await ollama.chat({ model: 'scripted-chat', messages: ask('both'), tools: [weather], stream: true }),
    );
    const calls = parts.flatMap((p) => p.message.tool_calls ?? []);
    assert.deepEqual(calls.map((c) => c.function.arguments.city), ['Rome', 'Oslo']);
});

test('thinking is apart from the answer, and can be turned off', async () => {
    const thought = await ollama.chat({ model: 'scripted-think', messages: ask('hi'), think: true });
    assert.match(thought.message.thinking, /short reply/);
    assert.equal(thought.message.content, 'Hi! I thought about it first.');
    const plain = await ollama.chat({ model: 'scripted-think', messages: ask('hi'), think: false });
    assert.equal(plain.message.thinking, undefined);
});

test('a schema shapes the answer', async () => {
    const reply = await ollama.chat({ model: 'scripted-chat', messages: ask('json'), format: city });
    assert.deepEqual(JSON.parse(reply.message.content), { city: 'Lima', temperature: 18 });
});

test('embeddings are real: a cat is nearer to a kitten than to a tax form', async () => {
    const input = ['a cat', 'a kitten', 'a tax form'];
    const { embeddings } = await ollama.embed({ model: 'all-minilm', input });
    const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
    assert.equal(embeddings[0].length, 384);
    assert.ok(dot(embeddings[0], embeddings[1]) > dot(embeddings[0], embeddings[2]));
    const { embedding } = await ollama.embeddings({ model: 'all-minilm', prompt: 'a cat' });
    assert.equal(embedding.length, 384);
});

test('ps lists a loaded model with its window, and keep_alive 0 unloads it', async () => {
    const running = async () => (await ollama.ps()).models.find((m) => m.name === 'plain:latest');
    await ollama.chat({ model: 'plain', messages: ask('hi'), options: { num_ctx: 512 } });
    assert.equal((await running()).context_length, 512);
    await ollama.chat({ model: 'plain', messages: [], keep_alive: 0 });
    assert.equal(await running(), undefined);
});

test('pull reports its progress', async () => {
    const parts = await collect(await ollama.pull({ model: 'smollm:135m', stream: true }));
    assert.equal(parts[0].status, 'pulling manifest');
    assert.ok(parts.some((p) => p.total === 800 && p.completed === 400));
    assert.equal(parts.at(-1).status, 'success');
    const { models } = await ollama.list();
    assert.ok(models.some((m) => m.name === 'smollm:135m'));
});

test('pull fails in the middle, and for unknown models', async () => {
    const broken = ollama.pull({ model: 'broken:1b', stream: true }).then(collect);
    await assert.rejects(broken, /digest mismatch/);
    await assert.rejects(ollama.pull({ model: 'nowhere:1b' }), /file does not exist/);
});

test('push reports its progress', async () => {
    const parts = await collect(await ollama.push({ model: 'scripted-chat', stream: true }));
    assert.equal(parts.at(-1).status, 'success');
});

test('create makes a model of another one, copy and delete do what they say', async () => {
    const made = await collect(
        await ollama.create({ model: 'brief', from: 'scripted-chat', system: 'Be brief.', stream: true }),
    );
    assert.equal(made.at(-1).status, 'success');
    assert.equal((await ollama.show({ model: 'brief' })).system, 'Be brief.');
    await ollama.copy({ source: 'brief', destination: 'briefer' });
    await ollama.delete({ model: 'brief' });
    await assert.rejects(ollama.show({ model: 'brief' }), { status_code: 404 });
    assert.equal((await ollama.show({ model: 'briefer' })).details.parent_model, 'scripted-chat:latest');
});

test('a model is created of an uploaded file', async () => {
    const file = await readFile(new URL('../resources/models/scripted-chat.head.gguf', import.meta.url));
    const digest = 'sha256:' + createHash('sha256').update(file).digest('hex');
    const blob = `${standInUrl}/api/blobs/${digest}`;
    const wrong = await fetch(blob, { method: 'POST', body: 'something else' });
    assert.equal(wrong.status, 400);
    assert.equal((await fetch(blob, { method: 'POST', body: file })).status, 201);
    assert.equal((await fetch(blob, { method: 'HEAD' })).status, 200);
    const reply = await ollama.create({ model: 'uploaded', files: { 'model.gguf': digest } });
    assert.equal(reply.status, 'success');
    const shown = await ollama.show({ model: 'uploaded' });
    assert.equal(shown.model_info['llama.embedding_length'], 512);
    assert.deepEqual(shown.capabilities, ['completion', 'tools']);
});

test('abort ends an endless answer', async () => {
    const stream = await ollama.chat({ model: 'scripted-chat', messages: ask('forever'), stream: true });
    const reading = (async () => {
        let count = 0;
        for await (const part of stream) {
            if (++count === 10) {
                stream.abort();
            }
        }
    })();
    await assert.rejects(reading, { name: 'AbortError' });
});

test('errors have the status and the text', async () => {
    const missing = ollama.chat({ model: 'nope', messages: ask('hi') });
    await assert.rejects(missing, { status_code: 404, message: "model 'nope' not found" });
    const toolless = ollama.chat({ model: 'plain', messages: ask('hi'), tools: [weather] });
    await assert.rejects(toolless, /does not support tools/);
    const busy = ollama.chat({ model: 'scripted-chat', messages: ask('overloaded') });
    await assert.rejects(busy, { status_code: 503 });
});

test('an error in the middle of a stream is thrown', async () => {
    const stream = await ollama.chat({ model: 'scripted-chat', messages: ask('crash'), stream: true });
    await assert.rejects(collect(stream), /unexpected EOF/);
});

test('web search is refused, because it would leave the house', async () => {
    const local = new Ollama({
        host: standInUrl,
        fetch: (url, init) => fetch(`${standInUrl}/api/experimental/${new URL(url).pathname.split('/').pop()}`, init),
    });
    await assert.rejects(local.webSearch({ query: 'camels' }), { status_code: 403 });
    await assert.rejects(local.webSearch({ query: '' }), /Query is required/);
});
