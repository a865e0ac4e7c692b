/*
 * Names, arguments and errors come from models and from strangers. Everything shown goes through `clean`, because a
 * direction override can make "deny" read as "allow" without any markup.
 */
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** Any value as text that shows what is in it. */
export function clean(value) {
  if (value === null || value === undefined) {
    return '';
  }
  const text = typeof value === 'string' ? value : typeof value === 'object' ? pretty(value) : String(value);
  return text.replace(HIDDEN, '\ufffd');
}

/** A short name on one line. */
export function name(value, limit = 120) {
  const text = clean(value).replace(/\s+/g, ' ').trim();
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** JSON, indented; text that isn't JSON stays as it is. */
export function pretty(value) {
  if (typeof value === 'string') {
    try {
      return /^\s*[[{]/.test(value) ? JSON.stringify(JSON.parse(value), null, 2) : value;
    } catch {
      return value;
    }
  }
  try {
    return JSON.stringify(value, null, 2) ?? '';
  } catch {
    return String(value);
  }
}

export function list(value) {
  return Array.isArray(value) ? value : [];
}

export function duration(millis) {
  if (!Number.isFinite(millis)) {
    return '–';
  }
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  if (millis < 60_000) {
    return `${(millis / 1000).toFixed(millis < 10_000 ? 1 : 0)} s`;
  }
  const minutes = Math.floor(millis / 60_000);
  return minutes < 60
    ? `${minutes} min ${Math.floor((millis % 60_000) / 1000)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An instant in the reader's own zone; what can't be read is shown as it came. */
export function instant(value) {
  const date = new Date(value);
  if (value === null || value === undefined || Number.isNaN(date.getTime())) {
    return name(value) || '–';
  }
  return date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

export function count(value) {
  return Number.isFinite(value) ? value.toLocaleString() : '–';
}

export function bytes(value) {
  if (!Number.isFinite(value)) {
    return '';
  }
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let size = value;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
