package org.gyre.lab.infomax;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomax.InfomaxParameters;

/// The network of a run (T09 eq. 1-2).
///
/// @param units number of free units
/// @param pMax ceiling of the firing probability
/// @param rate target rate p̄ of the free units, spikes per step
/// @param epsilon what a spike adds to the threshold of its unit
/// @param centredDrive whether the drive is Σ W_ij (x_j − p̄_j), as in the paper, or Σ W_ij x_j, as in
///     the authors' program
/// @param initialLaw law of the initial weights
/// @param initialWidth their half-width (uniform) or standard deviation (normal)
public record NetworkSection(
        int units,
        @Default("0.95") double pMax,
        double rate,
        @Default("0.01") double epsilon,
        @Default("true") boolean centredDrive,
        @Default("uniform") InitialLaw initialLaw,
        @Default("0.5") double initialWidth) {

    /// Law of the initial weights.
    public enum InitialLaw {
        /// Uniform on ± the width (T09).
        UNIFORM,
        /// Normal with the width as standard deviation (T20).
        NORMAL
    }

    /// Matrices of more units than this are too long for an array.
    static final int LARGEST = 1 << 15;

    public NetworkSection {
        if (units < 1 || units > LARGEST) {
            throw new InputException("units = " + units + ": must be from 1 to " + LARGEST);
        }
        if (!(initialWidth >= 0)) {
            throw new InputException("initial_width = " + initialWidth + ": must be at least 0");
        }
        InfomaxParameters.uniform(units, pMax, rate).withEpsilon(epsilon);
    }

    /// The parameters with so many clamped inputs of a nominal rate.
    InfomaxParameters parameters(int inputs, double inputRate) {
        return InfomaxParameters.withInputs(units, inputs, pMax, rate, inputs == 0 ? rate : inputRate)
                .withEpsilon(epsilon)
                .withCentredDrive(centredDrive);
    }

    /// W(0) of N units, `[to][from]`; rows of clamped units are zero.
    double[] initialWeights(int n, RandomStream stream) {
        CounterRandom random = stream.generator();
        double[] weights = new double[n * n];
        for (int i = 0; i < units * n; i++) {
            weights[i] = switch (initialLaw) {
                case UNIFORM -> initialWidth * (2 * random.nextDouble() - 1);
                case NORMAL -> initialWidth * random.nextGaussian();
            };
        }
        return weights;
    }
}
