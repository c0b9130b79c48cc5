package org.gyre.nets.infomorphic.layer;

import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Logistic;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.GoalGradient;
import org.gyre.nets.infomorphic.NeuronModel;

/// Works out one neuron after another in one batch: its firing probabilities, its outputs, its goal
/// and the factor by which it learns. Scratch space of one thread.
final class Neuron {
    private static final double EVEN = 0.5;

    private final NeuronModel model;
    private final GoalGradient goal;
    /// `[source][sample]`.
    private final double[][] inputs;
    private final int[][] symbols;
    private final double[][] slopes;
    private final double[] drive;
    private final double[] on;
    private final double[] off;
    private final double[] goalSlopes;
    private final int[] words;
    private int samples;

    /// @param most samples of a batch
    Neuron(NeuronModel model, Goal goal, int most) {
        this.model = model;
        this.goal = new GoalGradient(goal, most, model.bins());
        int sources = model.sources();
        inputs = new double[sources][most];
        symbols = new int[sources][most];
        slopes = new double[sources][most];
        drive = new double[most];
        on = new double[most];
        off = new double[most];
        goalSlopes = new double[most];
        words = new int[most];
    }

    /// Takes up a neuron's summed inputs.
    ///
    /// @param compartments `[source]`, each `[neuron][sample]`
    /// @throws InputException if one of them is not finite
    void take(float[][] compartments, int neuron, int count) {
        samples = count;
        for (int source = 0; source < inputs.length; source++) {
            double[] input = inputs[source];
            float[] row = compartments[source];
            double check = 0;
            for (int k = 0; k < count; k++) {
                double x = row[neuron * count + k];
                input[k] = x;
                check += 0 * x;
            }
            if (check != 0) {
                throw new InputException("neuron " + neuron + " of an infomorphic layer: its input of class "
                        + (source + 1) + " is not finite; look for a value of the data that is not a number, or lower"
                        + " the learning rate");
            }
        }
        model.activation().evaluate(inputs, count, drive, slopes);
        Logistic.both(drive, count, on, off);
        double least = model.clamp();
        if (least > 0) {
            for (int k = 0; k < count; k++) {
                on[k] = Math.clamp(on[k], least, 1 - least);
                off[k] = Math.clamp(off[k], least, 1 - least);
            }
        }
    }

    /// The outputs, ±1.
    ///
    /// @param counter index of the first word, a multiple of [RandomStream#GROUP]
    void fire(RandomStream draws, long counter, float[] outputs, int row) {
        if (model.firing() == NeuronModel.Firing.THRESHOLD) {
            for (int k = 0; k < samples; k++) {
                outputs[row + k] = on[k] > EVEN ? 1 : -1;
            }
            return;
        }
        draws.fillInts(counter, words, 0, samples);
        for (int k = 0; k < samples; k++) {
            outputs[row + k] = Integer.toUnsignedLong(words[k]) * 0x1p-32 < on[k] ? 1 : -1;
        }
    }

    /// θ.
    void probabilities(float[] out, int row) {
        for (int k = 0; k < samples; k++) {
            out[row + k] = (float) on[k];
        }
    }

    /// The goal of the batch, ready to be asked for its value and atoms.
    GoalGradient goal() {
        for (int source = 0; source < inputs.length; source++) {
            model.binnings().get(source).assign(inputs[source], samples, symbols[source]);
        }
        goal.take(symbols, on, off, samples);
        return goal;
    }

    /// δ_s(k) = ∂G/∂θ_k θ_k (1 − θ_k) ∂A/∂s, in bits; zero where θ is held at a bound.
    ///
    /// @param factors `[source]`, each `[row][sample]`, written
    void factors(float[][] factors, int row) {
        goal().gradient(goalSlopes);
        double least = model.clamp();
        for (int k = 0; k < samples; k++) {
            boolean held = on[k] <= least || off[k] <= least;
            goalSlopes[k] = held ? 0 : goalSlopes[k] * on[k] * off[k];
        }
        for (int source = 0; source < slopes.length; source++) {
            double[] slope = slopes[source];
            float[] out = factors[source];
            for (int k = 0; k < samples; k++) {
                out[row + k] = (float) (goalSlopes[k] * slope[k]);
            }
        }
    }
}
