package org.gyre.measure.pairs;

import java.util.Arrays;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.transfer.TransferEntropy;

/// The values of all pairs, while they are found: different pairs may be entered by different threads.
final class PairValues {
    private final int units;
    private final double[] nats;
    private final double[] analytic;
    private final Significance[] tests;

    /// @param tested whether every pair will come with a test
    PairValues(int units, boolean tested) {
        this.units = units;
        nats = new double[units * units];
        analytic = new double[units * units];
        tests = new Significance[tested ? units * (units - 1) : 0];
    }

    /// Enters the value of a pair and its analytic p-value.
    void enter(int source, int target, double value, double analyticPValue) {
        nats[source * units + target] = value;
        analytic[source * units + target] = analyticPValue;
    }

    /// Enters the values of a pair's surrogates, after its own.
    void enter(int source, int target, double[] surrogates, String label) {
        tests[PairTable.pair(units, source, target)] =
                new Significance(nats[source * units + target], surrogates, label);
    }

    /// @param samples of every pair
    PairTable table(TransferEntropy transfer, long samples) {
        return new PairTable(units, transfer.quantity(), samples, nats, analytic, Arrays.asList(tests));
    }
}
