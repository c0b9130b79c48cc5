import { describe, expect, it } from "vitest";
import { CATEGORIES, css, diverging, sequential } from "../src/lib/colour";
import sheet from "../src/style.css?raw";

type Triple = [number, number, number];

/** IEC 61966-2-1. */
function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function times(matrix: Triple[], [x, y, z]: Triple): Triple {
  return matrix.map((row) => row[0] * x + row[1] * y + row[2] * z) as Triple;
}

/** Linear sRGB as each kind of colour vision sees it: Machado, Oliveira and Fernandes 2009, table 1, severity 1. */
const VISIONS: Record<string, Triple[]> = {
  trichromat: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE 1931 XYZ of linear sRGB (IEC 61966-2-1). */
const XYZ: Triple[] = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];

/** Lightness and opponent colours: CIE 1976 L*a*b* at the white of D65. */
function lab(rgb: Triple, vision: string): Triple {
  const seen = times(VISIONS[vision]!, rgb.map(linear) as Triple).map((c) => Math.min(1, Math.max(0, c))) as Triple;
  const [x, y, z] = times(XYZ, seen);
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116);
  return [116 * f(y) - 16, 500 * (f(x / 0.9505) - f(y)), 200 * (f(y) - f(z / 1.089))];
}

function difference(a: Triple, b: Triple, vision: string): number {
  const p = lab(a, vision);
  const q = lab(b, vision);
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** WCAG 2.2: 0.05 is the flare of a screen. */
function contrast(a: Triple, b: Triple): number {
  const [light, dark] = [a, b].map((rgb) => times(XYZ, rgb.map(linear) as Triple)[1]).sort((p, q) => q - p) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function hex(text: string): Triple {
  return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) as Triple;
}

const SHARES = Array.from({ length: 101 }, (_, i) => i / 100);

/** A difference of one can just be noticed; ten are seen at a glance. */
const AT_A_GLANCE = 10;

describe("what the yardsticks say of colours whose values are known", () => {
  it("white has lightness 100 and black 0, with contrast 21", () => {
    expect(lab([255, 255, 255], "trichromat")[0]).toBeCloseTo(100, 3);
    expect(lab([0, 0, 0], "trichromat")[0]).toBeCloseTo(0, 6);
    expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 3);
  });
  it("greys stay grey for everyone", () => {
    for (const vision of Object.keys(VISIONS)) {
      expect(difference([128, 128, 128], [128, 128, 128], vision)).toBe(0);
      const [, a, b] = lab([128, 128, 128], vision);
      expect(Math.hypot(a, b)).toBeLessThan(0.1);
    }
  });
  it("a red and a green that a deuteranope confuses come closer by far", () => {
    const red: Triple = [170, 80, 40];
    const green: Triple = [100, 110, 40];
    expect(difference(red, green, "deuteranope")).toBeLessThan(difference(red, green, "trichromat") / 3);
  });
});

describe.each(Object.keys(VISIONS))("the colours of numbers, to a %s", (vision) => {
  it("rise in lightness from the least to the largest, and far", () => {
    const lightness = SHARES.map((share) => lab(sequential(share), vision)[0]);
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]!);
    expect(lightness.at(-1)! - lightness[0]!).toBeGreaterThan(60);
  });
  it("of either sign darken away from zero", () => {
    for (let i = 1; i < SHARES.length; i++) {
      for (const sign of [-1, 1]) {
        const inner = lab(diverging(sign * SHARES[i - 1]!), vision)[0];
        expect(lab(diverging(sign * SHARES[i]!), vision)[0], `${sign * SHARES[i]!}`).toBeLessThan(inner);
      }
    }
  });
  it("tell the sign at a glance from a tenth of the range on", () => {
    for (const share of SHARES.filter((s) => s >= 0.1)) {
      expect(difference(diverging(-share), diverging(share), vision), `${share}`).toBeGreaterThan(AT_A_GLANCE);
    }
  });
});

describe.each(Object.keys(VISIONS))("the colours of things, to a %s", (vision) => {
  it("differ at a glance, each from each", () => {
    CATEGORIES.forEach((a, i) =>
      CATEGORIES.slice(0, i).forEach((b) => expect(difference(hex(a), hex(b), vision), `${a} and ${b}`).toBeGreaterThan(AT_A_GLANCE)),
    );
  });
});

describe("a colour of a number", () => {
  it("is that of the nearest end beyond the range", () => {
    expect(sequential(-3)).toEqual(sequential(0));
    expect(sequential(Infinity)).toEqual(sequential(1));
    expect(diverging(-Infinity)).toEqual(diverging(-1));
    expect(diverging(7)).toEqual(diverging(1));
  });
  it("has whole channels of a byte", () => {
    for (const channel of SHARES.flatMap((share) => [...sequential(share), ...diverging(2 * share - 1)])) {
      expect(Number.isInteger(channel) && channel >= 0 && channel <= 255).toBe(true);
    }
  });
  it("changes by small steps only", () => {
    for (let i = 1; i < SHARES.length; i++) {
      expect(difference(sequential(SHARES[i - 1]!), sequential(SHARES[i]!), "trichromat")).toBeLessThan(5);
    }
  });
  it("is written as CSS Color 4 has it", () => expect(css([1, 22, 255])).toBe("rgb(1 22 255)"));
});

describe("the style sheet", () => {
  const tokens = (selector: string) => {
    const start = sheet.indexOf(`${selector} {`);
    if (start < 0) throw new Error(`the style sheet has no ${selector}`);
    const block = sheet.slice(start);
    return Object.fromEntries([...block.slice(0, block.indexOf("}")).matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})\b/g)].map(([, name, colour]) => [name!, hex(colour!)]));
  };
  const light = tokens(":root");
  const themes = { light, dark: { ...light, ...tokens(':root[data-theme="dark"]') } };
  describe.each(Object.entries(themes))("%s", (_, theme) => {
    it.each(["paper", "panel", "field"])("is read on %s: text of every kind has the contrast of WCAG 2.2, level AA", (ground) => {
      for (const text of ["ink", "soft", "accent", "warm", "good", "bad"]) {
        expect(contrast(theme[text]!, theme[ground]!), text).toBeGreaterThanOrEqual(4.5);
      }
    });
    it("shows the focus and the writing of the main button", () => {
      expect(contrast(theme["focus"]!, theme["paper"]!)).toBeGreaterThanOrEqual(3);
      expect(contrast(theme["accent-ink"]!, theme["accent"]!)).toBeGreaterThanOrEqual(4.5);
    });
  });
});
