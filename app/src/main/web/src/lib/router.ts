import { useEffect, useState } from "preact/hooks";

/** Where the page is. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

const MOVED = "gyre:moved";

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

/** Goes to another place of the page. */
export function go(address: string) {
  history.pushState(null, "", address);
  window.dispatchEvent(new Event(MOVED));
  window.scrollTo(0, 0);
}

/** Writes the state of a view into the address; while something is dragged, without a new entry of the history. */
export function writeQuery(query: URLSearchParams, dragging: boolean) {
  const text = query.toString();
  const address = location.pathname + (text ? `?${text}` : "");
  if (address === location.pathname + location.search && !dragging) return;
  if (dragging) {
    history.replaceState(null, "", address);
  } else {
    history.pushState(null, "", address);
  }
  window.dispatchEvent(new Event(MOVED));
}

/** The present place, kept up to date. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const moved = () => setPlace(here());
    window.addEventListener("popstate", moved);
    window.addEventListener(MOVED, moved);
    return () => {
      window.removeEventListener("popstate", moved);
      window.removeEventListener(MOVED, moved);
    };
  }, []);
  return place;
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
