import { moment } from "../lib/format";

/** What a run wrote down lately, the newest first. */
export function Journal({ entries }: { entries: Record<string, string>[] }) {
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>Journal (the last {entries.length})</summary>
      <div class="scroll low panel" tabIndex={0} role="region" aria-label="Journal">
        <table>
          <tbody>
            {[...entries].reverse().map(({ time, type, sentence, ...rest }, i) => (
              <tr key={entries.length - i}>
                <td>{time ? moment(time) : ""}</td>
                <td>{type}</td>
                <td>
                  {sentence ?? Object.entries(rest).map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`).join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
