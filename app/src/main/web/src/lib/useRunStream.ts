import { useEffect, useRef, useState } from "preact/hooks";
import { lookNow, runApi } from "./api";
import { EVENTS, type Live, nothingYet, take } from "./live";

/** Follows a run by server-sent events; the browser reconnects by itself and goes on at the row that it has. */
export function useRunStream(id: string): Live {
  const live = useRef<Live>(nothingYet());
  const [, setVersion] = useState(0);
  useEffect(() => {
    live.current = nothingYet();
    let drawn = 0;
    const changed = () => {
      if (drawn !== 0) return;
      // One picture for all that comes between two frames.
      drawn = requestAnimationFrame(() => {
        drawn = 0;
        live.current.version++;
        setVersion((version) => version + 1);
      });
    };
    let source: EventSource | null = null;
    const open = () => {
      source?.close();
      source = new EventSource(`${runApi(id)}/events?from=${live.current.steps.length}`);
      for (const name of EVENTS) {
        source.addEventListener(name, (event) => {
          if (take(live.current, name, event.data)) changed();
        });
      }
      source.addEventListener("error", () => void lookNow());
      source.addEventListener("end", () => {
        source?.close();
        changed();
      });
    };
    open();
    // After the server was away; also after a resume of a run that had ended.
    window.addEventListener("gyre:back", open);
    window.addEventListener("gyre:resumed", open);
    return () => {
      window.removeEventListener("gyre:back", open);
      window.removeEventListener("gyre:resumed", open);
      source?.close();
      cancelAnimationFrame(drawn);
    };
  }, [id]);
  return live.current;
}
