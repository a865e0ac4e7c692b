/*
 * Addresses in answers and task texts are hostile: only http and https become links, and never with a user name in
 * them, because "https://bank.example@evil.example" reads as the bank.
 */
export function webAddress(value) {
  if (typeof value !== 'string' || value.length > 2000) {
    return null;
  }
  let url;
  try {
    url = new URL(value);
  } catch {
    return null;
  }
  const allowed = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  return allowed ? url : null;
}

/** A file of the runtime itself, or null. Anything else would be a request to another host. */
export function ownAddress(value) {
  if (typeof value !== 'string' || !/^\/api\/[A-Za-z0-9._~%/?=&-]*$/.test(value) || /\.\.|%2e/i.test(value)) {
    return null;
  }
  return value;
}
