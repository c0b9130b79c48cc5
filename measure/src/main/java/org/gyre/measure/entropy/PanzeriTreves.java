package org.gyre.measure.entropy;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.gyre.core.stats.Sum;

/// The plug-in value + (R̃ − 1)/2T, where R̃ ≥ the number R of symbols seen estimates how many
/// symbols can occur at all, by the Bayes procedure of Panzeri and Treves.
///
/// R̃ = R + x is the number for which T draws are expected to show R different symbols, if the x
/// unseen symbols have the probability q = 1 − (T/(T + R))^{1/T} each and the seen ones share the
/// rest in proportion to n_i + 1. With γ = x q that expectation is
///
///     E(x) = x R/(T + R) + Σ_i [1 − (1 − (1 − γ)(n_i + 1)/(T + R))^T]
///
/// Source: Panzeri and Treves, Network: Computation in Neural Systems 7:87 (1996), section 3; Panzeri,
/// Senatore, Montemurro and Petersen, Journal of Neurophysiology 98:1064 (2007), appendix.
final class PanzeriTreves implements EntropyFormula {
    private final PlugIn plugIn = new PlugIn();

    @Override
    public double nats(Occupancies sample) {
        return plugIn.nats(sample) + (relevant(sample) - 1) / (2.0 * sample.total());
    }

    /// That of [MillerMadow]: leaving one sample out moves R̃ by whole symbols.
    @Override
    public OptionalDouble standardError(Occupancies sample) {
        return new MillerMadow().standardError(sample);
    }

    /// Σ_g (R̃_g − 1)/2T, what is added to a conditional entropy: R̃_g is the number of symbols that
    /// can occur under the g-th condition (Panzeri et al. 2007, eq. 5).
    ///
    /// @param joint counts of pairs of a symbol and its condition
    /// @param group for each pair the number of its condition
    /// @param groups how many conditions there are
    /// @param log2Possible log₂ of the number of symbols that are possible under each condition
    static double conditionalCorrection(long[] joint, int[] group, int groups, double log2Possible) {
        long total = 0;
        int[] sizes = new int[groups + 1];
        for (int i = 0; i < joint.length; i++) {
            total += joint[i];
            sizes[group[i] + 1] += joint[i] > 0 ? 1 : 0;
        }
        Arrays.parallelPrefix(sizes, Integer::sum);
        long[] byGroup = new long[sizes[groups]];
        int[] at = sizes.clone();
        for (int i = 0; i < joint.length; i++) {
            if (joint[i] > 0) {
                byGroup[at[group[i]]++] = joint[i];
            }
        }
        double excess = 0;
        for (int g = 0; g < groups; g++) {
            if (sizes[g + 1] > sizes[g]) {
                long[] counts = Arrays.copyOfRange(byGroup, sizes[g], sizes[g + 1]);
                excess += relevant(Occupancies.of(counts, log2Possible)) - 1;
            }
        }
        return excess / (2.0 * total);
    }

    /// R̃, the estimated number of symbols that can occur; at least those seen, at most those
    /// possible.
    static double relevant(Occupancies sample) {
        double seen = (double) sample.seen();
        double most = sample.possible() - seen;
        // γ ≤ 1 bounds x too: the unseen symbols cannot have more than all of the probability.
        long limit = (long) Math.min(most, Math.min(Math.floor(1 / unseenProbability(sample)), 1L << 52));
        if (limit <= 0 || expected(sample, 0) >= seen) {
            return seen;
        }
        // E is concave in x: the first crossing of R lies before its summit, which is the answer where
        // E stays below R.
        long summit = first(limit, x -> expected(sample, x + 1) <= expected(sample, x));
        long crossing = first(summit, x -> expected(sample, x) >= seen);
        if (crossing == 0) {
            return seen;
        }
        double above = Math.abs(expected(sample, crossing) - seen);
        double below = Math.abs(expected(sample, crossing - 1) - seen);
        return seen + (below <= above ? crossing - 1 : crossing);
    }

    /// The probability q of one symbol that was not seen.
    private static double unseenProbability(Occupancies sample) {
        double total = (double) sample.total();
        return -StrictMath.expm1(-StrictMath.log1p(sample.seen() / total) / total);
    }

    /// E(x), the number of different symbols that T draws are expected to show.
    private static double expected(Occupancies sample, long unseen) {
        double total = (double) sample.total();
        double all = total + sample.seen();
        double rest = Math.max(0, 1 - unseen * unseenProbability(sample));
        Sum sum = new Sum();
        sum.add(unseen * (sample.seen() / all));
        for (int i = 0; i < sample.size(); i++) {
            double p = rest * (sample.count(i) + 1) / all;
            sum.add(-sample.symbols(i) * StrictMath.expm1(total * StrictMath.log1p(-p)));
        }
        return sum.value();
    }

    private interface Condition {
        boolean holds(long x);
    }

    /// The smallest x in [0, limit) for which a condition holds that holds from some x on; else the
    /// limit.
    private static long first(long limit, Condition condition) {
        long low = 0;
        long high = limit;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (condition.holds(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
