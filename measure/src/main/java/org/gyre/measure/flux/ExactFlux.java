package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.Progress;
import org.gyre.core.Team;

/// The exact flux of a network: what successive states tell about each other in the stationary law.
///
/// Groups of units that do not influence each other are solved apart, so that the number of states counts
/// only inside a group. Where the law depends on the start it is the long-run average from the uniform one.
///
/// @param reading the measures, of the whole network
/// @param parts the groups and their laws
public record ExactFlux(FluxReading reading, List<Part> parts) {
    /// One group.
    ///
    /// @param units its units, ascending; unit k of the law is `units[k]` of the network
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Part(int[] units, StationaryLaw law) {}

    public ExactFlux {
        parts = List.copyOf(parts);
    }

    /// Solves a network by the cheapest certain method.
    ///
    /// @throws org.gyre.core.InputException if a group is too large to enumerate
    public static ExactFlux of(FactorisedMarkovProcess process, Team team) {
        return of(process, Method.AUTO, team);
    }

    /// Solves a network by the given method.
    ///
    /// @throws org.gyre.core.InputException if a group is too large for the method, or it does not apply
    public static ExactFlux of(FactorisedMarkovProcess process, Method method, Team team) {
        return of(process, method, team, Progress.NONE);
    }

    /// Solves a network and tells how far an iteration is.
    ///
    /// @throws org.gyre.core.InputException if a group is too large for the method, or it does not apply
    public static ExactFlux of(FactorisedMarkovProcess process, Method method, Team team, Progress progress) {
        StationarySolver solver = new StationarySolver(team, progress);
        List<int[]> groups = Components.of(process);
        List<Part> parts = new ArrayList<>();
        for (int[] units : groups) {
            FactorisedMarkovProcess part = groups.size() == 1 ? process : Components.part(process, units);
            parts.add(new Part(units, solver.solve(part, method)));
        }
        return new ExactFlux(read(process.units(), parts, team), parts);
    }

    /// The number of units of the largest group that would be solved.
    public static int largestGroup(FactorisedMarkovProcess process) {
        return Components.of(process).stream()
                .mapToInt(units -> units.length)
                .max()
                .orElse(0);
    }

    private static FluxReading read(int n, List<Part> parts, Team team) {
        if (parts.size() == 1) {
            return FluxReading.of(parts.getFirst().law, team);
        }
        double entropy = 0;
        double divergence = 0;
        double[] rates = new double[n];
        double[] correlation = new double[n * n];
        double[] pairs = new double[n * n];
        for (Part part : parts) {
            FluxReading own = FluxReading.of(part.law, team);
            entropy += own.entropy();
            divergence += own.divergence();
            int size = part.units.length;
            for (int i = 0; i < size; i++) {
                rates[part.units[i]] = own.rates()[i];
                for (int j = 0; j < size; j++) {
                    correlation[part.units[i] * n + part.units[j]] = own.correlation()[i * size + j];
                    pairs[part.units[i] * n + part.units[j]] = own.pairInformation()[i * size + j];
                }
            }
        }
        return new FluxReading(n, entropy, divergence, rates, correlation, pairs);
    }

    /// Σ |πP − π|, at most: the residuals of independent groups add.
    public double residual() {
        return parts.stream().mapToDouble(part -> part.law.residual()).sum();
    }

    /// Estimated error of π in the same norm, at most.
    public double errorEstimate() {
        return parts.stream().mapToDouble(part -> part.law.errorEstimate()).sum();
    }

    /// Whether the law depends on the start.
    public boolean reducible() {
        return parts.stream().anyMatch(part -> part.law.reducible());
    }

    /// The part of the largest group, the one that costs.
    public Part largest() {
        Part largest = parts.getFirst();
        for (Part part : parts) {
            if (part.units.length > largest.units.length) {
                largest = part;
            }
        }
        return largest;
    }

    /// The flux that an observer of some units sees, in nats: groups add.
    ///
    /// @param units distinct units, at most [SubsetFlux#LARGEST] of a group
    public double subsetFlux(int... units) {
        double sum = 0;
        for (Part part : parts) {
            int[] members = IntStream.range(0, part.units.length)
                    .filter(k -> IntStream.of(units).anyMatch(unit -> unit == part.units[k]))
                    .toArray();
            sum += members.length == 0 ? 0 : SubsetFlux.of(part.law, members);
        }
        return sum;
    }

    /// The slowest of the groups.
    public Mixing mixing(Team team) {
        return parts.stream()
                .map(part -> Mixing.of(part.law, team))
                .reduce(Mixing::and)
                .orElseThrow();
    }
}
