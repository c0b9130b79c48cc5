package org.gyre.lab.flux;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.measure.flux.FluxEvaluator;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Coding;
import org.gyre.nets.boltzmann.RandomWeights;
import org.gyre.nets.boltzmann.Rooks;

/// A small network without bias, by name: a table `[[networks]]` of a configuration.
///
/// @param name part of the names of its values: small letters, digits and `_`, beginning with a letter
/// @param generator where the weights come from
/// @param units N, from 1 to 10
/// @param weight magnitude of the weights: w of autapses and ring, the factor of the golden and of
///     given weights, the standard deviation of normal ones, and of a Hopfield network the largest
///     possible weight
/// @param patterns number of random patterns of a Hopfield network
/// @param weights for the generator `given`, `[to][from]`, N·N numbers row by row; else empty
/// @param coding values of a unit
public record FluxNetwork(
        String name,
        Generator generator,
        @Default("5") int units,
        @Default("1.0") double weight,
        @Default("2") int patterns,
        @Default("[]") List<Double> weights,
        @Default("pm1") Coding coding) {

    /// Where weights come from.
    public enum Generator {
        /// Each unit listens to itself, with weight w.
        AUTAPSES,
        /// Unit i listens to unit i − 1, the first to the last, with weight w.
        RING,
        /// w (((7i² + 3j² + 5ij + i + 2j) mod 11) − 5)/4 from unit j to unit i, counted from 0:
        /// dense and without symmetry, and the same everywhere.
        GOLDEN,
        /// Independent normal weights of standard deviation w.
        NORMAL,
        /// (w/P) Σ_p ξ_i^p ξ_j^p between different units, with P random patterns ξ of ±1.
        HOPFIELD,
        /// As written in the configuration, times w.
        GIVEN
    }

    /// @throws InputException naming the key that is out of its range
    public FluxNetwork {
        weights = List.copyOf(weights);
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new InputException(
                    "name = \"" + name + "\": must be small letters, digits and _, beginning with a letter");
        }
        if (units < 1 || units > FluxEvaluator.LARGEST) {
            throw new InputException("units = " + units + ": must be from 1 to " + FluxEvaluator.LARGEST
                    + ", because the exact flux is computed again and again");
        }
        if (!(Math.abs(weight) <= 1000)) {
            throw new InputException("weight = " + weight + ": must be from -1000 to 1000");
        }
        if (patterns < 1) {
            throw new InputException("patterns = " + patterns + ": must be at least 1");
        }
        int expected = generator == Generator.GIVEN ? units * units : 0;
        if (weights.size() != expected) {
            throw new InputException("weights has " + Plural.of(weights.size(), "number") + ": must be "
                    + (expected == 0
                            ? "left out, as they come from the generator"
                            : expected + " for " + Plural.of(units, "unit")));
        }
    }

    /// Refuses an empty list and names that stand for two networks.
    static List<FluxNetwork> checked(List<FluxNetwork> networks) {
        if (networks.isEmpty()) {
            throw new InputException("networks is empty: give at least one table [[networks]]");
        }
        Set<String> names = new HashSet<>();
        for (FluxNetwork network : networks) {
            if (!names.add(network.name())) {
                throw new InputException("networks: the name \"" + network.name() + "\" is given twice");
            }
        }
        return List.copyOf(networks);
    }

    /// The network without noise.
    ///
    /// @param stream where random weights come from; each name has its own
    BoltzmannMachine machine(RandomStream stream) {
        return BoltzmannMachine.of(units, matrix(stream.split(name))).withCoding(coding);
    }

    private double[] matrix(RandomStream stream) {
        return switch (generator) {
            case AUTAPSES -> Rooks.autapses(units).weights(weight);
            case RING ->
                new Rooks(
                                IntStream.range(0, units)
                                        .mapToObj(i -> (i + units - 1) % units)
                                        .toList(),
                                Rooks.autapses(units).sign())
                        .weights(weight);
            case GOLDEN -> golden();
            case NORMAL -> RandomWeights.normal(Math.abs(weight)).draw(units, stream);
            case HOPFIELD -> hopfield(stream.generator());
            case GIVEN -> weights.stream().mapToDouble(value -> value * weight).toArray();
        };
    }

    private double[] golden() {
        double[] matrix = new double[units * units];
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                matrix[i * units + j] = weight * ((7 * i * i + 3 * j * j + 5 * i * j + i + 2 * j) % 11 - 5) / 4;
            }
        }
        return matrix;
    }

    private double[] hopfield(CounterRandom random) {
        double[] matrix = new double[units * units];
        for (int p = 0; p < patterns; p++) {
            int[] pattern = new int[units];
            for (int i = 0; i < units; i++) {
                pattern[i] = random.nextBoolean() ? 1 : -1;
            }
            for (int i = 0; i < units; i++) {
                for (int j = 0; j < units; j++) {
                    matrix[i * units + j] += i == j ? 0 : weight / patterns * pattern[i] * pattern[j];
                }
            }
        }
        return matrix;
    }
}
