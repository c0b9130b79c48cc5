package org.gyre.nets.infomorphic;

import org.gyre.core.InputException;
import org.gyre.core.linalg.MaximumNorm;

/// How the summed inputs of a neuron become symbols: equal bins, closed on the right. What lies
/// outside goes to the bins at the ends. The bin of a sample counts as a constant when a goal is
/// differentiated.
public sealed interface Binning {
    /// Number of symbols.
    int bins();

    /// The symbols of the samples of one neuron.
    ///
    /// @param values  `[sample]`, finite
    /// @param count   samples
    /// @param symbols `[sample]`, written
    void assign(double[] values, int count, int[] symbols);

    /// The same range for every neuron and batch.
    ///
    /// @param bins how many
    /// @param low  where the first begins
    /// @param high where the last ends
    record Fixed(int bins, double low, double high) implements Binning {
        /// @throws InputException if there is no bin or the range is empty
        public Fixed {
            requireBins(bins);
            if (!(low < high) || Double.isInfinite(high - low)) {
                throw new InputException("bins from " + low + " to " + high + ": the range must have an extent");
            }
        }

        @Override
        public void assign(double[] values, int count, int[] symbols) {
            EqualBins.cut(values, count, bins, low, high, symbols);
        }
    }

    /// From −m to m, with m the largest magnitude of the neuron's input in the batch.
    ///
    /// @param bins how many
    record Symmetric(int bins) implements Binning {
        /// @throws InputException if there is no bin
        public Symmetric {
            requireBins(bins);
        }

        @Override
        public void assign(double[] values, int count, int[] symbols) {
            double largest = MaximumNorm.of(values, count);
            EqualBins.cut(values, count, bins, -largest, largest, symbols);
        }
    }

    /// From one below the least to one above the largest input of the neuron in the batch.
    ///
    /// @param bins how many
    record Spanning(int bins) implements Binning {
        /// @throws InputException if there is no bin
        public Spanning {
            requireBins(bins);
        }

        @Override
        public void assign(double[] values, int count, int[] symbols) {
            double low = values[0];
            double high = low;
            for (int k = 1; k < count; k++) {
                low = Math.min(low, values[k]);
                high = Math.max(high, values[k]);
            }
            EqualBins.cut(values, count, bins, low - 1, high + 1, symbols);
        }
    }

    private static void requireBins(int bins) {
        if (bins < 1) {
            throw new InputException(bins + " bins of a source: there must be at least 1, usual are 20");
        }
    }
}
