import { brief } from "../lib/format";

/** A range of the y axis with a meaning, drawn behind the curves; an open end is null. */
export interface Band {
  from: number | null;
  to: number | null;
}

const MARGIN = 0.06;

/** Ends of the y axis: all of the curves from `low` to `high`, and the edges of the band, with a margin. */
export function rangeOf(low: number | null, high: number | null, band: Band | undefined): [number, number] {
  let from = low ?? 0;
  let to = high ?? 1;
  for (const edge of [band?.from, band?.to]) {
    if (edge !== null && edge !== undefined && Number.isFinite(edge)) {
      from = Math.min(from, edge);
      to = Math.max(to, edge);
    }
  }
  const spare = (to - from || Math.abs(to) || 1) * MARGIN;
  return [from - spare, to + spare];
}

/** What stands beside the marks of an axis; on a scale of logarithms only the decades have a number. */
export function labelsOf(places: (number | null)[], log = false): string[] {
  return places.map((place) => {
    if (place === null) return "";
    if (!log) return brief(place);
    if (!(place > 0)) return "";
    const decade = Math.log10(place);
    return Math.abs(decade - Math.round(decade)) > 1e-9 ? "" : place >= 0.01 && place <= 1e4 ? brief(place) : `1e${Math.round(decade)}`.replace("-", "\u2212");
  });
}
