import { useEffect, useRef, useState } from "preact/hooks";
import { lookNow, runApi } from "./api";
import type { RunLine, RunProgress } from "./types";

export interface Live {
  steps: number[];
  columns: Record<string, (number | null)[]>;
  journal: Record<string, string>[];
  state: RunLine | null;
  progress: RunProgress | null;
  /** Number of the last picture that the run showed. */
  frame: number;
  /** Grows with every picture, since the arrays stay the same. */
  version: number;
}

const JOURNAL_KEPT = 50;

/** Follows a run by server-sent events; the browser reconnects by itself and goes on at the row that it has. */
export function useRunStream(id: string): Live {
  const live = useRef<Live>({ steps: [], columns: {}, journal: [], state: null, progress: null, frame: 0, version: 0 });
  const [, setVersion] = useState(0);
  useEffect(() => {
    live.current = { steps: [], columns: {}, journal: [], state: null, progress: null, frame: 0, version: 0 };
    let drawn = 0;
    const changed = () => {
      if (drawn !== 0) return;
      // One picture for all that comes between two frames.
      drawn = requestAnimationFrame(() => {
        drawn = 0;
        live.current.version++;
        setVersion((version) => version + 1);
      });
    };
    let source: EventSource | null = null;
    const open = () => {
      source?.close();
      source = new EventSource(`${runApi(id)}/events?from=${live.current.steps.length}`);
      source.addEventListener("scalars", (event) => {
        const { from, steps, columns } = JSON.parse(event.data);
        const now = live.current;
        if (from > now.steps.length) return;
        now.steps.length = from;
        now.steps.push(...steps);
        for (const [name, values] of Object.entries(columns as Record<string, (number | null)[]>)) {
          const column = (now.columns[name] ??= []);
          column.length = from;
          column.push(...values);
        }
        changed();
      });
      source.addEventListener("restart", () => {
        live.current.steps = [];
        live.current.columns = {};
        changed();
      });
      source.addEventListener("journal", (event) => {
        const { from, entries } = JSON.parse(event.data);
        live.current.journal = [...(from === 0 ? [] : live.current.journal), ...entries].slice(-JOURNAL_KEPT);
        changed();
      });
      source.addEventListener("frame", (event) => {
        live.current.frame = JSON.parse(event.data).number;
        changed();
      });
      source.addEventListener("progress", (event) => {
        live.current.progress = JSON.parse(event.data);
        changed();
      });
      source.addEventListener("state", (event) => {
        live.current.state = JSON.parse(event.data);
        changed();
      });
      source.addEventListener("error", () => void lookNow());
      source.addEventListener("end", () => {
        source?.close();
        changed();
      });
    };
    open();
    // After the server was away; also after a resume of a run that had ended.
    window.addEventListener("gyre:back", open);
    window.addEventListener("gyre:resumed", open);
    return () => {
      window.removeEventListener("gyre:back", open);
      window.removeEventListener("gyre:resumed", open);
      source?.close();
      cancelAnimationFrame(drawn);
    };
  }, [id]);
  return live.current;
}
