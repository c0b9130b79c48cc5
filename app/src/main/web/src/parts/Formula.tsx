import { useEffect, useRef } from "preact/hooks";

/** A formula is made so much smaller at most; what is wider then can be scrolled. */
const SMALLEST = 0.72;

/** A formula; until the typesetter is there, and without it, its source. Parts that \\qquad divides stand below each other where it is narrow. */
export function Formula({ tex, block = true }: { tex: string; block?: boolean }) {
  const ref = useRef<HTMLSpanElement>(null);
  const parts = block ? tex.split(/\s*\\qquad\s*/) : [tex];
  useEffect(() => {
    let here = true;
    const frame = ref.current;
    const watcher = block && typeof ResizeObserver !== "undefined" ? new ResizeObserver(() => frame && fit(frame)) : null;
    void import("../lib/katex").then(({ render }) => {
      if (!here || !frame) return;
      [...frame.children].forEach((child, i) => render(parts[i]!, child as HTMLElement, block));
      // The parts too: their letters come later.
      for (const part of [frame, ...frame.children]) watcher?.observe(part);
    });
    return () => {
      here = false;
      watcher?.disconnect();
    };
  }, [tex, block]);
  return (
    <span class={block ? "katex-block" : ""} ref={ref}>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  );
}

/** Smaller where there is less room. */
function fit(frame: HTMLElement) {
  frame.style.fontSize = "";
  const wanted = Math.max(...[...frame.children].map((child) => child.scrollWidth));
  const share = frame.clientWidth / wanted;
  if (share < 1) frame.style.fontSize = `${Math.max(SMALLEST, 0.98 * share)}em`;
  // What can be scrolled must be reached by keys.
  if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
  else frame.removeAttribute("tabindex");
}
