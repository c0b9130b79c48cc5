import { useCallback, useEffect, useState } from "preact/hooks";
import { get } from "./api";

export interface Loaded<T> {
  value: T | null;
  error: string | null;
  again: () => void;
}

/** What the server answers, once, when it is asked again, and when it is back after it was away. */
export function useAnswer<T>(path: string | null): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [count, setCount] = useState(0);
  const again = useCallback(() => setCount((number) => number + 1), []);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    get<T>(path, stop.signal).then(
      (answer) => {
        setValue(answer);
        setError(null);
      },
      (failure: Error) => {
        if (!stop.signal.aborted) setError(failure.message);
      },
    );
    return () => stop.abort();
  }, [path, count]);
  useEffect(() => {
    window.addEventListener("gyre:back", again);
    return () => window.removeEventListener("gyre:back", again);
  }, [again]);
  return { value, error, again };
}
