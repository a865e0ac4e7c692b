import { useEffect, useState } from '../ui.js';

/** The part after "#" as {page, id, query}; the server never sees it, so it needs no rewriting of paths. */
export function parseAddress(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', ...id] = path.split('/');
  return { page, id: decoded(id.join('/')), query: new URLSearchParams(query) };
}

export function addressOf(page, id, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  const search = new URLSearchParams(given).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${search ? `?${search}` : ''}`;
}

export function useAddress() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return parseAddress(hash);
}

function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
