import { useMemo, useState } from "preact/hooks";
import { CATEGORIES, token } from "../lib/colour";
import { useCanvas } from "./canvas";
import { layout } from "./layout";

/** Marks of a smaller radius, in pixels, are squares, which nobody can tell from circles. */
const DOT = 1.5;

interface Props {
  next: number[];
  basin: number[];
  cycles: number[][];
  units: number;
  /** Stationary probability of each state, drawn as the size of its mark. */
  occupation: number[];
  head?: number | undefined;
  height?: number;
  summary: string;
}

/** Every state of a small network and where it goes without chance; one colour to a basin. */
export function StateGraph({ next, basin, cycles, units, occupation, head, height = 420, summary }: Props) {
  const spots = useMemo(() => layout(next, cycles), [next, cycles]);
  const groups = useMemo(() => byColour(basin), [basin]);
  const [at, setAt] = useState<number | null>(null);
  const place = (state: number, width: number) => {
    const side = Math.min(width, height) - 16;
    const spot = spots[state]!;
    return [width / 2 + (spot.x - 0.5) * side, height / 2 + (spot.y - 0.5) * side] as const;
  };
  const largest = occupation.reduce((most, p) => Math.max(most, p), 1e-12);
  const small = next.length > 300 ? 1 : 2;
  const ref = useCanvas(
    height,
    (context, width) => {
      // A path for each colour: thousands of short ones take a frame by themselves.
      context.lineWidth = next.length > 300 ? 0.5 : 1;
      context.globalAlpha = next.length > 300 ? 0.45 : 0.65;
      for (const [colour, states] of groups) {
        context.strokeStyle = colour;
        context.beginPath();
        for (const state of states) {
          const [x0, y0] = place(state, width);
          if (next[state] === state) {
            context.moveTo(x0 + 10, y0 - 5);
            context.arc(x0 + 5, y0 - 5, 5, 0, 7);
          } else {
            const [x1, y1] = place(next[state]!, width);
            context.moveTo(x0, y0);
            context.lineTo(x1, y1);
          }
        }
        context.stroke();
      }
      context.globalAlpha = 1;
      for (const [colour, states] of groups) {
        context.fillStyle = colour;
        context.beginPath();
        for (const state of states) {
          const [x, y] = place(state, width);
          const radius = small + 7 * Math.sqrt(occupation[state]! / largest);
          if (radius < DOT) {
            context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
          } else {
            context.moveTo(x + radius, y);
            context.arc(x, y, radius, 0, 7);
          }
        }
        context.fill();
      }
      for (const state of [head, at]) {
        if (state === undefined || state === null || state >= next.length) continue;
        const [x, y] = place(state, width);
        context.strokeStyle = token("ink");
        context.lineWidth = 2.5;
        context.beginPath();
        context.arc(x, y, 10, 0, 7);
        context.stroke();
      }
    },
    [next, basin, occupation, head, at],
  );
  const nearest = (event: PointerEvent) => {
    const width = (event.currentTarget as HTMLCanvasElement).clientWidth;
    let best = 12 * 12;
    let found: number | null = null;
    for (let state = 0; state < next.length; state++) {
      const [x, y] = place(state, width);
      const distance = (x - event.offsetX) ** 2 + (y - event.offsetY) ** 2;
      if (distance < best) {
        best = distance;
        found = state;
      }
    }
    setAt(found);
  };
  const bits = (state: number) => state.toString(2).padStart(units, "0").split("").reverse().join("");
  return (
    <div>
      <canvas ref={ref} role="img" aria-label={summary} onPointerMove={nearest} onPointerLeave={() => setAt(null)} />
      <div class="small mono" aria-hidden="true">
        {at === null
          ? "\u00a0"
          : `units ${bits(at)} \u2192 ${bits(next[at]!)}, attractor ${basin[at]! + 1}, probability ${occupation[at]!.toPrecision(3)}`}
      </div>
    </div>
  );
}

/** The states of each colour; basins share colours where there are more of them. */
function byColour(basin: number[]): [string, number[]][] {
  const groups = CATEGORIES.map((colour): [string, number[]] => [colour, []]);
  basin.forEach((number, state) => groups[number % groups.length]![1].push(state));
  return groups.filter(([, states]) => states.length > 0);
}
