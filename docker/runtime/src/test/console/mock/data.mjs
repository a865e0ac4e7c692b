import { LONG, MARKDOWN, OVERRIDE, SCRIPT } from './hostile.mjs';

const node = (id, kind, label, children = []) => ({ id, kind, label, children });

export const ROUTE = [
  node('from', 'from', 'platform-http:/answer'),
  node('search', 'to', 'vector:documents'),
  node('choose', 'choice', 'Anything found?', [
    node('when', 'when', '${body.size} > 0', [node('agent', 'to', 'agent:librarian'), node('cite', 'setBody', 'with sources')]),
    node('otherwise', 'otherwise', 'otherwise', [node('ask', 'to', 'people:inbox')]),
  ]),
  node('guard', 'doTry', 'try', [
    node('send', 'to', 'smtp:mail'), node('catch', 'doCatch', 'IOException', [node('note', 'log', 'mail is away')]),
  ]),
  node('log', 'log', 'answered'),
];

export function session(extractive) {
  return {
    user: 'local', environment: 'private', version: '0.6.0',
    model: extractive
      ? { name: 'extractive', kind: 'no language model', hint: 'It quotes the passages that fit. For a model: ollama pull qwen3:4b' }
      : { name: 'qwen3:14b', kind: 'ollama', hint: '' },
  };
}

export const AGENTS = [
  { id: 'librarian', title: 'Librarian', description: 'Answers from the documents in the folder.', kind: 'agent' },
  { id: 'hostile', title: `Evil ${SCRIPT} ${OVERRIDE}`, description: SCRIPT, kind: 'agent' },
  { id: 'qwen3:14b', title: 'qwen3:14b', description: 'The model alone, without tools.', kind: 'model' },
];

const STATES = ['done', 'failed', 'running', 'waiting', 'done', 'done', 'stopped'];

export function runs() {
  return Array.from({ length: 120 }, (_, at) => ({
    id: `run-${String(120 - at).padStart(4, '0')}`,
    workflow: at % 11 === 3 ? `hostile ${SCRIPT}` : at % 3 === 0 ? 'mail-triage' : 'answer',
    state: STATES[at % STATES.length],
    started: new Date(Date.UTC(2026, 10, 21, 20, 0, 0) - at * 61_000).toISOString(),
    millis: STATES[at % STATES.length] === 'running' ? null : 900 + at * 37,
    tokens: at % 5 === 0 ? null : 200 + at * 3,
    error: STATES[at % STATES.length] === 'failed'
      ? { code: 'ollama.unreachable', fact: `The model server doesn't answer ${at === 1 ? SCRIPT : ''}`, remedy: 'Start it: ollama serve' } : null,
  }));
}

export function runOf(row) {
  const failed = row.state === 'failed';
  const step = (id, at, label, state, input, output, error = null) => ({
    id, node: at, label, state, started: row.started, millis: 120, input, output, error,
  });
  const text = (value, type = 'String', cut = false) => ({ type, text: value, cut });
  return {
    run: row,
    route: { id: row.workflow, nodes: ROUTE },
    steps: [
      step('1', 'from', 'platform-http:/answer', 'done', text('{"question":"How long is the warranty?"}', 'application/json'), text('How long is the warranty?')),
      step('2', 'search', 'vector:documents', 'done', text('How long is the warranty?'), text('[{"title":"Warranty","score":0.83}]', 'List')),
      step('3', 'agent', `agent:librarian ${SCRIPT}`, failed ? 'failed' : 'done', text(MARKDOWN, 'String', 123456), failed ? null : text('Two years.'),
        failed ? row.error : null),
      ...(failed ? [] : [step('4', 'send', 'smtp:mail', row.state === 'done' ? 'done' : row.state, text('Two years.'), null)]),
    ],
  };
}

