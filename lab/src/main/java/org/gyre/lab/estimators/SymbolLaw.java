package org.gyre.lab.estimators;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gyre.core.InputException;
import org.gyre.core.stats.Sum;
import org.gyre.lab.experiment.Default;

/// A law of symbols whose entropy is known: a table `[[laws]]` of a configuration.
///
/// @param name how it is called in names of values: lower case, digits, underscores
/// @param kind `uniform`, all symbols equally likely; `zipf`, the i-th of them in proportion to 1/i;
///     `words`, the states of log₂ K units that fire independently
/// @param symbols K, 2 to 65536; for words a power of two
/// @param rate probability with which a unit of a word fires
public record SymbolLaw(
        @Default("law") String name,
        @Default("uniform") String kind,
        @Default("100") int symbols,
        @Default("0.05") double rate) {
    public SymbolLaw {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new InputException("laws: name = \"" + name + "\": take lower-case letters, digits and underscores");
        }
        if (!kind.equals("uniform") && !kind.equals("zipf") && !kind.equals("words")) {
            throw new InputException("laws: kind = \"" + kind + "\": must be uniform, zipf or words");
        }
        if (symbols < 2 || symbols > 65_536 || (kind.equals("words") && Integer.bitCount(symbols) != 1)) {
            throw new InputException(
                    "laws: symbols = " + symbols + ": must be from 2 to 65536, and a power of two for words");
        }
        if (!(rate > 0 && rate < 1)) {
            throw new InputException("laws: rate = " + rate + ": must be between 0 and 1");
        }
    }

    /// The probability of each symbol.
    double[] probabilities() {
        double[] p = new double[symbols];
        int units = Integer.numberOfTrailingZeros(symbols);
        Arrays.setAll(p, i -> switch (kind) {
            case "zipf" -> 1.0 / (i + 1);
            case "words" -> Math.pow(rate, Integer.bitCount(i)) * Math.pow(1 - rate, units - Integer.bitCount(i));
            default -> 1;
        });
        double sum = Sum.of(p);
        return Arrays.stream(p).map(value -> value / sum).toArray();
    }

    /// The entropy in nats, −Σ p ln p.
    double entropy() {
        return Sum.of(Arrays.stream(probabilities()).map(p -> -p * Math.log(p)).toArray());
    }

    /// Counts of independent draws.
    static long[] draw(double[] probabilities, int samples, RandomGenerator random) {
        double[] cumulative = probabilities.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        long[] counts = new long[cumulative.length];
        for (int t = 0; t < samples; t++) {
            int place = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
            // A draw below the i-th sum and not below the one before belongs to symbol i.
            counts[place >= 0 ? Math.min(place + 1, counts.length - 1) : -place - 1]++;
        }
        return counts;
    }
}
