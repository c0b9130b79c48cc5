package org.gyre.measure.mutualinfo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.gyre.core.Estimate;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.stats.BatchMeans;
import org.gyre.core.stats.Sum;
import org.gyre.measure.neighbour.Exclusion;
import org.gyre.measure.neighbour.RangeCounter;
import org.gyre.measure.series.RealSeries;

/// Information from counts in boxes of one size. See [KernelInformation].
final class KernelRelation implements Relation {
    /// Samples of a task: the shape of the work, whatever the number of threads.
    private static final int TASK = 1024;

    private final KernelInformation estimator;
    private final int[] trialLengths;
    private final Exclusion exclusion;
    /// `[column of a, b, c][sample]`.
    private final double[][] columns;
    /// The spaces in which samples are counted, that of a with all others first.
    private final List<Space> spaces;
    private final double[] local;
    private final long lonely;

    /// A space and how its counts enter: ±ln n.
    ///
    /// @param moves whether a is part of it
    private record Space(int sign, boolean moves, int[] chosen, RangeCounter counter) {
        Space(int sign, boolean moves, int[] chosen, double[][] columns) {
            this(sign, moves, chosen, RangeCounter.of(pick(chosen, columns)));
        }

        private static double[][] pick(int[] chosen, double[][] columns) {
            return Arrays.stream(chosen).mapToObj(d -> columns[d]).toArray(double[][]::new);
        }
    }

    /// @param joint  a, b and c side by side
    /// @param widths their numbers of components
    KernelRelation(KernelInformation estimator, RealSeries joint, int[] widths) {
        this.estimator = estimator;
        this.trialLengths = joint.trialLengths();
        this.exclusion = Exclusion.of(estimator.window(), trialLengths);
        this.columns = new double[joint.dimensions()][];
        Arrays.setAll(columns, joint::column);
        int a = widths[0];
        int b = a + widths[1];
        int c = b + widths[2];
        List<Space> all = new ArrayList<>();
        all.add(new Space(1, true, Columns.range(0, c), columns));
        all.add(new Space(-1, true, Columns.ranges(0, a, b, c), columns));
        all.add(new Space(-1, false, Columns.range(a, c), columns));
        if (c > b) {
            all.add(new Space(1, false, Columns.range(b, c), columns));
        }
        this.spaces = List.copyOf(all);
        LongAdder alone = new LongAdder();
        this.local = compute(columns, spaces, estimator.team(), alone);
        this.lonely = alone.sum();
    }

    /// @param alone counts the samples with nobody beside them in the joint space
    private double[] compute(double[][] table, List<Space> all, Team team, LongAdder alone) {
        double[] values = new double[table[0].length];
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < values.length; from += TASK) {
            int start = from;
            int end = Math.min(values.length, from + TASK);
            tasks.add(() -> {
                for (int sample = start; sample < end; sample++) {
                    values[sample] = local(sample, table, all, alone);
                }
            });
        }
        team.run(tasks);
        return values;
    }

    private double local(int sample, double[][] table, List<Space> all, LongAdder alone) {
        // Without a condition the empty space holds every sample that counts.
        double value = all.size() > 3 ? 0 : StrictMath.log(values() - exclusion.excluded(sample) + 1.0);
        for (int s = 0; s < all.size(); s++) {
            int inside = count(sample, table, all.get(s));
            value += all.get(s).sign() * StrictMath.log(inside);
            if (s == 0 && inside == 1) {
                alone.increment();
            }
        }
        return value;
    }

    private int values() {
        return columns[0].length;
    }

    /// Samples in the box around one, itself among them.
    private int count(int sample, double[][] table, Space space) {
        double[] centre = new double[space.chosen().length];
        double[] reach = new double[centre.length];
        for (int d = 0; d < centre.length; d++) {
            centre[d] = table[space.chosen()[d]][sample];
            reach[d] = estimator.radius();
        }
        int inside = space.counter().count(centre, reach);
        return exclusion.window() == 0
                ? inside
                : inside - exclusion.countInside(sample, table, space.chosen(), centre, reach) + 1;
    }

    @Override
    public int[] trialLengths() {
        return trialLengths.clone();
    }

    @Override
    public double nats() {
        return Sum.of(local) / local.length;
    }

    /// Only the spaces in which a stands are built anew.
    @Override
    public double nats(int[] order) {
        double[][] moved = columns.clone();
        int width = spaces.getFirst().chosen().length - spaces.get(2).chosen().length;
        for (int d = 0; d < width; d++) {
            double[] column = columns[d];
            moved[d] =
                    Arrays.stream(order).mapToDouble(sample -> column[sample]).toArray();
        }
        List<Space> all = spaces.stream()
                .map(space -> space.moves() ? new Space(space.sign(), true, space.chosen(), moved) : space)
                .toList();
        return Sum.of(compute(moved, all, Team.alone(), new LongAdder())) / order.length;
    }

    @Override
    public double[] local() {
        return local.clone();
    }

    @Override
    public Estimate estimate(String quantity) {
        Estimate estimate = Estimate.of(quantity, nats(), estimator.label(), samples())
                .withStandardError(BatchMeans.standardError(local));
        if (2 * lonely > values()) {
            estimate = estimate.withWarning("the boxes of " + lonely + " of " + Plural.of(values(), "sample")
                    + " hold nothing but the sample itself, which looks like information: take a larger radius,"
                    + " or nearest neighbours");
        }
        return estimate;
    }
}