export function workflows() {
  return [
    { id: 'answer', file: 'routes/answer.camel.yaml', description: 'Answers a question from the documents.', state: 'on', trigger: 'http://127.0.0.1:8080/answer', errors: [], nodes: ROUTE },
    { id: 'mail-triage', file: 'routes/mail.camel.yaml', description: '', state: 'off', trigger: 'imaps:mail.example', errors: [],
      nodes: [node('m1', 'from', 'imaps:mail.example'), node('m2', 'split', 'each mail', [node('m3', 'choice', 'Kind?', [node('m4', 'when', 'an offer', [node('m5', 'to', 'kafka:offers')])]), node('m6', 'log', 'next')])] },
    { id: 'broken', file: 'routes/broken.camel.yaml', description: 'Was changed a moment ago.', state: 'broken', trigger: '',
      errors: [{ file: 'routes/broken.camel.yaml', line: 14, reason: `Unknown step "lgo"; did you mean "log"? ${SCRIPT}` }], nodes: [node('b1', 'from', 'timer:tick')] },
    { id: `hostile ${SCRIPT}`, file: `routes/${LONG.slice(0, 300)}.yaml`, description: SCRIPT, state: 'on', trigger: 'javascript:window.pwned=1', errors: [],
      nodes: [node('h1', 'from', SCRIPT), node('h2', SCRIPT, LONG)] },
    { id: 'deep', file: 'routes/deep.yaml', description: 'Deeper than anything a person writes.', state: 'on', trigger: 'direct:deep', errors: [], nodes: [deep(60)] },
  ];
}

function deep(levels) {
  let inner = node('deep-0', 'log', 'the end');
  for (let at = 1; at <= levels; at += 1) {
    inner = node(`deep-${at}`, 'filter', `level ${at}`, [inner]);
  }
  return inner;
}

const taken = (flow) => ({ code: 'LOAD-204', fact: `There is a folder ${flow} already`, remedy: 'Take another name, or replace it if it was imported.' });

/** A workflow as it is read; "taken" and "again" have no place, and the latter may be replaced. */
export function imported(id, given) {
  const flow = String(given).toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40);
  const free = flow !== 'taken' && flow !== 'again';
  const finding = (kind, title, about, reason, hint) => ({ kind, title, node: about, reason, hint });
  return {
    id, name: given, flow, state: 'read', place: free ? `routes/${flow}` : null, folder: free ? `/srv/routes/${flow}` : null,
    refusal: free ? null : taken(flow), replaces: flow === 'again' ? '/srv/routes/again' : null,
    unsupported: 2,
    nodes: [
      { name: 'Webhook', type: 'n8n-nodes-base.webhook', became: 'from platform-http' },
      { name: `Evil ${SCRIPT}`, type: SCRIPT, became: LONG },
    ],
    findings: [
      finding('note', 'Notes', '', 'Branches run one after the other.', ''),
      finding('unsupported', 'Not supported: the step is there and fails when it is reached', 'Post to Slack', 'Slack is a service of others', 'Send it by mail.'),
      finding('unsupported', 'Not supported: the step is there and fails when it is reached', `Evil ${SCRIPT} ${OVERRIDE}`, SCRIPT, LONG),
    ],
    properties: [
      { name: `${flow}.path`, value: '/webhook/orders', set: true, secret: false, variable: 'ORDERS_PATH', comment: 'Webhook: the path of the webhook.' },
      { name: `${flow}.login-value`, value: '', set: false, secret: true, variable: 'ORDERS_LOGIN_VALUE', comment: `HTTP Request: its value ${SCRIPT}` },
      { name: 'n8n.commands.allowed', value: 'false', set: true, secret: false, variable: 'N8N_COMMANDS_ALLOWED', comment: 'Whether flows may run commands.' },
      { name: `${flow}.folder`, value: '', set: false, secret: false, variable: SCRIPT, comment: 'The folder that is watched.' },
    ],
    reaches: flow === 'inside' ? [] : [
      { kind: 'command', title: 'Commands on this machine', what: `rm -rf ${SCRIPT}`, nodes: ['Clean', `Evil ${SCRIPT}`] },
      { kind: 'server', title: 'Servers that are asked', what: 'https://api.example.org', nodes: ['Ask', 'Ask again'] },
      { kind: 'server', title: 'Servers that are asked', what: `worked out while it runs: ={{ $json.url }} ${LONG}`, nodes: [] },
      { kind: 'data', title: 'Databases and vector stores', what: 'the database dataSource', nodes: ['Rows'] },
    ],
    errors: flow === 'wrong' ? [{ file: `${flow}/${flow}.camel.yaml`, line: 7, reason: `There is no component 'slack' ${SCRIPT}` }] : [],
    routes: [
      { id: flow, description: SCRIPT, trigger: 'http://127.0.0.1:8080/webhook/orders', nodes: ROUTE },
      { id: `${flow}/second ${SCRIPT}`, description: '', trigger: 'javascript:window.pwned=1', nodes: [deep(60)] },
      { id: `${flow}/part`, description: '', trigger: 'direct:part', nodes: [node('p1', 'from', 'direct:part'), node('p2', 'items:set', 'Edit Fields')] },
    ],
    files: [
      { name: `${flow}.camel.yaml`, size: 4000, text: LONG, cut: false },
      { name: 'REPORT.md', size: 90_000, text: SCRIPT, cut: true },
    ],
  };
}

