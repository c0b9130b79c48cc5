package org.gyre.measure.series;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// The order of m successive values, x(t), x(t + τ), …, x(t + (m − 1) τ), as one of m! symbols: which of them is
/// the smallest, which the next, and so on. Equal values count as rising: the earlier is taken as the smaller.
///
/// A monotone change of the values changes no pattern. With these symbols an entropy is the permutation
/// entropy, an information the ordinal one, a transfer entropy the symbolic one. Successive patterns overlap
/// in m − 1 values and are not independent. A series of n steps has n − (m − 1) τ patterns, the first at its
/// first step; each dimension has its own pattern. Memory goes with the patterns that occur, not with m!.
///
/// Source: Bandt and Pompe, Physical Review Letters 88:174102 (2002); for transfer Staniek and Lehnertz,
/// Physical Review Letters 100:158101 (2008).
///
/// @param order m, values of a pattern, 2 to 20
/// @param delay τ ≥ 1, steps between them
public record OrdinalPatterns(int order, int delay) implements Symbols {
    /// 20! is the largest factorial below 2⁶³.
    private static final int LONGEST = 20;

    /// @throws InputException if a number is out of range
    public OrdinalPatterns {
        if (order < 2 || order > LONGEST || delay < 1) {
            throw new InputException("ordinal patterns of " + Plural.of(order, "value") + " every "
                    + Plural.of(delay, "step") + ": take 2 to 20 values, and a delay of at least 1");
        }
    }

    @Override
    public String label() {
        return "ordinal patterns of " + Plural.of(order, "value") + " every " + Plural.of(delay, "step");
    }

    /// log₂ m!.
    public double log2Possible() {
        double sum = 0;
        for (int m = 2; m <= order; m++) {
            sum += StrictMath.log(m);
        }
        return sum / StrictMath.log(2);
    }

    /// @throws InputException if no trial is as long as a pattern
    @Override
    public SymbolSeries of(RealSeries series) {
        SymbolSeries all = of(series, 0);
        for (int d = 1; d < series.dimensions(); d++) {
            all = all.joined(of(series, d));
        }
        return all;
    }

    private SymbolSeries of(RealSeries series, int dimension) {
        double[] values = series.column(dimension);
        int[] lengths = series.trialLengths();
        long span = (order - 1L) * delay;
        long[][] words = new long[lengths.length][];
        int from = 0;
        for (int r = 0; r < lengths.length; r++) {
            words[r] = new long[(int) Math.max(0, lengths[r] - span)];
            for (int t = 0; t < words[r].length; t++) {
                words[r][t] = pattern(values, from + t);
            }
            from += lengths[r];
        }
        if (Arrays.stream(words).allMatch(trial -> trial.length == 0)) {
            throw new InputException("a series of " + Shapes.text(lengths) + " is too short for patterns that span "
                    + Plural.of(span + 1, "step") + ": record more, or take fewer values or a smaller delay");
        }
        return SymbolSeries.ofWords(words, log2Possible());
    }

    /// The rank of the pattern among all m!: to each value the number of later ones that are smaller, as the digits of
    /// a number to mixed base (the Lehmer code). Rising values give zero.
    private long pattern(double[] values, int start) {
        long rank = 0;
        for (int i = 0; i < order; i++) {
            double value = values[start + i * delay];
            int smaller = 0;
            for (int j = i + 1; j < order; j++) {
                smaller += values[start + j * delay] < value ? 1 : 0;
            }
            rank = rank * (order - i) + smaller;
        }
        return rank;
    }
}
