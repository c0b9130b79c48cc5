package org.gyre.lab.lif;

import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.lab.experiment.RunContext;

/// Tells in plain words when a network cannot learn, or has not.
final class LifWarnings {
    /// Accuracy counts as chance below the share of the largest class times this.
    private static final double ABOVE_CHANCE = 1.2;

    private LifWarnings() {}

    /// @throws InputException if there are more classes than output units, or only one class
    static void checkLabels(LifKeys network, SampleParts samples) {
        int units = network.layers().getLast().units();
        int classes = samples.training().classes();
        if (units < classes) {
            throw new InputException("network.layers: the last layer has " + units + " units, the samples have "
                    + classes + " classes; give it one unit a class");
        }
        if (classes < 2) {
            throw new InputException("the samples have one class only: there is nothing to learn");
        }
    }

    /// Looks for layers through which nothing passes, before time is spent on them.
    static void afterFirstEpoch(LifTraining training, SampleParts samples, RunContext context, Team team) {
        for (Health layer : Health.of(training, "test", samples.test(), team)) {
            if (layer.spiking() && layer.dead() == 1) {
                context.warn(
                        "LAYER_SILENT",
                        "Layer " + layer.layer()
                                + " never fired on the test samples after the first epoch: nothing reaches"
                                + " what comes after it. Raise its weights or its input, or lower its threshold.");
            }
            if (training.gradient(layer.layer() - 1) == 0) {
                context.warn(
                        "NO_GRADIENT",
                        "No gradient reached layer " + layer.layer()
                                + " in the first epoch: it cannot learn. Choose a flatter surrogate, or see why the layers"
                                + " after it are silent.");
            }
        }
    }

    /// Judges the end.
    static void atTheEnd(double training, double test, SampleParts samples, List<Health> health, RunContext context) {
        double chance = chance(samples.test());
        if (test < ABOVE_CHANCE * chance) {
            context.warn(
                    "NOTHING_LEARNT",
                    String.format(
                            Locale.ROOT,
                            "Nothing was learnt: %.1f %% of the test samples are named rightly, %.1f %% would be by always"
                                    + " naming the commonest class (training: %.1f %%). Try another network.rate, look at"
                                    + " the table of how the units fare, and at the gradients of the layers.",
                            100 * test,
                            100 * chance,
                            100 * training));
        }
        for (Health layer : health) {
            int number = 0;
            for (String complaint : layer.complaints()) {
                context.warn("LAYER_" + layer.layer() + "_" + ++number, complaint);
            }
        }
    }

    private static double chance(SampleSet set) {
        int[] counts = new int[set.classes()];
        for (int k = 0; k < set.count(); k++) {
            counts[set.label(k)]++;
        }
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return (double) most / set.count();
    }
}
