package org.gyre.nets.lif.network;

import java.util.ArrayList;
import java.util.List;
import org.gyre.nets.lif.LifFormula;

/// A network in double precision, unit by unit and step by step, with its gradient: slow, and plain
/// enough to be checked by eye. The last layer is read out by its last potential; the loss is that of
/// [Loss#LAST_POTENTIAL_SQUARES] as published.
///
/// @param layers from the input on
public record FormulaNetwork(List<Layer> layers) {
    /// Keeps its own list.
    public FormulaNetwork {
        layers = List.copyOf(layers);
    }

    /// One layer.
    ///
    /// @param unit    what its units do
    /// @param weights `[input][unit]`
    /// @param biases  `[unit]`
    /// @param leaks   `[unit]`
    public record Layer(LifFormula unit, double[][] weights, double[] biases, double[] leaks) {}

    /// What the loss changes by with the numbers of a layer, shaped like them.
    ///
    /// @param weights `[input][unit]`
    /// @param biases  `[unit]`
    /// @param leaks   `[unit]`
    public record Gradient(double[][] weights, double[] biases, double[] leaks) {}

    /// A loss and its gradient.
    ///
    /// @param loss   mean over samples and labels
    /// @param layers from the input on
    public record Result(double loss, List<Gradient> layers) {}

    /// Loss and gradient of a batch.
    ///
    /// @param input  `[sample][step][input]`
    /// @param labels `[sample]`
    public Result of(double[][][] input, int[] labels) {
        List<Gradient> gradients = new ArrayList<>();
        for (Layer layer : layers) {
            gradients.add(new Gradient(
                    new double[layer.weights.length][layer.biases.length],
                    new double[layer.biases.length],
                    new double[layer.biases.length]));
        }
        double loss = 0;
        for (int b = 0; b < labels.length; b++) {
            loss += sample(input[b], labels[b], labels.length, gradients);
        }
        return new Result(loss / labels.length, gradients);
    }

    private double sample(double[][] input, int label, int samples, List<Gradient> gradients) {
        int steps = input.length;
        List<double[][]> heard = new ArrayList<>();
        List<LifFormula.Trace[]> traces = new ArrayList<>();
        double[][] below = input;
        for (Layer layer : layers) {
            heard.add(below);
            LifFormula.Trace[] trace = forward(layer, below);
            traces.add(trace);
            below = spikes(trace, steps);
        }
        int units = layers.getLast().biases.length;
        double[] p = new double[units];
        double sum = 0;
        for (int k = 0; k < units; k++) {
            p[k] = Math.exp(traces.getLast()[k].potentials()[steps - 1]);
            sum += p[k];
        }
        double loss = 0;
        double mean = 0;
        double[] slope = new double[units];
        for (int k = 0; k < units; k++) {
            p[k] /= sum;
            double d = p[k] - (k == label ? 1 : 0);
            loss += d * d / units;
            slope[k] = 2 * d / (units * (double) samples);
            mean += p[k] * slope[k];
        }
        double[][] onSpikes = new double[units][steps];
        double[][] onPotentials = new double[units][steps];
        for (int k = 0; k < units; k++) {
            onPotentials[k][steps - 1] = p[k] * (slope[k] - mean);
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            onSpikes = backward(layers.get(l), traces.get(l), heard.get(l), onSpikes, onPotentials, gradients.get(l));
            onPotentials = new double[onSpikes.length][steps];
        }
        return loss;
    }

    private static LifFormula.Trace[] forward(Layer layer, double[][] below) {
        LifFormula.Trace[] traces = new LifFormula.Trace[layer.biases.length];
        for (int j = 0; j < traces.length; j++) {
            double[] currents = new double[below.length];
            for (int t = 0; t < below.length; t++) {
                currents[t] = layer.biases[j];
                for (int i = 0; i < layer.weights.length; i++) {
                    currents[t] += below[t][i] * layer.weights[i][j];
                }
            }
            traces[j] = layer.unit.run(currents, layer.leaks[j], LifFormula.State.REST);
        }
        return traces;
    }

    private static double[][] spikes(LifFormula.Trace[] traces, int steps) {
        double[][] spikes = new double[steps][traces.length];
        for (int t = 0; t < steps; t++) {
            for (int j = 0; j < traces.length; j++) {
                spikes[t][j] = traces[j].spikes()[t] ? 1 : 0;
            }
        }
        return spikes;
    }

    /// Adds to the gradient of a layer and gives what is wanted of its inputs, `[input][step]`.
    private static double[][] backward(
            Layer layer,
            LifFormula.Trace[] traces,
            double[][] heard,
            double[][] onSpikes,
            double[][] onPotentials,
            Gradient into) {
        int steps = heard.length;
        double[][] onInputs = new double[layer.weights.length][steps];
        for (int j = 0; j < traces.length; j++) {
            LifFormula.Gradient gradient = layer.unit.sendBack(traces[j], onSpikes[j], onPotentials[j]);
            into.leaks[j] += gradient.leak();
            for (int t = 0; t < steps; t++) {
                double g = gradient.currents()[t];
                into.biases[j] += g;
                for (int i = 0; i < layer.weights.length; i++) {
                    into.weights[i][j] += g * heard[t][i];
                    onInputs[i][t] += g * layer.weights[i][j];
                }
            }
        }
        return onInputs;
    }
}
