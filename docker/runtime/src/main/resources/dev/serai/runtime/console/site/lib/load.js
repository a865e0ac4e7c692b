import { useCallback, useEffect, useRef, useState } from '../ui.js';
import { asApiError } from './api.js';

/**
 * Loads something and keeps the last good value on the screen while it is loaded anew. An answer that was overtaken by
 * a newer question is dropped.
 */
export function useLoad(load, deps) {
  const [state, setState] = useState({ value: null, error: null, loading: true });
  const current = useRef(null);
  const reload = useCallback(async () => {
    current.current?.abort();
    const control = new AbortController();
    current.current = control;
    setState((before) => ({ ...before, loading: true }));
    try {
      const value = await load(control.signal);
      if (!control.signal.aborted) {
        setState({ value, error: null, loading: false });
      }
    } catch (error) {
      if (!control.signal.aborted) {
        setState((before) => ({ ...before, error: asApiError(error), loading: false }));
      }
    }
  }, deps);
  useEffect(() => {
    setState({ value: null, error: null, loading: true });
    reload();
    return () => current.current?.abort();
  }, [reload]);
  return { ...state, reload };
}
