/** What the page knows of a run, and what the events of its stream add to it. */
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

export const EVENTS = ["scalars", "restart", "journal", "frame", "progress", "state"] as const;

const JOURNAL_KEPT = 50;

export const nothingYet = (): Live => ({ steps: [], columns: {}, journal: [], state: null, progress: null, frame: 0, version: 0 });

/** Rows that are known already are replaced by what comes; rows after a gap are left to the next connection. */
function takeRows(live: Live, from: number, steps: number[], columns: Record<string, (number | null)[]>): boolean {
  if (from > live.steps.length) return false;
  live.steps.length = from;
  // One by one: a run of a million rows has more of them than a call has arguments.
  for (const step of steps) live.steps.push(step);
  for (const [name, values] of Object.entries(columns)) {
    const column = (live.columns[name] ??= []);
    column.length = from;
    for (const value of values) column.push(value);
  }
  return true;
}

/** Whether there is something new to draw. */
export function take(live: Live, name: (typeof EVENTS)[number], data: string): boolean {
  if (name === "restart") {
    live.steps = [];
    live.columns = {};
    return true;
  }
  const said = JSON.parse(data);
  switch (name) {
    case "scalars":
      return takeRows(live, said.from, said.steps, said.columns);
    case "journal":
      live.journal = [...(said.from === 0 ? [] : live.journal), ...said.entries].slice(-JOURNAL_KEPT);
      return true;
    case "frame":
      live.frame = said.number;
      return true;
    case "progress":
      live.progress = said;
      return true;
    case "state":
      live.state = said;
      // Times of an earlier stretch of work say nothing of the next one.
      if (said.state !== "running") live.progress = null;
      return true;
  }
}
