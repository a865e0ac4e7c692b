import { useEffect, useRef, useState } from '../ui.js';

const PAUSE = 500;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;

/** One connection for the whole page; pages say which kind of news they want. */
class Live {
  #listeners = new Set();
  #watchers = new Set();
  #retry = FIRST_RETRY;
  connected = false;

  open() {
    const source = new EventSource('/api/events');
    source.onopen = () => {
      this.#retry = FIRST_RETRY;
      this.#say(true);
      // What happened while the connection was away is unknown, so every page looks again.
      this.#listeners.forEach((listener) => listener(null));
    };
    source.onmessage = (message) => this.#take(message.data);
    source.onerror = () => {
      this.#say(false);
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => this.open(), this.#retry);
        this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
      }
    };
  }

  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #take(data) {
    let news;
    try {
      news = JSON.parse(data);
    } catch {
      return;
    }
    if (news && typeof news === 'object') {
      this.#listeners.forEach((listener) => listener(news));
    }
  }

  #say(connected) {
    this.connected = connected;
    this.#watchers.forEach((watcher) => watcher(connected));
  }
}

export const live = new Live();

/**
 * Calls back when something of this kind (and id, if given) changed: at most twice a second, and never again before
 * the last call has ended, because a slow server under load would otherwise be asked without end.
 */
export function useNews(kind, id, callback) {
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => {
    let timer = 0;
    let busy = false;
    let missed = false;
    let over = false;
    const plan = () => {
      missed = busy;
      if (!busy && timer === 0) {
        timer = setTimeout(call, PAUSE);
      }
    };
    const call = async () => {
      timer = 0;
      busy = true;
      await latest.current();
      busy = false;
      if (missed && !over) {
        plan();
      }
    };
    const stop = live.listen((news) => {
      if (news === null || (news.kind === kind && (id === null || String(news.id) === String(id)))) {
        plan();
      }
    });
    return () => {
      stop();
      clearTimeout(timer);
      over = true;
    };
  }, [kind, id]);
}

export function useConnected() {
  const [connected, setConnected] = useState(live.connected);
  useEffect(() => {
    // The connection may have come since the state was made.
    setConnected(live.connected);
    return live.watch(setConnected);
  }, []);
  return connected;
}
