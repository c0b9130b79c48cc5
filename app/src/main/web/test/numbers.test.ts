import { describe, expect, it } from "vitest";
import { type Names, numbersOf } from "../src/lib/numbers";

const names: Names = {
  rate: { label: "mean rate", unit: "Hz", list: "each" },
  interval: { label: "confidence interval", unit: "", list: "range" },
  words: { label: "entropy of words", unit: "bits", list: "last" },
  names: { label: "unit", unit: "", list: "left-to-the-chapter" },
  bits: { label: "active storage", unit: "bits per bin", list: "by-unit" },
  links: { label: "transfers", unit: "", list: "each" },
  "links.p": { label: "p", unit: "", list: "each" },
  "fit.exponent": { label: "sizes: exponent", unit: "", list: "each" },
};

describe("plain values", () => {
  it("are rows with the server's names, in the order of the result", () => {
    expect(numbersOf({ rate: 2.5, law: "Borel", open_end: null }, names).rows).toEqual([
      { key: "rate", label: "mean rate", unit: "Hz", value: 2.5, detail: false },
      { key: "law", label: "law", unit: "", value: "Borel", detail: false },
      { key: "open_end", label: "open end", unit: "", value: null, detail: false },
    ]);
  });
  it("of a group are details", () =>
    expect(numbersOf({ fit: { exponent: 1.5 } }, names).rows).toEqual([{ key: "fit.exponent", label: "sizes: exponent", unit: "", value: 1.5, detail: true }]));
});

describe("lists", () => {
  it("of two ends are a range", () => expect(numbersOf({ interval: [0.25, 0.75] }, names).rows[0]).toMatchObject({ value: 0.25, text: "0.25 to 0.75" }));
  it("by length show the last", () => expect(numbersOf({ words: [1, 2, 3.5] }, names).rows[0]).toMatchObject({ value: 3.5 }));
  it("without members show nothing", () => expect(numbersOf({ words: [], links: [], interval: [] }, names)).toEqual({ rows: [], tables: [] }));
  it("with a value for each unit are a table", () =>
    expect(numbersOf({ names: ["a", "b"], bits: [0.5] }, names).tables).toEqual([
      {
        key: "bits",
        header: ["unit", "active storage (bits per bin)"],
        rows: [
          ["a", 0.5],
          ["b", null],
        ],
      },
    ]));
  it("of objects are a table", () =>
    expect(numbersOf({ links: [{ source: "a", p: 0.01 }, { source: "b", p: null }] }, names).tables).toEqual([
      {
        key: "links",
        header: ["links.source", "p"],
        rows: [
          ["a", 0.01],
          ["b", null],
        ],
      },
    ]));
});
