package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.PulseSequence;
import org.gyre.lab.experiment.Default;

/// A sequence taught by force (T09, Fig. 9): at random intervals some units are made to fire in order.
///
/// @param units the units, numbered from 0, first the one that starts the sequence
/// @param delays steps after the onset at which each of them fires; the first is 0
/// @param minInterval shortest interval between onsets, steps
/// @param maxInterval longest interval between onsets, steps
public record PulseSection(
        @Default("[0, 2, 1]") List<Integer> units,
        @Default("[0, 2, 6]") List<Integer> delays,
        @Default("50") int minInterval,
        @Default("99") int maxInterval) {
    public PulseSection {
        units = List.copyOf(units);
        delays = List.copyOf(delays);
        if (units.size() < 2 || units.size() != delays.size()) {
            throw new InputException("delays = " + delays + ": must be as many as units (" + units + "), at least two");
        }
        if (delays.getFirst() != 0) {
            throw new InputException("delays = " + delays + ": the first must be 0, the onset");
        }
        if (delays.stream().anyMatch(delay -> delay < 0)) {
            throw new InputException("delays = " + delays + ": must be at least 0, steps after the onset");
        }
        if (minInterval < 1 || maxInterval < minInterval) {
            throw new InputException(
                    "min_interval = " + minInterval + ": must be at least 1 and at most max_interval = " + maxInterval);
        }
    }

    /// The forced spikes for a network of n free units.
    PulseSequence sequence(int n, RandomStream stream) {
        List<PulseSequence.Pulse> pulses = new ArrayList<>();
        for (int k = 0; k < units.size(); k++) {
            if (units.get(k) < 0 || units.get(k) >= n) {
                throw new InputException("pulses.units = " + units + ": units are numbered from 0 to " + (n - 1));
            }
            pulses.add(new PulseSequence.Pulse(units.get(k), delays.get(k)));
        }
        return new PulseSequence(n, pulses, minInterval, maxInterval, stream);
    }
}
