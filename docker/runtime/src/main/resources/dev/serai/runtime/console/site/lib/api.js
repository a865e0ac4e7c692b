const LIMIT = 8 * 1024 * 1024;
const PATIENCE = 20_000;
const UPLOAD_PATIENCE = 180_000;

/** What the runtime says when something fails: a code to look up, the fact, and what to do. */
export class ApiError extends Error {
  constructor(code, fact, remedy, status = 0) {
    super(fact);
    this.code = code;
    this.fact = fact;
    this.remedy = remedy;
    this.status = status;
  }
}

export function asApiError(error) {
  return error instanceof ApiError
    ? error
    : new ApiError('console.failed', `The page failed: ${error?.message ?? error}`, 'Reload the page.');
}

export function get(path, signal) {
  return json(path, { signal });
}

export function post(path, body, signal) {
  return json(path, write(body, signal));
}

/** A file of the reader's, as it is: what is wrong with it, the runtime says. A large one may take its time. */
export function upload(path, text, signal) {
  return json(path, { ...write(null, signal), body: text }, UPLOAD_PATIENCE);
}

export function remove(path, signal) {
  return json(path, { ...write({}, signal), method: 'DELETE' });
}

/** Not by a form: under this page's referrer policy a browser would send it as if it came from nowhere. */
export async function logOut() {
  try {
    await fetch('/logout', { method: 'POST', credentials: 'same-origin', redirect: 'manual' });
  } finally {
    location.assign('/login');
  }
}

/** The open answer of a streaming call; its reader decides how long to wait. */
export async function stream(path, body, signal) {
  const response = await answer(path, write(body, signal));
  if (!response.body || !/^text\/event-stream\b/.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    throw new ApiError('console.not-a-stream', `${path} didn't answer with a stream of events.`,
      'Check that a proxy in between passes text/event-stream on.', response.status);
  }
  return response.body;
}

// A page of another site can't set this header, so its presence says that the console itself is writing.
function write(body, signal) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Serai-Console': '1' },
    body: JSON.stringify(body),
    signal,
  };
}

async function json(path, options, limit = PATIENCE) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), limit);
  const leave = () => patience.abort();
  options.signal?.addEventListener('abort', leave, { once: true });
  try {
    const response = await answer(path, { ...options, signal: patience.signal });
    return parse(path, await bounded(response), response.status);
  } catch (error) {
    if (patience.signal.aborted && !options.signal?.aborted) {
      throw new ApiError('console.timeout', `${path} didn't answer within ${limit / 1000} seconds.`,
        'Look into the log of the runtime, then try again.');
    }
    throw error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', leave);
  }
}

async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, {
      cache: 'no-store', credentials: 'same-origin', redirect: 'manual', ...options,
      headers: { Accept: 'application/json, text/event-stream', ...options.headers },
    });
  } catch (error) {
    if (error?.name === 'AbortError') {
      throw error;
    }
    throw new ApiError('console.unreachable', "The runtime didn't answer.", 'Check that it runs, then try again.');
  }
  if (response.type === 'opaqueredirect') {
    throw new ApiError('console.login', 'The runtime asks for a login.', 'Reload the page and log in.', 401);
  }
  if (!response.ok) {
    throw await refusal(path, response);
  }
  return response;
}

async function refusal(path, response) {
  let said = {};
  try {
    said = JSON.parse(await bounded(response)) ?? {};
  } catch {
    // A proxy's own error page says less than the status does.
  }
  return new ApiError(
    said.code ?? `http.${response.status}`,
    said.fact ?? `${path} answered with status ${response.status}.`,
    said.remedy ?? (response.status === 401 ? 'Log in, then reload the page.' : 'Look into the log of the runtime.'),
    response.status);
}

function parse(path, text, status) {
  if (text === '') {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('console.not-json', `${path} answered with something that isn't JSON.`,
      'Check that the page and the runtime have the same version.', status);
  }
}

async function bounded(response) {
  const reader = response.body?.getReader();
  if (!reader) {
    return '';
  }
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    size += value.length;
    if (size > LIMIT) {
      await reader.cancel();
      throw new ApiError('console.too-large', 'The answer is larger than 8 MiB.', 'Narrow the filter.', response.status);
    }
    text += decoder.decode(value, { stream: true });
  }
}
