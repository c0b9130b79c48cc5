import { brief } from "../lib/format";

export interface Reading {
  label: string;
  value: number | string | null;
  unit?: string;
  /** Names the number for tests and for whoever reads the page by program. */
  id: string;
}

/** Numbers with their names. */
export function Readout({ readings }: { readings: Reading[] }) {
  return (
    <dl class="readout">
      {readings.map(({ label, value, unit, id }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd data-reading={id} data-value={value === null ? "" : String(value)}>
            {typeof value === "string" ? value : brief(value)} <small>{typeof value === "number" ? unit : ""}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
