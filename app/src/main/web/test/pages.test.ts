import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Browser } from "./browser";

// It asks for a document as soon as it is loaded.
vi.mock("uplot", () => ({ default: class {} }));

let merge: typeof import("../src/play/AvalanchesPage").merge;

beforeAll(async () => {
  new Browser("/");
  ({ merge } = await import("../src/play/AvalanchesPage"));
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
