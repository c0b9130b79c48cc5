package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.core.special.LogisticNormal;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Coding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that make a Boltzmann machine out of files.
final class MachineOptions {
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
            return machine;
        }
        double[] values = MatrixFile.readVector(bias);
        if (values.length != n) {
            throw new InputException(bias + ": has " + values.length + (values.length == 1 ? " value" : " values")
                    + " and " + file + " has " + n + " units; give one bias for each unit");
        }
        return machine.withBias(values);
    }

    /// The machine with input noise, averaged exactly or by a Gauss-Hermite rule.
    ///
    /// @param points of the rule, or null for the exact average
    /// @throws InputException if a number is out of range
    BoltzmannMachine machine(double noise, @Nullable Integer points) {
        if (!(noise >= 0 && Double.isFinite(noise))) {
            throw new InputException("--noise " + noise + ": must be finite and not negative");
        }
        if (points != null && (points < 1 || points > LogisticNormal.MOST_POINTS)) {
            throw new InputException(
                    "--quadrature " + points + ": must be from 1 to " + LogisticNormal.MOST_POINTS + " points");
        }
        return machine()
                .withNoise(points == null ? LogisticNormal.exact(noise) : LogisticNormal.gaussHermite(noise, points));
    }
}
