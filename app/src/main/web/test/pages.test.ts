import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Browser } from "./browser";

// It asks for a document as soon as it is loaded.
vi.mock("uplot", () => ({ default: class {} }));

let merge: typeof import("../src/play/AvalanchesPage").merge;
let numbersOf: typeof import("../src/pages/Measure").numbersOf;

beforeAll(async () => {
  new Browser("/");
  ({ merge } = await import("../src/play/AvalanchesPage"));
  ({ numbersOf } = await import("../src/pages/Measure"));
});

afterAll(() => void vi.unstubAllGlobals());

describe("curves over one axis", () => {
  it("keep their points and have gaps where only others have one", () => {
    expect(
      merge([
        { x: [1, 4], y: [0.5, 0.25] },
        { x: [2, 4, 10], y: [1, 2, 3] },
        { x: [], y: [] },
      ]),
    ).toEqual({
      x: [1, 2, 4, 10],
      ys: [
        [0.5, null, 0.25, null],
        [null, 1, 2, 3],
        [null, null, null, null],
      ],
    });
  });
  it("are ordered by number, not by letter", () => expect(merge([{ x: [10, 9, 100], y: [1, 2, 3] }])).toEqual({ x: [9, 10, 100], ys: [[2, 1, 3]] }));
  it("have gaps where there is no logarithm", () => expect(merge([{ x: [1, 2, 3], y: [0, -1, NaN] }]).ys).toEqual([[null, null, null]]));
  it("are none of none", () => expect(merge([])).toEqual({ x: [], ys: [] }));
});

describe("the numbers of a result", () => {
  it("are named by their way through the tree; lists are left to the report", () => {
    const tree = { rate: 2.5, fit: { exponent: 1.5, bounds: [1, 2], deep: { ok: true } }, p: null, list: [1], law: "Borel" };
    expect(numbersOf(tree)).toEqual([
      ["rate", 2.5],
      ["fit exponent", 1.5],
      ["fit deep ok", true],
      ["p", null],
      ["law", "Borel"],
    ]);
  });
  it.each([null, undefined, 3, "text", [[1]]])("%j has none", (tree) => expect(numbersOf(tree)).toEqual([]));
});
