/** What the server says of runs and presets. */

export interface Claim {
  id: string;
  sentence: string;
  paper: string;
  value: string;
  ours: number | null;
  min: number | null;
  max: number | null;
  interval: number | null;
  reason: string;
  verdict: string;
  note: string;
}

export interface PresetLine {
  id: string;
  kind: string;
  title: string;
  paper: string;
  minutes: number;
  summary: string;
  claims: number;
}

export interface Preset extends Omit<PresetLine, "claims"> {
  toml: string;
  claims: Claim[];
}

export interface RunLine {
  id: string;
  kind: string;
  preset: string | null;
  title: string;
  seed: number;
  started: string;
  version: string;
  state: "waiting" | "starting" | "refused" | "running" | "stopped" | "killed" | "failed" | "done" | "unreadable";
  /** In the queue, from 1; 0 if it does not wait. */
  place: number;
  step: number;
  total_steps: number;
  passed: number;
  failed: number;
  untested: number;
  problem: string | null;
}

/** A line of the list of runs that is a sweep; its steps are points. */
export interface SweepLine {
  id: string;
  kind: "sweep";
  preset: string | null;
  title: string;
  started: string;
  version: string;
  state: RunLine["state"];
  place: number;
  step: number;
  total_steps: number;
  failed_points: number;
  problem: string | null;
}

export function isSweep(line: RunLine | SweepLine): line is SweepLine {
  return "failed_points" in line;
}

/** How far a run at work is. */
export interface RunProgress {
  step: number;
  total_steps: number;
  seconds_at_work: number;
  seconds_left: number | null;
  what: string;
  done: number;
  total: number;
  piece_seconds_left: number | null;
}

/** What becomes another state by itself. */
export function passes(state: string | undefined): boolean {
  return state === "running" || state === "starting" || state === "waiting";
}

export interface Run extends RunLine {
  threads: number;
  cpu: string;
  command_line: string[];
  summary: string;
  paper: string;
  minutes: number;
  configuration: string;
  claims: Claim[];
  sentence: string;
  values: Record<string, number | null>;
  texts: Record<string, string>;
  warnings: { code: string; sentence: string; severity: string }[];
  arrays: { name: string; type: string; shape: number[]; bytes: number }[];
  /** A figure has a picture unless it is a table. */
  figures: { id: string; title: string; caption: string; table: { columns: string[]; rows: string[][] } | null }[];
  columns: string[];
}
