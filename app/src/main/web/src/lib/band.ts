import type { Claim } from "./types";

/** The column that a claim's value is the end of: `information_end_bits` is that of `information_bits`. */
export function columnOf(value: string): string {
  return value.replace(/_(end|final|last)(?=_|$)/, "");
}

/** What is accepted of the end of a column, if a claim bounds it: a claim in words alone leaves the place to the next. */
export function bandOf(column: string, claims: Claim[]): { from: number | null; to: number | null } | undefined {
  const bounding = claims.filter(({ min, max }) => min !== null || max !== null);
  const claim = bounding.find(({ value }) => value === column) ?? bounding.find(({ value }) => columnOf(value) === column);
  return claim && { from: claim.min, to: claim.max };
}

/** At most so many points, the first and the last among them, so that a long curve stays quick to draw. */
export function thin<T>(values: ArrayLike<T>, most: number): T[] {
  const count = values.length;
  if (count <= most) return Array.from(values);
  return Array.from({ length: most }, (_, i) => values[Math.round((i * (count - 1)) / (most - 1))]!);
}
