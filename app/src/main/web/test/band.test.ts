import { describe, expect, it } from "vitest";
import { bandOf, columnOf, thin } from "../src/lib/band";
import type { Claim } from "../src/lib/types";
import { accepted } from "../src/parts/Claims";
import { labelsOf, rangeOf } from "../src/parts/axis";

function claim(value: string, min: number | null, max: number | null): Claim {
  return { id: "", sentence: "", paper: "", value, ours: null, min, max, interval: null, reason: "", verdict: "", note: "" };
}

describe("the band of a column", () => {
  it.each([
    ["information_end_bits", "information_bits"],
    ["rate_final", "rate"],
    ["loss_last", "loss"],
    ["weekend_rate", "weekend_rate"],
    ["endless", "endless"],
    ["trend_ending", "trend_ending"],
  ])("%s is the end of %s", (value, column) => expect(columnOf(value)).toBe(column));

  it("is what the claim on its end accepts", () => {
    const claims = [claim("other", 0, 1), claim("information_end_bits", 1.5, null)];
    expect(bandOf("information_bits", claims)).toEqual({ from: 1.5, to: null });
    expect(bandOf("loss", claims)).toBeUndefined();
  });
  it("comes from the claim that has bounds, if another has only words", () => {
    expect(bandOf("loss", [claim("loss_end", null, null), claim("loss_end", null, 2)])).toEqual({ from: null, to: 2 });
    expect(bandOf("loss", [claim("loss_end", null, null)])).toBeUndefined();
  });
  it("comes first from a claim on the column itself", () => {
    expect(bandOf("loss", [claim("loss_end", 0, 1), claim("loss", 2, 3)])).toEqual({ from: 2, to: 3 });
  });
  it("may lie at zero", () => expect(bandOf("x", [claim("x", 0, 0)])).toEqual({ from: 0, to: 0 }));
});

describe("what a claim accepts, in words", () => {
  it.each([
    [0, 2, "0 to 2"],
    [0, 0, "0"],
    [-1.5, null, "at least \u22121.5"],
    [null, 3, "at most 3"],
    [null, null, ""],
  ])("%s and %s: %j", (min, max, words) => expect(accepted(claim("x", min, max))).toBe(words));
});

describe("a long curve", () => {
  it.each([2, 3, 7, 999, 1000])("keeps its ends and its order with %i points", (most) => {
    const kept = thin(Array.from({ length: 1000 }, (_, i) => i), most);
    expect(kept).toHaveLength(most);
    expect([kept[0], kept.at(-1)]).toEqual([0, 999]);
    const steps = kept.slice(1).map((value, i) => value - kept[i]!);
    // Even to one place: none is left out where another is doubled.
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
    expect(Math.min(...steps)).toBeGreaterThan(0);
  });
  it("is left alone where it is short", () => {
    expect(thin([3, 1, 2], 3)).toEqual([3, 1, 2]);
    expect(thin(new Float64Array([1, 2]), 5)).toEqual([1, 2]);
    expect(thin([], 5)).toEqual([]);
  });
});

describe("the y axis", () => {
  const cases: [string, number | null, number | null, Parameters<typeof rangeOf>[2]][] = [
    ["of curves alone", -1, 3, undefined],
    ["with a band above", 0, 1, { from: 2, to: 4 }],
    ["with a band below", 0, 1, { from: -4, to: -2 }],
    ["with an open band", 0, 1, { from: 5, to: null }],
    ["of one value", 7, 7, undefined],
    ["of one negative value", -7, -7, undefined],
    ["of zeros", 0, 0, undefined],
    ["of nothing", null, null, undefined],
    ["of tiny values", 1e-9, 2e-9, undefined],
    ["with an edge at infinity", 0, 1, { from: -Infinity, to: NaN }],
  ];
  it.each(cases)("%s holds all with room to spare", (_, low, high, band) => {
    const [from, to] = rangeOf(low, high, band);
    const inside = [low ?? 0, high ?? 1, band?.from, band?.to].filter((v): v is number => typeof v === "number" && Number.isFinite(v));
    for (const value of inside) {
      expect(value).toBeGreaterThan(from);
      expect(value).toBeLessThan(to);
    }
    const extent = Math.max(...inside) - Math.min(...inside) || Math.abs(inside[0]!) || 1;
    // Curves are not squeezed: at least four fifths of the height are theirs.
    expect(to - from).toBeLessThanOrEqual(1.25 * extent);
  });
});

describe("marks of an axis", () => {
  it("have numbers", () => expect(labelsOf([0, 0.25, -1, null])).toEqual(["0", "0.25", "\u22121", ""]));
  it("of logarithms have them at decades alone", () => {
    expect(labelsOf([0.01, 0.02, 0.1, 1, 5, 10, 1e4], true)).toEqual(["0.01", "", "0.1", "1", "", "10", "10000"]);
    expect(labelsOf([1e-3, 1e-7, 1e5, 1e12], true)).toEqual(["1e\u22123", "1e\u22127", "1e5", "1e12"]);
  });
  it("of logarithms have none where there is no logarithm", () => expect(labelsOf([0, -1, null, NaN], true)).toEqual(["", "", "", ""]));
});
