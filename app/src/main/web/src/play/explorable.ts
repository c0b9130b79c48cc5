import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { get, Refusal } from "../lib/api";
import { queryOf, usePlace, writeQuery } from "../lib/router";

/** A number, a choice or a list that an explorable can be asked with, as the server says it. */
export interface Dial {
  key: string;
  label: string;
  unit: string;
  kind: "real" | "whole" | "choice" | "steps";
  min: number;
  max: number;
  step: number;
  default: string;
  choices: string[];
  why: string;
}

/** What every answer has. */
export interface Answer {
  settings: Record<string, unknown>;
  code: { command: string; toml: string; java: string };
  warnings: string[];
}

export interface View {
  view: string;
  title: string;
  keys: Dial[];
}

let known: Promise<View[]> | undefined;

export function views(): Promise<View[]> {
  known ??= get<{ views: View[] }>("/api/play").then((answer) => answer.views);
  known.catch(() => (known = undefined));
  return known;
}

export interface Explorable<A> {
  dials: Dial[];
  values: Record<string, string>;
  answer: A | null;
  error: string | null;
  /** Changes values. */
  turn: (changed: Record<string, string>) => void;
}

/**
 * An explorable whose state is the query of the address. At most one request is under way; the last position is always
 * drawn.
 */
export function useExplorable<A extends Answer>(name: string): Explorable<A> {
  const { query } = usePlace();
  const [dials, setDials] = useState<Dial[]>([]);
  const [answer, setAnswer] = useState<A | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [count, setCount] = useState(0);
  const wanted = useRef<string | null>(null);
  const busy = useRef(false);
  const turned = useRef<number | null>(null);

  useEffect(() => {
    views().then(
      (all) => setDials(all.find((view) => view.view === name)?.keys ?? []),
      (failure: Error) => setError(failure.message),
    );
  }, [name]);

  const defaults = Object.fromEntries(dials.map((dial) => [dial.key, dial.default]));
  const values = { ...defaults };
  dials.forEach((dial) => (values[dial.key] = query.get(dial.key) ?? dial.default));
  const asked = queryOf(values, defaults).toString();

  useEffect(() => {
    if (dials.length === 0) return;
    wanted.current = asked;
    void work();
    async function work() {
      if (busy.current) return;
      busy.current = true;
      while (wanted.current !== null) {
        const now = wanted.current;
        wanted.current = null;
        const begun = turned.current;
        turned.current = null;
        try {
          const came = await get<A>(`/api/play/${name}${now ? `?${now}` : ""}`);
          setAnswer(came);
          setError(null);
          if (begun !== null) measure(name, begun);
        } catch (failure) {
          setError(failure instanceof Refusal ? failure.message : String(failure));
        }
      }
      busy.current = false;
    }
  }, [asked, dials, name, count]);

  useEffect(() => {
    const back = () => setCount((number) => number + 1);
    window.addEventListener("gyre:back", back);
    return () => window.removeEventListener("gyre:back", back);
  }, []);

  const turn = useCallback(
    (changed: Record<string, string>) => {
      if (writeQuery(queryOf({ ...values, ...changed }, defaults))) turned.current = performance.now();
    },
    [asked, dials],
  );

  return { dials, values, answer, error, turn };
}

/** From the turn of a dial to the picture: read by the tests of latency. */
function measure(name: string, begun: number) {
  // After the next frame was painted with the answer.
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => performance.measure(`play:${name}`, { start: begun, end: performance.now() });
    channel.port2.postMessage(null);
  });
}
