package org.gyre.measure.entropy;

import java.util.Arrays;
import java.util.Optional;
import org.gyre.core.Plural;
import org.gyre.core.special.Normal;
import org.gyre.core.stats.Sum;
import org.gyre.measure.series.SymbolSeries;

/// Whether the samples of a series remember each other: whether equal symbols lie close together more
/// often, or less often, than in a random order of the same symbols.
///
/// Pairs of equal symbols at most w steps apart are counted, for w = 1, 2, 4, … up to a 32nd of the
/// series. They are what matters to an entropy: the plug-in estimate is biased by −½ Σ Var(n_i/T)/p_i,
/// and the variances of the counts n_i grow by just these pairs. In a random order their number has the
/// mean and the variance of a join count (P. A. P. Moran, J. Royal Statistical Society B 10:243, 1948),
/// exact for any counts.
///
/// A memory that leaves equal symbols as close as chance does is not seen, nor one that is weak at each lag
/// but so long that it matters: [Drift] looks for that.
///
/// [org.gyre.core.stats.SerialMemory] asks whether a test may take numbers for independent, by the
/// correlations that enlarge the variance of their mean; symbols have neither, and runs of them can leave
/// the surprises of a uniform law, the only numbers that they give, all equal.
final class Recurrence {
    /// Chance finds a memory, at any w, in about so many of the samples without one.
    private static final double LEVEL = 0.02;

    /// Stretches of w steps that a series must hold: over fewer the number of pairs is skewed.
    private static final int STRETCHES = 32;

    /// Share of steps that repeat the symbol before them instead of drawing one, which a sample must be
    /// able to show: memory of this size enlarges standard errors by 4 %.
    private static final double REPEATED = 0.04;

    private final int[] codes;
    private final int[] lengths;
    private final int symbols;

    /// How many w are looked at, and the normal quantile that goes with so many.
    private final int widths;

    private final double quantile;

    /// The chance that two symbols of a random order are equal.
    private final double two;

    /// The chance that three are.
    private final double three;

    /// The chance that two are, and another two.
    private final double twice;

    /// [#twice] less the square of [#two].
    private final double beyond;

    /// How the places of equal symbols differ from chance.
    ///
    /// @param steps  the w at which they do most clearly
    /// @param closer whether more pairs of equal symbols lie at most so many steps apart than by chance
    record Memory(int steps, boolean closer) {
        /// As a clause for people.
        String text() {
            return "equal symbols lie within " + Plural.of(steps, "step") + " of each other "
                    + (closer ? "more" : "less") + " often than in a random order";
        }
    }

    Recurrence(SymbolSeries series) {
        codes = series.codes();
        lengths = series.trialLengths();
        symbols = series.distinct();
        widths = 32 - Integer.numberOfLeadingZeros(codes.length / STRETCHES);
        quantile = Normal.quantile(1 - LEVEL / (2.0 * Math.max(1, widths)));
        Sum pairs = new Sum();
        Sum triples = new Sum();
        Sum overlaps = new Sum();
        for (long count : series.counts()) {
            double n = (double) count;
            pairs.add(n * (n - 1));
            triples.add(n * (n - 1) * (n - 2));
            overlaps.add(n * (n - 1) * (4 * n - 6));
        }
        double total = codes.length;
        double orders2 = total * (total - 1);
        double orders4 = orders2 * (total - 2) * (total - 3);
        double square = pairs.value() * pairs.value();
        two = pairs.value() / orders2;
        three = triples.value() / (orders2 * (total - 2));
        twice = (square - overlaps.value()) / orders4;
        // Not as a difference, which would have no digit left in long series.
        beyond = (square * (4 * total - 6) / orders2 - overlaps.value()) / orders4;
    }

    /// The clearest memory; empty where there is none beyond chance.
    Optional<Memory> memory() {
        Optional<Memory> clearest = Optional.empty();
        double most = 1;
        for (int k = 0; k < widths; k++) {
            int width = 1 << k;
            double excess = (double) met(width) - mean(width);
            double score = excess > 0 ? excess / most(width) : -excess / least(width);
            if (score > most) {
                most = score;
                clearest = Optional.of(new Memory(width, excess > 0));
            }
        }
        return clearest;
    }

    /// Whether [#memory] would have found that a few steps in a hundred repeat the symbol before them.
    boolean sees() {
        return widths > 0 && most(1) <= REPEATED * (pairs(1) - mean(1));
    }

    /// What the pairs exceed their mean by in one of many orders only.
    ///
    /// Of rare symbols the pairs come by ones or, since those between them come closer too, by twos, as
    /// in a Poisson law: for the tails of that a term is added to the normal one (Bernstein's z²/6 times
    /// two, and one pair more as they are whole).
    private double most(int width) {
        return least(width) + 0.5 * quantile * quantile;
    }

    private double least(int width) {
        return quantile * Math.sqrt(variance(width));
    }

    /// Pairs of equal symbols of a trial at most `width` steps apart.
    long met(int width) {
        int[] near = new int[symbols];
        long met = 0;
        int start = 0;
        for (int length : lengths) {
            Arrays.fill(near, 0);
            for (int t = start; t < start + length; t++) {
                if (t - start > width) {
                    near[codes[t - width - 1]]--;
                }
                met += near[codes[t]]++;
            }
            start += length;
        }
        return met;
    }

    /// The mean of [#met] over all orders of the symbols.
    double mean(int width) {
        return pairs(width) * two;
    }

    /// The variance of [#met] over all orders of the symbols.
    double variance(int width) {
        double pairs = pairs(width);
        // A place with d others near is in d pairs, which share it in d (d − 1) ordered ways.
        double sharing = 0;
        for (int length : lengths) {
            for (int t = 0; t < length; t++) {
                double near = near(t, length, width);
                sharing += near * (near - 1);
            }
        }
        return Math.max(0, pairs * (two - twice) + sharing * (three - twice) + pairs * pairs * beyond);
    }

    /// Pairs of places of a trial at most `width` steps apart.
    private double pairs(int width) {
        double twofold = 0;
        for (int length : lengths) {
            for (int t = 0; t < length; t++) {
                twofold += near(t, length, width);
            }
        }
        return twofold / 2;
    }

    private static double near(int t, int length, int width) {
        return (double) Math.min(t, width) + Math.min(length - 1 - t, width);
    }
}
