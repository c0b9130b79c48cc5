/** How the page asks the server. */

/** What the server refused, in its own sentence. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

export type Link = "up" | "down" | "ended";

type Listener = (link: Link) => void;
const listeners = new Set<Listener>();
let link: Link = "up";
const LOOK_MILLIS = 1000;

/** Tells whether the server answers: `ended` if it is a later start, which this page has no key for. */
export function watchLink(listener: Listener): () => void {
  listeners.add(listener);
  listener(link);
  return () => listeners.delete(listener);
}

function turn(now: Link) {
  if (now === link) return;
  const before = link;
  link = now;
  listeners.forEach((listener) => listener(now));
  // Also after an end: whoever opens the new address in this browser brings this page back too.
  if (before === "up") window.setTimeout(look, LOOK_MILLIS);
  if (before !== "up" && now === "up") window.dispatchEvent(new Event("gyre:back"));
}

async function look() {
  try {
    const answer = await fetch("/api/page");
    secret = undefined;
    turn(answer.status === 401 || answer.status === 403 ? "ended" : "up");
  } catch {
    turn("down");
  }
  if (link !== "up") window.setTimeout(look, LOOK_MILLIS);
}

/** Asks whether the server is there: somebody has reason to doubt it. */
export async function lookNow() {
  if (link === "up") await look();
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    turn("down");
    throw new Refusal(0, "The server does not answer. Runs go on without it; this page looks for it.");
  }
  if (answer.status === 401) {
    turn("ended");
  } else {
    turn("up");
  }
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}));
    throw new Refusal(answer.status, said.error ?? `The server answers with ${answer.status}.`);
  }
  return answer;
}

/** Reads JSON. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await ask(path, signal ? { signal } : {})).json();
}

let secret: Promise<string> | undefined;

/** Only this page knows it: no other site can send it along. */
async function pageSecret(): Promise<string> {
  secret ??= get<{ secret: string }>("/api/page").then((page) => page.secret);
  return secret;
}

/** Changes something. */
export async function post<T>(path: string, body: unknown = {}): Promise<T> {
  const headers = { "X-Gyre-Page": await pageSecret(), "Content-Type": "application/json" };
  return (await ask(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

/** Hands over a file. */
export async function upload(file: File): Promise<string> {
  const headers = { "X-Gyre-Page": await pageSecret(), "Content-Type": "application/octet-stream" };
  const path = `/api/uploads?name=${encodeURIComponent(file.name)}`;
  return (await (await ask(path, { method: "POST", headers, body: file })).json()).file;
}

/** One array of NumPy's format, little-endian float64 as the server writes columns. */
export function parseNpy(buffer: ArrayBuffer): { shape: number[]; values: Float64Array } {
  const view = new DataView(buffer);
  const version = view.getUint8(6);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const header = new TextDecoder().decode(new Uint8Array(buffer, start, length));
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(Number);
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? "";
  const count = shape.reduce((product, side) => product * side, 1);
  const values = new Float64Array(count);
  const read: Record<string, [number, (at: number) => number]> = {
    "<f8": [8, (at) => view.getFloat64(at, true)],
    "<f4": [4, (at) => view.getFloat32(at, true)],
    "<i8": [8, (at) => Number(view.getBigInt64(at, true))],
    "<i4": [4, (at) => view.getInt32(at, true)],
    "<i2": [2, (at) => view.getInt16(at, true)],
    "|i1": [1, (at) => view.getInt8(at)],
    "|u1": [1, (at) => view.getUint8(at)],
    "|b1": [1, (at) => view.getUint8(at)],
  };
  const reader = read[type];
  if (!reader) throw new Error(`an array of ${type} is not shown here`);
  for (let i = 0; i < count; i++) values[i] = reader[1](start + length + i * reader[0]);
  return { shape, values };
}

/** Reads an array. */
export async function getNpy(path: string, signal?: AbortSignal) {
  return parseNpy(await (await ask(path, signal ? { signal } : {})).arrayBuffer());
}

/** Where a run is answered for; its name is that of a folder, which may be anything. */
export const runApi = (id: string) => `/api/runs/${encodeURIComponent(id)}`;

/** The page of a run. */
export const runPage = (id: string) => `/runs/${encodeURIComponent(id)}`;

/** The query that names some runs. */
export const runsQuery = (ids: string[]) => new URLSearchParams(ids.map((id) => ["run", id])).toString();
