import { brief } from "../lib/format";

interface Props {
  bars: { label: string; value: number; colour: string }[];
  /** Ends of the axis. */
  low: number;
  high: number;
  unit: string;
  summary: string;
}

const WIDTH = 320;
const ROW = 26;
const LEFT = 92;
const RIGHT = 46;
/** What an optimisation leaves of a zero. */
const NOISE = 1e-7;

/** Bars from zero to the right and, below it, to the left. */
export function Bars({ bars, low, high, unit, summary }: Props) {
  const span = high - low || 1;
  const x = (value: number) => LEFT + ((value - low) / span) * (WIDTH - LEFT - RIGHT);
  const height = bars.length * ROW + 4;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} width="100%" role="img" aria-label={summary}>
      {bars.map(({ label, value, colour }, i) => {
        const from = Math.min(x(0), x(value));
        return (
          <g key={label}>
            <text x={LEFT - 6} y={i * ROW + 18} text-anchor="end">
              {label}
            </text>
            <rect x={from} y={i * ROW + 5} width={Math.max(0.5, Math.abs(x(value) - x(0)))} height={ROW - 9} fill={colour} rx="2" />
            <text x={Math.max(x(value), x(0)) + 5} y={i * ROW + 18} class="soft">
              {brief(Math.abs(value) < NOISE ? 0 : value, 3)}
            </text>
          </g>
        );
      })}
      <line x1={x(0)} x2={x(0)} y1="0" y2={height} stroke="var(--ink)" stroke-width="1" />
      <title>{`${summary} (${unit})`}</title>
    </svg>
  );
}
