import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { brief, bytes, csv, duration, moment, ordinal, seconds } from "../src/lib/format";

describe("brief", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [1, "1"],
    [-1, "\u22121"],
    [123456, "123456"],
    [0.5, "0.5"],
    [1 / 3, "0.3333"],
    [-2 / 3, "\u22120.6667"],
    [12.3456, "12.35"],
    [1234.56, "1235"],
    [9.99996, "10"],
    [0.00012346, "0.0001235"],
    [1e6, "1.00e6"],
    [-1.5e9, "\u22121.50e9"],
    [0.00001, "1.00e\u22125"],
    [Number.MAX_VALUE, "1.80e308"],
    [Number.MIN_VALUE, "4.94e\u2212324"],
  ])("%d is %s", (value, text) => expect(brief(value)).toBe(text));

  it.each([NaN, Infinity, -Infinity, null, undefined])("%s is no number", (value) => expect(brief(value)).toBe("\u2013"));

  it("has as many digits as asked for", () => {
    expect(brief(Math.PI, 3)).toBe("3.14");
    expect(brief(Math.PI, 6)).toBe("3.14159");
    expect(brief(2e-7, 3)).toBe("2.0e\u22127");
  });

  it("is right to half a unit of its last digit, whatever the size", () => {
    for (let e = -12; e <= 12; e++) {
      for (const mantissa of [1.0004, 2.7182, 5.5555, 9.9994]) {
        const value = mantissa * 10 ** e;
        const read = Number(brief(value).replaceAll("\u2212", "-"));
        expect(Math.abs(read / value - 1), `${value}`).toBeLessThan(e >= 6 || e < -4 ? 0.005 : 0.0005);
      }
    }
  });

  it("grows with what it shows", () => {
    const shown = Array.from({ length: 400 }, (_, i) => Number(brief(10 ** (i / 20 - 10)).replaceAll("\u2212", "-")));
    for (let i = 1; i < shown.length; i++) expect(shown[i]).toBeGreaterThan(shown[i - 1]!);
  });
});

describe("duration", () => {
  it.each([
    [-1, "seconds"],
    [0, "seconds"],
    [0.001, "1 s"],
    [0.5, "30 s"],
    [0.999, "1 min"],
    [1, "1 min"],
    [1.6, "2 min"],
    [90, "90 min"],
    [NaN, "\u2013"],
    [Infinity, "\u2013"],
  ])("%d min is %s", (minutes, text) => expect(duration(minutes)).toBe(text));
});

describe("bytes", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [1549, "1.5 kB"],
    [999_949, "999.9 kB"],
    [999_950, "1.0 MB"],
    [2.5e9, "2.5 GB"],
    [7.26e12, "7.3 TB"],
    [4e18, "4000000.0 TB"],
    [NaN, "\u2013"],
  ])("%d is %s", (count, text) => expect(bytes(count)).toBe(text));
});

describe("moment", () => {
  beforeEach(() => void vi.stubEnv("TZ", "Asia/Tokyo"));
  afterEach(() => void vi.unstubAllEnvs());
  it("is the time of day where the reader is", () => {
    // Tokyo is nine hours ahead, all the year.
    expect(moment("2026-01-02T20:04:05Z")).toMatch(/^3 Jan\D+05:04$/);
    expect(moment("2026-01-02T20:04:05+09:00")).toMatch(/^2 Jan\D+20:04$/);
  });
  it("leaves what is no time as it is", () => expect(moment("yesterday")).toBe("yesterday"));
});

/** RFC 4180, read letter by letter. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "," || letter === "\n") {
      rows.at(-1)!.push(cell);
      cell = "";
      if (letter === "\n") rows.push([]);
    } else cell += letter;
  }
  expect(cell).toBe("");
  expect(rows.pop()).toEqual([]);
  return rows;
}

describe("csv", () => {
  it("is read back as it was", () => {
    const header = ["plain", "with, comma", 'with "quotes"', "with\nlines"];
    const rows = [
      ['"', ",", "\r", ""],
      ["\u00e4 \u4e2d", "''", '""', " "],
    ];
    expect(parsed(csv(header, rows))).toEqual([header, [rows[0]![0], rows[0]![1], "'\r", ""], rows[1]]);
  });
  it("keeps numbers whole and negative ones numbers", () => {
    expect(csv(["x"], [[0.1 + 0.2], [-1], [1e300], [null]])).toBe("x\n0.30000000000000004\n-1\n1e+300\n\n");
  });
  it.each(["=1+1", "+cmd", "-2", "@x", "\tx"])("%j is no formula", (text) => {
    expect(parsed(csv(["h"], [[text]]))[1]).toEqual([`'${text}`]);
  });
  it("has a header without rows too", () => expect(csv(["a", "b"], [])).toBe("a,b\n"));
});

describe("ordinal", () => {
  it.each([
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [4, "4th"],
    [11, "11th"],
    [12, "12th"],
    [13, "13th"],
    [21, "21st"],
    [102, "102nd"],
    [111, "111th"],
    [1000, "1000th"],
  ])("%d is %s", (place, text) => expect(ordinal(place)).toBe(text));
});

describe("seconds", () => {
  it.each([
    [0, "0 s"],
    [-0.4, "0 s"],
    [59.4, "59 s"],
    [59.6, "1 min 0 s"],
    [200, "3 min 20 s"],
    [3599.7, "1 h 0 min"],
    [7500, "2 h 5 min"],
  ])("%d are %s", (count, text) => expect(seconds(count)).toBe(text));
});
