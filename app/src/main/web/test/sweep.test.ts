import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Browser } from "./browser";

let sweep: typeof import("../src/lib/sweep");

beforeAll(async () => {
  new Browser("/");
  sweep = await import("../src/lib/sweep");
});

afterAll(() => void vi.unstubAllGlobals());

const view = (text: string) => sweep.viewOf(new URLSearchParams(text));

describe("the part of a table that an address asks for", () => {
  it("is its beginning, in the order of the plan, unless it says more", () => {
    expect(view("")).toEqual({ page: 1, sort: "point", down: false, failed: false });
    expect(view("page=3&sort=width&down=1&failed=1")).toEqual({ page: 3, sort: "width", down: true, failed: true });
  });
  it.each(["page=0", "page=-1", "page=1e9", "page=two", "page=99999999", "page=", "sort=", "down=yes", "failed=no"])("is as at first where %s makes no sense", (text) => {
    expect(view(text)).toEqual(sweep.AT_FIRST);
  });
  it("says nothing that is as at first, and comes back whole", () => {
    expect(sweep.addressOf(sweep.AT_FIRST).toString()).toBe("");
    const there = { page: 7, sort: "a&b=c", down: true, failed: true };
    expect(sweep.viewOf(sweep.addressOf(there))).toEqual(there);
  });
});

describe("rows", () => {
  it("are asked for by place, with any letter in a name", () => {
    expect(sweep.rowsPath("a b/c", { page: 3, sort: "x&y", down: true, failed: false })).toBe("/api/sweeps/a%20b%2Fc/rows?from=200&count=100&sort=x%26y&down=1");
    expect(sweep.rowsPath("s", { ...sweep.AT_FIRST, failed: true })).toBe("/api/sweeps/s/rows?from=0&count=100&sort=point&failed=1");
  });
  it("fill as many pages as it takes", () => {
    expect([0, 1, 100, 101, 20_010].map(sweep.pages)).toEqual([1, 1, 1, 2, 201]);
  });
});

describe("a heading", () => {
  it("orders by its column, pressed again the other way round, from the first page", () => {
    const once = sweep.pressed({ page: 5, sort: "point", down: true, failed: true }, "width");
    expect(once).toEqual({ page: 1, sort: "width", down: false, failed: true });
    const twice = sweep.pressed(once, "width");
    expect(twice.down).toBe(true);
    expect(sweep.pressed(twice, "width").down).toBe(false);
  });
});

describe("columns", () => {
  const columns = ["point", "error", "seed", "x", "warnings", "error"];
  it("are as they came, and say first why a point failed where those are looked at", () => {
    expect(sweep.shownColumns(columns, 3, false)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(sweep.shownColumns(columns, 3, true)).toEqual([0, 1, 2, 5, 3, 4]);
    expect(sweep.shownColumns(["point"], 3, true)).toEqual([0]);
  });
});
