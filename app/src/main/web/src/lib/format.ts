/** Numbers as a person reads them. */

const MINUS = "\u2212";

/** What is no number, or not there. */
const UNKNOWN = "\u2013";

/** Three to four significant digits, without an exponent where it can be helped. */
export function brief(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return UNKNOWN;
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = Number.isInteger(value) && size < 1e6 ? String(size) : digitsOf(size, digits);
  return value < 0 ? MINUS + text : text;
}

function digitsOf(size: number, digits: number): string {
  if (size >= 1e6 || size < 1e-4) return size.toExponential(digits - 2).replace("e+", "e").replace("e-", `e${MINUS}`);
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return places === 0 ? size.toFixed(0) : size.toFixed(places).replace(/\.?0+$/, "");
}

/** `3 min`, `45 s`. */
export function duration(minutes: number): string {
  if (!Number.isFinite(minutes)) return UNKNOWN;
  if (minutes <= 0) return "seconds";
  const seconds = Math.max(1, Math.round(60 * minutes));
  return seconds < 60 ? `${seconds} s` : `${Math.round(minutes)} min`;
}

/** `1st`, `2nd`, `11th`. */
export function ordinal(place: number): string {
  const tens = place % 100;
  const end = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${end}`;
}

/** `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function seconds(count: number): string {
  const whole = Math.max(0, Math.round(count));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `1.2 MB`. */
export function bytes(count: number): string {
  if (!Number.isFinite(count)) return UNKNOWN;
  if (count === 1) return "1 byte";
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let size = count;
  let at = 0;
  // What would be rounded to 1000.0 belongs to the next unit.
  while (size >= (at === 0 ? 1000 : 999.95) && at < units.length - 1) {
    size /= 1000;
    at++;
  }
  return `${at === 0 ? size : size.toFixed(1)} ${units[at]}`;
}

/** The time of day of an instant of RFC 3339, with the day. */
export function moment(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime())
    ? text
    : time.toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

/** Rows as CSV (RFC 4180); what a spreadsheet would take for a formula is quoted as text. */
export function csv(header: string[], rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null) => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

/** Hands a file to the browser. */
export function save(name: string, content: Blob) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(content);
  anchor.download = name;
  anchor.click();
  window.setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}
