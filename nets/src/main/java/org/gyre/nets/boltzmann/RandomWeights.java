package org.gyre.nets.boltzmann;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A law of random weight matrices with knobs, each of which is continuous and leaves the others as
/// they are:
///
/// - **density** d: a weight is not zero with probability d.
/// - **balance** b: a weight is positive with probability (1 + b)/2, so that b = (N₊ − N₋)/(N₊ + N₋)
///   on average.
/// - **symmetry** s: of each pair of units the weights are equal with probability s, w_ji := w_ij. The
///   others are independent, and may still be equal because both are absent.
/// - **monopolar** (Dale's law): a source has one sign for all its weights with probability
///   `monopolar`, + with probability (1 + b)/2. It has the last word: where it contradicts a sign that
///   a pair shares, only the magnitudes of the pair stay equal.
/// - **reciprocity** ρ (towards Hopfield's w_ij = w_ji): of each pair the normal numbers behind the
///   magnitudes have correlation ρ, and the presence and the sign of one are those of the other with
///   probability ρ each. At 1 all pairs are equal.
/// - **modularity** m: connections are moved from between `modules` groups of neighbouring units,
///   which differ in size by at most one, to their inside. Between them the density is d (1 − m);
/// inside it is d (1 + m (1 − q)/q), with
///   q the fraction of entries inside, but at most 1. The mean density stays d until modules are full;
///   see [#densityInside].
///
/// Zero means no effect for the last four. No knob changes the law of a single magnitude. Sources:
/// density, balance and symmetry Krauss et al. 2019 (PLoS ONE 14, e0214541); log-normal magnitudes
/// Metzner et al. 2024; the idea of
/// the last three knobs is of the regularities of cortex (Dale, Hopfield, modules), their definition
/// is ours.
///
/// @param magnitude law of |w|
/// @param density d in [0, 1]
/// @param balance b in [−1, 1]
/// @param symmetry s in [0, 1]
/// @param monopolar in [0, 1]
/// @param reciprocity ρ in [0, 1]
/// @param modularity m in [0, 1]
/// @param modules number of groups, ≥ 1
public record RandomWeights(
        Magnitude magnitude,
        double density,
        double balance,
        double symmetry,
        double monopolar,
        double reciprocity,
        double modularity,
        int modules) {
    /// @throws IllegalArgumentException if a knob is out of its range
    public RandomWeights {
        inUnitInterval("density", density);
        if (!(balance >= -1 && balance <= 1)) {
            throw new IllegalArgumentException("balance = " + balance + ": must be in [-1, 1]");
        }
        inUnitInterval("symmetry", symmetry);
        inUnitInterval("monopolar", monopolar);
        inUnitInterval("reciprocity", reciprocity);
        inUnitInterval("modularity", modularity);
        if (modules < 1) {
            throw new IllegalArgumentException("modules = " + modules + ": must be at least 1");
        }
    }

    private static void inUnitInterval(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " = " + value + ": must be in [0, 1]");
        }
    }

    /// Independent normal weights of mean zero.
    public static RandomWeights normal(double deviation) {
        return of(new Magnitude.Normal(deviation));
    }

    /// Independent weights with log-normal magnitudes, as often positive as negative.
    ///
    /// @param logMean μ, the mean of log |w|
    /// @param width the standard deviation of log |w|
    public static RandomWeights logNormal(double logMean, double width) {
        return of(new Magnitude.LogNormal(logMean, width));
    }

    /// Independent, dense, balanced weights.
    public static RandomWeights of(Magnitude magnitude) {
        return new RandomWeights(magnitude, 1, 0, 0, 0, 0, 0, 1);
    }

    public RandomWeights withDensity(double value) {
        return new RandomWeights(magnitude, value, balance, symmetry, monopolar, reciprocity, modularity, modules);
    }

    public RandomWeights withBalance(double value) {
        return new RandomWeights(magnitude, density, value, symmetry, monopolar, reciprocity, modularity, modules);
    }

    public RandomWeights withSymmetry(double value) {
        return new RandomWeights(magnitude, density, balance, value, monopolar, reciprocity, modularity, modules);
    }

    public RandomWeights withMonopolar(double value) {
        return new RandomWeights(magnitude, density, balance, symmetry, value, reciprocity, modularity, modules);
    }

    public RandomWeights withReciprocity(double value) {
        return new RandomWeights(magnitude, density, balance, symmetry, monopolar, value, modularity, modules);
    }

    public RandomWeights withModularity(double value, int groups) {
        return new RandomWeights(magnitude, density, balance, symmetry, monopolar, reciprocity, value, groups);
    }

    /// A matrix of this law, `[to][from]`, N×N row-major, with autapses.
    ///
    /// Magnitudes, presence, signs, pairs and sources have streams of their own, so that from one
    /// stream a knob that is turned changes what it must and no more: another density keeps magnitudes
    /// and signs.
    ///
    /// @param units N ≥ 1
    /// @throws IllegalArgumentException if there are no units
    public double[] draw(int units, RandomStream stream) {
        if (units < 1) {
            throw new IllegalArgumentException("units = " + units + ": must be at least 1");
        }
        double[] normal = normals(units, stream.split("magnitude").generator());
        double[] presence = uniforms(units * units, stream.split("presence"));
        double[] sign = uniforms(units * units, stream.split("sign"));
        couplePairs(units, stream.split("pairs").generator(), normal, presence, sign);
        double[] pole = poles(units, stream.split("sources").generator());
        double[] weights = new double[units * units];
        double inside = densityInside(units);
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                int at = i * units + j;
                boolean sameModule = module(i, units) == module(j, units);
                if (presence[at] < (sameModule ? inside : densityBetween())) {
                    double direction = Double.isNaN(pole[j]) ? sign[at] : pole[j];
                    double size = magnitude.at(normal[at]);
                    weights[at] = direction < (1 + balance) / 2 ? size : -size;
                }
            }
        }
        return weights;
    }

    /// The group of a unit, 0 … modules − 1.
    public int module(int unit, int units) {
        return (int) ((long) unit * modules / units);
    }

    /// The density between modules, d (1 − m).
    public double densityBetween() {
        return density * (1 - modularity);
    }

    /// The density inside modules, min(1, d (1 + m (1 − q)/q)), with q the fraction of entries inside.
    public double densityInside(int units) {
        long[] sizes = new long[modules];
        for (int i = 0; i < units; i++) {
            sizes[module(i, units)]++;
        }
        double entries = 0;
        for (long size : sizes) {
            entries += (double) (size * size);
        }
        double q = entries / ((double) units * units);
        return Math.min(1, density * (1 + modularity * (1 - q) / q));
    }

    /// For each source the number that decides its one sign, NaN if it has none.
    private double[] poles(int units, CounterRandom random) {
        double[] pole = new double[units];
        for (int j = 0; j < units; j++) {
            boolean one = random.nextDouble() < monopolar;
            double direction = random.nextDouble();
            pole[j] = one ? direction : Double.NaN;
        }
        return pole;
    }

    /// Makes w_ji the like of w_ij, j < i, as symmetry and reciprocity ask.
    private void couplePairs(int units, CounterRandom random, double[] normal, double[] presence, double[] sign) {
        double rest = Math.sqrt(1 - reciprocity * reciprocity);
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < i; j++) {
                int one = i * units + j;
                int other = j * units + i;
                boolean equal = random.nextDouble() < symmetry;
                boolean samePresence = random.nextDouble() < reciprocity;
                boolean sameSign = random.nextDouble() < reciprocity;
                normal[other] = equal ? normal[one] : reciprocity * normal[one] + rest * normal[other];
                if (equal || samePresence) {
                    presence[other] = presence[one];
                }
                if (equal || sameSign) {
                    sign[other] = sign[one];
                }
            }
        }
    }

    private static double[] normals(int units, CounterRandom random) {
        double[] values = new double[units * units];
        for (int k = 0; k < values.length; k++) {
            values[k] = random.nextGaussian();
        }
        return values;
    }

    private static double[] uniforms(int count, RandomStream stream) {
        CounterRandom random = stream.generator();
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = random.nextDouble();
        }
        return values;
    }
}
