import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI, { toFile } from 'openai';
import { city, collect, standInUrl, weather } from './support.mjs';

const openai = new OpenAI({ baseURL: `${standInUrl}/v1`, apiKey: 'ollama', maxRetries: 0 });
const ask = (content) => [{ role: 'user', content }];
const chat = (content, more = {}) =>
    openai.chat.completions.create({ model: 'scripted-chat', messages: ask(content), ...more });

test('chat answers', async () => {
    const reply = await chat('hi');
    assert.equal(reply.choices[0].message.content, 'Hello from the scripted model.');
    assert.equal(reply.choices[0].finish_reason, 'stop');
    assert.equal(reply.usage.total_tokens, reply.usage.prompt_tokens + reply.usage.completion_tokens);
});

test('content may come in parts', async () => {
    const reply = await chat([{ type: 'text', text: 'hi' }]);
    assert.equal(reply.choices[0].message.content, 'Hello from the scripted model.');
});

test('chat streams, with usage at the end', async () => {
    const parts = await collect(await chat('hi', { stream: true, stream_options: { include_usage: true } }));
    const text = parts.map((p) => p.choices[0]?.delta.content ?? '').join('');
    assert.equal(text, 'Hello from the scripted model.');
    assert.ok(parts.at(-1).usage.completion_tokens > 0);
});

test('a tool is called, and its result is used', async () => {
    const first = await chat('weather', { tools: [weather] });
    const [call] = first.choices[0].message.tool_calls;
    assert.equal(first.choices[0].finish_reason, 'tool_calls');
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Paris' });
    const messages = [...ask('weather'), first.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '21' }];
    const second = await openai.chat.completions.create({ model: 'scripted-chat', messages, tools: [weather] });
    assert.equal(second.choices[0].message.content, 'It is 21 degrees and sunny in Paris.');
});

test('streamed tool calls come whole', async () => {
    const parts = await collect(await chat('both', { tools: [weather], stream: true }));
    const calls = parts.flatMap((p) => p.choices[0]?.delta.tool_calls ?? []);
    assert.deepEqual(calls.map((c) => JSON.parse(c.function.arguments).city), ['Rome', 'Oslo']);
});

test('streamed tool calls come in fragments where a script says so', async () => {
    const stream = openai.chat.completions.stream({
        model: 'scripted-chat',
        messages: ask('fragments'),
        tools: [weather],
    });
    const final = await stream.finalChatCompletion();
    const [call] = final.choices[0].message.tool_calls;
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Reykjavik' });
});

test('a schema shapes the answer', async () => {
    const format = { type: 'json_schema', json_schema: { name: 'city', schema: city } };
    const reply = await chat('json', { response_format: format });
    assert.deepEqual(JSON.parse(reply.choices[0].message.content), { city: 'Lima', temperature: 18 });
});

test('thinking arrives as reasoning', async () => {
    const reply = await openai.chat.completions.create({ model: 'scripted-think', messages: ask('hi') });
    assert.match(reply.choices[0].message.reasoning, /short reply/);
});

test('completions answer and stream', async () => {
    const reply = await openai.completions.create({ model: 'scripted-chat', prompt: 'hi' });
    assert.equal(reply.choices[0].text, 'Hello from the scripted model.');
    const parts = await collect(
        await openai.completions.create({ model: 'scripted-chat', prompt: 'hi', stream: true }),
    );
    assert.equal(parts.map((p) => p.choices[0].text).join(''), 'Hello from the scripted model.');
});

test('embeddings come as numbers and as base64', async () => {
    const request = { model: 'all-minilm', input: ['a cat', 'a dog'] };
    const packed = await openai.embeddings.create(request);
    const plain = await openai.embeddings.create({ ...request, encoding_format: 'float' });
    assert.equal(packed.data[1].embedding.length, 384);
    assert.ok(Math.abs(packed.data[1].embedding[7] - plain.data[1].embedding[7]) < 1e-6);
});

test('models are listed and found', async () => {
    const ids = (await collect(openai.models.list())).map((m) => m.id);
    assert.ok(ids.includes('scripted-chat:latest'));
    assert.equal((await openai.models.retrieve('scripted-chat')).object, 'model');
});

test('speech is transcribed as the script says', async () => {
    const file = await toFile(Buffer.from('RIFF....WAVE'), 'fox.wav');
    const reply = await openai.audio.transcriptions.create({ model: 'whisper', file });
    assert.equal(reply.text, 'The quick brown fox.');
});

test('errors have OpenAI\'s classes', async () => {
    await assert.rejects(chat('hi', { model: 'nope' }), OpenAI.NotFoundError);
    await assert.rejects(chat('hi', { messages: [] }), OpenAI.BadRequestError);
    await assert.rejects(chat('overloaded'), OpenAI.InternalServerError);
});

test('what the stand-in does not do is refused by name', async () => {
    const asked = openai.responses.create({ model: 'scripted-chat', input: 'hi' });
    await assert.rejects(asked, (error) => error.status === 501 && /\/v1\/responses/.test(error.message));
});

test('a slow answer runs into the client\'s time limit', async () => {
    const asked = openai.chat.completions.create(
        { model: 'scripted-chat', messages: ask('slowly') },
        { timeout: 200 },
    );
    await assert.rejects(asked, OpenAI.APIConnectionTimeoutError);
});
