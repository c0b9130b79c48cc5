import { useEffect, useRef } from "preact/hooks";

/** A formula; until the typesetter is there, and without it, its source. */
export function Formula({ tex, block = true }: { tex: string; block?: boolean }) {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let here = true;
    void import("../lib/katex").then(({ render }) => {
      if (!here || !ref.current) return;
      render(tex, ref.current, block);
      // What can be scrolled must be reached by keys.
      const frame = ref.current.parentElement;
      if (block && frame && frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    });
    return () => {
      here = false;
    };
  }, [tex, block]);
  return (
    <span class={block ? "katex-block" : ""} style={block ? { display: "block" } : {}}>
      <span ref={ref}>{tex}</span>
    </span>
  );
}
