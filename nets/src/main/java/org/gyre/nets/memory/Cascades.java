package org.gyre.nets.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What follows when one neuron of a stored state is turned over: the neurons that differ, step by
/// step, from the undisturbed walk of the same state, until none does any more.
///
/// The mean number that differ after one step is the sensitivity. In random networks damage heals
/// where it is below one and spreads where it is above (B. Derrida and Y. Pomeau, Europhysics
/// Letters 1, 45 (1986)); from stored states it says what the first step does, and single cascades
/// may run away below one, too.
///
/// @param walks       one for each state and neuron, states first
/// @param sensitivity mean number of neurons that differ one step after the turn
public record Cascades(List<Walk> walks, double sensitivity) {
    /// One cascade.
    ///
    /// @param differing number of neurons that differ 1, 2, … steps after the turn, all positive: its
    ///     length is the duration of the cascade, 0 where the damage heals at once
    /// @param healed    whether the last of them was followed by none; false if the steps ran out
    public record Walk(int[] differing, boolean healed) {
        /// Neurons that differ, summed over the steps.
        public int size() {
            return Arrays.stream(differing).sum();
        }

        /// Steps in which some neuron differs.
        public int duration() {
            return differing.length;
        }
    }

    public Cascades {
        walks = List.copyOf(walks);
    }

    /// The cascades of all single turns of all states.
    ///
    /// @param states    of as many units as the memory
    /// @param mostSteps steps after which a cascade is given up, ≥ 1
    /// @throws IllegalArgumentException if the sizes do not fit, or there are no steps
    public static Cascades of(ThresholdMemory memory, Patterns states, int mostSteps) {
        int units = memory.units();
        if (states.units() != units || mostSteps < 1) {
            throw new IllegalArgumentException(
                    states.units() + " units for " + units + " neurons, and " + mostSteps + " steps: do not fit");
        }
        List<Walk> walks = new ArrayList<>();
        double first = 0;
        for (int k = 0; k < states.count(); k++) {
            double[] walk = new double[(units + 1) * units];
            for (int turned = 0; turned <= units; turned++) {
                for (int i = 0; i < units; i++) {
                    walk[turned * units + i] = turned == i ? -states.at(k, i) : states.at(k, i);
                }
            }
            int[][] differing = differing(memory, walk, mostSteps);
            for (int turned = 0; turned < units; turned++) {
                first += differing[turned][0];
                walks.add(walk(differing[turned]));
            }
        }
        return new Cascades(walks, first / ((double) units * states.count()));
    }

    private static Walk walk(int[] differing) {
        int length = 0;
        while (length < differing.length && differing[length] > 0) {
            length++;
        }
        return new Walk(Arrays.copyOf(differing, length), length < differing.length);
    }

    /// @param states `[turned neuron, the last row undisturbed][neuron]`; changed
    /// @return `[turned neuron][step]`
    private static int[][] differing(ThresholdMemory memory, double[] states, int mostSteps) {
        int units = memory.units();
        int rows = units + 1;
        int[][] differing = new int[units][mostSteps];
        for (int step = 0; step < mostSteps; step++) {
            memory.advance(states, rows);
            boolean damaged = false;
            for (int turned = 0; turned < units; turned++) {
                int count = 0;
                for (int i = 0; i < units; i++) {
                    count += states[turned * units + i] == states[units * units + i] ? 0 : 1;
                }
                differing[turned][step] = count;
                damaged |= count > 0;
            }
            if (!damaged) {
                break;
            }
        }
        return differing;
    }
}
