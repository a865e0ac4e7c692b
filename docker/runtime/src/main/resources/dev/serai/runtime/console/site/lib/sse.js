const LIMIT = 1024 * 1024;

/**
 * Cuts a stream of server-sent events into {event, data}. Feed it text as it arrives; an event that never ends is
 * refused at 1 MiB, because the page would otherwise hold all of it.
 */
export class EventCutter {
  #rest = '';
  #event = '';
  #data = [];
  #size = 0;
  #afterReturn = false;

  feed(text) {
    if (text === '') {
      return [];
    }
    const more = this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#afterReturn = more.endsWith('\r');
    const lines = (this.#rest + more).split(/\r\n|\r|\n/);
    this.#rest = lines.pop();
    this.#bound(this.#rest.length);
    const events = [];
    for (const line of lines) {
      this.#line(line, events);
    }
    return events;
  }

  #line(line, events) {
    if (line === '') {
      if (this.#data.length > 0) {
        events.push({ event: this.#event || 'message', data: this.#data.join('\n') });
      }
      this.#event = '';
      this.#data = [];
      this.#size = 0;
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.#event = value;
    } else if (field === 'data') {
      this.#size += value.length;
      this.#bound(this.#size);
      this.#data.push(value);
    }
  }

  #bound(size) {
    if (size > LIMIT) {
      throw new RangeError('An event of the stream is larger than 1 MiB.');
    }
  }
}

/** Reads a body to its end and hands each event on. */
export async function readEvents(body, take) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const cutter = new EventCutter();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      cutter.feed(decoder.decode(value, { stream: true })).forEach(take);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
