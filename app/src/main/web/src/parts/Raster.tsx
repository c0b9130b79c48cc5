import { token } from "../lib/colour";
import { useCanvas } from "./canvas";

interface Props {
  steps: number;
  units: number;
  times: ArrayLike<number>;
  ids: ArrayLike<number>;
  /** A step that is pointed at. */
  head?: number;
  height?: number;
  summary: string;
}

const LEFT = 34;
const BOTTOM = 20;

/** Spikes as marks: steps from left to right, units from bottom to top. */
export function Raster({ steps, units, times, ids, head, height = 190, summary }: Props) {
  const ref = useCanvas(
    height,
    (context, width) => {
      const w = width - LEFT - 4;
      const h = height - BOTTOM - 4;
      const column = w / steps;
      const row = h / units;
      context.strokeStyle = token("line");
      context.strokeRect(LEFT - 0.5, 3.5, w + 1, h + 1);
      if (head !== undefined) {
        context.fillStyle = token("band");
        context.fillRect(LEFT + head * column, 4, Math.max(2, column), h);
      }
      context.fillStyle = token("ink");
      const markWidth = Math.max(1.2, column * 0.8);
      const markHeight = Math.max(1.2, row * 0.8);
      for (let i = 0; i < times.length; i++) {
        context.fillRect(LEFT + times[i]! * column, 4 + h - (ids[i]! + 1) * row, markWidth, markHeight);
      }
      context.fillStyle = token("soft");
      context.font = "11px system-ui, sans-serif";
      context.textAlign = "right";
      context.fillText(String(units), LEFT - 5, 14);
      context.fillText("1", LEFT - 5, h + 3);
      context.textAlign = "left";
      context.fillText("0", LEFT, height - 5);
      context.textAlign = "right";
      context.fillText(`${steps} steps`, width - 4, height - 5);
    },
    [steps, units, times, ids, head],
  );
  return <canvas ref={ref} role="img" aria-label={summary} />;
}
