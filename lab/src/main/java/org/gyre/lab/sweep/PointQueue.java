package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Answer;
import org.gyre.lab.engine.Task;
import org.gyre.lab.engine.Workload;
import org.gyre.lab.experiment.Trial;
import org.gyre.lab.run.Json;
import org.jspecify.annotations.Nullable;

/// The points of a sweep that are not done yet, as work for an engine.
///
/// They are begun in an order of chance at first, so that the times of all corners of the plan are soon known
/// and a sweep that is stopped early is a fair sample of it. Where it is to run to its end, the longest by the
/// [CostModel] come first from then on, so that no thread is left with a long one at the end.
final class PointQueue implements Workload {
    private static final int PILOTS = 16;
    private static final double NANOS = 1e9;

    private final SweepPlan plan;
    private final RowLog log;
    private final SweepListener listener;
    private final boolean toTheEnd;
    private final Trial.Inputs inputs;
    private final LongSupplier nanoTime;
    private final CostModel model;
    private final long begun;
    private final double secondsBefore;
    private int[] order;
    private int next;
    private int answered;
    private int fitAt = PILOTS;
    private boolean fitted;
    /// Seconds that the points which were not handed out will take by the model.
    private double forecast;

    /// @param toTheEnd whether nothing will stop it before its last point
    /// @param again    whether points that failed are done again
    /// @param inputs   files that have to be brought where the points are done
    PointQueue(
            SweepPlan plan,
            RowLog log,
            SweepListener listener,
            boolean toTheEnd,
            boolean again,
            Trial.Inputs inputs,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.log = log;
        this.listener = listener;
        this.toTheEnd = toTheEnd;
        this.inputs = inputs;
        this.nanoTime = nanoTime;
        this.model = new CostModel(plan.axes());
        this.begun = nanoTime.getAsLong();
        this.secondsBefore = log.seconds();
        int[] open = new int[plan.size()];
        int count = 0;
        for (int i = 0; i < open.length; i++) {
            if (!log.has(i) || (again && log.hasFailed(i))) {
                open[count++] = i;
            }
        }
        this.order = Arrays.copyOf(open, count);
        shuffle(order);
    }

    private static void shuffle(int[] values) {
        CounterRandom random = RandomStream.of(0).split("order of a sweep").generator();
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }

    @Override
    public @Nullable Task next() {
        if (next == order.length) {
            return null;
        }
        SweepPoint point = plan.point(order[next++]);
        forecast -= fitted ? model.seconds(point.coordinates()) : 0;
        return new Task(point.index(), PointJob.NAME, PointJob.input(plan.base(), point, plan.values(), inputs));
    }

    @Override
    public long left() {
        return (long) order.length - next;
    }

    @Override
    public List<Path> files() {
        return inputs.all();
    }

    @Override
    public void answered(int number, Answer answer) {
        SweepPoint point = plan.point(number);
        byte[] output = answer.output();
        Row row = output == null ? Row.failed(answer.failure()) : Row.of(Json.parse(new String(output, UTF_8)));
        try {
            log.add(point, row, answer.seconds());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (row.isFailed()) {
            listener.failed(number + 1, row.sentence());
        } else {
            model.learn(point.coordinates(), answer.seconds());
        }
        answered++;
        if (answered >= fitAt) {
            fitAt *= 2;
            plan();
        }
        listener.advanced(log.done(), plan.size(), log.failed(), secondsLeft());
    }

    /// Fits the model and puts what is left in order.
    private void plan() {
        model.fit();
        fitted = true;
        int left = order.length - next;
        record Open(int index, double seconds) {}
        List<Open> open = new ArrayList<>(left);
        forecast = 0;
        for (int i = next; i < order.length; i++) {
            double seconds = model.seconds(plan.coordinates(order[i]));
            open.add(new Open(order[i], seconds));
            forecast += seconds;
        }
        if (!toTheEnd) {
            return;
        }
        open.sort((a, b) -> Double.compare(b.seconds(), a.seconds()));
        int[] sorted = Arrays.copyOf(order, order.length);
        for (int i = 0; i < left; i++) {
            sorted[next + i] = open.get(i).index();
        }
        order = sorted;
    }

    /// By the time that the points will take and the work that is done at a time.
    private double secondsLeft() {
        double wall = (nanoTime.getAsLong() - begun) / NANOS;
        double worked = log.seconds() - secondsBefore;
        if (worked <= 0 || wall <= 0) {
            return Double.NaN;
        }
        double work = fitted ? Math.max(0, forecast) : left() * worked / answered;
        return work * wall / worked;
    }
}
