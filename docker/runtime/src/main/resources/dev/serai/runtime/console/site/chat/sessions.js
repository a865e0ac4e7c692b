/*
 * The browser keeps the ids of sessions and nothing else: what was said stays with the runtime, so that a shared
 * computer shows it to nobody.
 */
const KEY = 'serai.sessions';
const MOST = 20;
const ID = /^[a-z0-9]{8,64}$/;

/** The browser's storage, or one that keeps nothing where the browser forbids it. */
export function browserStorage() {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
}

export function knownSessions(storage) {
  try {
    const read = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? read.filter((id) => typeof id === 'string' && ID.test(id)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function remember(storage, id) {
  const ids = [id, ...knownSessions(storage).filter((known) => known !== id)].slice(0, MOST);
  try {
    storage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // A browser that keeps nothing still has the session until the page closes.
  }
  return ids;
}

/** 128 random bits; `randomUUID` is missing on plain http outside the own machine. */
export function newSession() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
