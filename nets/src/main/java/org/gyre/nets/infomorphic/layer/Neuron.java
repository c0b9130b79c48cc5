package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gyre.core.InputException;
import org.gyre.core.linalg.MaximumNorm;
import org.gyre.core.random.Coins;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Logistic;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.GoalGradient;
import org.gyre.nets.infomorphic.NeuronModel;

/// Works out one neuron after another in one batch: its firing probabilities, its outputs, its goal
/// and the factor by which it learns. Scratch space of one thread.
final class Neuron {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
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
            float[] rows = compartments[source];
            int row = neuron * count;
            for (int k = 0; k < count; k++) {
                input[k] = rows[row + k];
            }
            if (!Double.isFinite(MaximumNorm.of(input, count))) {
                throw new InputException("neuron " + neuron + " of an infomorphic layer: its input of class "
                        + (source + 1) + " is not finite; look for a value of the data that is not a number, or lower"
                        + " the learning rate");
            }
        }
        model.activation().evaluate(inputs, count, drive, slopes);
        Logistic.both(drive, count, on, off);
        if (model.clamp() > 0) {
            clamp(on, count, model.clamp());
            clamp(off, count, model.clamp());
        }
    }

    private static void clamp(double[] probabilities, int count, double least) {
        double most = 1 - least;
        for (int k = 0; k < count; k++) {
            probabilities[k] = Math.min(Math.max(probabilities[k], least), most);
        }
    }

    /// The outputs.
    ///
    /// @param counter index of the first word, a multiple of [RandomStream#GROUP]
    void fire(RandomStream draws, long counter, float[] outputs, int row) {
        float silent = model.firing().silent();
        if (model.firing() == NeuronModel.Firing.THRESHOLD) {
            for (int k = 0; k < samples; k++) {
                outputs[row + k] = on[k] > EVEN ? 1 : silent;
            }
            return;
        }
        draws.fillInts(counter, words, 0, samples);
        Coins.toss(words, on, samples, silent, outputs, row);
    }

    /// θ.
    void probabilities(float[] out, int row) {
        for (int k = 0; k < samples; k++) {
            out[row + k] = (float) on[k];
        }
    }

    /// The slopes of the mean output, θ_k (1 − θ_k) ∂A/∂s times what firing adds to it; zero where θ is
    /// held at a bound.
    ///
    /// @param out `[source]`, each `[row][sample]`, written
    void outputSlopes(float[][] out, int row) {
        Arrays.fill(goalSlopes, 0, samples, 1 - model.firing().silent());
        throughLogistic(goalSlopes);
        timesSlopes(goalSlopes, out, row);
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
        throughLogistic(goalSlopes);
        timesSlopes(goalSlopes, factors, row);
    }

    /// The derivative by the summed inputs of what has this one by the drive A.
    private void timesSlopes(double[] byDrive, float[][] out, int row) {
        for (int source = 0; source < slopes.length; source++) {
            double[] slope = slopes[source];
            float[] to = out[source];
            for (int k = 0; k < samples; k++) {
                to[row + k] = (float) (byDrive[k] * slope[k]);
            }
        }
    }

    /// Turns ∂G/∂θ into ∂G/∂A.
    private void throughLogistic(double[] gradient) {
        double least = model.clamp();
        for (int k = 0; k < samples; k += LANES.length()) {
            VectorMask<Double> inside = LANES.indexInRange(k, samples);
            DoubleVector yes = DoubleVector.fromArray(LANES, on, k, inside);
            DoubleVector no = DoubleVector.fromArray(LANES, off, k, inside);
            VectorMask<Double> held = yes.min(no).compare(VectorOperators.LE, least);
            DoubleVector.fromArray(LANES, gradient, k, inside)
                    .mul(yes)
                    .mul(no)
                    .blend(0, held)
                    .intoArray(gradient, k, inside);
        }
    }
}
