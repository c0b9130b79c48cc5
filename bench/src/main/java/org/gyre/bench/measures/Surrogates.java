package org.gyre.bench.measures;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.Relation;

/// Surrogates in given orders, as a test makes them in orders of its own.
final class Surrogates {
    private Surrogates() {}

    /// The value, and the mean of that of the surrogates if there are any.
    static double[] valueAndMean(Relation relation, int[][] orders, Team team) {
        double value = relation.nats();
        if (orders.length == 0) {
            return new double[] {value};
        }
        double[] shuffled = new double[orders.length];
        List<Runnable> tasks = IntStream.range(0, orders.length)
                .<Runnable>mapToObj(i -> () -> shuffled[i] = relation.nats(orders[i]))
                .toList();
        team.run(tasks);
        return new double[] {value, Arrays.stream(shuffled).sum() / shuffled.length};
    }
}
