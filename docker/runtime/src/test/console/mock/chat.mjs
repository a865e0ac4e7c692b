import { MARKDOWN, OVERRIDE, SCRIPT } from './hostile.mjs';

/**
 * What the stand-in says to a message: the first word that is known decides. Each entry is [event, data], or "wait" for
 * a person's decision, or "hang" to stay silent until the reader leaves, or "cut" to end without an end.
 */
export function script(message) {
  const word = Object.keys(SCRIPTS).find((one) => message.toLowerCase().includes(one));
  return SCRIPTS[word ?? 'hello'];
}

const words = (text) => text.split(/(?<= )/).map((piece) => ['text', { text: piece }]);
const done = ['done', { run: 'run-0120', millis: 1840, tokens: 312 }];
const SOURCES = ['sources', { items: [
  { title: 'Warranty, page 3', address: 'https://docs.example/warranty', text: 'Two years from the day of delivery.', score: 0.83 },
  { title: SCRIPT, address: 'javascript:window.pwned=1', text: SCRIPT },
  { title: 'notes.txt', address: 'file:///data/notes.txt' },
] }];

const SCRIPTS = {
  hello: [...words('Hello. Ask me something about **your documents**.'), done],
  warranty: [
    ['thinking', { text: 'The person asks about the warranty. ' }], ['thinking', { text: 'I look it up.' }],
    ['tool_call', { id: 'c1', name: 'search', arguments: { query: 'warranty', limit: 5 } }],
    ['tool_result', { id: 'c1', result: '[{"title":"Warranty","score":0.83}]', millis: 42, cut: true }],
    ...words('The warranty is **two years** from the day of delivery.'), SOURCES, done,
  ],
  approve: [
    ['approval', { id: 'a1', name: 'delete_file', arguments: { path: '/data/old.txt' }, reason: 'This tool changes files.' }],
    'wait', ['text', { text: 'Understood.' }], done,
  ],
  taken: [['approval', { id: 'gone', name: 'send_mail', arguments: { to: 'all' } }], 'wait', done],
  toolfails: [
    ['tool_call', { id: 'c2', name: 'fetch', arguments: { url: 'http://intranet.example' } }],
    ['tool_result', { id: 'c2', error: { code: 'http.egress', fact: 'intranet.example is not on the list of allowed hosts.', remedy: 'Add it to serai.egress.' }, millis: 3 }],
    ['text', { text: 'I could not reach it.' }], done,
  ],
  error: [['text', { text: 'I begin' }], ['error', { code: 'ollama.out-of-memory', fact: `The model needs 12 GiB, 8 are free. ${SCRIPT}`, remedy: 'Use a smaller model: ollama pull qwen3:4b' }]],
  hostile: [
    ['thinking', { text: SCRIPT }],
    ['tool_call', { id: 'h1', name: `${OVERRIDE}${SCRIPT}`, arguments: { html: SCRIPT } }],
    ['tool_result', { id: 'h1', result: SCRIPT }], ['tool_result', { id: 'never-called', result: SCRIPT }],
    ['unheard-of', { text: 'ignored' }], ['text', { text: MARKDOWN }], SOURCES, done,
  ],
  hang: [['text', { text: 'One moment' }], 'hang'],
  cut: [['text', { text: 'Half of an ans' }], 'cut'],
  notjson: [['text', { text: 'fine' }], 'notjson'],
  long: [...Array.from({ length: 3000 }, (_, at) => ['text', { text: `word${at} ` }]), done],
};
