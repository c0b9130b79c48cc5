package org.gyre.nets.lif;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gyre.nets.lif.LifSemantics.Comparison;
import org.gyre.nets.lif.LifSemantics.Reset;
import org.gyre.nets.lif.network.FormulaNetwork;

/// A small network whose numbers follow integer formulas, and what PyTorch's automatic differentiation
/// in double precision makes of it (`bench/peers/lif_gradients.py`).
public final class GoldenNet {
    public static final int SAMPLES = 5;
    public static final int STEPS = 30;
    public static final int INPUTS = 12;
    public static final int HIDDEN = 7;
    public static final int OUTPUTS = 4;

    private GoldenNet() {}

    public static int spike(int sample, int step, int input) {
        long mixed = ((input + 1) * 73856093L) ^ ((sample + 1) * 19349663L) ^ ((step + 1) * 83492791L);
        return mixed % 1000 < 300 ? 1 : 0;
    }

    public static double[][][] input() {
        double[][][] x = new double[SAMPLES][STEPS][INPUTS];
        for (int b = 0; b < SAMPLES; b++) {
            for (int t = 0; t < STEPS; t++) {
                for (int i = 0; i < INPUTS; i++) {
                    x[b][t][i] = spike(b, t, i);
                }
            }
        }
        return x;
    }

    public static int[] labels() {
        return new int[] {0, 1, 2, 3, 0};
    }

    public static double hiddenWeight(int i, int j) {
        return (((j + 1) * 7919L + (i + 1) * 104729L) % 2001 - 850) / 1500.0;
    }

    public static double hiddenBias(int j) {
        return 0.01 * (j - 3);
    }

    public static double leak(int j) {
        return 0.05 * (j + 1);
    }

    public static double outputWeight(int j, int k) {
        return (((k + 1) * 5003L + (j + 1) * 15485863L) % 2001 - 1000) / 2000.0;
    }

    public static double outputBias(int k) {
        return 0.002 * (k - 1);
    }

    public static double recurrentWeight(int i, int j) {
        return (((j + 1) * 6151L + (i + 1) * 49157L) % 2001 - 1100) / 2500.0;
    }

    public static double threshold(int j) {
        return 0.8 + 0.07 * j;
    }

    public static FormulaNetwork network(LifSemantics semantics, Surrogate surrogate) {
        double[][] w1 = new double[INPUTS][HIDDEN];
        double[] b1 = new double[HIDDEN];
        double[] leak = new double[HIDDEN];
        double[][] w2 = new double[HIDDEN][OUTPUTS];
        double[] b2 = new double[OUTPUTS];
        for (int j = 0; j < HIDDEN; j++) {
            b1[j] = hiddenBias(j);
            leak[j] = leak(j);
            for (int i = 0; i < INPUTS; i++) {
                w1[i][j] = hiddenWeight(i, j);
            }
            for (int k = 0; k < OUTPUTS; k++) {
                w2[j][k] = outputWeight(j, k);
            }
        }
        for (int k = 0; k < OUTPUTS; k++) {
            b2[k] = outputBias(k);
        }
        return new FormulaNetwork(List.of(
                new FormulaNetwork.Layer(new LifFormula(semantics, surrogate, 1), w1, b1, leak),
                new FormulaNetwork.Layer(
                        new LifFormula(LifSemantics.READ_OUT, new Surrogate.Flat(), 1), w2, b2, new double[OUTPUTS])));
    }

    /// What is written in the first two columns of the tables.
    public static final Map<String, LifSemantics> MODES = Map.of(
            "gerum-2021",
            LifSemantics.GERUM_2021,
            "snntorch",
            LifSemantics.SNNTORCH,
            "subtract",
            new LifSemantics(Comparison.ABOVE, Comparison.ABOVE, Reset.SUBTRACT, false, false, false, 0, true),
            "norse",
            LifSemantics.NORSE,
            "spikingjelly",
            LifSemantics.SPIKINGJELLY,
            "spyx",
            LifSemantics.SPYX,
            "arxiv-v2",
            LifSemantics.ARXIV_V2);

    /// Modes of the second table alone.
    private static final Map<String, LifSemantics> MORE_MODES = Map.of(
            "later-through",
            LifSemantics.SNNTORCH.through(true),
            "subtract-detached",
            new LifSemantics(Comparison.ABOVE, Comparison.ABOVE, Reset.SUBTRACT, false, false, false, 0, false),
            "zero-through",
            new LifSemantics(Comparison.ABOVE, Comparison.ABOVE, Reset.ZERO, false, false, false, 0, true));

    public static final Map<String, Surrogate> SURROGATES = Map.of(
            "flat",
            new Surrogate.Flat(),
            "superspike",
            new Surrogate.SuperSpike(10),
            "sigmoid",
            new Surrogate.Sigmoid(10, false),
            "sigmoid-scaled",
            new Surrogate.Sigmoid(4, true),
            "esser",
            new Surrogate.Esser(2),
            "arctan",
            new Surrogate.Arctan(2),
            "gaussian",
            new Surrogate.Gaussian(2),
            "boxcar",
            new Surrogate.Boxcar(2));

    /// The surrogate "esser" of the table by three points.
    public static final Surrogate TRIANGLE = Surrogate.points(new double[] {-0.5, 0, 0.5}, new double[] {0, 1, 0});

    /// A line of the table.
    ///
    /// @param numbers loss, spikes of the hidden units, then norm and sum of cos(i) gᵢ of the gradients of
    ///                hidden weights, biases and leaks, read-out weights and biases; in the second table
    ///                also of recurrent weights and thresholds
    public record Expected(String mode, String surrogate, double[] numbers) {
        @Override
        public String toString() {
            return mode + " " + surrogate;
        }

        public LifSemantics semantics() {
            LifSemantics more = MORE_MODES.get(mode);
            return more == null ? Objects.requireNonNull(MODES.get(mode)) : more;
        }

        public Surrogate function() {
            return Objects.requireNonNull(SURROGATES.get(surrogate));
        }
    }

    public static List<Expected> table() {
        return table("lif-gradients.csv");
    }

    /// The lines of the surrogate "esser".
    public static List<Expected> triangles() {
        return table().stream()
                .filter(expected -> expected.surrogate().equals("esser"))
                .toList();
    }

    /// Of the network whose hidden units hear each other and have thresholds of their own.
    public static List<Expected> recurrentTable() {
        return table("lif-recurrent-gradients.csv");
    }

    private static List<Expected> table(String name) {
        try (InputStream in = Objects.requireNonNull(GoldenNet.class.getResourceAsStream(name))) {
            List<Expected> table = new ArrayList<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().skip(1).toList()) {
                String[] fields = line.split(",", -1);
                double[] numbers = new double[fields.length - 2];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Double.parseDouble(fields[i + 2]);
                }
                table.add(new Expected(fields[0], fields[1], numbers));
            }
            return table;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static double norm(double[] g) {
        double sum = 0;
        for (double v : g) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    public static double cosineSum(double[] g) {
        double sum = 0;
        for (int i = 0; i < g.length; i++) {
            sum += Math.cos(i) * g[i];
        }
        return sum;
    }
}
