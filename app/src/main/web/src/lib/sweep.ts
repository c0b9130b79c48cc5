/** What the server says of a sweep, and which part of its table is looked at. */
import { queryOf } from "./router";

export interface SweepColumn {
  name: string;
  unit: string;
  numeric: boolean;
  /** Whether the table can be ordered by it. */
  ordered: boolean;
}

/** A sweep as its page shows it; what cannot be read has no base and no columns. */
export interface Sweep {
  id: string;
  preset: string | null;
  title: string;
  started: string;
  state: "running" | "stopped" | "killed" | "done" | "unreadable";
  /** Points that are done. */
  step: number;
  total_steps: number;
  failed_points: number;
  problems: string[];
  base?: string;
  cpu?: string;
  command_line?: string[];
  resume?: string[];
  seconds?: number;
  axes: Record<string, string>;
  seeds: number;
  columns: SweepColumn[];
  /** A figure has a picture unless it is a table. */
  figures: { id: string; title: string; caption: string; table: { columns: string[]; rows: string[][] } | null }[];
  /** How many points they are of. */
  figures_of?: number;
  progress: { seconds_at_work: number; seconds_left: number | null; what: string } | null;
  files: { name: string; bytes: number }[];
  report: boolean;
}

export type Cell = number | string | null;

export interface Rows {
  total: number;
  from: number;
  columns: string[];
  rows: Cell[][];
}

/** Part of a table: which page of it, in which order. */
export interface View {
  /** From 1. */
  page: number;
  sort: string;
  down: boolean;
  failed: boolean;
}

export const PAGE_ROWS = 100;

/** The table as it is at first. */
export const AT_FIRST: View = { page: 1, sort: "point", down: false, failed: false };

/** What an address asks for; what makes no sense is as at first. */
export function viewOf(query: URLSearchParams): View {
  const page = query.get("page") ?? "";
  return {
    page: /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1,
    sort: query.get("sort") || AT_FIRST.sort,
    down: query.get("down") === "1",
    failed: query.get("failed") === "1",
  };
}

const texts = (view: View) => ({ page: String(view.page), sort: view.sort, down: view.down ? "1" : "0", failed: view.failed ? "1" : "0" });

/** The part of an address that asks for it. */
export const addressOf = (view: View) => queryOf(texts(view), texts(AT_FIRST));

/** Where the server is asked for it. */
export function rowsPath(id: string, view: View): string {
  const query = new URLSearchParams({ from: String((view.page - 1) * PAGE_ROWS), count: String(PAGE_ROWS), sort: view.sort });
  if (view.down) query.set("down", "1");
  if (view.failed) query.set("failed", "1");
  return `${sweepApi(id)}/rows?${query.toString()}`;
}

/** A column's heading was pressed: first its order, then the other way round. */
export function pressed(view: View, column: string): View {
  return { ...view, page: 1, sort: column, down: view.sort === column && !view.down };
}

/** How many pages so many rows are; an empty table has one. */
export const pages = (total: number) => Math.max(1, Math.ceil(total / PAGE_ROWS));

/** Where a sweep is answered for. */
export const sweepApi = (id: string) => `/api/sweeps/${encodeURIComponent(id)}`;

/** The page of a sweep. */
export const sweepPage = (id: string) => `/sweeps/${encodeURIComponent(id)}`;

/**
 * Which columns are shown, as places among those that were sent: where points that failed are looked at, why they did
 * stands behind their settings.
 *
 * @param settings how many columns say which point it is
 */
export function shownColumns(columns: string[], settings: number, failed: boolean): number[] {
  const all = columns.map((_, k) => k);
  const why = columns.lastIndexOf("error");
  if (!failed || why < settings) return all;
  return [...all.slice(0, settings), why, ...all.slice(settings).filter((k) => k !== why)];
}
