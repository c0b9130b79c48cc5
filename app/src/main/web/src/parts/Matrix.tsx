import { useState } from "preact/hooks";
import { css, diverging, sequential, token } from "../lib/colour";
import { brief } from "../lib/format";
import { useCanvas } from "./canvas";

interface Props {
  /** Rows of values; null stays empty. */
  values: (number | null)[][];
  /** Whether zero is the middle of the colours. */
  signed?: boolean;
  rowLabel: string;
  columnLabel: string;
  /** A place to mark, in cells. */
  mark?: { row: number; column: number };
  /** From the bottom up, as an axis. */
  upwards?: boolean;
  /** Where a cell lies on the axes, for the pointer. */
  name?: (row: number, column: number) => string;
  onPick?: (row: number, column: number) => void;
  height?: number;
  summary: string;
}

const LEFT = 26;
const BOTTOM = 22;
const BAR = 62;

/** A matrix in colours, with their bar. */
export function Matrix(props: Props) {
  const { values, signed, mark, upwards, height = 260 } = props;
  const [at, setAt] = useState<{ row: number; column: number } | null>(null);
  const rows = values.length;
  const columns = values[0]?.length ?? 1;
  const known = values.flat().filter((value): value is number => value !== null);
  const largest = known.reduce((most, value) => Math.max(most, signed ? Math.abs(value) : value), signed ? 1e-12 : -Infinity);
  const least = signed ? -largest : known.reduce((least, value) => Math.min(least, value), Infinity);
  const span = largest - least || 1;
  const ref = useCanvas(
    height,
    (context, width) => {
      const { w, h } = box(width, height);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const value = values[i]![j]!;
          if (value === null || value === undefined) continue;
          const share = (value - least) / span;
          context.fillStyle = css(signed ? diverging(2 * share - 1) : sequential(share));
          const row = upwards ? rows - 1 - i : i;
          const x = Math.floor(LEFT + (j * w) / columns);
          const y = Math.floor((row * h) / rows);
          context.fillRect(x, y, Math.ceil(LEFT + ((j + 1) * w) / columns) - x, Math.ceil(((row + 1) * h) / rows) - y);
        }
      }
      context.strokeStyle = token("line");
      context.strokeRect(LEFT - 0.5, 0.5, w + 1, h);
      if (mark) {
        const x = LEFT + (mark.column * w) / columns;
        const y = upwards ? h - (mark.row * h) / rows : (mark.row * h) / rows;
        context.lineWidth = 3;
        context.strokeStyle = token("paper");
        cross(context, x, y, w, h);
        context.lineWidth = 1.5;
        context.strokeStyle = token("warm");
        cross(context, x, y, w, h);
      }
      context.fillStyle = token("soft");
      context.font = "11px system-ui, sans-serif";
      context.textAlign = "center";
      context.fillText(props.columnLabel, LEFT + w / 2, h + 16);
      context.save();
      context.translate(11, h / 2);
      context.rotate(-Math.PI / 2);
      context.fillText(props.rowLabel, 0, 0);
      context.restore();
      for (let i = 0; i < h; i++) {
        const share = 1 - i / h;
        context.fillStyle = css(signed ? diverging(2 * share - 1) : sequential(share));
        context.fillRect(LEFT + w + 10, i, 10, 1.5);
      }
      context.fillStyle = token("soft");
      context.textAlign = "left";
      if (known.length > 0) {
        context.fillText(brief(largest, 3), LEFT + w + 24, 10);
        context.fillText(brief(least, 3), LEFT + w + 24, h);
      }
    },
    [values, signed, mark?.row, mark?.column],
  );
  const cell = (event: PointerEvent) => {
    const canvas = event.currentTarget as HTMLCanvasElement;
    const { w, h } = box(canvas.clientWidth, height);
    const column = Math.floor(((event.offsetX - LEFT) / w) * columns);
    const seen = Math.floor((event.offsetY / h) * rows);
    const row = upwards ? rows - 1 - seen : seen;
    return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : null;
  };
  const shown = at ? (values[at.row]?.[at.column] ?? null) : null;
  return (
    <div>
      <canvas
        ref={ref}
        role="img"
        aria-label={props.summary}
        onPointerMove={(event) => {
          const found = cell(event);
          setAt(found);
          if (found && event.buttons === 1) props.onPick?.(found.row, found.column);
        }}
        onPointerDown={(event) => {
          const found = cell(event);
          if (found) props.onPick?.(found.row, found.column);
        }}
        onPointerLeave={() => setAt(null)}
      />
      <div class="small mono" aria-hidden="true">
        {at ? `${props.name ? props.name(at.row, at.column) : `${props.rowLabel} ${at.row + 1}, ${props.columnLabel} ${at.column + 1}`}: ${brief(shown)}` : "\u00a0"}
      </div>
    </div>
  );
}

function box(width: number, height: number) {
  return { w: Math.max(10, Math.min(width - LEFT - BAR, (height - BOTTOM) * 1.9)), h: height - BOTTOM };
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number) {
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, h);
  context.moveTo(LEFT, y);
  context.lineTo(LEFT + w, y);
  context.stroke();
}
