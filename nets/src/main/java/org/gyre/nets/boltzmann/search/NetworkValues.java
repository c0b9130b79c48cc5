package org.gyre.nets.boltzmann.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.search.ParetoFront.Point;

/// The two values of networks on a [ParetoFront]: information flux I of the stochastic network at weights βW, exact,
/// and mean period of its deterministic limit over all 2^N states.
///
/// A network costs a value of [FluxObjective] and 2^N N additions. Values depend on the network alone, so networks
/// may be evaluated anywhere and in any order. Not thread-safe.
public final class NetworkValues {
    /// Networks that are worth handing over together; the cut does not depend on the number of threads.
    public static final int SLICE = 25;

    private final int units;
    private final double scale;
    private final FluxObjective objective;

    /// @param units N, at most 10
    /// @param scale β
    public NetworkValues(int units, double scale) {
        this.units = units;
        this.scale = scale;
        objective = FluxObjective.of(units);
    }

    /// Evaluates the networks of a population.
    @FunctionalInterface
    public interface Evaluator {
        /// The values of networks, in their order.
        ///
        /// @param networks integer W of each, `[to][from]`, N×N row-major
        List<Point> evaluate(List<int[]> networks);
    }

    /// Evaluates a network.
    ///
    /// @param weights integer W, `[to][from]`, N×N row-major
    public Point of(int[] weights) {
        double[] scaled = new double[weights.length];
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = scale * weights[k];
        }
        int[] next = ThresholdMap.of(units, scaled).table().next();
        return new Point(
                weights, objective.value(scaled), FunctionalGraph.of(next).meanPeriodOverStates());
    }

    /// Evaluates on the threads of a team.
    ///
    /// @param units N, at most 10
    /// @param scale β
    public static Evaluator by(Team team, int units, double scale) {
        List<NetworkValues> each = new ArrayList<>();
        return networks -> {
            Point[] points = new Point[networks.size()];
            List<Runnable> slices = new ArrayList<>();
            for (int from = 0; from < points.length; from += SLICE) {
                int start = from;
                if (each.size() <= from / SLICE) {
                    each.add(new NetworkValues(units, scale));
                }
                NetworkValues values = each.get(from / SLICE);
                slices.add(() -> {
                    for (int k = start; k < Math.min(points.length, start + SLICE); k++) {
                        points[k] = values.of(networks.get(k));
                    }
                });
            }
            team.run(slices);
            return Arrays.asList(points);
        };
    }
}
