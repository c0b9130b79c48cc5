package org.gyre.nets.boltzmann;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.gyre.core.special.LogisticNormal;
import org.gyre.measure.flux.FluxEvaluator;

/// The exact information flux I[x(t); x(t+1)] of a small Boltzmann machine as a function of its weights, in
/// nats, with its exact gradient; bias, coding and noise are those of a template.
///
/// By the sensitivity that [FluxEvaluator] derives, with f_i(x) = F(u_i(x)), F the logistic function averaged
/// over the noise, and u_i = b_i + Σ_j W_ij y_j,
///
///     ∂I/∂W_ij = Σ_x π(x) F'(u_i(x)) y_j(x) { E[Y | x, y_i = 1] − E[Y | x, y_i = 0] + log( f_i / (1 − f_i) ) }
///
/// and the same without y_j for ∂I/∂b_i. Without noise the logarithm is u_i(x), and F' = f (1 − f).
///
/// A value costs 2^N N exponentials, as many logarithms as states and the elimination (⅓ 8^N operations, an
/// eighth of it for ±1 units without bias); a gradient about as much again. Not thread-safe.
public final class FluxObjective implements ToDoubleFunction<double[]> {
    private final int units;
    private final Coding coding;
    private final double[] bias;
    private final LogisticNormal average;
    private final boolean noisy;
    private final boolean folded;
    private final FluxEvaluator evaluator;
    private final int stored;
    private final double[] field;
    private final double[] fires;
    private final double[] silent;
    private final double[] uncertainty;
    private final double[] response;

    private FluxObjective(BoltzmannMachine template) {
        units = template.units();
        coding = template.coding();
        bias = template.bias();
        average = template.averaging();
        noisy = template.noise() > 0;
        folded = coding == Coding.PM1 && Arrays.stream(bias).allMatch(b -> b == 0);
        evaluator = new FluxEvaluator(units, folded);
        stored = evaluator.stored();
        field = new double[stored * units];
        fires = new double[stored * units];
        silent = new double[stored * units];
        uncertainty = new double[stored];
        response = new double[stored * units];
    }

    /// Machines of ±1 units without bias and noise.
    ///
    /// @throws org.gyre.core.InputException if there are more than [FluxEvaluator#LARGEST] units
    public static FluxObjective of(int units) {
        return of(BoltzmannMachine.of(units, new double[units * units]));
    }

    /// Machines like a template, with other weights.
    ///
    /// @throws org.gyre.core.InputException if there are more than [FluxEvaluator#LARGEST] units
    public static FluxObjective of(BoltzmannMachine template) {
        return new FluxObjective(template);
    }

    /// Number of units N.
    public int units() {
        return units;
    }

    /// I in nats; the same as [#value].
    @Override
    public double applyAsDouble(double[] weights) {
        return value(weights);
    }

    /// I in nats.
    ///
    /// @param weights W, `[to][from]`, N×N row-major, finite
    public double value(double[] weights) {
        fields(weights);
        for (int s = 0; s < stored; s++) {
            if (noisy) {
                averaged(s * units, s);
            } else {
                logistic(s * units, s);
            }
        }
        return evaluator.evaluate(fires, silent, uncertainty);
    }

    /// u_i of all stored states: state 0 first, then twice as many with each unit.
    private void fields(double[] weights) {
        boolean pm1 = coding == Coding.PM1;
        for (int i = 0; i < units; i++) {
            double u = bias[i];
            if (pm1) {
                for (int j = 0; j < units; j++) {
                    u -= weights[i * units + j];
                }
            }
            field[i] = u;
        }
        for (int j = 0; 1 << j < stored; j++) {
            int half = units << j;
            for (int i = 0; i < units; i++) {
                double step = pm1 ? 2 * weights[i * units + j] : weights[i * units + j];
                for (int k = i; k < half; k += units) {
                    field[half + k] = field[k] + step;
                }
            }
        }
    }

    /// One exponential for both σ(u) and σ(−u); h(σ(u)) = log(1 + e^−|u|) + |u| σ(−|u|), one logarithm a state.
    private void logistic(int at, int state) {
        double product = 1;
        double sum = 0;
        for (int k = at; k < at + units; k++) {
            double u = field[k];
            double size = Math.abs(u);
            double e = Math.exp(-size);
            double likely = 1 / (1 + e);
            double rare = e * likely;
            product *= 1 + e;
            sum += size * rare;
            fires[k] = u >= 0 ? likely : rare;
            silent[k] = u >= 0 ? rare : likely;
        }
        uncertainty[state] = sum + Math.log(product);
    }

    private void averaged(int at, int state) {
        double sum = 0;
        for (int k = at; k < at + units; k++) {
            double f = average.mean(field[k]);
            double g = average.mean(-field[k]);
            sum += surprise(f) + surprise(g);
            fires[k] = f;
            silent[k] = g;
        }
        uncertainty[state] = sum;
    }

    /// −p log p.
    private static double surprise(double p) {
        return p > 0 ? -p * Math.log(p) : 0;
    }

    /// H of the last value's network, nats.
    public double entropy() {
        return evaluator.entropy();
    }

    /// D of the last value's network, nats.
    public double divergence() {
        return evaluator.divergence();
    }

    /// Whether I has a derivative at the last value's weights: not where the chain falls apart.
    public boolean differentiable() {
        return evaluator.differentiable();
    }

    /// Writes the gradient at the weights of the last value, nats per unit of weight.
    ///
    /// @param toWeights receives ∂I/∂W_ij, N×N row-major
    /// @param toBias receives ∂I/∂b_i, N values
    /// @throws IllegalStateException if there is none, see [#differentiable]
    public void gradient(double[] toWeights, double[] toBias) {
        evaluator.response(response);
        Arrays.fill(toWeights, 0);
        Arrays.fill(toBias, 0);
        double silentValue = coding == Coding.PM1 ? -1 : 0;
        for (int s = 0; s < stored; s++) {
            double mass = evaluator.mass(s);
            for (int i = 0; i < units; i++) {
                int k = s * units + i;
                double slope = noisy ? average.slope(field[k]) : fires[k] * silent[k];
                if (!(slope > 0)) {
                    continue;
                }
                double logit = noisy ? Math.log(fires[k] / silent[k]) : field[k];
                double c = slope * (response[k] + mass * logit);
                toBias[i] += c;
                for (int j = 0; j < units; j++) {
                    toWeights[i * units + j] += (s >>> j & 1) != 0 ? c : silentValue * c;
                }
            }
        }
        if (folded) {
            // The flips of the stored states push the other way.
            Arrays.fill(toBias, 0);
        }
    }
}
