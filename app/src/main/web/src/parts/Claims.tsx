import { brief } from "../lib/format";
import type { Claim } from "../lib/types";

/** What must hold, for a claim without an interval in words. */
export function accepted(claim: Claim): string {
  const { min, max } = claim;
  if (min !== null && max !== null) return min === max ? brief(min) : `${brief(min)} to ${brief(max)}`;
  if (min !== null) return `at least ${brief(min)}`;
  return max !== null ? `at most ${brief(max)}` : "";
}

/** Claims with what the paper says, what is accepted, what was found, and the verdict. */
export function Claims({ claims }: { claims: Claim[] }) {
  if (claims.length === 0) return <p>It claims nothing.</p>;
  return (
    <div class="scroll panel" tabIndex={0} role="region" aria-label="Claims">
      <table>
        <thead>
          <tr>
            <th>verdict</th>
            <th>claim</th>
            <th class="number">ours</th>
            <th>accepted</th>
            <th>paper</th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <tr key={claim.id}>
              <td>
                <span class={`tag ${claim.verdict.toLowerCase()}`} data-verdict={claim.id}>
                  {claim.verdict}
                </span>
              </td>
              <td title={claim.reason}>{claim.sentence}</td>
              <td class="number">{brief(claim.ours)}</td>
              <td>{accepted(claim)}</td>
              <td>{claim.paper}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
