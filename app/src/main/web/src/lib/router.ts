import { useEffect, useState } from "preact/hooks";

/** Where the page is. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

const MOVED = "gyre:moved";

/** Changes closer than this, in ms, are one gesture, and one entry of the history. */
const GESTURE = 1000;

/** Browsers ignore or refuse more writes of the address than some ten a second: no two closer than this, in ms. */
const PAUSE = 250;

let place = here();
let late: number | undefined;
let changed = -Infinity;
let written = -Infinity;

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

function addressOf({ path, query }: Place): string {
  const text = query.toString();
  return path + (text ? `?${text}` : "");
}

function moveTo(next: Place) {
  place = next;
  window.dispatchEvent(new Event(MOVED));
}

/** Writes the place into the address now, if it is not there yet. */
function settle() {
  clearTimeout(late);
  late = undefined;
  if (addressOf(place) === location.pathname + location.search) return;
  history.replaceState(null, "", addressOf(place));
  written = performance.now();
}

window.addEventListener("pagehide", settle);
window.addEventListener("popstate", () => {
  clearTimeout(late);
  late = undefined;
  changed = -Infinity;
  moveTo(here());
});

/** Goes to another place of the page. */
export function go(address: string) {
  settle();
  history.pushState(null, "", address);
  changed = -Infinity;
  moveTo(here());
  window.scrollTo(0, 0);
}

/** The address of the present place, whole. */
export function addressNow(): string {
  return location.origin + addressOf(place);
}

/** Makes the state of a view a part of its address, where it is not: what is changed in one go is one entry of the history. */
export function writeQuery(query: URLSearchParams): boolean {
  const next = { path: place.path, query };
  if (addressOf(next) === addressOf(place)) return false;
  const now = performance.now();
  if (now - changed >= GESTURE) {
    settle();
    history.pushState(null, "", addressOf(next));
    written = now;
  } else {
    late ??= window.setTimeout(settle, Math.max(0, written + PAUSE - now));
  }
  changed = now;
  moveTo(next);
  return true;
}

/** The present place, kept up to date. */
export function usePlace(): Place {
  const [shown, setShown] = useState(place);
  useEffect(() => {
    const moved = () => setShown(place);
    moved();
    window.addEventListener(MOVED, moved);
    return () => window.removeEventListener(MOVED, moved);
  }, []);
  return shown;
}

/** Follows links within the page without loading it again. */
export function followLinks(event: MouseEvent) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const anchor = (event.target as Element).closest?.("a");
  const href = anchor?.getAttribute("href");
  if (!anchor || !href?.startsWith("/") || href.startsWith("/api/") || anchor.target || anchor.hasAttribute("download")) {
    return;
  }
  event.preventDefault();
  go(href);
}

/** What is different from the defaults, in the order of the keys. */
export function queryOf(values: Record<string, string>, defaults: Record<string, string>): URLSearchParams {
  const query = new URLSearchParams();
  for (const key of Object.keys(defaults)) {
    const value = values[key];
    if (value !== undefined && value !== defaults[key]) query.set(key, value);
  }
  return query;
}