const FORM = {
  type: 'object', required: ['amount', 'category'],
  properties: {
    amount: { type: 'number', title: 'Amount in euros', minimum: 0, maximum: 1000, description: 'What is paid back.' },
    category: { enum: ['travel', 'books', 'other'], title: 'Category' },
    parts: { type: 'array', title: 'Parts', items: { enum: ['hotel', 'train', 'food'] }, default: ['train'] },
    paid: { type: 'boolean', title: 'Already paid', default: true },
    when: { type: 'string', format: 'date', title: 'Day' },
    why: { type: 'string', title: 'Reason', maxLength: 500, description: SCRIPT },
    tags: { type: 'array', items: { type: 'string' }, title: 'Tags, one a line' },
    address: { type: 'object', title: 'Address', required: ['city'], properties: { city: { type: 'string', title: 'City', default: 'Bonn' }, zip: { type: 'string', title: 'Code', pattern: '(a+)+$' } } },
    anything: { title: 'Anything, as JSON' },
  },
};

export function tasks() {
  return [
    { id: 'task-1', title: 'Pay back 412 euros?', text: `The **receipt** says 412.\n\n| what | euros |\n| --- | --- |\n| train | 120 |\n| hotel | 292 |`, form: FORM, choices: [], attachments: [{ name: 'receipt.pdf', type: 'application/pdf', size: 48213, address: '/api/tasks/task-1/attachments/receipt.pdf' }, { name: 'elsewhere.pdf', type: 'application/pdf', size: 1, address: 'https://evil.example/x.pdf' }], assignee: 'accounting', due: '2026-11-01T12:00:00Z', state: 'open' },
    { id: 'task-2', title: 'Send this mail?', text: MARKDOWN, form: null, choices: [{ value: 'send', label: 'Send it' }, { value: 'drop', label: 'Drop it' }], attachments: [], assignee: '', due: null, state: 'open' },
    { id: 'task-3', title: 'Somebody else answers this one', text: 'Be slow.', form: { type: 'object', properties: { note: { type: 'string', title: 'Note' } } }, choices: [], attachments: [], assignee: '', due: null, state: 'open' },
    { id: 'task-4', title: `Done ${SCRIPT}`, text: '', form: null, choices: [], attachments: [], assignee: SCRIPT, due: null, state: 'answered' },
  ];
}

export const SYSTEMS = [
  { name: 'Ollama', kind: 'model', state: 'up', facts: [{ name: 'Address', value: 'http://127.0.0.1:11434' }, { name: 'Models', value: 'qwen3:14b, qwen3:4b' }, { name: 'Memory', value: '9.3 of 24 GiB' }, { name: 'Context', value: '8192' }], words: ['Flash attention is off: set OLLAMA_FLASH_ATTENTION=1.'] },
  { name: 'Runs', kind: 'store', state: 'up', facts: [{ name: 'Kind', value: 'H2 in a file' }, { name: 'Dropped records', value: 0 }], words: [] },
  { name: 'Kafka', kind: 'queue', state: 'down', facts: [{ name: 'Address', value: '127.0.0.1:9092' }], words: ['The broker refuses the connection. Start it, or remove the kafka: routes.'] },
  { name: 'SearXNG', kind: 'search', state: 'degraded', facts: [], words: ['JSON is off: add json to search.formats.'] },
  { name: 'Daytona', kind: 'sandbox', state: 'off', facts: [], words: [] },
  { name: SCRIPT, kind: 'mystery', state: SCRIPT, facts: [{ name: SCRIPT, value: LONG }], words: [SCRIPT] },
];
