package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.special.LogisticNormal;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Coding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that make a Boltzmann machine out of files.
final class MachineOptions {
    /// Beyond this products of inputs leave the range of doubles.
    private static final double LARGEST_INPUT = 1e150;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Square matrix, row = receiving unit (npy, npz, csv or txt).")
    @Nullable
    String weights;

    @Option(names = "--bias", paramLabel = "FILE", description = "Vector with the bias of each unit (default: none).")
    @Nullable
    String bias;

    @Option(
            names = "--coding",
            paramLabel = "CODING",
            defaultValue = "pm1",
            description = "pm1: silent is -1, firing +1; binary: 0 and 1 (default: ${DEFAULT-VALUE}).")
    Coding coding = Coding.PM1;

    /// The weights' file.
    ///
    /// @throws InputException if none was named
    String file() {
        if (weights == null) {
            throw new InputException("--weights: is missing; name a file with a square matrix");
        }
        return weights;
    }

    /// The machine without noise.
    ///
    /// @throws InputException naming the file, the place and the remedy
    BoltzmannMachine machine() {
        String file = file();
        Matrix matrix = MatrixFile.readSquare(file);
        int n = matrix.rows();
        BoltzmannMachine machine = BoltzmannMachine.of(n, matrix.values()).withCoding(coding);
        if (bias == null) {
            return fitting(machine, file);
        }
        double[] values = MatrixFile.readVector(bias);
        if (values.length != n) {
            throw new InputException(bias + ": has " + Plural.of(values.length, "value") + " and " + file + " has "
                    + Plural.of(n, "unit") + "; give one bias for each unit");
        }
        return fitting(machine.withBias(values), file);
    }

    /// Refuses inputs that could not be summed.
    private static BoltzmannMachine fitting(BoltzmannMachine machine, String file) {
        int n = machine.units();
        double[] w = machine.weights();
        double[] b = machine.bias();
        for (int i = 0; i < n; i++) {
            double sum = Math.abs(b[i]);
            for (int j = 0; j < n; j++) {
                sum += Math.abs(w[i * n + j]);
            }
            if (sum > LARGEST_INPUT) {
                throw new InputException(file + ", row " + (i + 1)
                        + ": the magnitudes of the weights into a unit and its bias add up to " + sum
                        + ", more than can be summed; divide all of them by the same number");
            }
        }
        return machine;
    }

    /// The machine with input noise, averaged exactly or by a Gauss-Hermite rule.
    ///
    /// @param points of the rule, or null for the exact average
    /// @throws InputException if a number is out of range
    BoltzmannMachine machine(double noise, @Nullable Integer points) {
        if (!(noise >= 0 && noise <= LogisticNormal.LARGEST_DEVIATION)) {
            throw new InputException("--noise " + noise + ": must be from 0 to " + LogisticNormal.LARGEST_DEVIATION);
        }
        if (points != null && (points < 1 || points > LogisticNormal.MOST_POINTS)) {
            throw new InputException(
                    "--quadrature " + points + ": must be from 1 to " + LogisticNormal.MOST_POINTS + " points");
        }
        return machine()
                .withNoise(points == null ? LogisticNormal.exact(noise) : LogisticNormal.gaussHermite(noise, points));
    }
}
