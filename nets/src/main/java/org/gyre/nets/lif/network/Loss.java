package org.gyre.nets.lif.network;

import java.util.Arrays;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.SpikeBits;

/// What the output of a network is to make small. Each is a mean over samples, in nats where it is a
/// cross entropy of the labels and a softmax of scores.
public enum Loss {
    /// Cross entropy; scores are the potentials of the last step.
    LAST_POTENTIAL,
    /// Mean over samples and labels of the squares of softmax minus one-hot label; potentials of the last
    /// step, as published.
    LAST_POTENTIAL_SQUARES,
    /// Cross entropy; scores are the potentials summed over steps.
    SUMMED_POTENTIAL,
    /// Cross entropies of the potentials of each step, summed.
    EACH_POTENTIAL,
    /// Cross entropy; scores are spike counts.
    SPIKE_COUNT,
    /// Mean over samples and labels of the squares of the share of steps with a spike minus .8 for the
    /// unit of the label and .2 for the others.
    SPIKE_COUNT_SQUARES,
    /// Cross entropy; scores are minus the numbers of steps before the first spike. That number is Σₜ
    /// Πₛ≤ₜ (1 − Sₛ), whose derivatives also reach units that stay silent.
    FIRST_SPIKE;

    private static final double YES = 0.8;
    private static final double NO = 0.2;

    /// Whether the loss needs an output that fires.
    public boolean needsSpikes() {
        return this == SPIKE_COUNT || this == SPIKE_COUNT_SQUARES || this == FIRST_SPIKE;
    }

    /// The loss of the last batch of a network; writes its gradient at the output.
    ///
    /// @param labels `[sample]`
    /// @throws InputException if a label has no unit, or the output never fires where it must
    public double of(LifNetwork network, int[] labels) {
        LifLayer output = network.output();
        int samples = network.samples();
        int steps = network.steps();
        int units = output.settings().units();
        if (needsSpikes() && !output.settings().semantics().spiking()) {
            throw new InputException("the loss "
                    + name().toLowerCase(Locale.ROOT).replace('_', '-') + " needs an output layer that fires");
        }
        for (int b = 0; b < samples; b++) {
            if (labels[b] < 0 || labels[b] >= units) {
                throw new InputException("label " + labels[b] + " of sample " + b + ": the output has " + units
                        + " units, labels go from 0 to " + (units - 1));
            }
        }
        int used = samples * steps * output.stride();
        Arrays.fill(output.onPotentials(), 0, used, 0);
        Arrays.fill(output.onSpikes(), 0, used, 0);
        double sum = 0;
        for (int b = 0; b < samples; b++) {
            sum += of(output, b, steps, samples, labels[b]);
        }
        return sum / samples;
    }

    private double of(LifLayer output, int sample, int steps, int samples, int label) {
        int units = output.settings().units();
        int stride = output.stride();
        int first = sample * steps * stride;
        int end = first + (steps - 1) * stride;
        double[] scores = new double[units];
        double[] slope = new double[units];
        switch (this) {
            case LAST_POTENTIAL, LAST_POTENTIAL_SQUARES -> {
                for (int k = 0; k < units; k++) {
                    scores[k] = output.potentials()[end + k];
                }
                double loss = this == LAST_POTENTIAL ? entropy(scores, label, slope) : squares(scores, label, slope);
                write(slope, samples, output.onPotentials(), end, end, stride);
                return loss;
            }
            case SUMMED_POTENTIAL -> {
                for (int t = 0; t < steps; t++) {
                    for (int k = 0; k < units; k++) {
                        scores[k] += output.potentials()[first + t * stride + k];
                    }
                }
                double loss = entropy(scores, label, slope);
                write(slope, samples, output.onPotentials(), first, end, stride);
                return loss;
            }
            case EACH_POTENTIAL -> {
                double loss = 0;
                for (int at = first; at <= end; at += stride) {
                    for (int k = 0; k < units; k++) {
                        scores[k] = output.potentials()[at + k];
                    }
                    loss += entropy(scores, label, slope);
                    write(slope, samples, output.onPotentials(), at, at, stride);
                }
                return loss;
            }
            case SPIKE_COUNT, SPIKE_COUNT_SQUARES -> {
                for (int k = 0; k < units; k++) {
                    scores[k] = output.spikes().count(k, sample * steps, (sample + 1) * steps);
                }
                double loss =
                        this == SPIKE_COUNT ? entropy(scores, label, slope) : countSquares(scores, steps, label, slope);
                write(slope, samples, output.onSpikes(), first, end, stride);
                return loss;
            }
            case FIRST_SPIKE -> {
                for (int k = 0; k < units; k++) {
                    scores[k] = -firstSpike(output.spikes(), k, sample * steps, steps, 0);
                }
                double loss = entropy(scores, label, slope);
                for (int k = 0; k < units; k++) {
                    firstSpikeSlopes(output, sample, steps, k, slope[k] / samples);
                }
                return loss;
            }
        }
        throw new AssertionError(this);
    }

    private static void write(double[] slope, int samples, float[] into, int from, int to, int stride) {
        for (int at = from; at <= to; at += stride) {
            for (int k = 0; k < slope.length; k++) {
                into[at + k] = (float) (slope[k] / samples);
            }
        }
    }

    /// −log of the label's share, and its derivatives.
    private static double entropy(double[] scores, int label, double[] slope) {
        double log = softmax(scores, slope);
        double loss = log - scores[label];
        slope[label] -= 1;
        return loss;
    }

    /// Writes the shares e^score / Σ e^score and gives the logarithm of the sum.
    private static double softmax(double[] scores, double[] shares) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            shares[k] = Math.exp(scores[k] - max);
            sum += shares[k];
        }
        for (int k = 0; k < scores.length; k++) {
            shares[k] /= sum;
        }
        return max + Math.log(sum);
    }

    private static double squares(double[] scores, int label, double[] slope) {
        int units = scores.length;
        double[] p = new double[units];
        softmax(scores, p);
        double loss = 0;
        double mean = 0;
        for (int k = 0; k < units; k++) {
            double d = p[k] - (k == label ? 1 : 0);
            loss += d * d / units;
            slope[k] = 2 * d / units;
            mean += p[k] * slope[k];
        }
        for (int k = 0; k < units; k++) {
            slope[k] = p[k] * (slope[k] - mean);
        }
        return loss;
    }

    private static double countSquares(double[] counts, int steps, int label, double[] slope) {
        double loss = 0;
        for (int k = 0; k < counts.length; k++) {
            double d = counts[k] / steps - (k == label ? YES : NO);
            loss += d * d / counts.length;
            slope[k] = 2 * d / counts.length / steps;
        }
        return loss;
    }

    /// Steps before the first spike at or after `from`; all of them if there is none.
    private static int firstSpike(SpikeBits spikes, int unit, int row, int steps, int from) {
        for (int t = from; t < steps; t++) {
            if (spikes.get(row + t, unit)) {
                return t;
            }
        }
        return steps;
    }

    /// A spike more at t would end the waiting there; without the first one it would go on to the second.
    private static void firstSpikeSlopes(LifLayer output, int sample, int steps, int unit, double onScore) {
        int row = sample * steps;
        int one = firstSpike(output.spikes(), unit, row, steps, 0);
        int two = firstSpike(output.spikes(), unit, row, steps, one + 1);
        for (int t = 0; t <= Math.min(one, steps - 1); t++) {
            int shorter = t < one ? one - t : two - one;
            output.onSpikes()[(row + t) * output.stride() + unit] = (float) (onScore * shorter);
        }
    }
}
