package org.gyre.measure.pairs;

import java.util.Arrays;
import org.gyre.core.special.Gamma;
import org.gyre.measure.entropy.DiscreteEntropy;

/// How often each past of a source, past of a target and next state of the target came together:
///
///     I(source; next | past) = [H(next, past) − H(past)] − [H(source, next, past) − H(source, past)]
///
/// A cell is source << (k + 1) | past << 1 | next, with k letters of the target's past. Not thread-safe.
final class Contingency {
    private final int sourceLetters;
    private final int pastLetters;
    private final long[] counts;
    private final long[] withSource;
    private final long[] withNext;
    private final long[] past;
    /// The condition of each cell, source and past, and that of each (past, next).
    private final int[] groups;

    /// @param sourceLetters l ≥ 1
    /// @param pastLetters k ≥ 1
    Contingency(int sourceLetters, int pastLetters) {
        this.sourceLetters = sourceLetters;
        this.pastLetters = pastLetters;
        counts = new long[2 << (sourceLetters + pastLetters)];
        withSource = new long[1 << (sourceLetters + pastLetters)];
        withNext = new long[2 << pastLetters];
        past = new long[1 << pastLetters];
        groups = new int[counts.length];
        for (int cell = 0; cell < groups.length; cell++) {
            groups[cell] = cell >> 1;
        }
    }

    /// The cells themselves, to be filled before [#addUp].
    long[] counts() {
        return counts;
    }

    /// The transfer entropy, in nats.
    double nats(DiscreteEntropy entropy) {
        return entropy.conditional(withNext, groups, past, pastLetters + 1.0, pastLetters)
                - entropy.conditional(
                        counts, groups, withSource, sourceLetters + pastLetters + 1.0, sourceLetters + pastLetters);
    }

    /// Adds up the cells; comes after they were filled and before anything is asked.
    void addUp() {
        Arrays.fill(withNext, 0);
        for (int cell = 0; cell < counts.length; cell++) {
            withNext[cell & (withNext.length - 1)] += counts[cell];
        }
        for (int cell = 0; cell < withSource.length; cell++) {
            withSource[cell] = counts[2 * cell] + counts[2 * cell + 1];
        }
        for (int cell = 0; cell < past.length; cell++) {
            past[cell] = withNext[2 * cell] + withNext[2 * cell + 1];
        }
    }

    /// The G-test: 2T times the plug-in value follows χ² with Σ (sources seen − 1)(next states seen − 1) degrees of
    /// freedom, the sum over the pasts.
    double analyticPValue() {
        double plugIn = nats(DiscreteEntropy.PLUG_IN);
        long total = 0;
        long freedom = 0;
        for (int p = 0; p < past.length; p++) {
            total += past[p];
            if (withNext[2 * p] > 0 && withNext[2 * p + 1] > 0) {
                // Two next states: one degree for each source beyond the first.
                freedom--;
                for (int s = p; s < withSource.length; s += past.length) {
                    freedom += withSource[s] > 0 ? 1 : 0;
                }
            }
        }
        return freedom == 0 ? 1 : Gamma.chiSquareSurvival(Math.max(0, 2.0 * total * plugIn), (double) freedom);
    }
}
