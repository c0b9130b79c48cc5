package org.gyre.measure.spikes;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.measure.series.SymbolSeries;

/// What is taken as the response of a unit in a trial, as one symbol for each trial.
public sealed interface ResponseCode {
    /// The code with its parameters.
    String label();

    /// The responses of a train, one sample for each trial.
    ///
    /// @param train  spikes of one unit in ticks, non-decreasing
    /// @param trials when they begin, and which window counts
    /// @throws InputException if the code does not fit the window
    SymbolSeries responses(long[] train, Trials trials);

    /// The number of spikes in the window.
    record Count() implements ResponseCode {
        @Override
        public String label() {
            return "spike count";
        }

        @Override
        public SymbolSeries responses(long[] train, Trials trials) {
            int[] counts = new int[trials.count()];
            Arrays.setAll(counts, r -> Trials.first(train, trials.end(r)) - Trials.first(train, trials.start(r)));
            return SymbolSeries.of(counts);
        }
    }

    /// Which bins of the window hold a spike, as a word of zeros and ones.
    ///
    /// @param bin width in ticks, a divisor of the window's length
    record Word(long bin) implements ResponseCode {
        /// @throws InputException if the bins are empty
        public Word {
            requirePositive(bin);
        }

        @Override
        public String label() {
            return "word of bins of " + Plural.of(bin, "tick");
        }

        @Override
        public SymbolSeries responses(long[] train, Trials trials) {
            long length = trials.to() - trials.from();
            if (length % bin != 0) {
                throw new InputException(
                        "a window of " + Plural.of(length, "tick") + " is not a whole number of bins of "
                                + Plural.of(bin, "tick") + ": choose a bin that divides it");
            }
            if (length / bin > 1 << 16) {
                throw new InputException("a word of " + Plural.of(length / bin, "bin")
                        + " is longer than any two trials share: use wider bins");
            }
            BinaryRaster words = new BinaryRaster(trials.count(), (int) (length / bin));
            for (int r = 0; r < trials.count(); r++) {
                long start = trials.start(r);
                for (int k = Trials.first(train, start); k < train.length && train[k] < trials.end(r); k++) {
                    words.set(r, (int) ((train[k] - start) / bin));
                }
            }
            return SymbolSeries.of(words);
        }
    }

    /// The time of the first spike in the window, in bins from its start; no spike is a symbol of its
    /// own.
    ///
    /// @param bin width in ticks
    record FirstSpike(long bin) implements ResponseCode {
        /// @throws InputException if the bins are empty
        public FirstSpike {
            requirePositive(bin);
        }

        @Override
        public String label() {
            return "first spike in bins of " + Plural.of(bin, "tick");
        }

        @Override
        public SymbolSeries responses(long[] train, Trials trials) {
            long[] latencies = latencies(train, trials);
            int[] symbols = new int[latencies.length];
            for (int r = 0; r < symbols.length; r++) {
                symbols[r] =
                        latencies[r] == Long.MAX_VALUE ? -1 : (int) Math.min(latencies[r] / bin, Integer.MAX_VALUE);
            }
            return SymbolSeries.of(symbols);
        }
    }

    /// The rank of the time of the first spike among all trials, in classes that hold equally many;
    /// equal times share the class of the earliest rank, and no spike comes last. It needs no bin width
    /// and ignores any monotone change of time.
    ///
    /// @param classes number of classes ≥ 2
    record FirstSpikeRank(int classes) implements ResponseCode {
        /// @throws InputException if there are fewer than two classes
        public FirstSpikeRank {
            if (classes < 2) {
                throw new InputException(
                        Plural.of(classes, "class", "classes") + " of first spikes: at least 2 are needed");
            }
        }

        @Override
        public String label() {
            return "rank of the first spike in " + classes + " classes";
        }

        @Override
        public SymbolSeries responses(long[] train, Trials trials) {
            long[] latencies = latencies(train, trials);
            long[] sorted = latencies.clone();
            Arrays.sort(sorted);
            int[] symbols = new int[latencies.length];
            for (int r = 0; r < symbols.length; r++) {
                symbols[r] = (int) ((long) Trials.lower(sorted, latencies[r]) * classes / symbols.length);
            }
            return SymbolSeries.of(symbols);
        }
    }

    /// Ticks from the start of each trial's window to the first spike in it, or the largest `long`.
    private static long[] latencies(long[] train, Trials trials) {
        long[] latencies = new long[trials.count()];
        for (int r = 0; r < latencies.length; r++) {
            int k = Trials.first(train, trials.start(r));
            latencies[r] = k < train.length && train[k] < trials.end(r) ? train[k] - trials.start(r) : Long.MAX_VALUE;
        }
        return latencies;
    }

    private static void requirePositive(long bin) {
        if (bin < 1) {
            throw new InputException("bins of " + Plural.of(bin, "tick") + ": must be at least 1");
        }
    }
}
