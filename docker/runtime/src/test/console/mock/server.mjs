import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { script } from './chat.mjs';
import { AGENTS, SYSTEMS, imported, runOf, runs, session, tasks, workflows } from './data.mjs';

const SITE = fileURLToPath(new URL('../site', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.md': 'text/plain', '.txt': 'text/plain' };

// The second line makes a browser refuse every write of text as markup, so a slip shows at once.
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
  + "require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * A scripted runtime for the console's tests. `fail` names paths that answer 500, `empty` makes every list empty,
 * `extractive` is a runtime without a language model, `login` one behind a proxy that sends everybody to a login,
 * `environment` is public where people log in.
 */
export async function start({ port = 0, fail = [], empty = false, extractive = false, login = false, environment = 'private' } = {}) {
  const world = {
    runs: empty ? [] : runs(), workflows: empty ? [] : workflows(), tasks: empty ? [] : tasks(),
    agents: empty ? [] : AGENTS, systems: empty ? [] : SYSTEMS,
    imports: [], listeners: new Set(), waiting: new Map(), requests: [], writes: [], session: { ...session(extractive), environment }, fail: new Set(fail), login,
  };
  const server = createServer((request, response) => {
    serve(world, request, response).catch((error) => {
      if (!response.headersSent) {
        refuse(response, error.status ?? 500, error.code ?? 'mock.failed', error.message, error.remedy ?? 'Look at the stand-in.');
      } else {
        response.end();
      }
    });
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`, world,
    news: (kind, id) => world.listeners.forEach((listener) => listener.write(`data: ${JSON.stringify({ kind, id })}\n\n`)),
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

async function serve(world, request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  world.requests.push(`${request.method} ${request.url}`);
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  if (request.method === 'POST' && url.pathname === '/logout') {
    world.writes.push(`logout from ${request.headers.origin}`);
    response.writeHead(303, { Location: '/login' });
    return response.end();
  }
  if (!url.pathname.startsWith('/api/')) {
    return file(url.pathname, response);
  }
  if (world.login) {
    response.writeHead(302, { Location: '/login' });
    return response.end();
  }
  if (world.fail.has(url.pathname)) {
    return refuse(response, 500, 'store.away', 'The store is away: <b>no connection</b>.', 'Start the database, then try again.');
  }
  const body = request.method === 'GET' ? null : await written(world, request);
  for (const [method, pattern, handler] of HANDLERS) {
    const match = pattern.exec(url.pathname);
    if (match && method === request.method) {
      return handler(world, { response, body, query: url.searchParams, id: match[1] && decodeURIComponent(match[1]), request });
    }
  }
  return refuse(response, 404, 'console.unknown', `${url.pathname} is unknown.`, 'Check the address.');
}

const HANDLERS = [
  ['GET', /^\/api\/session$/, (world, { response }) => send(response, world.session)],
  ['GET', /^\/api\/agents$/, (world, { response }) => send(response, world.agents)],
  ['POST', /^\/api\/chat$/, chat],
  ['POST', /^\/api\/approvals\/([^/]+)$/, approve],
  ['GET', /^\/api\/runs$/, listRuns],
  ['GET', /^\/api\/runs\/([^/]+)$/, (world, { response, id }) => send(response, runOf(one(world.runs, id)))],
  ['POST', /^\/api\/runs\/([^/]+)\/again$/, again],
  ['GET', /^\/api\/workflows$/, (world, { response }) => send(response, world.workflows)],
  ['POST', /^\/api\/workflows\/([^/]+)$/, turn],
  ['POST', /^\/api\/workflows\/([^/]+)\/run$/, byHand],
  ['GET', /^\/api\/imported\/([^/]+)$/, (world, { response, id }) => send(response, importedFolder(world, id))],
  ['POST', /^\/api\/imported\/([^/]+)$/, setLater],
  ['DELETE', /^\/api\/imported\/([^/]+)$/, removeFolder],
  ['GET', /^\/api\/imports$/, (world, { response }) => send(response, world.imports.map(row).reverse())],
  ['POST', /^\/api\/imports$/, read],
  ['GET', /^\/api\/imports\/([^/]+)$/, (world, { response, id }) => send(response, one(world.imports, id))],
  ['POST', /^\/api\/imports\/([^/]+)\/enable$/, enable],
  ['DELETE', /^\/api\/imports\/([^/]+)$/, discard],
  ['GET', /^\/api\/tasks$/, (world, { response, query }) => send(response, world.tasks.filter((task) => !query.get('state') || task.state === query.get('state')))],
  ['GET', /^\/api\/tasks\/([^/]+)$/, (world, { response, id }) => send(response, one(world.tasks, id))],
  ['POST', /^\/api\/tasks\/([^/]+)\/answer$/, answer],
  ['GET', /^\/api\/systems$/, (world, { response }) => send(response, world.systems)],
  ['GET', /^\/api\/events$/, events],
];

async function chat(world, { response, body, request }) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  let gone = false;
  response.on('close', () => { gone = true; });
  for (const entry of script(body.message)) {
    if (gone) {
      return;
    }
    if (entry === 'wait') {
      await new Promise((decided) => {
        world.waiting.set('open', decided);
        response.on('close', decided);
      });
    } else if (entry === 'hang') {
      await new Promise((left) => response.on('close', left));
      world.writes.push('chat left');
    } else if (entry === 'cut') {
      response.end();
      return;
    } else if (entry === 'notjson') {
      response.write('event: text\ndata: <html>\n\n');
    } else {
      response.write(`event: ${entry[0]}\ndata: ${JSON.stringify(entry[1])}\n\n`);
    }
  }
  response.end();
}

function approve(world, { response, id, body }) {
  const open = world.waiting.get('open');
  world.waiting.delete('open');
  open?.();
  if (id === 'gone') {
    return refuse(response, 409, 'agent.approval-over', 'This approval was answered already.', 'Nothing is to be done.');
  }
  world.writes.push(`approval ${id} ${body.allow} ${body.note}`);
  return send(response, {});
}

function listRuns(world, { response, query }) {
  const limit = Math.min(Number(query.get('limit') ?? 50), 200);
  const q = (query.get('q') ?? '').toLowerCase();
  const fitting = world.runs.filter((run) => (!query.get('workflow') || run.workflow === query.get('workflow'))
    && (!query.get('state') || run.state === query.get('state'))
    && (!q || `${run.id} ${run.workflow}`.toLowerCase().includes(q)));
  const from = query.get('before') ? fitting.findIndex((run) => run.id === query.get('before')) + 1 : 0;
  const items = fitting.slice(from, from + limit);
  send(response, { items, next: from + limit < fitting.length ? items.at(-1).id : null });
}

function again(world, { response, id, body }) {
  const row = { ...one(world.runs, id), id: `run-${world.runs.length + 1}-again`, state: 'running', error: null };
  world.runs.unshift(row);
  world.writes.push(`again ${id} ${body.step ?? 'start'}`);
  send(response, { id: row.id });
}

function turn(world, { response, id, body }) {
  const workflow = one(world.workflows, id);
  workflow.state = body.on ? 'on' : 'off';
  world.writes.push(`workflow ${id} ${body.on}`);
  send(response, workflow);
}

function byHand(world, { response, id, body }) {
  one(world.workflows, id);
  const run = { ...world.runs[0], id: 'run-by-hand', workflow: id, state: 'done', error: null };
  world.runs.unshift(run);
  world.writes.push(`run ${id} ${body.body}`);
  send(response, { id: run.id });
}

function row({ id, name, flow, state, unsupported, properties, errors }) {
  return { id, name, flow, state, unsupported, open: properties.filter(({ set }) => !set).length, errors: errors.length };
}

function importedFolder(world, flow) {
  const found = world.imports.findLast((each) => each.flow === flow && each.state === 'enabled');
  if (!found) {
    throw Object.assign(new Error('There is no imported folder of this name'), { status: 404, code: 'LOAD-206', remedy: 'Look at the list.' });
  }
  return { flow, place: found.place, folder: found.folder, properties: found.properties };
}

function setLater(world, { response, id, body }) {
  const folder = importedFolder(world, id);
  for (const [key, value] of Object.entries(body.properties)) {
    Object.assign(folder.properties.find(({ name }) => name === key), { set: value !== '' });
    world.writes.push(`set ${id} ${key}=${value}`);
  }
  send(response, folder);
}

function removeFolder(world, { response, id }) {
  const { place } = importedFolder(world, id);
  world.workflows = world.workflows.filter((workflow) => !workflow.file.startsWith(`${place}/`));
  world.imports = world.imports.filter(({ flow }) => flow !== id);
  world.writes.push(`remove ${id}`);
  send(response, {});
}

function read(world, { response, body, query }) {
  if (!Array.isArray(body.nodes)) {
    return refuse(response, 422, 'N8N-002', 'the file has no list of nodes', 'Give a workflow as n8n exports it.');
  }
  if (body.name === 'Slow') {
    return undefined; // until the page gives up
  }
  const one = imported(`import-${world.imports.length + 1}`, query.get('name') ?? body.name);
  world.imports.push(one);
  world.writes.push(`import ${one.flow}`);
  return send(response, one);
}

function enable(world, { response, id, body }) {
  const found = one(world.imports, id);
  if (found.refusal && !(found.replaces && body.replace)) {
    return refuse(response, 409, found.refusal.code, found.refusal.fact, found.refusal.remedy);
  }
  Object.assign(found, { state: 'enabled', place: `routes/${found.flow}`, folder: `/srv/routes/${found.flow}`, refusal: null, replaces: null });
  const values = Object.entries(body.properties ?? {}).map(([name, value]) => ` ${name}=${value}`).join('');
  world.writes.push(`${body.replace ? 'replace' : 'enable'} ${found.flow}${values}`);
  world.workflows.push({ ...found.routes[0], file: `routes/${found.flow}/${found.flow}.camel.yaml`, state: 'on', errors: [] });
  return send(response, found);
}

function discard(world, { response, id }) {
  world.imports = world.imports.filter((found) => found.id !== one(world.imports, id).id);
  world.writes.push(`discard ${id}`);
  send(response, {});
}

function answer(world, { response, id, body }) {
  const task = one(world.tasks, id);
  if (id === 'task-3' || task.state !== 'open') {
    task.state = 'answered';
    return refuse(response, 409, 'people.answered', 'accounting answered this task a moment ago.', 'Nothing is to be done.');
  }
  if (body.values.why === 'refuse me') {
    return refuse(response, 422, 'people.invalid', 'why: the reason is not accepted.', 'Write another reason.');
  }
  task.state = 'answered';
  world.writes.push(`answer ${id} ${JSON.stringify(body)}`);
  return send(response, {});
}

function events(world, { response }) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': hello\n\n');
  world.listeners.add(response);
  response.on('close', () => world.listeners.delete(response));
}

function one(list, id) {
  const found = list.find((entry) => entry.id === id);
  if (!found) {
    throw Object.assign(new Error(`There is nothing with the id ${id}.`), { status: 404, code: 'console.unknown-id', remedy: 'It may have been removed by the keeping policy.' });
  }
  return found;
}

async function written(world, request) {
  if (request.headers['x-serai-console'] !== '1') {
    throw Object.assign(new Error('The header X-Serai-Console is missing.'), { status: 403, code: 'console.csrf' });
  }
  let text = '';
  for await (const piece of request) {
    text += piece;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw Object.assign(new Error('the file is no JSON'), { status: 422, code: 'N8N-001', remedy: 'Export the workflow from n8n again.' });
  }
}

function send(response, value) {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(value));
}

function refuse(response, status, code, fact, remedy) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ code, fact, remedy }));
}

async function file(path, response) {
  const place = join(SITE, normalize(decodeURIComponent(path === '/' ? '/index.html' : path)));
  const type = TYPES[extname(place)];
  const there = place.startsWith(SITE) && type && await stat(place).then((found) => found.isFile(), () => false);
  if (!there) {
    return refuse(response, 404, 'console.unknown', `${path} is unknown.`, 'Check the address.');
  }
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' });
  return createReadStream(place).pipe(response);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await start({ port: Number(process.env.PORT ?? 8099) });
  console.log(url);
}
