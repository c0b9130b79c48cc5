package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Numbers;

/// One claim over several seeds: on how many it held, and how our value was distributed.
///
/// @param passed number of seeds on which it held
/// @param tested number of seeds on which it was tested, undefined values included
/// @param seeds number of seeds that finished
/// @param values the finite values, in the order of the seeds
record SeedTally(Claim claim, int passed, int tested, int seeds, List<Double> values) {
    /// The claims of a preset, from the results of its runs in the order of the seeds.
    static List<SeedTally> of(List<List<ClaimResult>> runs) {
        List<SeedTally> tallies = new ArrayList<>();
        int claims = runs.isEmpty() ? 0 : runs.getFirst().size();
        for (int c = 0; c < claims; c++) {
            int claim = c;
            List<ClaimResult> results = runs.stream().map(run -> run.get(claim)).toList();
            tallies.add(new SeedTally(
                    results.getFirst().claim(),
                    count(results, Claim.Verdict.PASS),
                    runs.size() - count(results, Claim.Verdict.NOT_TESTED),
                    runs.size(),
                    results.stream()
                            .map(ClaimResult::ours)
                            .filter(Objects::nonNull)
                            .toList()));
        }
        return tallies;
    }

    private static int count(List<ClaimResult> results, Claim.Verdict verdict) {
        return (int) results.stream().filter(r -> r.verdict() == verdict).count();
    }

    /// NaN if there is no value.
    double smallest() {
        return Arrays.stream(sample()).min().orElse(Double.NaN);
    }

    /// NaN if there is no value.
    double median() {
        return values.isEmpty() ? Double.NaN : Descriptive.median(sample());
    }

    /// NaN if there is no value.
    double largest() {
        return Arrays.stream(sample()).max().orElse(Double.NaN);
    }

    private double[] sample() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", claim.id());
        object.put("sentence", claim.sentence());
        object.put("paper", claim.paper());
        object.put("value", claim.value());
        object.put("min", claim.min());
        object.put("max", claim.max());
        object.put("reason", claim.reason());
        object.put("passed", passed);
        object.put("tested", tested);
        object.put("seeds", seeds);
        object.put("smallest", smallest());
        object.put("median", median());
        object.put("largest", largest());
        object.put("values", values);
        return object;
    }

    /// Two lines: on how many seeds the claim held, and the distribution of our value.
    void print(Console console) {
        Console.Color color =
                tested == 0 ? Console.Color.FAINT : passed == tested ? Console.Color.GOOD : Console.Color.BAD;
        String held = tested == 0 ? "not tested" : passed + " of " + tested;
        console.print(console.colored(color, held + " ".repeat(Math.max(0, 10 - held.length()))) + "  "
                + claim.sentence());
        String distribution = values.isEmpty()
                ? "no value"
                : "smallest " + Numbers.compact(smallest()) + ", median " + Numbers.compact(median()) + ", largest "
                        + Numbers.compact(largest());
        int undefined = tested - values.size();
        console.print(" ".repeat(12) + claim.value() + ": " + distribution
                + (undefined == 0 ? "" : ", undefined on " + undefined) + "; accepted " + claim.interval()
                + (claim.paper().isEmpty() ? "" : "; paper: " + claim.paper()));
    }
}
