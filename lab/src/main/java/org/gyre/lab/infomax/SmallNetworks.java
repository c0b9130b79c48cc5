package org.gyre.lab.infomax;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.EnumeratedChain;

/// What the experiments that enumerate small random networks share.
final class SmallNetworks {
    private SmallNetworks() {}

    static void check(int networks, int units, List<Double> widths) {
        if (networks < 1) {
            throw new InputException("networks = " + networks + ": must be at least 1");
        }
        if (units < 1 || units > EnumeratedChain.LARGEST) {
            throw new InputException("units = " + units + ": must be from 1 to " + EnumeratedChain.LARGEST
                    + ", because all 2^units states are enumerated");
        }
        if (widths.isEmpty() || widths.stream().anyMatch(width -> !(width > 0))) {
            throw new InputException("widths = " + widths + ": must be positive numbers, at least one");
        }
    }

    /// Uniform weights on ± the width.
    static double[] weights(int units, double width, RandomStream stream) {
        CounterRandom random = stream.split("weights").generator();
        double[] weights = new double[units * units];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = width * (2 * random.nextDouble() - 1);
        }
        return weights;
    }
}
