// A model server that answers at once, for both sides: "node model.mjs PORT" speaks as much of Ollama's API as they ask for.
import { createServer } from 'node:http';

const WORDS = 'At the oasis camels drink a hundred litres of water at once and then wait'.split(' ');
const model = { name: 'stub', model: 'stub', modified_at: '2026-01-01T00:00:00Z', size: 1, digest: '0'.repeat(64), details: { format: 'gguf', family: 'stub', families: ['stub'], parameter_size: '1B', quantization_level: 'Q4_0' } };
const GET = { '/api/tags': { models: [model] }, '/api/ps': { models: [model] }, '/api/version': { version: '0.0.0' } };

function chat(question, length) {
  const usage = { done_reason: 'stop', total_duration: 1, load_duration: 1, prompt_eval_count: length >> 2, prompt_eval_duration: 1, eval_count: WORDS.length, eval_duration: 1 };
  const part = (content, rest) => ({ model: question.model, created_at: new Date().toISOString(), message: { role: 'assistant', content }, ...rest });
  const last = (content) => part(content, { done: true, ...usage });
  if (question.stream === false) return [last(WORDS.join(' '))];
  return [...WORDS.map((word) => part(word + ' ', { done: false })), last('')];
}

function answer(path, text) {
  if (GET[path]) return [GET[path]];
  if (path === '/api/chat') return chat(JSON.parse(text), text.length);
  if (path === '/api/show') return [{ details: model.details, model_info: { 'general.architecture': 'stub', 'stub.context_length': 8192 }, capabilities: ['completion', 'tools'] }];
  return null;
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const lines = answer(request.url, Buffer.concat(parts).toString());
    response.writeHead(lines ? 200 : 404, { 'content-type': lines && lines.length > 1 ? 'application/x-ndjson' : 'application/json' });
    response.end((lines ?? [{ error: 'not found' }]).map((line) => JSON.stringify(line) + '\n').join(''));
  });
});
server.keepAliveTimeout = 600_000;
server.listen(Number(process.argv[2]), '127.0.0.1', 1024);
