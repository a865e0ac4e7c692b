// What code steps find besides: bytes, digests, files and what a workflow remembers. It is read when code first names one of
// them. Bytes go through `host` as texts in which each character is a byte.
(function (host, shared) {
  'use strict';

  const { refuse, once, types } = shared;

  const missing = (name) => () => refuse(`${name} is not available here`);
  // What is not there says so when it is called.
  const closed = (name, known) => new Proxy(known, {
    get: (target, key) => (typeof key === 'symbol' || key in target || key === 'then' || key === 'default' ? target[key] : missing(`${name}.${key}`)),
  });

  // ---- bytes -------------------------------------------------------------------------------------------------------

  const ENCODINGS = {
    utf8: 'utf8', 'utf-8': 'utf8', base64: 'base64', base64url: 'base64url', hex: 'hex', latin1: 'latin1', binary: 'latin1',
    ascii: 'ascii', utf16le: 'utf16le', 'utf-16le': 'utf16le', ucs2: 'utf16le', 'ucs-2': 'utf16le',
  };
  const isEncoding = (name) => Object.prototype.hasOwnProperty.call(ENCODINGS, String(name).toLowerCase());
  const encodingOf = (name) => {
    if (name === undefined || name === null) return 'utf8';
    if (!isEncoding(name)) throw new TypeError(`Unknown encoding: ${name}`);
    return ENCODINGS[String(name).toLowerCase()];
  };
  const bytesOf = (text, encoding) => host('bytes', text, encodingOf(encoding));
  const binary = (bytes) => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode.apply(null, bytes.subarray(at, at + 8192));
    return text;
  };
  const fill = (buffer, text) => {
    for (let i = 0; i < text.length; i++) buffer[i] = text.charCodeAt(i);
    return buffer;
  };
  const ofBinary = (text) => fill(new Buffer(text.length), text);
  const isBytes = (value) => value instanceof Uint8Array;

  class Buffer extends Uint8Array {
    static get [Symbol.species]() { return Buffer; }
    static from(value, encoding, length) {
      if (typeof value === 'string') return ofBinary(bytesOf(value, encoding));
      if (value instanceof ArrayBuffer) return new Buffer(value, encoding, length);
      const list = value && value.type === 'Buffer' && Array.isArray(value.data) ? value.data : value;
      if (typeof list === 'object' && list !== null && typeof list.length === 'number') {
        const made = new Buffer(list.length);
        for (let i = 0; i < list.length; i++) made[i] = list[i];
        return made;
      }
      throw new TypeError('Buffer.from() needs a text, bytes or a list of numbers');
    }
    static alloc(size, content, encoding) {
      const made = new Buffer(size);
      return content === undefined ? made : made.fill(content, encoding);
    }
    static allocUnsafe(size) { return new Buffer(size); }
    static isBuffer(value) { return value instanceof Buffer; }
    static isEncoding(name) { return isEncoding(name); }
    static byteLength(value, encoding) { return typeof value === 'string' ? bytesOf(value, encoding).length : value.byteLength; }
    static compare(a, b) { return a.compare(b); }
    static concat(list, length) {
      const made = new Buffer(length ?? list.reduce((sum, one) => sum + one.length, 0));
      let at = 0;
      for (const one of list) {
        made.set(one.subarray(0, Math.max(0, made.length - at)), at);
        at += one.length;
      }
      return made;
    }
    toString(encoding, start, end) { return host('text', binary(this.subarray(start ?? 0, end ?? this.length)), encodingOf(encoding)); }
    toLocaleString(encoding) { return this.toString(encoding); }
    toJSON() { return { type: 'Buffer', data: Array.from(this) }; }
    slice(start, end) { return this.subarray(start, end); }
    compare(other) {
      const a = binary(this);
      const b = binary(other);
      return a < b ? -1 : a > b ? 1 : 0;
    }
    equals(other) { return this.compare(other) === 0; }
    indexOf(value, from) {
      if (typeof value === 'number') return super.indexOf(value, from);
      return binary(this).indexOf(typeof value === 'string' ? bytesOf(value) : binary(value), from);
    }
    includes(value, from) { return this.indexOf(value, from) >= 0; }
    fill(content, encoding) {
      if (typeof content === 'number') return super.fill(content);
      const text = typeof content === 'string' ? bytesOf(content, encoding) : binary(content);
      for (let i = 0; text.length && i < this.length; i++) this[i] = text.charCodeAt(i % text.length);
      return this;
    }
    write(text, offset, encoding) {
      const given = bytesOf(text, typeof offset === 'string' ? offset : encoding);
      const at = typeof offset === 'number' ? offset : 0;
      const count = Math.max(0, Math.min(given.length, this.length - at));
      for (let i = 0; i < count; i++) this[at + i] = given.charCodeAt(i);
      return count;
    }
    copy(target, at, start, end) {
      const part = this.subarray(start ?? 0, end ?? this.length).subarray(0, Math.max(0, target.length - (at ?? 0)));
      target.set(part, at ?? 0);
      return part.length;
    }
  }
  for (const [kind, size] of [['Uint8', 1], ['Int8', 1], ['Uint16', 2], ['Int16', 2], ['Uint32', 4], ['Int32', 4], ['Float32', 4, 'Float'], ['Float64', 8, 'Double']]) {
    for (const [order, little] of size === 1 ? [['', true]] : [['LE', true], ['BE', false]]) {
      const word = kind === 'Float32' ? 'Float' : kind === 'Float64' ? 'Double' : kind.replace('Uint', 'UInt');
      const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
      const methods = {
        [`read${word}${order}`](at = 0) { return view(this)[`get${kind}`](at, little); },
        [`write${word}${order}`](value, at = 0) {
          view(this)[`set${kind}`](at, value, little);
          return at + size;
        },
      };
      for (const [name, value] of Object.entries(methods)) Object.defineProperty(Buffer.prototype, name, { value });
    }
  }

  class TextEncoder {
    get encoding() { return 'utf-8'; }
    encode(text = '') { return fill(new Uint8Array(bytesOf(String(text)).length), bytesOf(String(text))); }
  }
  class TextDecoder {
    #encoding;
    constructor(encoding) { this.#encoding = encodingOf(encoding); }
    decode(bytes) {
      const given = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
      return given === undefined ? '' : host('text', binary(given), this.#encoding).replace(/^\ufeff/, '');
    }
  }

  // ---- digests -----------------------------------------------------------------------------------------------------

  const given = (value, encoding) => {
    if (typeof value === 'string') return bytesOf(value, encoding);
    if (isBytes(value)) return binary(value);
    throw new TypeError(`data must be a text or bytes, not ${typeof value}`);
  };
  const written = (bytes, encoding) => (encoding === undefined || encoding === 'buffer' ? ofBinary(bytes) : host('text', bytes, encodingOf(encoding)));
  class Digest {
    #algorithm;
    #key;
    #data = '';
    #done = false;
    constructor(algorithm, key) {
      this.#algorithm = String(algorithm);
      this.#key = key;
      // An unknown algorithm is refused at once.
      if (host('digest', this.#algorithm, key, '') === null) throw new Error(`Digest method not supported: ${algorithm}`);
    }
    update(data, encoding) {
      if (this.#done) throw new Error('Digest already called');
      this.#data += given(data, encoding);
      return this;
    }
    digest(encoding) {
      if (this.#done) throw new Error('Digest already called');
      this.#done = true;
      return written(host('digest', this.#algorithm, this.#key, this.#data), encoding);
    }
  }
  const randomBytes = (size) => ofBinary(host('random', size));
  const crypto = closed('crypto', {
    createHash: (algorithm) => new Digest(algorithm, null),
    createHmac: (algorithm, key) => new Digest(algorithm, given(key)),
    hash: (algorithm, data, encoding) => new Digest(algorithm, null).update(data).digest(encoding ?? 'hex'),
    randomBytes,
    randomUUID() {
      const bytes = randomBytes(16);
      bytes[6] = (bytes[6] & 15) | 64;
      bytes[8] = (bytes[8] & 63) | 128;
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
    randomInt(from, to) {
      const [least, most] = to === undefined ? [0, from] : [from, to];
      if (!(most > least)) throw new RangeError('randomInt() needs a range');
      return least + (randomBytes(4).readUInt32BE() % (most - least));
    },
    timingSafeEqual(a, b) {
      if (a.length !== b.length) throw new RangeError('Input buffers must have the same byte length');
      let difference = 0;
      for (let i = 0; i < a.length; i++) difference |= a[i] ^ b[i];
      return difference === 0;
    },
  });

  // ---- files and state ---------------------------------------------------------------------------------------------

  const helpers = closed('helpers', {
    async prepareBinaryData(data, fileName, mimeType) {
      const dot = fileName === undefined ? -1 : String(fileName).lastIndexOf('.');
      return {
        mimeType: mimeType ?? host('mimeType', String(fileName ?? '')),
        ...(fileName === undefined ? {} : { fileName }),
        ...(dot < 0 ? {} : { fileExtension: String(fileName).slice(dot + 1) }),
        data: host('text', given(data), 'base64'),
      };
    },
    async getBinaryDataBuffer(index, name) {
      const data = host('file', Number(index), String(name));
      return data === null ? refuse(`item ${index} has no file '${name}'`) : ofBinary(data);
    },
  });

  const remembered = () => once('remembered', () => new Map());
  const $getWorkflowStaticData = (type) => {
    if (type !== 'global' && type !== 'node') return refuse("static data is 'global' or 'node'");
    const slots = remembered();
    if (!slots.has(type)) {
      const text = host('remembered', type) ?? '{}';
      slots.set(type, { text, value: JSON.parse(text) });
    }
    return slots.get(type).value;
  };
  /** What code has changed is kept. */
  const leave = () => {
    for (const [type, slot] of remembered()) {
      const text = JSON.stringify(slot.value);
      if (text !== slot.text) host('remember', type, text);
      slot.text = text;
    }
  };

  const modules = { crypto, buffer: { Buffer }, luxon: types };
  const require = (name) => {
    const short = String(name).replace(/^node:/, '');
    return Object.prototype.hasOwnProperty.call(modules, short) ? modules[short]
      : refuse(`the module '${short}' is not available here, only ${Object.keys(modules).join(', ')}`);
  };

  // What code reaches through these is frozen with them.
  const within = [modules, Digest];
  return { require, Buffer, TextEncoder, TextDecoder, helpers, $helpers: helpers, $getWorkflowStaticData, $self: { helpers }, leave, within };
})
