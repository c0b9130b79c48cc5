import { addressNow } from "../lib/router";
import type { Dial } from "./explorable";

interface Props {
  dials: Dial[];
  values: Record<string, string>;
  turn: (changed: Record<string, string>) => void;
  /** Dials that do nothing with the present choices. */
  idle?: (key: string) => boolean;
}

/** Sliders and choices of an explorable. */
export function Dials({ dials, values, turn, idle }: Props) {
  const shown = dials.filter((dial) => !idle?.(dial.key));
  const defaults = Object.fromEntries(dials.map((dial) => [dial.key, dial.default]));
  return (
    <section class="panel dials" aria-label="What can be changed">
      {shown.map((dial) => (
        <Control key={dial.key} dial={dial} value={values[dial.key] ?? dial.default} turn={turn} />
      ))}
      <div class="row">
        <button onClick={() => turn(defaults)}>Reset</button>
        <button onClick={() => void navigator.clipboard?.writeText(addressNow())}>Copy link</button>
      </div>
    </section>
  );
}

function Control({ dial, value, turn }: { dial: Dial; value: string; turn: Props["turn"] }) {
  const id = `dial-${dial.key}`;
  const why = `${id}-why`;
  if (dial.kind === "choice") {
    return (
      <div class="dial">
        <label for={id}>{dial.label}</label>
        <select id={id} value={value} aria-describedby={why} onChange={(event) => turn({ [dial.key]: event.currentTarget.value })}>
          {dial.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
        <p class="why" id={why}>
          {dial.why}
        </p>
      </div>
    );
  }
  if (dial.kind === "steps") {
    return (
      <div class="dial">
        <label for={id}>{dial.label}</label>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          value={value}
          aria-describedby={why}
          onChange={(event) => turn({ [dial.key]: event.currentTarget.value.replace(/\s+/g, "") })}
        />
        <p class="why" id={why}>
          {dial.why}
        </p>
      </div>
    );
  }
  return (
    <div class="dial">
      <label for={id}>
        <span>{dial.label}</span>
        <output for={id}>
          {value} <small>{dial.unit}</small>
        </output>
      </label>
      <input
        id={id}
        type="range"
        min={dial.min}
        max={dial.max}
        step={dial.step}
        value={value}
        aria-describedby={why}
        onInput={(event) => turn({ [dial.key]: event.currentTarget.value })}
      />
      <p class="why" id={why}>
        {dial.why}
      </p>
    </div>
  );
}
