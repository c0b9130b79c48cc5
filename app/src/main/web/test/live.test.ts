import { describe, expect, it } from "vitest";
import { nothingYet, take } from "../src/lib/live";

const rows = (from: number, steps: number[], columns: Record<string, (number | null)[]>) => JSON.stringify({ from, steps, columns });

describe("rows", () => {
  it("are added in their order", () => {
    const live = nothingYet();
    expect(take(live, "scalars", rows(0, [1, 2], { loss: [0.5, null] }))).toBe(true);
    expect(take(live, "scalars", rows(2, [3], { loss: [0.25] }))).toBe(true);
    expect(live.steps).toEqual([1, 2, 3]);
    expect(live.columns).toEqual({ loss: [0.5, null, 0.25] });
  });
  it("that come twice, after a reconnection, stand once", () => {
    const live = nothingYet();
    take(live, "scalars", rows(0, [1, 2, 3], { loss: [3, 2, 1] }));
    take(live, "scalars", rows(1, [2, 3, 4], { loss: [2, 1, 0] }));
    expect(live.steps).toEqual([1, 2, 3, 4]);
    expect(live.columns["loss"]).toEqual([3, 2, 1, 0]);
  });
  it("after a gap are not taken: nothing is drawn that never was", () => {
    const live = nothingYet();
    expect(take(live, "scalars", rows(5, [6], { loss: [1] }))).toBe(false);
    expect(live.steps).toEqual([]);
  });
  it("may be more than a call has arguments", () => {
    const live = nothingYet();
    const many = Array.from({ length: 300_000 }, (_, i) => i);
    take(live, "scalars", rows(0, many, { loss: many }));
    expect(live.columns["loss"]!.length).toBe(300_000);
    expect(live.steps.at(-1)).toBe(299_999);
  });
  it("begin anew when a resumed run took some back", () => {
    const live = nothingYet();
    take(live, "scalars", rows(0, [1, 2], { loss: [1, 2] }));
    take(live, "restart", "{}");
    take(live, "scalars", rows(0, [1], { loss: [7] }));
    expect(live.steps).toEqual([1]);
    expect(live.columns).toEqual({ loss: [7] });
  });
});

describe("the journal", () => {
  const entry = (number: number) => ({ event: `e${number}` });
  it("goes on, begins anew with a new connection, and keeps its last fifty lines", () => {
    const live = nothingYet();
    take(live, "journal", JSON.stringify({ from: 0, entries: [entry(0), entry(1)] }));
    take(live, "journal", JSON.stringify({ from: 2, entries: [entry(2)] }));
    expect(live.journal.map((line) => line["event"])).toEqual(["e0", "e1", "e2"]);
    take(live, "journal", JSON.stringify({ from: 0, entries: Array.from({ length: 60 }, (_, i) => entry(i)) }));
    expect(live.journal.length).toBe(50);
    expect(live.journal[0]!["event"]).toBe("e10");
  });
});

describe("progress", () => {
  it("ends with the work", () => {
    const live = nothingYet();
    take(live, "progress", JSON.stringify({ step: 7, seconds_left: 3 }));
    expect(live.progress?.step).toBe(7);
    take(live, "state", JSON.stringify({ state: "running" }));
    expect(live.progress?.step).toBe(7);
    take(live, "state", JSON.stringify({ state: "stopped" }));
    expect(live.progress).toBeNull();
    expect(live.state?.state).toBe("stopped");
  });
});
