import { describe, expect, it } from "vitest";
import { spikesOf } from "../src/lib/spikes";
import { layout, pack } from "../src/parts/layout";

/** Park and Miller's minimal standard generator, so that every run of the tests has the same maps. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** Attractors by following every state until it comes back. */
function cyclesOf(next: number[]): number[][] {
  const found = new Map<number, number[]>();
  next.forEach((_, start) => {
    let state = start;
    for (let i = 0; i < next.length; i++) state = next[state]!;
    const cycle = [state];
    for (let at = next[state]!; at !== state; at = next[at]!) cycle.push(at);
    found.set(Math.min(...cycle), cycle);
  });
  return [...found.values()];
}

interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

const MAPS: [string, number[]][] = [
  ["one state", [0]],
  ["a ring", [1, 2, 3, 4, 0]],
  ["a chain into a fixed point", Array.from({ length: 64 }, (_, i) => Math.max(0, i - 1))],
  ["a star", Array.from({ length: 64 }, () => 0)],
  ["fixed points only", Array.from({ length: 256 }, (_, i) => i)],
  ["pairs", Array.from({ length: 64 }, (_, i) => i ^ 1)],
  ...[1, 2, 3, 4, 5].map((seed): [string, number[]] => {
    const draw = random(seed);
    return [`a random map, ${seed}`, Array.from({ length: 2 ** (3 + 2 * (seed % 4)) }, () => 0).map((_, __, all) => draw(all.length))];
  }),
];

describe.each(MAPS)("the picture of %s", (_, next) => {
  const cycles = cyclesOf(next);
  const spots = layout(next, cycles);
  it("has every state in the unit square, at a place of its own", () => {
    expect(spots).toHaveLength(next.length);
    for (const { x, y } of spots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(1);
    }
    expect(new Set(spots.map(({ x, y }) => `${x.toFixed(9)} ${y.toFixed(9)}`)).size).toBe(next.length);
  });
  it("puts each state one ring outside of its successor", () => {
    const onCycle = new Set(cycles.flat());
    next.forEach((to, state) => expect(spots[state]!.depth).toBe(onCycle.has(state) ? 0 : spots[to]!.depth + 1));
  });
  it("keeps the basins apart", () => {
    const basin = new Map<number, number>();
    cycles.forEach((cycle, k) => cycle.forEach((state) => basin.set(state, k)));
    const of = (state: number): number => basin.get(state) ?? of(next[state]!);
    const boxes = cycles.map(() => ({ x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity }));
    spots.forEach(({ x, y }, state) => {
      const box = boxes[of(state)]!;
      box.x0 = Math.min(box.x0, x);
      box.x1 = Math.max(box.x1, x);
      box.y0 = Math.min(box.y0, y);
      box.y1 = Math.max(box.y1, y);
    });
    const apart = (a: Box, b: Box) => a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0;
    boxes.forEach((a, i) => expect(boxes.slice(0, i).every((b) => apart(a, b))).toBe(true));
  });
  it("is the same each time", () => expect(layout(next, cycles)).toEqual(spots));
});

describe("a ring without anything that leads there", () => {
  it("is a regular polygon", () => {
    const spots = layout([1, 2, 3, 4, 5, 0], [[0, 1, 2, 3, 4, 5]]);
    const sides = spots.map((spot, i) => Math.hypot(spot.x - spots[(i + 1) % 6]!.x, spot.y - spots[(i + 1) % 6]!.y));
    const radii = spots.map(({ x, y }) => Math.hypot(x - 0.5, y - 0.5));
    // The side of a regular hexagon is its radius.
    [...sides, ...radii].forEach((length) => expect(length).toBeCloseTo(radii[0]!, 12));
  });
});

describe("circles side by side", () => {
  it.each([
    ["one", [3]],
    ["two", [1, 1]],
    ["many alike", Array.from({ length: 500 }, () => 1)],
    ["one large, many small", [50, ...Array.from({ length: 300 }, () => 1)]],
    ["of falling size", Array.from({ length: 60 }, (_, i) => 60 - i)],
    ["of rising size", Array.from({ length: 60 }, (_, i) => 1 + i)],
  ])("%s do not touch and stay inside", (_, radii) => {
    const circles = pack(radii);
    expect(circles).toHaveLength(radii.length);
    circles.forEach(({ x, y, r }, i) => {
      expect(r).toBeGreaterThan(0);
      for (const edge of [x - r, y - r]) expect(edge).toBeGreaterThanOrEqual(0);
      for (const edge of [x + r, y + r]) expect(edge).toBeLessThanOrEqual(1);
      const free = circles.slice(0, i).reduce((least, other) => Math.min(least, Math.hypot(x - other.x, y - other.y) - r - other.r), Infinity);
      expect(free).toBeGreaterThan(0);
      // Sizes are in proportion.
      expect(r / circles[0]!.r).toBeCloseTo(radii[i]! / radii[0]!, 9);
    });
  });
  it("are none for nothing", () => expect(pack([])).toEqual([]));
});

describe("spikes of states", () => {
  it("are the ones of their binary digits, unit 1 the lowest", () => {
    expect(spikesOf([0, 0b101, 0b010], 3)).toEqual({ times: [1, 1, 2], ids: [0, 2, 1] });
    expect(spikesOf([], 3)).toEqual({ times: [], ids: [] });
  });
  it("make up the states again", () => {
    const draw = random(9);
    const states = Array.from({ length: 200 }, () => draw(2 ** 12));
    const { times, ids } = spikesOf(states, 12);
    const again = states.map(() => 0);
    times.forEach((t, i) => (again[t] = again[t]! + 2 ** ids[i]!));
    expect(again).toEqual(states);
  });
  it("of the 32nd unit are seen too", () => expect(spikesOf([2 ** 31], 32)).toEqual({ times: [0], ids: [31] }));
});
