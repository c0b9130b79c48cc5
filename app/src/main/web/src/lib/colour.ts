import { useEffect, useState } from "preact/hooks";

/** Colours that can be told apart with any kind of colour vision. */

type Rgb = [number, number, number];

/** Lightness rises all along, so that it reads in grey too. */
const SEQUENTIAL: Rgb[] = [
  [22, 24, 72],
  [38, 72, 140],
  [28, 128, 148],
  [92, 180, 118],
  [244, 228, 96],
];

/** Blue below, orange above; the middle is as light as paper. */
const DIVERGING: Rgb[] = [
  [18, 66, 140],
  [112, 160, 214],
  [244, 243, 240],
  [238, 160, 92],
  [168, 72, 8],
];

/** Colours of things that have no order: Okabe and Ito's without yellow and black, which no paper shows, and two more. */
export const CATEGORIES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8f3fe0", "#666666"];

function between(stops: Rgb[], share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  const a = stops[i]!;
  const b = stops[i + 1]!;
  return [0, 1, 2].map((c) => Math.round(a[c]! + (at - i) * (b[c]! - a[c]!))) as Rgb;
}

/** The colour of a share from 0 to 1. */
export function sequential(share: number): Rgb {
  return between(SEQUENTIAL, share);
}

/** The colour of a number from -1 to 1. */
export function diverging(value: number): Rgb {
  return between(DIVERGING, (value + 1) / 2);
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}

const KEPT = "gyre-theme";

export type Theme = "light" | "dark";

function preferred(): Theme {
  const kept = localStorage.getItem(KEPT);
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

const CHANGED = "gyre:theme";

/** Light or dark, and how to change it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(preferred);
  useEffect(() => {
    const changed = () => setTheme(preferred());
    const query = matchMedia("(prefers-color-scheme: dark)");
    query.addEventListener("change", changed);
    window.addEventListener(CHANGED, changed);
    return () => {
      query.removeEventListener("change", changed);
      window.removeEventListener(CHANGED, changed);
    };
  }, []);
  const choose = (chosen: Theme) => {
    localStorage.setItem(KEPT, chosen);
    applyTheme();
    window.dispatchEvent(new Event(CHANGED));
  };
  return [theme, choose];
}

/** Before the first picture, so that nothing flashes. */
export function applyTheme() {
  document.documentElement.dataset["theme"] = preferred();
}

/** A colour of the style sheet, for canvases. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
