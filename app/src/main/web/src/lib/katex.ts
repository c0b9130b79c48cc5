import katex from "katex";
import "katex/dist/katex.min.css";

/** Typesets into an element, without HTML from strings. */
export function render(tex: string, element: HTMLElement, block: boolean) {
  katex.render(tex, element, { displayMode: block, throwOnError: false, output: "htmlAndMathml" });
}
