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
  state: "running" | "stopped" | "killed" | "failed" | "done" | "unreadable";
  step: number;
  total_steps: number;
  passed: number;
  failed: number;
  untested: number;
  problem: string | null;
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
