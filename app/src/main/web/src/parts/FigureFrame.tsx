import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { csv, save } from "../lib/format";

interface Props {
  title: string;
  caption?: ComponentChildren;
  /** Name of the files that are saved. */
  file: string;
  /** The numbers that are drawn. */
  table?: () => { header: string[]; rows: (string | number | null)[][] };
  wide?: boolean;
  children: ComponentChildren;
}

/** A figure with its title, its caption, and its picture and numbers to take away. */
export function FigureFrame({ title, caption, file, table, wide, children }: Props) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <figure class={`panel${wide ? " wide" : ""}`} aria-label={title}>
      <div class="figure-head">
        <h3>{title}</h3>
        <div class="tools">
          <button class="small" onClick={() => body.current && savePicture(body.current, file)} aria-label={`picture of ${title}`}>
            picture
          </button>
          {table && (
            <button
              class="small"
              aria-label={`CSV of ${title}`}
              onClick={() => {
                const { header, rows } = table();
                save(`${file}.csv`, new Blob([csv(header, rows)], { type: "text/csv" }));
              }}
            >
              CSV
            </button>
          )}
        </div>
      </div>
      <div ref={body}>{children}</div>
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}

function savePicture(body: HTMLElement, file: string) {
  const canvas = body.querySelector("canvas");
  const svg = body.querySelector("svg");
  if (svg) {
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    // Colours that come from the style sheet must go along.
    const shown = svg.querySelectorAll("*");
    copy.querySelectorAll<SVGElement>("*").forEach((element, i) => {
      const style = getComputedStyle(shown[i]!);
      for (const name of ["fill", "stroke", "font-size", "font-family", "opacity"]) {
        element.style.setProperty(name, style.getPropertyValue(name));
      }
    });
    save(`${file}.svg`, new Blob([copy.outerHTML], { type: "image/svg+xml" }));
  } else {
    canvas?.toBlob((blob) => blob && save(`${file}.png`, blob));
  }
}
