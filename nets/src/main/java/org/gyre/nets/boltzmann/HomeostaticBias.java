package org.gyre.nets.boltzmann;

import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationarySolver;

/// The homeostatic rule that lets each unit of a network find the bias with which it fires half of
/// the time (arXiv 2605.14680):
///
///     b_i ← b_i − ε (z_i − ½),   z_i = 1 if the unit fires, else 0
///
/// It matters in binary coding: ±1 units without bias already fire half of the time. For binary units
/// b_i = −½ Σ_j W_ij is always a fixed point on average, because in ±1 coding it is the network W/2
/// without bias; for strong weights there may be others.
///
/// @param step ε > 0
public record HomeostaticBias(double step) {
    private static final double HALF = 0.5;

    /// The shortest step of the exact rule, in units of ε.
    private static final double SHORTEST = 1e-3;

    /// What the rule led to.
    ///
    /// @param machine the network with its biases
    /// @param deviation largest |⟨z_i⟩ − ½| that was left: of the exact rates, or of those of the
    ///     second half of the simulation
    /// @param steps steps that were taken
    public record Outcome(BoltzmannMachine machine, double deviation, int steps) {}

    /// @throws InputException if the step is not positive
    public HomeostaticBias {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new InputException("step = " + step + ": must be positive and finite");
        }
    }

    /// The rule with the exact stationary rates in the place of z_i. A step after which the largest
    /// deviation is larger makes the next one shorter, by three tenths and down to a thousandth of
    /// ε, and one that helped makes it longer by a twentieth. For strong weights rates jump with
    /// the biases, and the way to the goal may lead through larger deviations: the best biases on
    /// the way are returned.
    ///
    /// @param tolerance the largest deviation of a rate that is good enough
    /// @param mostSteps after so many steps it ends in any case
    public Outcome exact(BoltzmannMachine start, double tolerance, int mostSteps) {
        double[] bias = start.bias();
        double[] rates = rates(start);
        double deviation = deviation(rates);
        double[] best = bias.clone();
        double least = deviation;
        double length = step;
        int taken = 0;
        while (least > tolerance && taken < mostSteps) {
            for (int i = 0; i < bias.length; i++) {
                bias[i] -= length * (rates[i] - HALF);
            }
            rates = rates(start.withBias(bias));
            double left = deviation(rates);
            length = left < deviation ? 1.05 * length : Math.max(0.7 * length, SHORTEST * step);
            deviation = left;
            if (left < least) {
                least = left;
                best = bias.clone();
            }
            taken++;
        }
        return new Outcome(start.withBias(best), least, taken);
    }

    private static double[] rates(BoltzmannMachine machine) {
        return FluxReading.of(new StationarySolver(Team.alone()).solve(machine)).rates();
    }

    private static double deviation(double[] rates) {
        double largest = 0;
        for (double rate : rates) {
            largest = Math.max(largest, Math.abs(rate - HALF));
        }
        return largest;
    }

    /// The rule as a network can follow it, one step of the rule after each step of the network.
    /// The biases keep fluctuating by about √ε; their mean over the second half of the simulation
    /// is returned.
    ///
    /// @param steps ≥ 2
    /// @param stream where the randomness comes from
    /// @throws InputException if there are fewer than two steps
    public Outcome sampled(BoltzmannMachine start, int steps, RandomStream stream) {
        if (steps < 2) {
            throw new InputException("steps = " + steps + ": must be at least 2");
        }
        int n = start.units();
        CounterRandom random = stream.generator();
        double[] own = start.bias();
        double[] shift = new double[n];
        double[] mean = new double[n];
        double[] rates = new double[n];
        long[] state = new long[(n + 63) / 64];
        int counted = steps - steps / 2;
        for (int t = 0; t < steps; t++) {
            long[] next = new long[state.length];
            for (int i = 0; i < n; i++) {
                boolean fires = random.nextDouble() < start.averaging().mean(start.field(state, i) + shift[i]);
                if (fires) {
                    next[i >>> 6] |= 1L << (i & 63);
                }
                shift[i] -= step * ((fires ? 1 : 0) - HALF);
                if (t >= steps / 2) {
                    mean[i] += shift[i] / counted;
                    rates[i] += (fires ? 1.0 : 0.0) / counted;
                }
            }
            state = next;
        }
        for (int i = 0; i < n; i++) {
            mean[i] += own[i];
        }
        return new Outcome(start.withBias(mean), deviation(rates), steps);
    }
}
