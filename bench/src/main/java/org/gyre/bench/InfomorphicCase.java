package org.gyre.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.NeuronModel;
import org.gyre.nets.infomorphic.PublishedGoal;
import org.gyre.nets.infomorphic.layer.LayerSettings;
import org.gyre.nets.infomorphic.network.Hidden;
import org.gyre.nets.infomorphic.network.SourceKind;

/// One hidden layer to be timed, with its read-out. Two sources: pixels and label, 20 symmetric
/// bins, goal {F}{C}. Three: also the other neurons, 20 bins from −20 to 20, the goal that an
/// evolution strategy found (P2).
///
/// @param sources       2 or 3
/// @param neurons       of the hidden layer
/// @param lateralInputs how many others a neuron hears; 0 for all
/// @param training      steps of learning before the clock runs, so that cells are occupied as in
///     practice
/// @param steps         of one timed run of Gyre
/// @param peerSteps     of one timed run of the peer; 0 where it would take too long
record InfomorphicCase(int sources, int neurons, int lateralInputs, int training, int steps, int peerSteps) {
    /// Samples of a batch.
    static final int BATCH = 1024;

    private static final int BINS = 20;
    private static final double RANGE = 20;

    /// The goal of `infomorphic/hidden-optimised`.
    private static final Goal OPTIMISED = PublishedGoal.SCHNEIDER_EVOLVED.goal();

    /// The goal of `infomorphic/hidden-context`.
    private static final Goal REDUNDANT = Goal.parse(2, "{F}{C}");

    /// The hidden layer.
    Hidden hidden() {
        return sources == 2
                ? new Hidden(
                        layer(
                                new Activation.Modulated(0.9, 2),
                                new Binning.Symmetric(BINS),
                                NeuronModel.USUAL_CLAMP,
                                REDUNDANT),
                        List.of(SourceKind.LABEL),
                        0,
                        true)
                : new Hidden(
                        layer(
                                new Activation.ModulatedByTwo(0.1, 0.1, 2, 2),
                                new Binning.Fixed(BINS, -RANGE, RANGE),
                                0,
                                OPTIMISED),
                        List.of(SourceKind.LABEL, SourceKind.LATERAL),
                        lateralInputs,
                        true);
    }

    private LayerSettings layer(Activation activation, Binning binning, double clamp, Goal goal) {
        NeuronModel model =
                new NeuronModel(activation, Collections.nCopies(sources, binning), clamp, NeuronModel.Firing.DRAWN);
        return new LayerSettings(neurons, model, goal, 0.002, 3.5e-4);
    }

    /// The usual read-out.
    ///
    /// @param labels how many
    static LayerSettings readOut(int labels) {
        Binning bin = new Binning.Symmetric(BINS);
        NeuronModel model = new NeuronModel(
                new Activation.Modulated(1, 1), List.of(bin, bin), NeuronModel.USUAL_CLAMP, NeuronModel.Firing.DRAWN);
        return new LayerSettings(
                labels, model, Goal.parse(2, "-0.2 {F} + 0.1 {C} + 1 {F}{C} + 0.1 {FC}"), 0.003, 1.5e-4);
    }

    /// Such as `3 sources, 2000 neurons, 100 laterals`.
    String title() {
        String size = String.format(Locale.ROOT, "%d sources, %d neurons", sources, neurons);
        return lateralInputs == 0 ? size : String.format(Locale.ROOT, "%s, %d laterals", size, lateralInputs);
    }

    /// A quick look takes fewer steps.
    InfomorphicCase shrunk(int divisor) {
        return new InfomorphicCase(
                sources,
                neurons,
                lateralInputs,
                Math.ceilDiv(training, divisor),
                Math.ceilDiv(steps, divisor),
                Math.ceilDiv(peerSteps, divisor));
    }
}
