package org.gyre.nets.boltzmann;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A signed permutation, the arrangement of N rooks on a board that do not attack each other: one
/// weight ±w in each row and column. Every unit copies one other, or its opposite.
///
/// In ±1 coding without bias the units are N independent binary symmetric channels, the stationary law
/// is uniform, and all quantities of the information flux have closed forms.
///
/// @param source for each unit the unit that it listens to, a permutation of 0 … N − 1
/// @param sign for each unit +1 or −1, the sign of its weight
public record Rooks(List<Integer> source, List<Integer> sign) {
    /// Largest number of units for which all arrangements are listed.
    public static final int LARGEST_LISTED = 8;

    /// @throws IllegalArgumentException if the sources are no permutation, or a sign is not ±1
    public Rooks {
        source = List.copyOf(source);
        sign = List.copyOf(sign);
        int n = source.size();
        if (n == 0 || sign.size() != n) {
            throw new IllegalArgumentException(n + " sources and " + sign.size() + " signs: must be as many, and some");
        }
        if (!source.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, n).boxed().toList())) {
            throw new IllegalArgumentException("sources " + source + " are no permutation of 0 to " + (n - 1));
        }
        if (!sign.stream().allMatch(s -> s == 1 || s == -1)) {
            throw new IllegalArgumentException("signs " + sign + ": must be 1 or -1");
        }
    }

    /// N units that each listen to themselves.
    public static Rooks autapses(int units) {
        return new Rooks(
                IntStream.range(0, units).boxed().toList(),
                IntStream.range(0, units).mapToObj(i -> 1).toList());
    }

    /// An arrangement drawn uniformly from all 2^N · N!.
    public static Rooks random(int units, RandomStream stream) {
        return random(units, stream.generator());
    }

    /// An arrangement drawn uniformly from all 2^N · N!, with the next numbers of a generator.
    public static Rooks random(int units, CounterRandom random) {
        List<Integer> source = new ArrayList<>(autapses(units).source);
        for (int i = units - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            source.set(j, source.set(i, source.get(j)));
        }
        List<Integer> sign = IntStream.range(0, units)
                .mapToObj(i -> random.nextBoolean() ? 1 : -1)
                .toList();
        return new Rooks(source, sign);
    }

    /// All 2^N · N! arrangements, made one by one.
    ///
    /// @throws IllegalArgumentException if there are no units or more than [#LARGEST_LISTED]
    public static Stream<Rooks> all(int units) {
        if (units < 1 || units > LARGEST_LISTED) {
            throw new IllegalArgumentException("units = " + units + ": must be from 1 to " + LARGEST_LISTED);
        }
        return permutations(units)
                .flatMap(source -> IntStream.range(0, 1 << units)
                        .mapToObj(bits -> new Rooks(
                                source,
                                IntStream.range(0, units)
                                        .mapToObj(i -> (bits >>> i & 1) == 0 ? 1 : -1)
                                        .toList())));
    }

    private static Stream<List<Integer>> permutations(int n) {
        if (n == 0) {
            return Stream.of(List.of());
        }
        return permutations(n - 1)
                .flatMap(shorter -> IntStream.range(0, n).mapToObj(place -> {
                    List<Integer> longer = new ArrayList<>(shorter);
                    longer.add(place, n - 1);
                    return longer;
                }));
    }

    /// The arrangement that a matrix is, if exactly one magnitude in each row and each column exceeds
    /// a threshold.
    ///
    /// @param weights W, `[to][from]`, N×N row-major
    public static Optional<Rooks> recognise(int units, double[] weights, double threshold) {
        List<Integer> source = new ArrayList<>();
        List<Integer> sign = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                double weight = weights[i * units + j];
                if (Math.abs(weight) > threshold) {
                    source.add(j);
                    sign.add(weight > 0 ? 1 : -1);
                }
            }
            if (source.size() != i + 1) {
                return Optional.empty();
            }
        }
        return source.stream().distinct().count() == units ? Optional.of(new Rooks(source, sign)) : Optional.empty();
    }

    /// Number of units N.
    public int units() {
        return source.size();
    }

    /// The weights, `[to][from]`, N×N row-major.
    ///
    /// @param weight w, the magnitude of all of them
    public double[] weights(double weight) {
        int n = units();
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            weights[i * n + source.get(i)] = sign.get(i) * weight;
        }
        return weights;
    }

    /// I = N (1 − h₂(σ(w))), bits: the information flux of any arrangement in ±1 coding without bias.
    public static double information(int units, double weight) {
        double w = Math.abs(weight);
        // h(σ(w)) = log(1 + e^−w) + w σ(−w), in nats.
        double entropy = Math.log1p(Math.exp(-w)) + w / (1 + Math.exp(w));
        return units * (1 - entropy / Math.log(2));
    }

    /// C_RMS = tanh(w/2) / √N: one correlation of ± tanh(w/2) in each row of N.
    public static double rmsCorrelation(int units, double weight) {
        return Math.abs(Math.tanh(weight / 2)) / Math.sqrt(units);
    }
}
