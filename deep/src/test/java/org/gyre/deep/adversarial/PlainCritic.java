package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.List;

/// A discriminator by loops over numbers: an independent twin of [Critic].
///
/// @param matrices of the layers, the output last, each `[from][to]`
/// @param biases   of the layers, the output last
record PlainCritic(List<double[]> matrices, List<double[]> biases) {
    static PlainCritic of(Weights weights, String name, int layers) {
        List<double[]> matrices = new ArrayList<>();
        List<double[]> biases = new ArrayList<>();
        for (int l = 1; l <= layers; l++) {
            matrices.add(weights.array(name + ".weights-" + l));
            biases.add(weights.array(name + ".bias-" + l));
        }
        matrices.add(weights.array(name + ".weights-output"));
        biases.add(weights.array(name + ".bias-output"));
        return new PlainCritic(matrices, biases);
    }

    double output(double[] input) {
        double[] rates = input;
        for (int l = 0; l < matrices.size(); l++) {
            double[] next = biases.get(l).clone();
            for (int to = 0; to < next.length; to++) {
                for (int from = 0; from < rates.length; from++) {
                    next[to] += rates[from] * matrices.get(l)[from * next.length + to];
                }
                if (l < matrices.size() - 1 && next[to] < 0) {
                    next[to] *= 0.2;
                }
            }
            rates = next;
        }
        return rates[0];
    }

    /// The slope of the output, from the definition of the derivative of each layer: forward, column by
    /// column of the input.
    double[] slope(double[] input) {
        double[] slope = new double[input.length];
        for (int j = 0; j < input.length; j++) {
            double[] rates = input;
            double[] tangent = new double[input.length];
            tangent[j] = 1;
            for (int l = 0; l < matrices.size(); l++) {
                double[] next = biases.get(l).clone();
                double[] moved = new double[next.length];
                for (int to = 0; to < next.length; to++) {
                    for (int from = 0; from < rates.length; from++) {
                        next[to] += rates[from] * matrices.get(l)[from * next.length + to];
                        moved[to] += tangent[from] * matrices.get(l)[from * next.length + to];
                    }
                    if (l < matrices.size() - 1 && next[to] < 0) {
                        next[to] *= 0.2;
                        moved[to] *= 0.2;
                    }
                }
                rates = next;
                tangent = moved;
            }
            slope[j] = tangent[0];
        }
        return slope;
    }

    static double softplus(double u) {
        return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
    }

    /// What is minimised by who wants `sign`·D small, for one sample.
    static double cost(CriticLoss loss, double sign, double output) {
        return loss == CriticLoss.LOGISTIC ? softplus(sign * output) : sign * output;
    }
}
