package org.gyre.measure.branching;

import java.util.random.RandomGenerator;
import org.gyre.core.random.RandomStream;

/// A driven branching process: each unit of A(t) has a Poisson number of children with mean m, and a
/// Poisson number with mean h immigrates, so that A(t+1) is Poisson with mean m A(t) + h; in the
/// stationary state A has the mean h/(1 − m). An observer sees each unit with probability p.
final class BranchingProcess {
    private BranchingProcess() {}

    /// A stationary stretch: the first 20 time constants are thrown away.
    ///
    /// @param rate mean activity h/(1 − m) of the whole process
    /// @param seen p
    static double[] simulate(double m, double rate, double seen, int bins, RandomStream stream) {
        RandomGenerator random = stream.generator();
        double immigration = rate * (1 - m);
        int settling = (int) Math.ceil(20 / (1 - m));
        double[] activity = new double[bins];
        int active = (int) Math.round(rate);
        for (int t = -settling; t < bins; t++) {
            active = poisson(m * active + immigration, random);
            if (t >= 0) {
                activity[t] = seen == 1 ? active : binomial(active, seen, random);
            }
        }
        return activity;
    }

    /// Counts arrivals of rate one up to the mean, in pieces whose e^−mean does not underflow.
    static int poisson(double mean, RandomGenerator random) {
        int count = 0;
        for (double left = mean; left > 0; left -= 500) {
            double end = Math.exp(-Math.min(left, 500));
            for (double product = random.nextDouble(); product > end; product *= random.nextDouble()) {
                count++;
            }
        }
        return count;
    }

    private static int binomial(int n, double p, RandomGenerator random) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += random.nextDouble() < p ? 1 : 0;
        }
        return count;
    }
}
