import { useEffect, useRef } from "preact/hooks";

/** A formula; until the typesetter is there, and without it, its source. */
export function Formula({ tex, block = true }: { tex: string; block?: boolean }) {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let here = true;
    void import("../lib/katex").then(({ render }) => {
      if (here && ref.current) render(tex, ref.current, block);
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
