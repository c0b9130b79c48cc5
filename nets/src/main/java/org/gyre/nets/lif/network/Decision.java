package org.gyre.nets.lif.network;

import org.gyre.nets.lif.layer.LifLayer;

/// What a sample is taken for: the label whose output unit has the largest of these, the first of
/// several.
public enum Decision {
    /// The potential of the last step.
    LAST_POTENTIAL,
    /// The sum of the potentials over steps.
    SUMMED_POTENTIAL,
    /// The number of spikes.
    SPIKE_COUNT,
    /// The earliest first spike; silent units come last.
    FIRST_SPIKE;

    /// Writes what the samples of the last batch are taken for.
    ///
    /// @param classes `[sample]`
    public void of(LifNetwork network, int[] classes) {
        LifLayer output = network.output();
        int units = output.settings().units();
        for (int b = 0; b < network.samples(); b++) {
            int best = 0;
            double bestScore = score(output, b, network.steps(), 0);
            for (int k = 1; k < units; k++) {
                double score = score(output, b, network.steps(), k);
                if (score > bestScore) {
                    best = k;
                    bestScore = score;
                }
            }
            classes[b] = best;
        }
    }

    private double score(LifLayer output, int sample, int steps, int unit) {
        int row = sample * steps;
        int stride = output.stride();
        return switch (this) {
            case LAST_POTENTIAL -> output.potentials()[(row + steps - 1) * stride + unit];
            case SUMMED_POTENTIAL -> {
                double sum = 0;
                for (int t = 0; t < steps; t++) {
                    sum += output.potentials()[(row + t) * stride + unit];
                }
                yield sum;
            }
            case SPIKE_COUNT -> output.spikes().count(unit, row, row + steps);
            case FIRST_SPIKE -> {
                int t = 0;
                while (t < steps && !output.spikes().get(row + t, unit)) {
                    t++;
                }
                yield -t;
            }
        };
    }
}
