import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Browser } from "./browser";

let api: typeof import("../src/lib/api");
const fetched = vi.fn<(path: string, init?: RequestInit) => Promise<Response>>();

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
  new Browser("/");
  api = await import("../src/lib/api");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** An array as NumPy's format description has it, version 1.0 or 2.0. */
function npy(descr: string, shape: string, data: ArrayBuffer, version = 1): ArrayBuffer {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const start = version === 1 ? 10 : 12;
  const header = text.padEnd(Math.ceil((start + text.length + 1) / 64) * 64 - start - 1) + "\n";
  const bytes = new Uint8Array(start + header.length + data.byteLength);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), start);
  bytes.set(new Uint8Array(data), start + header.length);
  return bytes.buffer;
}

function packed(size: number, values: number[], put: (view: DataView, at: number, value: number) => void): ArrayBuffer {
  const buffer = new ArrayBuffer(size * values.length);
  values.forEach((value, i) => put(new DataView(buffer), i * size, value));
  return buffer;
}

describe("arrays of NumPy's format", () => {
  it.each([1, 2])("of doubles come bit by bit, version %i", (version) => {
    const values = [0, -0, 1 / 3, NaN, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE];
    const array = api.parseNpy(npy("<f8", "(2, 4)", packed(8, values, (view, at, v) => view.setFloat64(at, v, true)), version));
    expect(array.shape).toEqual([2, 4]);
    expect(Array.from(array.values)).toEqual(values);
  });
  const kinds: [string, number, number[], (view: DataView, at: number, value: number) => void][] = [
    ["<f4", 4, [0.5, -(2 ** 100)], (view, at, v) => view.setFloat32(at, v, true)],
    ["<i8", 8, [-1, 2 ** 53], (view, at, v) => view.setBigInt64(at, BigInt(v), true)],
    ["<i4", 4, [-(2 ** 31), 7], (view, at, v) => view.setInt32(at, v, true)],
    ["<i2", 2, [-32768, 258], (view, at, v) => view.setInt16(at, v, true)],
    ["|i1", 1, [-128, 127], (view, at, v) => view.setInt8(at, v)],
    ["|u1", 1, [255, 0], (view, at, v) => view.setUint8(at, v)],
    ["|b1", 1, [1, 0], (view, at, v) => view.setUint8(at, v)],
  ];
  it.each(kinds)("of %s are read", (descr, size, values, put) => {
    expect(Array.from(api.parseNpy(npy(descr, "(2,)", packed(size, values, put))).values)).toEqual(values);
  });
  it("may be empty, or one number without a shape", () => {
    expect(api.parseNpy(npy("<f8", "(0, 3)", new ArrayBuffer(0)))).toEqual({ shape: [0, 3], values: new Float64Array(0) });
    expect(api.parseNpy(npy("|u1", "()", new Uint8Array([9]).buffer))).toEqual({ shape: [], values: new Float64Array([9]) });
  });
  it.each([">f8", "|O", "<c16"])("of %s are refused by name", (descr) => {
    expect(() => api.parseNpy(npy(descr, "(1,)", new ArrayBuffer(16)))).toThrow(descr);
  });
  it("that end too early are refused, not filled up", () => {
    expect(() => api.parseNpy(npy("<f8", "(3,)", new ArrayBuffer(16)))).toThrow(RangeError);
  });
});

describe("a question to the server", () => {
  it("that it refuses fails with its sentence", async () => {
    fetched.mockResolvedValue(json({ error: "units = 13: at most 12" }, 400));
    await expect(api.get("/api/play/network?units=13")).rejects.toMatchObject({ status: 400, message: "units = 13: at most 12" });
  });
  it("that fails without a sentence says by which number", async () => {
    fetched.mockResolvedValue(new Response("<html>", { status: 502 }));
    await expect(api.get("/x")).rejects.toMatchObject({ status: 502, message: expect.stringContaining("502") });
  });
  it("that nobody hears says so, and the page looks for the server until it is back", async () => {
    const states: string[] = [];
    const back = vi.fn();
    window.addEventListener("gyre:back", back);
    api.watchLink((state) => states.push(state));
    fetched.mockRejectedValue(new TypeError("refused"));
    await expect(api.get("/x")).rejects.toMatchObject({ status: 0 });
    await vi.advanceTimersByTimeAsync(3500);
    expect(states).toEqual(["up", "down"]);
    expect(fetched.mock.calls.filter(([path]) => path === "/api/page")).toHaveLength(3);
    fetched.mockResolvedValue(json({ secret: "s" }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(states).toEqual(["up", "down", "up"]);
    expect(back).toHaveBeenCalledTimes(1);
    const asked = fetched.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledTimes(asked);
  });
  it("that a later start of the server does not know ends the page's link", async () => {
    const states: string[] = [];
    api.watchLink((state) => states.push(state));
    fetched.mockResolvedValue(json({ error: "who are you?" }, 401));
    await expect(api.get("/x")).rejects.toMatchObject({ status: 401 });
    expect(states).toEqual(["up", "ended"]);
  });
  it("that was called off says nothing of the server", async () => {
    const states: string[] = [];
    api.watchLink((state) => states.push(state));
    const stop = new AbortController();
    stop.abort();
    fetched.mockRejectedValue(stop.signal.reason);
    await expect(api.get("/x", stop.signal)).rejects.toBe(stop.signal.reason);
    expect(states).toEqual(["up"]);
  });
});

describe("a change", () => {
  it("carries the page's secret, which is asked for once", async () => {
    fetched.mockImplementation(async (path) => json(path === "/api/page" ? { secret: "s3cret" } : {}));
    await api.post("/api/runs", { preset: "a" });
    await api.post("/api/runs");
    expect(fetched.mock.calls.map(([path]) => path)).toEqual(["/api/page", "/api/runs", "/api/runs"]);
    expect(fetched.mock.calls[1]![1]).toMatchObject({ method: "POST", body: '{"preset":"a"}', headers: { "X-Gyre-Page": "s3cret" } });
  });
  it("hands over a file under a name that cannot lead elsewhere", async () => {
    fetched.mockImplementation(async (path) => json(path === "/api/page" ? { secret: "s" } : { file: "kept" }));
    expect(await api.upload(new File(["x"], "../a&b=c d.csv"))).toBe("kept");
    const address = new URL(fetched.mock.calls[1]![0], "http://here");
    expect(address.pathname).toBe("/api/uploads");
    expect([...address.searchParams]).toEqual([["name", "../a&b=c d.csv"]]);
  });
});
