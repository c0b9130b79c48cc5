package org.gyre.lab.lif;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;

/// The keys of a TOML file for a layer of leaky integrate-and-fire units.
///
/// @param units          how many
/// @param mode           what a unit does in a step
/// @param refractory     steps for which V is held at zero after a spike; −1 for that of the mode
/// @param surrogate      what stands for the derivative of a spike
/// @param beta           its steepness; 0 for its usual one
/// @param points         of the surrogate of that name: `[[u, slope], ...]`, ascending
/// @param leak           l at the start
/// @param leakTo         if above `leak`, leaks start evenly spread between the two
/// @param leakForm       whether and how leaks are learnt
/// @param threshold      θ
/// @param trainThreshold whether thresholds are learnt
/// @param recurrent      whether the units hear each other's last spikes
/// @param bias           whether currents have a bias
/// @param weights        how weights start
/// @param weightMean     of normal ones
/// @param weightDeviation of normal ones
public record LayerKeys(
        int units,
        @Default("gerum-2021") Mode mode,
        @Default("-1") int refractory,
        @Default("flat") SurrogateName surrogate,
        @Default("0") double beta,
        @Default("[]") List<List<Double>> points,
        @Default("0.05") double leak,
        @Default("0") double leakTo,
        @Default("clamped") LifSettings.LeakForm leakForm,
        @Default("1") double threshold,
        @Default("false") boolean trainThreshold,
        @Default("false") boolean recurrent,
        @Default("true") boolean bias,
        @Default("uniform") Weights weights,
        @Default("0") double weightMean,
        @Default("0.1") double weightDeviation) {
    private static final int MOST_UNITS = 100_000;

    /// The modes of [LifSemantics] by name.
    public enum Mode {
        /// The published unit.
        GERUM_2021,
        /// That of the first preprint.
        ARXIV_V2,
        /// As in snnTorch.
        SNNTORCH,
        /// As in Norse.
        NORSE,
        /// As in SpikingJelly.
        SPIKINGJELLY,
        /// As in Spyx.
        SPYX,
        /// As in the Neuromorphic Intermediate Representation.
        NIR,
        /// Never fires; potentials are not negative.
        READ_OUT,
        /// Never fires; potentials of both signs.
        SIGNED_READ_OUT;

        LifSemantics semantics() {
            return switch (this) {
                case GERUM_2021 -> LifSemantics.GERUM_2021;
                case ARXIV_V2 -> LifSemantics.ARXIV_V2;
                case SNNTORCH -> LifSemantics.SNNTORCH;
                case NORSE -> LifSemantics.NORSE;
                case SPIKINGJELLY -> LifSemantics.SPIKINGJELLY;
                case SPYX -> LifSemantics.SPYX;
                case NIR -> LifSemantics.NIR;
                case READ_OUT -> LifSemantics.READ_OUT;
                case SIGNED_READ_OUT -> LifSemantics.SIGNED_READ_OUT;
            };
        }
    }

    /// The surrogates by name, with their usual steepness.
    public enum SurrogateName {
        /// One everywhere.
        FLAT(1),
        /// 1 / (β|u| + 1)².
        SUPERSPIKE(10),
        /// s (1 − s).
        SIGMOID(10),
        /// β s (1 − s).
        SCALED_SIGMOID(10),
        /// max(0, 1 − β|u|).
        ESSER(1),
        /// (β/2) / (1 + (πβu/2)²).
        ARCTAN(2),
        /// e^(−β² u²).
        GAUSSIAN(1),
        /// One near the threshold.
        BOXCAR(1),
        /// A table.
        POINTS(1);

        private final double usual;

        SurrogateName(double usual) {
            this.usual = usual;
        }

        Surrogate function(double beta, List<List<Double>> points) {
            double steepness = beta == 0 ? usual : beta;
            return switch (this) {
                case FLAT -> new Surrogate.Flat();
                case SUPERSPIKE -> new Surrogate.SuperSpike(steepness);
                case SIGMOID -> new Surrogate.Sigmoid(steepness, false);
                case SCALED_SIGMOID -> new Surrogate.Sigmoid(steepness, true);
                case ESSER -> new Surrogate.Esser(steepness);
                case ARCTAN -> new Surrogate.Arctan(steepness);
                case GAUSSIAN -> new Surrogate.Gaussian(steepness);
                case BOXCAR -> new Surrogate.Boxcar(steepness);
                case POINTS -> Surrogate.points(column(points, 0), column(points, 1));
            };
        }
    }

    private static double[] column(List<List<Double>> points, int column) {
        return points.stream().mapToDouble(point -> point.get(column)).toArray();
    }

    /// How weights start.
    public enum Weights {
        /// Evenly within ±1/√inputs; biases too.
        UNIFORM,
        /// Evenly within ±√(6 / (inputs + units)), biases zero (Glorot & Bengio 2010).
        GLOROT,
        /// Normal, biases zero.
        NORMAL
    }

    /// @throws InputException if a number does not fit
    public LayerKeys {
        if (units < 1 || units > MOST_UNITS) {
            throw new InputException("units = " + units + ": must be from 1 to " + MOST_UNITS);
        }
        if (refractory < -1) {
            throw new InputException("refractory = " + refractory + ": a number of steps, or -1 for that of the mode");
        }
        if (beta != 0 && (surrogate == SurrogateName.FLAT || surrogate == SurrogateName.POINTS)) {
            throw new InputException("beta = " + beta + ": this surrogate has no steepness; leave it out");
        }
        if (beta != 0) {
            Single.checkPositive("beta", beta);
        }
        points = points.stream().map(List::copyOf).toList();
        checkPoints(surrogate, points);
        Single.check("leak", leak);
        Single.check("leak_to", leakTo);
        if (leakForm != LifSettings.LeakForm.FREE && !(leak >= 0 && Math.max(leak, leakTo) <= 1)) {
            throw new InputException("leak = " + leak + ", leak_to = " + leakTo
                    + ": a leak is from 0 to 1; only leak_form = \"free\" lets it out");
        }
        if (leakForm == LifSettings.LeakForm.LOGISTIC && !(leak > 0 && Math.max(leak, leakTo) < 1)) {
            throw new InputException("leak = " + leak + ": leak_form = \"logistic\" starts between 0 and 1");
        }
        Single.checkPositive("threshold", threshold);
        Single.check("weight_mean", weightMean);
        Single.check("weight_deviation", weightDeviation);
        if (weightDeviation < 0) {
            throw new InputException("weight_deviation = " + weightDeviation + ": must not be negative");
        }
    }

    /// @throws InputException if there are points without their surrogate or the reverse, or malformed ones
    static void checkPoints(SurrogateName surrogate, List<List<Double>> points) {
        if (surrogate != SurrogateName.POINTS) {
            if (!points.isEmpty()) {
                throw new InputException("points = " + points + ": are those of surrogate = \"points\"; choose it, or"
                        + " leave them out");
            }
            return;
        }
        for (List<Double> point : points) {
            if (point.size() != 2) {
                throw new InputException("points: " + point + " is no point; give each as [u, slope]");
            }
            for (Double number : point) {
                Single.check("points: a number", number);
            }
        }
        surrogate.function(0, points);
    }

    /// With another surrogate.
    LayerKeys with(SurrogateName other, double otherBeta, List<List<Double>> otherPoints) {
        return new LayerKeys(
                units,
                mode,
                refractory,
                other,
                otherBeta,
                otherPoints,
                leak,
                leakTo,
                leakForm,
                threshold,
                trainThreshold,
                recurrent,
                bias,
                weights,
                weightMean,
                weightDeviation);
    }

    /// With other leaks.
    LayerKeys withLeak(double from, double to, LifSettings.LeakForm form) {
        return new LayerKeys(
                units,
                mode,
                refractory,
                surrogate,
                beta,
                points,
                from,
                to,
                form,
                threshold,
                trainThreshold,
                recurrent,
                bias,
                weights,
                weightMean,
                weightDeviation);
    }

    /// What the layer is.
    public LifSettings settings() {
        return settings(units);
    }

    /// What the layer is with another number of units.
    public LifSettings settings(int count) {
        LifSemantics semantics =
                refractory < 0 ? mode.semantics() : mode.semantics().refractory(refractory);
        return new LifSettings(
                count, semantics, surrogate.function(beta, points), leakForm, trainThreshold, recurrent, bias);
    }

    /// l of each of a number of units at the start.
    public float[] leaks(int count) {
        float[] leaks = new float[count];
        for (int u = 0; u < count; u++) {
            double share = count == 1 ? 0 : (double) u / (count - 1);
            leaks[u] = (float) (leakTo > leak ? leak + share * (leakTo - leak) : leak);
        }
        return leaks;
    }

    /// Numbers to start with.
    ///
    /// @param inputs of the layer
    LifStart start(int inputs, RandomStream stream) {
        float[] leaks = leaks(units);
        float[] thresholds = new float[units];
        Arrays.fill(thresholds, (float) threshold);
        float[] biases = new float[units];
        if (bias && weights == Weights.UNIFORM) {
            CounterRandom random = stream.split("biases").generator();
            double bound = 1 / Math.sqrt(inputs);
            for (int u = 0; u < units; u++) {
                biases[u] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        }
        return new LifStart(
                draw(inputs, stream.split("weights")),
                biases,
                leaks,
                thresholds,
                recurrent ? draw(units, stream.split("recurrent weights")) : new float[0]);
    }

    private float[] draw(int inputs, RandomStream stream) {
        CounterRandom random = stream.generator();
        float[] values = new float[Math.multiplyExact(inputs, units)];
        double bound = weights == Weights.GLOROT ? Math.sqrt(6.0 / (inputs + units)) : 1 / Math.sqrt(inputs);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    (weights == Weights.NORMAL
                            ? weightMean + weightDeviation * random.nextGaussian()
                            : bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }
}
