import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Browser } from "./browser";

let browser: Browser;
let router: typeof import("../src/lib/router");

/** Longer than any pause within a gesture. */
const REST = 10_000;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  browser = new Browser("/play/unit?weight=2");
  router = await import("../src/lib/router");
  vi.advanceTimersByTime(REST);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const query = (text: string) => new URLSearchParams(text);

describe("the query of a view", () => {
  it("holds what is not as usual, in the order of the dials", () => {
    const defaults = { b: "1", a: "2", c: "x" };
    expect(router.queryOf({ c: "y", a: "2", b: "3" }, defaults).toString()).toBe("b=3&c=y");
    expect(router.queryOf(defaults, defaults).toString()).toBe("");
  });
  it("holds an empty value, but nothing unknown and nothing missing", () => {
    expect(router.queryOf({ a: "", z: "1" }, { a: "2", b: "1" }).toString()).toBe("a=");
  });
  it("keeps any letter", () => {
    const value = "a&b=c +%\u00e4#";
    expect(query(router.queryOf({ a: value }, { a: "" }).toString()).get("a")).toBe(value);
  });
});

describe("a dial", () => {
  it("that is turned for long writes the address a few times a second, and one entry of the history", () => {
    const before = browser.entries.length;
    const seconds = 5;
    for (let i = 0; i < 60 * seconds; i++) {
      expect(router.writeQuery(query(`weight=${i + 3}`))).toBe(true);
      vi.advanceTimersByTime(1000 / 60);
    }
    vi.advanceTimersByTime(REST);
    expect(browser.entries.length).toBe(before + 1);
    // Browsers refuse more than some ten a second.
    expect(browser.writes).toBeLessThanOrEqual(10 * seconds);
    expect(browser.shown).toBe(`/play/unit?weight=${60 * seconds + 2}`);
  });
  it("that is turned again later makes an entry of its own, and the way back leads through all", () => {
    for (const value of [3, 4, 5]) {
      router.writeQuery(query(`weight=${value}`));
      vi.advanceTimersByTime(REST);
    }
    expect(browser.entries.map((entry) => new URL(entry).search)).toEqual(["?weight=2", "?weight=3", "?weight=4", "?weight=5"]);
    const seen: string[] = [];
    browser.addEventListener("gyre:moved", () => seen.push(new URL(router.addressNow()).search));
    browser.travel(-1);
    browser.travel(-1);
    browser.travel(1);
    expect(seen).toEqual(["?weight=4", "?weight=3", "?weight=4"]);
  });
  it("that is put back where it was changes nothing", () => {
    expect(router.writeQuery(query("weight=2"))).toBe(false);
    expect(browser.writes).toBe(0);
  });
  it("shows in a link at once, though the line of the address follows behind", () => {
    for (const value of [3, 4, 5]) router.writeQuery(query(`weight=${value}`));
    expect(router.addressNow()).toBe("http://here/play/unit?weight=5");
    browser.dispatchEvent(new Event("pagehide"));
    expect(browser.shown).toBe("/play/unit?weight=5");
  });
  it("that was turned last does not write over the page that comes next", () => {
    for (const value of [3, 4, 5]) router.writeQuery(query(`weight=${value}`));
    router.go("/runs");
    vi.advanceTimersByTime(REST);
    expect(browser.shown).toBe("/runs");
    expect(new URL(browser.entries[browser.at - 1]!).search).toBe("?weight=5");
    for (const value of [6, 7]) router.writeQuery(query(`weight=${value}`));
    browser.travel(-1);
    vi.advanceTimersByTime(REST);
    expect(browser.shown).not.toContain("weight=7");
  });
});

describe("a link", () => {
  const click = (href: string | null, more: object = {}, anchor: object = {}) => {
    const prevented = vi.fn();
    const element = { getAttribute: () => href, target: "", hasAttribute: () => false, ...anchor };
    router.followLinks({ defaultPrevented: false, button: 0, target: { closest: () => element }, preventDefault: prevented, ...more } as unknown as MouseEvent);
    return prevented.mock.calls.length === 1;
  };
  it("within the page is followed without loading it again, from its top", () => {
    expect(click("/runs?state=done")).toBe(true);
    expect(browser.shown).toBe("/runs?state=done");
    expect(browser.scrolled).toBe(1);
  });
  it.each([
    ["to a file of the server", "/api/runs/x/report", {}, {}],
    ["elsewhere", "http://elsewhere/x", {}, {}],
    ["in the same text", "#part", {}, {}],
    ["without an address", null, {}, {}],
    ["in a new tab by key", "/runs", { ctrlKey: true }, {}],
    ["in a new window by key", "/runs", { shiftKey: true }, {}],
    ["by the middle button", "/runs", { button: 1 }, {}],
    ["that opens a tab", "/runs", {}, { target: "_blank" }],
    ["that saves", "/runs", {}, { hasAttribute: () => true }],
    ["that somebody took already", "/runs", { defaultPrevented: true }, {}],
  ])("%s is the browser's", (_, href, more, anchor) => {
    expect(click(href, more, anchor)).toBe(false);
    expect(browser.shown).toBe("/play/unit?weight=2");
  });
});
