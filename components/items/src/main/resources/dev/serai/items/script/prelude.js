// What expressions and code find in JavaScript. `host` is the only way out; it takes and gives texts and numbers only.
(function (host) {
  'use strict';

  const JSON_parse = JSON.parse;
  const JSON_stringify = JSON.stringify;
  const define = (object, name, get) => Object.defineProperty(object, name, { get, enumerable: true, configurable: false });

  class ExpressionError extends Error {
    constructor(message) {
      super(message);
    }
  }
  Object.defineProperty(ExpressionError.prototype, 'name', { value: 'ExpressionError' });
  const refuse = (message) => { throw new ExpressionError(message); };

  // What stays the same for all items of a list is kept until `forget`; what code may change is made anew each time.
  let kept = new Map();
  let current = new Map();
  const once = (cache, key, make) => {
    if (!cache.has(key)) cache.set(key, make());
    return cache.get(key);
  };
  const read = (...question) => {
    const text = host(...question);
    return text === null || text === undefined ? undefined : JSON_parse(text);
  };

  // ---- dates -------------------------------------------------------------------------------------------------------

  const UNITS = {
    year: 'years', years: 'years', y: 'years', quarter: 'quarters', quarters: 'quarters', month: 'months', months: 'months', M: 'months',
    week: 'weeks', weeks: 'weeks', w: 'weeks', day: 'days', days: 'days', d: 'days', hour: 'hours', hours: 'hours', h: 'hours',
    minute: 'minutes', minutes: 'minutes', m: 'minutes', second: 'seconds', seconds: 'seconds', s: 'seconds',
    millisecond: 'milliseconds', milliseconds: 'milliseconds', ms: 'milliseconds',
  };
  const MILLIS = { weeks: 604800000, days: 86400000, hours: 3600000, minutes: 60000, seconds: 1000, milliseconds: 1 };
  const ORDER = ['years', 'quarters', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'];
  const unit = (name) => UNITS[name] || UNITS[String(name).toLowerCase()] || refuse(`'${name}' is no unit of time`);

  class Duration {
    constructor(values) {
      this.values = {};
      for (const [name, value] of Object.entries(values || {})) {
        if (name !== 'conversionAccuracy' && name !== 'locale') this.values[unit(name)] = Number(value) || 0;
      }
      for (const name of ORDER) define(this, name, () => this.values[name] || 0);
    }
    static fromObject(values) { return new Duration(values); }
    static fromMillis(value) { return new Duration({ milliseconds: value }); }
    static fromISO(text) { return new Duration(JSON_parse(host('date.isoDuration', String(text)))); }
    static isDuration(value) { return value instanceof Duration; }
    get isValid() { return true; }
    toMillis() {
      let sum = 0;
      for (const [name, value] of Object.entries(this.values)) {
        sum += value * (MILLIS[name] || { years: 31536000000, quarters: 7862400000, months: 2592000000 }[name]);
      }
      return sum;
    }
    as(name) {
      const target = unit(name);
      if (Object.keys(this.values).length === 1 && target in this.values) return this.values[target];
      return this.toMillis() / (MILLIS[target] || { years: 31536000000, quarters: 7862400000, months: 2592000000 }[target]);
    }
    shiftTo(...names) {
      let rest = this.toMillis();
      const result = {};
      const targets = names.map(unit).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
      targets.forEach((name, index) => {
        const size = MILLIS[name] || { years: 31536000000, quarters: 7862400000, months: 2592000000 }[name];
        result[name] = index === targets.length - 1 ? rest / size : Math.trunc(rest / size);
        rest -= result[name] * size;
      });
      return new Duration(result);
    }
    rescale() {
      const shifted = this.shiftTo('weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds').toObject();
      return new Duration(Object.fromEntries(Object.entries(shifted).filter(([, value]) => value !== 0)));
    }
    normalize() { return this.shiftTo(...Object.keys(this.values)); }
    plus(other) { return new Duration(addUnits(this.values, durationOf(other).values, 1)); }
    minus(other) { return new Duration(addUnits(this.values, durationOf(other).values, -1)); }
    negate() { return new Duration(addUnits({}, this.values, -1)); }
    toObject() { return { ...this.values }; }
    toISO() { return host('date.durationIso', JSON_stringify(this.values)); }
    toFormat(format) { return host('date.durationFormat', this.toMillis(), String(format)); }
    toHuman() {
      return ORDER.filter((name) => name in this.values)
        .map((name) => `${this.values[name]} ${this.values[name] === 1 ? name.slice(0, -1) : name}`).join(', ');
    }
    toString() { return this.toISO(); }
    toJSON() { return this.toISO(); }
    valueOf() { return this.toMillis(); }
  }
  const addUnits = (a, b, sign) => {
    const sum = { ...a };
    for (const [name, value] of Object.entries(b)) sum[name] = (sum[name] || 0) + sign * value;
    return sum;
  };
  const durationOf = (value, name) => {
    if (value instanceof Duration) return value;
    if (typeof value === 'object' && value !== null) return new Duration(value);
    return new Duration({ [name || 'milliseconds']: Number(value) });
  };

  class DateTime {
    constructor(ts, zone, locale) {
      this.ts = ts;
      this.zone = zone || host('zone');
      this.loc = locale || 'en-US';
      Object.freeze(this);
    }
    static of(ts, options) { return new DateTime(ts, options && options.zone && zoneName(options.zone), options && options.locale); }
    static now() { return new DateTime(host('date.clock')); }
    static local(...parts) { return DateTime.#build(parts, undefined); }
    static utc(...parts) { return DateTime.#build(parts, 'UTC'); }
    static #build(parts, zone) {
      const options = typeof parts[parts.length - 1] === 'object' ? parts.pop() : {};
      if (!parts.length) return new DateTime(host('date.clock'), zone || options.zone);
      const names = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'];
      const values = {};
      parts.forEach((part, index) => { values[names[index]] = part; });
      return DateTime.fromObject(values, { zone: zone || options.zone });
    }
    static fromMillis(ts, options) { return DateTime.of(Number(ts), options); }
    static fromSeconds(s, options) { return DateTime.of(Number(s) * 1000, options); }
    static fromJSDate(date, options) { return DateTime.of(date.getTime(), options); }
    static fromObject(values, options) {
      const zone = options && options.zone ? zoneName(options.zone) : host('zone');
      return new DateTime(host('date.fromObject', JSON_stringify(values), zone), zone, options && options.locale);
    }
    static #parsed(operation, text, options, format) {
      const zone = options && options.zone ? zoneName(options.zone) : host('zone');
      const keep = !!(options && options.setZone);
      const found = host('date.' + operation, String(text), zone, format === undefined ? null : String(format));
      if (found === null) return new DateTime(NaN, zone, options && options.locale);
      const [ts, own] = JSON_parse(found);
      return new DateTime(ts, keep && own ? own : zone, options && options.locale);
    }
    static fromISO(text, options) { return DateTime.#parsed('fromISO', text, options); }
    static fromSQL(text, options) { return DateTime.#parsed('fromSQL', text, options); }
    static fromHTTP(text, options) { return DateTime.#parsed('fromRFC', text, options); }
    static fromRFC2822(text, options) { return DateTime.#parsed('fromRFC', text, options); }
    static fromFormat(text, format, options) { return DateTime.#parsed('fromFormat', text, options, format); }
    static fromString(text, format, options) { return DateTime.fromFormat(text, format, options); }
    static isDateTime(value) { return value instanceof DateTime; }
    static max(...list) { return list.reduce((a, b) => (b > a ? b : a)); }
    static min(...list) { return list.reduce((a, b) => (b < a ? b : a)); }

    #get(name) { return this.isValid ? host('date.get', this.ts, this.zone, name) : NaN; }
    #with(ts) { return new DateTime(ts, this.zone, this.loc); }
    get isValid() { return Number.isFinite(this.ts); }
    get invalidReason() { return this.isValid ? null : 'unparsable'; }
    get invalidExplanation() { return this.isValid ? null : 'this is no date'; }
    get year() { return this.#get('year'); }
    get quarter() { return this.#get('quarter'); }
    get month() { return this.#get('month'); }
    get day() { return this.#get('day'); }
    get hour() { return this.#get('hour'); }
    get minute() { return this.#get('minute'); }
    get second() { return this.#get('second'); }
    get millisecond() { return this.#get('millisecond'); }
    get weekday() { return this.#get('weekday'); }
    get weekNumber() { return this.#get('weekNumber'); }
    get weekYear() { return this.#get('weekYear'); }
    get weeksInWeekYear() { return this.#get('weeksInWeekYear'); }
    get ordinal() { return this.#get('ordinal'); }
    get daysInMonth() { return this.#get('daysInMonth'); }
    get daysInYear() { return this.#get('daysInYear'); }
    get offset() { return this.#get('offset'); }
    get isInLeapYear() { return this.daysInYear === 366; }
    get isInDST() { return this.isValid && host('date.isDst', this.ts, this.zone); }
    get isOffsetFixed() { return !this.zone.includes('/'); }
    get isWeekend() { return this.weekday > 5; }
    get zoneName() { return /^[+-]/.test(this.zone) ? `UTC${this.toFormat('Z')}` : this.zone; }
    get locale() { return this.loc; }
    get monthLong() { return this.toFormat('LLLL'); }
    get monthShort() { return this.toFormat('LLL'); }
    get weekdayLong() { return this.toFormat('cccc'); }
    get weekdayShort() { return this.toFormat('ccc'); }
    get offsetNameShort() { return this.toFormat('ZZZZ'); }
    get offsetNameLong() { return this.toFormat('ZZZZZ'); }
    get(name) { return this[String(name).replace(/s$/, '')]; }

    plus(amount, name) { return this.#shift(durationOf(amount, name).values, 1); }
    minus(amount, name) { return this.#shift(durationOf(amount, name).values, -1); }
    #shift(values, sign) {
      return this.isValid ? this.#with(host('date.plus', this.ts, this.zone, JSON_stringify(values), sign)) : this;
    }
    startOf(name) { return this.isValid ? this.#with(host('date.startOf', this.ts, this.zone, unit(name))) : this; }
    endOf(name) { return this.isValid ? this.#with(host('date.endOf', this.ts, this.zone, unit(name))) : this; }
    set(values) { return this.isValid ? this.#with(host('date.set', this.ts, this.zone, JSON_stringify(values))) : this; }
    diff(other, names, options) {
      const wanted = names === undefined ? ['milliseconds'] : Array.isArray(names) ? names.map(unit) : [unit(names)];
      const end = dateTime(other, this.zone);
      return new Duration(JSON_parse(host('date.diff', end.ts, this.ts, this.zone, JSON_stringify(wanted))));
    }
    diffNow(names) { return this.diff(DateTime.now(), names); }
    until(other) { return new Interval(this, dateTime(other, this.zone)); }
    hasSame(other, name) { return +this.startOf(name) === +dateTime(other, this.zone).setZone(this.zone).startOf(name); }
    equals(other) { return other instanceof DateTime && other.ts === this.ts && other.zone === this.zone && other.loc === this.loc; }
    setZone(zone, options) {
      const name = zoneName(zone);
      if (options && options.keepLocalTime) return new DateTime(host('date.keepLocal', this.ts, this.zone, name), name, this.loc);
      return new DateTime(this.ts, name, this.loc);
    }
    toUTC() { return this.setZone('UTC'); }
    toLocal() { return this.setZone(host('zone')); }
    setLocale(locale) { return new DateTime(this.ts, this.zone, locale); }
    reconfigure(options) { return new DateTime(this.ts, this.zone, (options && options.locale) || this.loc); }

    toFormat(format, options) {
      if (!this.isValid) return 'Invalid DateTime';
      return host('date.format', this.ts, this.zone, String(format), (options && options.locale) || this.loc);
    }
    toISO(options) {
      if (!this.isValid) return null;
      const o = options || {};
      return host('date.iso', this.ts, this.zone, !!o.suppressMilliseconds, o.includeOffset === false, o.format === 'basic');
    }
    toISODate() { return this.isValid ? this.toFormat('yyyy-MM-dd') : null; }
    toISOTime(options) { const iso = this.toISO(options); return iso && iso.slice(iso.indexOf('T') + 1); }
    toISOWeekDate() { return this.toFormat("kkkk-'W'WW-c"); }
    toSQL() { return this.isValid ? this.toFormat('yyyy-MM-dd HH:mm:ss.SSS ZZ') : null; }
    toSQLDate() { return this.toISODate(); }
    toSQLTime() { return this.isValid ? this.toFormat('HH:mm:ss.SSS ZZ') : null; }
    toRFC2822() { return this.setLocale('en').toFormat('EEE, dd LLL yyyy HH:mm:ss ZZZ'); }
    toHTTP() { return this.toUTC().setLocale('en').toFormat("EEE, dd LLL yyyy HH:mm:ss 'GMT'"); }
    toMillis() { return this.ts; }
    toSeconds() { return this.ts / 1000; }
    toUnixInteger() { return Math.floor(this.ts / 1000); }
    toUnix() { return Math.floor(this.ts / 1000); }
    toJSDate() { return new Date(this.ts); }
    toBSON() { return this.toJSDate(); }
    toObject() {
      return { year: this.year, month: this.month, day: this.day, hour: this.hour, minute: this.minute, second: this.second, millisecond: this.millisecond };
    }
    toLocaleString(options, more) {
      const locale = typeof options === 'string' ? options : this.loc;
      const given = typeof options === 'string' ? more : options;
      return new Date(this.ts).toLocaleString(locale, { timeZone: this.zone, ...(given || DateTime.DATE_SHORT) }).replace(/\u202f/g, ' ');
    }
    toRelative(options) {
      const base = options && options.base ? dateTime(options.base) : DateTime.now();
      const size = this.ts - base.ts;
      const name = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'].find((one) =>
        Math.abs(size) >= (MILLIS[one] || { years: 31536000000, months: 2592000000 }[one])) || 'seconds';
      const count = Math.trunc(Math.abs(this.diff(base, name).as(name)));
      const words = `${count} ${count === 1 ? name.slice(0, -1) : name}`;
      return size < 0 ? `${words} ago` : `in ${words}`;
    }
    toString() { return this.isValid ? this.toISO() : 'Invalid DateTime'; }
    toJSON() { return this.toISO(); }
    valueOf() { return this.ts; }
    [Symbol.toPrimitive](hint) { return hint === 'number' ? this.ts : this.toString(); }

    // n8n's own methods of dates.
    format(format, options) { return this.toFormat(format, options); }
    beginningOf(name) { return this.startOf(name || 'week'); }
    endOfMonth() { return this.endOf('month'); }
    extract(name) {
      const wanted = name === undefined ? 'week' : String(name);
      return { week: this.weekNumber, yearDayNumber: this.ordinal, weekNumber: this.weekNumber, dayOfMonth: this.day }[wanted] ?? this.get(wanted);
    }
    isBetween(a, b) {
      const [from, to] = [dateTime(a, this.zone).ts, dateTime(b, this.zone).ts].sort((x, y) => x - y);
      return this.ts > from && this.ts < to;
    }
    isDst() { return this.isInDST; }
    isInLast(amount, name) { const from = DateTime.now().minus(amount, name || 'minutes'); return this.ts >= from.ts && this.ts <= DateTime.now().ts; }
    diffTo(other, names) {
      const wanted = names === undefined ? 'days' : names;
      const found = this.diff(dateTime(other, this.zone), wanted).toObject();
      return Array.isArray(wanted) ? found : found[unit(wanted)];
    }
    diffToNow(names) { return this.diffTo(DateTime.now(), names); }
    toDateTime() { return this; }
    toDate() { return this.toJSDate(); }
    isEmpty() { return false; }
    isNotEmpty() { return true; }
    toInt() { return this.ts; }
    toNumber() { return this.ts; }
    toBoolean() { return true; }
  }
  const zoneName = (zone) => {
    const text = typeof zone === 'number' ? null : String(zone && zone.name ? zone.name : zone);
    const found = host('date.zone', text === null ? zone : text, host('zone'));
    return found === null ? refuse(`'${zone}' is no time zone`) : found;
  };
  Object.assign(DateTime, {
    DATE_SHORT: { year: 'numeric', month: 'numeric', day: 'numeric' },
    DATE_MED: { year: 'numeric', month: 'short', day: 'numeric' },
    DATE_MED_WITH_WEEKDAY: { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' },
    DATE_FULL: { year: 'numeric', month: 'long', day: 'numeric' },
    DATE_HUGE: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
    TIME_SIMPLE: { hour: 'numeric', minute: 'numeric' },
    TIME_WITH_SECONDS: { hour: 'numeric', minute: 'numeric', second: 'numeric' },
    TIME_24_SIMPLE: { hour: 'numeric', minute: 'numeric', hourCycle: 'h23' },
    TIME_24_WITH_SECONDS: { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' },
    DATETIME_SHORT: { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    DATETIME_MED: { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    DATETIME_FULL: { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: 'numeric', timeZoneName: 'short' },
    DATETIME_HUGE: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long', hour: 'numeric', minute: 'numeric', timeZoneName: 'long' },
  });
  class Interval {
    constructor(start, end) { this.start = start; this.end = end; Object.freeze(this); }
    static fromDateTimes(start, end) { return new Interval(dateTime(start), dateTime(end)); }
    static after(start, size) { const s = dateTime(start); return new Interval(s, s.plus(size)); }
    static fromISO(text) {
      const [from, to] = String(text).split('/');
      const size = (one) => Duration.fromISO(one);
      const date = (one) => DateTime.fromISO(one);
      return /^P/.test(from) ? Interval.before(date(to), size(from)) : /^P/.test(to) ? Interval.after(date(from), size(to)) : new Interval(date(from), date(to));
    }
    static before(end, size) { const e = dateTime(end); return new Interval(e.minus(size), e); }
    get isValid() { return this.start <= this.end; }
    length(name) { return this.toDuration(name || 'milliseconds').as(name || 'milliseconds'); }
    count(name) {
      const size = name || 'milliseconds';
      const first = this.start.startOf(size);
      const last = this.end.startOf(size);
      return Math.floor(last.diff(first, size).as(size)) + (last < this.end ? 1 : 0);
    }
    contains(date) { const d = dateTime(date); return d >= this.start && d < this.end; }
    toDuration(names) { return this.end.diff(this.start, names); }
    toISO() { return `${this.start.toISO()}/${this.end.toISO()}`; }
    toString() { return `[${this.start.toISO()} – ${this.end.toISO()})`; }
    toJSON() { return this.toISO(); }
  }
  const dateTime = (value, zone) => {
    if (value instanceof DateTime) return value;
    if (value instanceof Date) return new DateTime(value.getTime(), zone);
    if (typeof value === 'number') return new DateTime(value, zone);
    if (typeof value === 'string') return textToDateTime(value, undefined, zone);
    return refuse('this is no date: ' + typeof value);
  };
  const textToDateTime = (text, format, zone) => {
    const options = zone ? { zone } : undefined;
    if (format !== undefined) return DateTime.fromFormat(text, format, options);
    const tries = [() => DateTime.fromISO(text, { setZone: true, ...options }), () => DateTime.fromRFC2822(text, options), () => DateTime.fromSQL(text, options)];
    for (const attempt of tries) {
      const found = attempt();
      if (found.isValid) return found;
    }
    const ts = Date.parse(text);
    return Number.isFinite(ts) ? new DateTime(ts, zone) : refuse(`'${text.slice(0, 60)}' is no date`);
  };

  // ---- extension methods -------------------------------------------------------------------------------------------

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isEmptyValue = (value) => value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)
    || (isObject(value) && Object.getPrototypeOf(value) === Object.prototype && !Object.keys(value).length);
  const same = (a, b) => a === b || (typeof a === 'object' && typeof b === 'object' && stable(a) === stable(b));
  const stable = (value) => JSON_stringify(value, (key, one) => (isObject(one) && typeof one.toJSON !== 'function'
    ? Object.fromEntries(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0))) : one));
  const distinct = (list, keys) => {
    const seen = new Set();
    return list.filter((value) => {
      const key = keys.length && isObject(value) ? stable(keys.map((name) => value[name])) : typeof value + stable(value);
      return !seen.has(key) && seen.add(key);
    });
  };
  const words = (text) => text.trim().split(/[\s_-]+|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word);
  const number = (value, name) => {
    const found = Number(value);
    return Number.isNaN(found) ? refuse(`${name}() can't read '${String(value).slice(0, 60)}' as a number`) : found;
  };
  const truth = (value) => {
    if (typeof value === 'string') return !['false', 'no', '0', '', 'off', 'n'].includes(value.trim().toLowerCase());
    return !!value;
  };
  const EMAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}\.[A-Za-z]{2,24}/;
  const URL_TEXT = /https?:\/\/(?:[A-Za-z0-9-]{1,63}\.){0,20}[A-Za-z0-9-]{1,63}(?::\d{1,5})?(?:[/?#][^\s"'<>]*)?/;
  const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
  const round = (value, places) => {
    const p = places === undefined ? 0 : places;
    const found = Math.sign(value) * Math.round(Math.abs(value) * 10 ** p) / 10 ** p;
    return Number.isNaN(found) ? value : found;
  };
  const domainOf = (text) => {
    const found = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@\s]*@)?([^/:?#\s]+)/i.exec(text.trim());
    const domain = found && (text.includes('@') && !text.includes('://') ? text.trim().split('@').pop() : found[1]);
    return domain && (DOMAIN.test(domain) || /^\d+(\.\d+){3}$/.test(domain) || domain === 'localhost') ? domain : undefined;
  };

  const common = {
    isEmpty: (value) => isEmptyValue(value),
    isNotEmpty: (value) => !isEmptyValue(value),
    toJsonString: (value) => JSON_stringify(value),
    toBoolean: (value) => truth(value),
  };
  const extensions = {
    string: {
      hash: (s, [algorithm]) => (algorithm === 'base64' ? host('base64', s) : host('hash', s, algorithm === undefined ? 'md5' : String(algorithm))) ?? refuse(`'${algorithm}' is no known hash`),
      base64Encode: (s) => host('base64', s),
      base64Decode: (s) => host('unbase64', s) ?? refuse('this is not base64'),
      toInt: (s) => { const n = parseInt(s.replace(/,/g, ''), 10); return Number.isNaN(n) ? refuse(`'${s.slice(0, 60)}' is no number`) : n; },
      toWholeNumber: (s) => extensions.string.toInt(s),
      toFloat: (s) => { const n = parseFloat(s.replace(/,/g, '')); return Number.isNaN(n) ? refuse(`'${s.slice(0, 60)}' is no number`) : n; },
      toDecimalNumber: (s) => extensions.string.toFloat(s),
      toNumber: (s) => number(s, 'toNumber'),
      toDate: (s) => { const d = new Date(s); return Number.isNaN(d.getTime()) ? refuse(`'${s.slice(0, 60)}' is no date`) : d; },
      toDateTime: (s, [format]) => textToDateTime(s, format),
      parseJson: (s) => { try { return JSON_parse(s); } catch (e) { return refuse('parseJson() was given no JSON: ' + e.message); } },
      urlEncode: (s, [all]) => (all ? encodeURI(s) : encodeURIComponent(s)),
      urlDecode: (s, [all]) => (all ? decodeURI(s) : decodeURIComponent(s)),
      removeMarkdown: (s) => s.replace(/```[a-z]*\n?|```/gi, '').replace(/^\s{0,3}(#{1,6}\s+|>\s?|[-*+]\s+|\d+\.\s+)/gm, '')
        .replace(/!?\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)/g, '$1').replace(/(\*\*|__|~~|`)(.{1,2000}?)\1/g, '$2').replace(/(^|\W)[*_]([^*_\n]{1,2000})[*_](?=\W|$)/g, '$1$2'),
      removeTags: (s) => s.replace(/<[^>]*>?/g, ''),
      stripTags: (s) => s.replace(/<[^>]*>?/g, ''),
      replaceSpecialChars: (s) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/ß/g, 'ss').replace(/[Ææ]/g, (c) => (c === 'Æ' ? 'AE' : 'ae')).replace(/[Øø]/g, (c) => (c === 'Ø' ? 'O' : 'o')),
      length: (s) => s.length,
      quote: (s, [mark]) => { const q = mark === undefined ? '"' : String(mark); return q + s.split(q).join('\\' + q) + q; },
      toSentenceCase: (s) => s.replace(/(^\s*|[.!?]\s+)([\s\S]+?)(?=[.!?]\s|$)/g, (all, lead, rest) => lead + rest.charAt(0).toUpperCase() + rest.slice(1).toLowerCase()),
      toTitleCase: (s) => s.replace(/[^\s-]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
      toSnakeCase: (s) => s.trim().split(/[\s_-]+/).filter((word) => word).map((w) => w.toLowerCase()).join('_'),
      toKebabCase: (s) => words(s).map((w) => w.toLowerCase()).join('-'),
      toCamelCase: (s) => words(s).map((w, i) => (i ? w.charAt(0).toUpperCase() + w.slice(1).toLowerCase() : w.toLowerCase())).join(''),
      isDomain: (s) => DOMAIN.test(s),
      isEmail: (s) => s.length < 321 && new RegExp('^' + EMAIL.source + '$').test(s),
      isUrl: (s) => new RegExp('^' + URL_TEXT.source + '$').test(s.trim()),
      isNumeric: (s) => s.trim() !== '' && !Number.isNaN(Number(s)),
      extractEmail: (s) => { const found = EMAIL.exec(s); return found ? found[0] : undefined; },
      extractUrl: (s) => { const found = URL_TEXT.exec(s); return found ? found[0] : undefined; },
      extractUrlPath: (s) => { const found = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(s.trim()); return found ? found[1] || '/' : undefined; },
      extractDomain: (s) => domainOf(s),
      isEmpty: (s) => s.length === 0,
      isNotEmpty: (s) => s.length > 0,
    },
    number: {
      abs: (n) => Math.abs(n), ceil: (n) => Math.ceil(n), floor: (n) => Math.floor(n),
      round: (n, [places]) => round(n, places),
      isEven: (n) => (Number.isInteger(n) ? n % 2 === 0 : refuse('isEven() needs a whole number')),
      isOdd: (n) => (Number.isInteger(n) ? Math.abs(n % 2) === 1 : refuse('isOdd() needs a whole number')),
      isInteger: (n) => Number.isInteger(n),
      format: (n, [locale, options]) => new Intl.NumberFormat(locale || 'en-US', options).format(n),
      toBoolean: (n) => n !== 0,
      toInt: (n) => Math.round(n), toWholeNumber: (n) => Math.round(n), toFloat: (n) => n, toDecimalNumber: (n) => n, toNumber: (n) => n,
      toDateTime: (n, [kind]) => {
        const factors = { s: 1000, seconds: 1000, ms: 1, milliseconds: 1, us: 0.001, microseconds: 0.001 };
        if (kind === 'excel') return new DateTime(Math.round((n - 25569) * 86400000));
        return new DateTime(n * (kind === undefined ? 1 : factors[kind] ?? refuse(`'${kind}' is no known kind of time`)));
      },
      isEmpty: () => false,
      isNotEmpty: () => true,
    },
    boolean: {
      toInt: (b) => (b ? 1 : 0), toNumber: (b) => (b ? 1 : 0), toWholeNumber: (b) => (b ? 1 : 0), toFloat: (b) => (b ? 1 : 0), toBoolean: (b) => b,
      isEmpty: () => false,
      isNotEmpty: () => true,
    },
    array: {
      first: (a) => a[0], last: (a) => a[a.length - 1],
      sum: (a) => a.reduce((total, one) => total + number(one, 'sum'), 0),
      average: (a) => (a.length ? extensions.array.sum(a) / a.length : 0),
      min: (a) => a.reduce((least, one) => Math.min(least, number(one, 'min')), Infinity),
      max: (a) => a.reduce((most, one) => Math.max(most, number(one, 'max')), -Infinity),
      count: (a) => a.length, length: (a) => a.length, size: (a) => a.length,
      unique: (a, keys) => distinct(a, keys), removeDuplicates: (a, keys) => distinct(a, keys),
      compact: (a) => a.filter((one) => !isEmptyValue(one) && one !== 'nil').map((one) => (isObject(one) ? extensions.object.compact(one) : one)),
      chunk: (a, [size]) => {
        if (!(size >= 1)) return refuse('chunk() needs a size above 0');
        const chunks = [];
        for (let i = 0; i < a.length; i += size) chunks.push(a.slice(i, i + size));
        return chunks;
      },
      pluck: (a, names) => (names.length ? a.map((one) => (names.length === 1 ? one?.[names[0]] : names.map((name) => one?.[name]))).filter((one) => one !== undefined) : a),
      smartJoin: (a, [key, value]) => (key === undefined || value === undefined ? refuse('smartJoin() needs the names of two fields')
        : a.reduce((all, one) => (isObject(one) && one[key] !== undefined && one[value] !== undefined ? { ...all, [one[key]]: one[value] } : all), {})),
      renameKeys: (a, pairs) => a.map((one) => {
        if (!isObject(one) || pairs.length % 2) return one;
        const renamed = { ...one };
        for (let i = 0; i < pairs.length; i += 2) if (pairs[i] in renamed) { renamed[pairs[i + 1]] = renamed[pairs[i]]; delete renamed[pairs[i]]; }
        return renamed;
      }),
      append: (a, more) => a.concat(more),
      merge: (a, [other]) => a.concat(other ?? []).reduce((all, one) => ({ ...one, ...all }), {}),
      union: (a, [other]) => distinct(a.concat(other), []),
      difference: (a, [other]) => a.filter((one) => !other.some((two) => same(one, two))),
      intersection: (a, [other]) => distinct(a.filter((one) => other.some((two) => same(one, two))), []),
      randomItem: (a) => a[Math.floor(Math.random() * a.length)],
      isEmpty: (a) => a.length === 0,
      isNotEmpty: (a) => a.length > 0,
    },
    object: {
      isEmpty: (o) => Object.keys(o).length === 0,
      isNotEmpty: (o) => Object.keys(o).length > 0,
      keys: (o) => Object.keys(o), values: (o) => Object.values(o),
      hasField: (o, [name]) => Object.prototype.hasOwnProperty.call(o, name),
      removeField: (o, [name]) => { const copy = { ...o }; delete copy[name]; return copy; },
      removeFieldsContaining: (o, [text]) => Object.fromEntries(Object.entries(o).filter(([, value]) => !(typeof value === 'string' && value.includes(text)))),
      keepFieldsContaining: (o, [text]) => Object.fromEntries(Object.entries(o).filter(([, value]) => typeof value === 'string' && value.includes(text))),
      compact: (o) => Object.fromEntries(Object.entries(o).filter(([, value]) => !isEmptyValue(value) && value !== 'nil').map(([k, value]) => [k, isObject(value) && Object.getPrototypeOf(value) === Object.prototype ? extensions.object.compact(value) : value])),
      merge: (o, [other]) => ({ ...other, ...o }),
      urlEncode: (o) => Object.entries(o).map(([k, value]) => `${encodeURIComponent(k)}=${encodeURIComponent(value)}`).join('&').replace(/%20/g, '+'),
    },
  };
  const kindOf = (value) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);
  const names = [...new Set(Object.values(extensions).concat(common).flatMap((table) => Object.keys(table))
    .concat(['format', 'plus', 'minus', 'beginningOf', 'endOfMonth', 'extract', 'isBetween', 'isDst', 'isInLast', 'isWeekend', 'diffTo', 'diffToNow', 'toDateTime', 'toDate', 'set', 'toISO', 'toFormat', 'startOf', 'endOf', 'setZone']))];
  const dateWords = new Set(['format', 'plus', 'minus', 'beginningOf', 'endOfMonth', 'extract', 'isBetween', 'isDst', 'isInLast', 'isWeekend', 'diffTo', 'diffToNow', 'toDateTime']);

  const extend = (value, name, args, optional) => {
    if (value === undefined || value === null) {
      if (name === 'isEmpty') return true;
      if (name === 'isNotEmpty') return false;
      if (optional) return undefined;
      return dateWords.has(name) || name in extensions.string || name in extensions.array
        || name in extensions.number || name in extensions.object || name in common
        ? refuse(`${name}() can't be used on ${value === null ? 'null' : 'undefined'} value`) : value[name];
    }
    const kind = kindOf(value);
    if (value instanceof Date && dateWords.has(name)) {
      const found = new DateTime(value.getTime());
      return name === 'isWeekend' ? found.isWeekend : found[name](...args);
    }
    if (value instanceof DateTime && name === 'isWeekend') return value.isWeekend;
    if ((kind === 'object' || kind === 'function') && typeof value[name] === 'function') return value[name](...args);
    const own = extensions[kind] && Object.prototype.hasOwnProperty.call(extensions[kind], name) ? extensions[kind][name] : undefined;
    if (own) return own(value, args);
    if (Object.prototype.hasOwnProperty.call(common, name)) return common[name](value, args);
    if (typeof value[name] === 'function') return value[name](...args);
    // Dates often come as text.
    if (kind === 'string' && dateWords.has(name)) {
      const found = textToDateTime(value);
      return name === 'isWeekend' ? found.isWeekend : found[name](...args);
    }
    const kinds = Object.keys(extensions).filter((one) => name in extensions[one]);
    return kinds.length ? refuse(`${name}() is only callable on type ${kinds.map((one) => `"${one}"`).join(', ')}`) : value[name](...args);
  };

  // ---- data --------------------------------------------------------------------------------------------------------

  const asList = (key, ...question) => once(kept, key, () => read(...question)).slice();
  const nodeFacts = (name) => ({
    get isExecuted() { return host('ran', name); },
    get item() { return once(current, 'item:' + name, () => read('linked', name, host('index'))); },
    get pairedItem() { return (index) => read('linked', name, index === undefined ? host('index') : index); },
    get itemMatching() { return (index) => (index === undefined ? refuse('itemMatching() needs the number of an item') : read('linked', name, index)); },
    all: (output, run) => listOf(name, output, run),
    first: (output, run) => listOf(name, output, run)[0],
    last: (output, run) => { const list = listOf(name, output, run); return list[list.length - 1]; },
    get params() { return read('parameters', name); },
    get context() { return { noItemsLeft: host('noItemsLeft', name) ?? undefined, currentRunIndex: host('nodeRuns', name) - 1 }; },
  });
  const listOf = (name, output, run) => {
    const o = output === undefined ? 0 : output;
    const r = run === undefined ? -1 : run;
    return asList(`node:${o}:${r}:${name}`, 'nodeItems', name, o, r);
  };
  const oldNode = (name) => ({
    get json() { return read('sameNumber', name).json; },
    get binary() { return read('sameNumber', name).binary; },
    get data() { return this.json; },
    get runIndex() { return host('nodeRuns', name) - 1; },
    get parameter() { return read('parameters', name); },
    get context() { return nodeFacts(name).context; },
  });
  // The bytes of a file are only fetched when they are asked for.
  const withFiles = (item, index) => {
    for (const [name, file] of Object.entries(item?.binary ?? {})) {
      Object.defineProperty(file, 'data', { get: () => host('file64', index, name), set(own) { Object.defineProperty(file, 'data', { value: own, enumerable: true, writable: true }); }, configurable: true });
    }
    return item;
  };
  const ownItems = () => once(kept, 'items', () => read('items').map(withFiles)).slice();
  const input = Object.freeze({
    get item() { return once(current, 'own', () => withFiles(read('item', host('index')), host('index'))); },
    all: () => ownItems(),
    first: () => ownItems()[0],
    last: () => { const list = ownItems(); return list[list.length - 1]; },
    get params() { return read('parameters', null); },
    get context() { return {}; },
  });
  const jmespath = (value, path) => {
    if (typeof value !== 'object') return refuse('$jmespath needs an object or a list first, then the path');
    const found = read('jmespath', JSON_stringify(value), String(path));
    return found;
  };
  const clearOf = (name) => () => refuse(`${name} is not available here`);

  const globals = {
    $json: () => once(current, 'json', () => read('json')),
    $binary: () => input.item?.binary ?? {},
    $data: () => once(current, 'json', () => read('json')),
    $input: () => input,
    $node: () => new Proxy({}, { get: (target, name) => (typeof name === 'symbol' ? undefined : oldNode(name)) }),
    $itemIndex: () => host('index'),
    $position: () => host('index'),
    $runIndex: () => host('runIndex'),
    $prevNode: () => read('previous'),
    $now: () => new DateTime(host('now')),
    $today: () => new DateTime(host('now')).startOf('day'),
    $env: () => new Proxy({}, { get: (target, name) => (typeof name === 'symbol' ? undefined : host('env', name) ?? undefined), ownKeys: () => read('envNames'), getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }),
    $vars: () => read('vars'),
    $execution: () => read('execution'),
    $workflow: () => read('workflow'),
    $parameter: () => read('parameters', null),
    $secrets: clearOf('$secrets'),
    $response: clearOf('$response'),
    $request: clearOf('$request'),
    $nodeVersion: () => read('parameters', null)?.typeVersion,
    $mode: () => read('execution').mode,
    $executionId: () => read('execution').id,
    $thisItem: () => input.item,
    $thisItemIndex: () => host('index'),
    item: () => input.item,
    items: () => ownItems(),
  };
  for (const [name, get] of Object.entries(globals)) define(globalThis, name, get);

  const least = (...list) => extensions.array.min(list.flat());
  const most = (...list) => extensions.array.max(list.flat());
  const functions = {
    $: (name) => (host('ran', String(name)) ? nodeFacts(String(name)) : lateNode(String(name))),
    $items: (name, output, run) => (name === undefined ? input.all() : listOf(name, output, run)),
    $if: (condition, yes, no) => (condition ? yes : no),
    $ifEmpty: (value, other) => (isEmptyValue(value) ? other : value),
    $min: least, $max: most, $average: (...list) => extensions.array.average(list.flat()),
    $not: (value) => !value,
    average: (...list) => extensions.array.average(list.flat()),
    numberList: (from, to) => Array.from({ length: Math.max(0, Math.min(to - from + 1, 1e6)) }, (_, i) => from + i),
    zip: (keys, values) => Object.fromEntries(keys.map((key, i) => [key, values[i]])),
    $jmespath: jmespath, $jmesPath: jmespath,
    $fromAI: (name, description, type, fallback) => fromAi(name, fallback),
    $fromAi: (name, description, type, fallback) => fromAi(name, fallback),
    $fromai: (name, description, type, fallback) => fromAi(name, fallback),
    $evaluateExpression: clearOf('$evaluateExpression'),
    $getWorkflowStaticData: clearOf('$getWorkflowStaticData'),
    $getNodeParameter: (name) => read('parameters', null)?.[name],
    $extend: extend,
    queueMicrotask: (task) => { Promise.resolve().then(task); },
    btoa: (text) => host('base64', String(text)),
    atob: (text) => host('unbase64', String(text)) ?? refuse('this is not base64'),
  };
  // Whether a node has run may be asked of any name; everything else fails when it is used.
  const lateNode = (name) => ({
    isExecuted: false,
    get item() { return read('linked', name, host('index')); },
    get itemMatching() { return (index) => read('linked', name, index); },
    get pairedItem() { return () => read('linked', name, host('index')); },
    all: () => listOf(name), first: () => listOf(name)[0], last: () => listOf(name)[0],
    get params() { return read('parameters', name); },
    get context() { return {}; },
  });
  const fromAi = (name, fallback) => {
    if (typeof name !== 'string' || !/^[A-Za-z0-9_-]{0,64}$/.test(name)) return refuse('$fromAI needs a name of letters, digits, _ and -');
    const item = once(current, 'json', () => read('json'));
    const given = isObject(item.query) && name in item.query ? item.query[name] : item[name];
    return given === undefined ? fallback : given;
  };
  for (const name of ['require', 'fetch', 'Buffer', '$helpers', 'TextEncoder', 'TextDecoder', 'XMLHttpRequest', 'WebSocket', 'process', 'globalThis']) {
    if (name !== 'globalThis' && !(name in globalThis)) define(globalThis, name, clearOf(name));
  }
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
    Object.defineProperty(globalThis, name, { value: () => refuse(`${name} is not available here: nothing waits`), enumerable: true });
  }
  const noted = (...values) => {
    if (host('listens')) host('note', values.map((value) => (typeof value === 'string' ? value : JSON_stringify(value))).join(' '));
  };
  const console = Object.freeze(Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'].map((name) => [name, noted])));
  for (const [name, value] of Object.entries({ ...functions, DateTime, Duration, Interval, console })) {
    Object.defineProperty(globalThis, name, { value, enumerable: true });
  }
  for (const name of ['WebAssembly', 'Atomics', 'SharedArrayBuffer', 'WeakRef', 'FinalizationRegistry', 'BigInt', 'BigInt64Array', 'BigUint64Array']) {
    delete globalThis[name];
  }

  // A frozen property of a prototype would also forbid to set a property of that name in an object of one's own, as every
  // error class does with `name`. Behind an accessor it can be set there and still not here.
  const settable = (prototype) => {
    for (const key of Object.getOwnPropertyNames(prototype)) {
      const slot = Object.getOwnPropertyDescriptor(prototype, key);
      if (!('value' in slot) || !slot.configurable) continue;
      const { value } = slot;
      Object.defineProperty(prototype, key, {
        enumerable: false,
        configurable: false,
        get: () => value,
        set(own) {
          if (this !== prototype) Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
        },
      });
      hidden.push(value);
    }
  };
  const hidden = [];

  // Contexts are used again by other routes, so nothing in them may be changed for good.
  const frozen = new WeakSet();
  const freeze = (value) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || frozen.has(value)) return;
    frozen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      const slot = Object.getOwnPropertyDescriptor(value, key);
      if ('value' in slot) freeze(slot.value);
      else { freeze(slot.get); freeze(slot.set); }
    }
    freeze(Object.getPrototypeOf(value));
    if (value !== globalThis) Object.freeze(value);
  };
  [Object, Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError]
    .forEach((one) => settable(one.prototype));
  freeze(globalThis);
  hidden.forEach(freeze);
  const segments = new Intl.Segmenter().segment('');
  for (const sample of [segments, segments[Symbol.iterator](), [][Symbol.iterator](), ''[Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator](), 'a'.matchAll(/a/g),
    (function* () {})(), (async function () {}), (async function* () {}), new DateTime(0, 'UTC'), new Duration({})]) {
    freeze(Object.getPrototypeOf(sample));
  }
  // What no name leads to, but a value that code is given.
  [extensions, input, ExpressionError].forEach(freeze);
  Object.freeze(globalThis);

  // What JSON would write as it is goes as it is; a letter in front tells a text from the JSON of all else.
  const written = (value) => {
    if (typeof value === 'string') return 's' + value;
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number' && (Number.isSafeInteger(value) || !Number.isInteger(value))) return Number.isFinite(value) ? value : null;
    if (typeof value === 'function' || typeof value === 'symbol') return undefined;
    const text = JSON_stringify(value);
    return text === undefined ? null : 'j' + text;
  };

  const sourceOf = Function.prototype.call.bind(Function.prototype.toString);

  let leave = () => undefined;
  return {
    extensions: names,
    // Whether a function is what its text says: text that closes brackets which it has not opened would leave names behind.
    seal: (made, text) => {
      if (typeof made !== 'function' || sourceOf(made) !== text) return false;
      freeze(made);
      return true;
    },
    // A function can reach itself, and is kept for the next time.
    bind: (made, self) => {
      freeze(made);
      return made.bind(self);
    },
    // What only code may use; see tools.js.
    load: (make) => {
      const tools = make(host, { refuse, once: (key, value) => once(kept, key, value), types: { DateTime, Duration, Interval } });
      freeze(tools);
      ({ leave } = tools);
      return tools;
    },
    forget: () => {
      kept = new Map();
      current = new Map();
      // RegExp itself remembers the last text that a pattern was found in.
      /(?:)/.exec('');
    },
    evaluate: (body) => { current = new Map(); return written(body()); },
    run: (body, state) => {
      current = new Map();
      body().then((value) => { leave(); state.text = written(value); }).catch((error) => { state.failed = true; state.error = error; }).then(() => { state.done = true; });
      return state;
    },
    state: () => ({ done: false, failed: false, text: null, error: undefined }),
    outcome: (state) => {
      if (!state.done) return refuse('the code waits for something that never comes: there are no timers and no network');
      if (state.failed) throw state.error;
      return state.text;
    },
  };
})
