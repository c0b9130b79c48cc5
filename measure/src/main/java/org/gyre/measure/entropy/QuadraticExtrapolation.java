package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.RandomStream;

/// The plug-in entropy extrapolated to infinitely many samples: with the mean Ĥ₂ over halves and Ĥ₄
/// over quarters of the data, the parabola Ĥ(T) = H + a/T + b/T² through the three has
///
///     H = (8 Ĥ₁ − 6 Ĥ₂ + Ĥ₄) / 3
///
/// The quarters are drawn at random, eight times with fixed seeds, and averaged. They depend on the
/// number of samples alone, so that the entropies of an information are cut at the same places.
/// Source: Strong, Koberle, de Ruyter van Steveninck and Bialek, Physical Review Letters 80:197
/// (1998).
final class QuadraticExtrapolation implements EntropyFormula {
    private static final int PARTITIONS = 8;
    private static final int QUARTERS = 4;

    private final PlugIn plugIn = new PlugIn();

    /// Counts are laid out as a series, symbol after symbol: of independent samples the order says
    /// nothing.
    @Override
    public double nats(Occupancies sample) {
        int[] codes = new int[Math.toIntExact(sample.total())];
        int symbol = 0;
        int t = 0;
        for (int i = 0; i < sample.size(); i++) {
            for (long s = 0; s < sample.symbols(i); s++, symbol++) {
                for (long n = 0; n < sample.count(i); n++) {
                    codes[t++] = symbol;
                }
            }
        }
        return nats(codes, symbol);
    }

    /// That of [Jackknife], which extrapolates too.
    @Override
    public OptionalDouble standardError(Occupancies sample) {
        return new Jackknife().standardError(sample);
    }

    @Override
    public Estimate.Bias remainingBias(Occupancies sample, double nats) {
        // Near equal probabilities the draw of the partitions scatters as much as the estimate.
        return Scatter.firstOrderRules(sample)
                ? EntropyFormula.super.remainingBias(sample, nats)
                : Estimate.Bias.UNBOUNDED;
    }

    /// The extrapolated entropy of a series, in nats.
    ///
    /// @param codes symbols below `distinct`, `[time]`
    /// @throws InputException if there are fewer than four samples
    double nats(int[] codes, int distinct) {
        if (codes.length < QUARTERS) {
            throw new InputException("quadratic extrapolation of " + Plural.of(codes.length, "sample")
                    + ": it halves the data twice" + " and needs at least four; choose another correction");
        }
        double halves = 0;
        double quarters = 0;
        RandomStream seeds = RandomStream.of(0).split("quadratic-extrapolation");
        for (int round = 0; round < PARTITIONS; round++) {
            byte[] quarter = partition(codes.length, seeds.split(round).generator());
            long[][] counts = new long[QUARTERS][distinct];
            for (int t = 0; t < codes.length; t++) {
                counts[quarter[t]][codes[t]]++;
            }
            for (long[] one : counts) {
                quarters += plugIn.nats(Occupancies.of(one));
            }
            halves += plugIn.nats(Occupancies.of(sum(counts[0], counts[1])));
            halves += plugIn.nats(Occupancies.of(sum(counts[2], counts[3])));
        }
        long[] all = new long[distinct];
        for (int code : codes) {
            all[code]++;
        }
        double whole = plugIn.nats(Occupancies.of(all));
        return (8 * whole - 6 * halves / (2 * PARTITIONS) + quarters / (4 * PARTITIONS)) / 3;
    }

    /// A quarter for each time, each as large as the others to one sample.
    private static byte[] partition(int length, RandomGenerator random) {
        byte[] quarter = new byte[length];
        for (int t = 0; t < length; t++) {
            quarter[t] = (byte) (t % QUARTERS);
        }
        for (int t = length - 1; t > 0; t--) {
            int other = random.nextInt(t + 1);
            byte swap = quarter[t];
            quarter[t] = quarter[other];
            quarter[other] = swap;
        }
        return quarter;
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
