package org.gyre.nets.lif.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.nets.lif.layer.BackwardScan.Rows;
import org.jspecify.annotations.Nullable;

/// A layer of leaky integrate-and-fire units with the weights of its input (Gerum & Schilling 2021).
///
/// Keeps two numbers for each sample, step and unit: the potential, and one place that holds spikes
/// while products need them as numbers and gradients on the way back; spikes themselves are bits. All
/// steps are projected at once; a recurrent layer goes step by step. Results have the same bits for
/// any number of threads.
public final class LifLayer {
    /// Samples with constant input that one task projects: each product packs all weights anew, so that
    /// a few rows would cost as much as many.
    private static final int SAMPLES = 64;

    private final LifSettings settings;
    private final int most;
    private final int mostRows;
    private final int stride;
    private final Population population;
    private final Connection feed;
    private final @Nullable Connection recurrence;
    private final Parameter bias;

    private final float[] potentials;
    private final float[] exchange;
    private final SpikeBits spikes;
    private final SpikeRows lists;
    private final float[] constant;
    private final float[] state;
    private final float[] held;
    private final float[] before;
    private final BackwardScan.Sums sums;
    /// What a recurrent layer hears of itself: the spikes of the step before, `[sample][step][stride]`.
    private final float[] heard;
    /// The spikes of the last step, `[sample][stride]`, for a recurrent layer.
    private final float[] last;
    private float[] onPotentials = new float[0];
    private int samples;
    private int steps;
    private Arrival arrival = new Arrival.Constant(new float[0]);

    /// A layer before its first batch.
    ///
    /// @param inputs how many it has
    /// @param most   samples of a batch, at most
    /// @param steps  of a batch, at most
    /// @throws InputException if `start` does not fit
    public LifLayer(LifSettings settings, int inputs, LifStart start, int most, int steps) {
        int units = settings.units();
        check("weights", start.weights(), (long) inputs * units);
        check("biases", start.biases(), units);
        check("leaks", start.leaks(), units);
        check("thresholds", start.thresholds(), units);
        check("recurrent weights", start.recurrent(), settings.recurrent() ? (long) units * units : 0);
        this.settings = settings;
        this.most = most;
        this.mostRows = Math.multiplyExact(most, steps);
        this.stride = Lanes.stride(units);
        population = new Population(settings, start.leaks(), start.thresholds());
        feed = new Connection("weights", inputs, units, start.weights());
        recurrence = settings.recurrent() ? new Connection("recurrent weights", units, units, start.recurrent()) : null;
        bias = new Parameter("bias", Arrays.copyOf(start.biases(), stride));
        potentials = new float[Math.multiplyExact(mostRows, stride)];
        exchange = new float[potentials.length];
        spikes = new SpikeBits(units, mostRows);
        lists = new SpikeRows(units);
        constant = new float[most * stride];
        state = new float[most * stride];
        held = new float[most * stride];
        before = new float[most * stride];
        sums = new BackwardScan.Sums(most * stride);
        heard = new float[settings.recurrent() ? potentials.length : 0];
        last = new float[settings.recurrent() ? most * stride : 0];
    }

    private static void check(String what, float[] values, long wanted) {
        if (values.length != wanted) {
            throw new InputException(values.length + " " + what + ": " + wanted + " are needed");
        }
    }

    /// Brings what is computed with into line with parameters that have changed: clamps leaks (to 0.0001 at
    /// least where they weigh the input), keeps thresholds above a thousandth.
    public void settle() {
        population.settle();
    }

    /// The leak l of a unit.
    public float leak(int unit) {
        return population.leak(unit);
    }

    /// The threshold θ of a unit.
    public float threshold(int unit) {
        return population.threshold(unit);
    }

    /// What is learnt, in a fixed order.
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(feed.weights()));
        if (settings.bias()) {
            all.add(bias);
        }
        if (recurrence != null) {
            all.add(recurrence.weights());
        }
        all.addAll(population.learnt());
        return all;
    }

    /// What the layer is.
    public LifSettings settings() {
        return settings;
    }

    /// Weights of the input.
    public Connection feed() {
        return feed;
    }

    /// Numbers of a row of units.
    public int stride() {
        return stride;
    }

    /// Potentials before resets of the last batch, `[sample][step][stride]`.
    public float[] potentials() {
        return potentials;
    }

    /// Spikes of the last batch, rows `[sample][step]`.
    public SpikeBits spikes() {
        return spikes;
    }

    /// Where dL/dS of the last batch is to be written before the way back, `[sample][step][stride]`.
    public float[] onSpikes() {
        return exchange;
    }

    /// Where dL/dV of the last batch is to be written before the way back, `[sample][step][stride]`; made
    /// on the first call.
    public float[] onPotentials() {
        if (onPotentials.length == 0) {
            onPotentials = new float[potentials.length];
        }
        return onPotentials;
    }

    /// Share of the units that fire in a step of the last batch, on average.
    public double rate() {
        return (double) spikes.count(0, samples * steps) / ((double) samples * steps * settings.units());
    }

    /// Puts all units at rest.
    public void rest() {
        Arrays.fill(state, 0);
        Arrays.fill(held, 0);
        Arrays.fill(last, 0);
    }

    /// Lets a batch pass. Units go on from where they are: call [#rest] first where a batch is not the
    /// continuation of the last.
    ///
    /// @param samples of the batch
    /// @param steps   of the batch
    void forward(Arrival input, int samples, int steps, Team team) {
        if (samples > most || (long) samples * steps > mostRows) {
            throw new IllegalArgumentException(
                    samples + " samples of " + steps + " steps: room for " + most + " and " + mostRows + " rows");
        }
        this.arrival = input;
        this.samples = samples;
        this.steps = steps;
        System.arraycopy(state, 0, before, 0, state.length);
        population.begin(potentials.length);
        if (input instanceof Arrival.Constant) {
            team.run(Population.tiles(samples, SAMPLES, (from, to) -> feed.project(input, from, to, constant)));
        }
        team.run(tiles(this::forward));
    }

    private List<Runnable> tiles(Population.Tile work) {
        return Population.tiles(samples, Math.max(1, Population.ROWS / steps), work);
    }

    private void forward(int from, int to) {
        boolean same = constantArrival();
        float[] currents = same ? constant : potentials;
        if (!same) {
            feed.project(arrival, from * steps, to * steps, potentials);
        }
        if (recurrence != null) {
            stepByStep(recurrence, from, to, same);
            return;
        }
        for (int b = from; b < to; b++) {
            int row = b * steps * stride;
            scan(currents, same ? b * stride : row, same ? 0 : stride, row, steps, b);
        }
    }

    private void scan(float[] currents, int at, int step, int row, int count, int sample) {
        population.forward(
                bias.values(), currents, at, step, potentials, row, count, spikes, state, held, sample * stride);
    }

    private void stepByStep(Connection lateral, int from, int to, boolean same) {
        int sampleStride = steps * stride;
        for (int b = from; b < to; b++) {
            System.arraycopy(last, b * stride, heard, b * sampleStride, stride);
        }
        for (int t = 0; t < steps; t++) {
            int row = from * sampleStride + t * stride;
            if (same) {
                for (int b = from; b < to; b++) {
                    System.arraycopy(constant, b * stride, potentials, b * sampleStride + t * stride, stride);
                }
            }
            lateral.add(heard, row, sampleStride, to - from, potentials, row, sampleStride);
            for (int b = from; b < to; b++) {
                int at = b * sampleStride + t * stride;
                scan(potentials, at, stride, at, 1, b);
                boolean end = t + 1 == steps;
                spikes.expand(b * steps + t, end ? last : heard, end ? b * stride : at + stride);
            }
        }
    }

    /// Bytes of everything that is kept of a batch: potentials, spikes, gradients, states, lists.
    public long activityBytes() {
        long floats = potentials.length + (long) exchange.length + onPotentials.length + constant.length;
        floats += state.length + (long) held.length + before.length + heard.length + last.length;
        floats += sums.currents().length * 4L;
        long longs = spikes.words().length;
        return floats * Float.BYTES + longs * Long.BYTES + lists.bytes() + feed.listBytes() + population.bytes();
    }

    /// The products of the last batch's arrivals, once more; nothing is changed.
    ///
    /// @param currents written
    void project(float[] currents) {
        feed.project(arrival, 0, constantArrival() ? samples : samples * steps, currents);
    }

    /// The forward scan once more, of currents from [#project].
    void scan(float[] currents) {
        rest();
        boolean same = constantArrival();
        for (int b = 0; b < samples; b++) {
            int row = b * steps * stride;
            scan(currents, same ? b * stride : row, same ? 0 : stride, row, steps, b);
        }
    }

    /// The backward scan once more.
    ///
    /// @param onSpikes dL/dS
    void back(float[] onSpikes) {
        clearSums();
        float[] slopes = new float[steps * stride];
        for (int b = 0; b < samples; b++) {
            back(b, 0, steps, slopes, onSpikes);
        }
    }

    /// The gradient of the weights once more.
    void learn(Team team) {
        boolean same = constantArrival();
        feed.learn(arrival, same ? sums.currents() : exchange, same ? samples : samples * steps, team);
    }

    private boolean constantArrival() {
        return arrival instanceof Arrival.Constant;
    }

    private void clearSums() {
        for (float[] sum : List.of(sums.currents(), sums.leaks(), sums.thresholds(), sums.later())) {
            Arrays.fill(sum, 0, samples * stride, 0);
        }
    }

    /// What the layer fired, in the form that is quickest for the layer above.
    Arrival output(double mostSparse, Team team) {
        int rows = samples * steps;
        double density = (double) spikes.count(0, rows) / ((double) rows * settings.units());
        if (density <= mostSparse) {
            spikes.list(rows, lists, team);
            return new Arrival.Lists(lists);
        }
        team.run(tiles((from, to) -> {
            for (int row = from * steps; row < to * steps; row++) {
                spikes.expand(row, exchange, row * stride);
            }
        }));
        return new Arrival.Dense(exchange, stride);
    }

    /// From dL/dS and dL/dV to the gradients of all parameters.
    ///
    /// @param above the layer that hears this one, or null where [#onSpikes] is written
    void backward(@Nullable LifLayer above, Team team) {
        clearSums();
        team.run(tiles((from, to) -> backward(above, from, to)));
        learn(team);
        if (recurrence != null) {
            recurrence.learn(new Arrival.Dense(heard, stride), exchange, samples * steps, team);
        }
        population.total(sums.currents(), samples, bias.gradient());
        population.learn(sums, samples);
    }

    private void backward(@Nullable LifLayer above, int from, int to) {
        if (above != null) {
            above.feed.sendBack(
                    above.exchange,
                    from * steps * above.stride,
                    above.stride,
                    (to - from) * steps,
                    0,
                    exchange,
                    from * steps * stride,
                    stride);
        }
        float[] slopes = new float[steps * stride];
        if (recurrence != null) {
            backStepByStep(recurrence, from, to, slopes);
            return;
        }
        for (int b = from; b < to; b++) {
            if (settings.semantics().delayed()) {
                int row = b * steps * stride;
                System.arraycopy(exchange, row + stride, exchange, row, (steps - 1) * stride);
                Arrays.fill(exchange, row + (steps - 1) * stride, row + steps * stride, 0);
            }
            back(b, 0, steps, slopes, exchange);
        }
    }

    private void backStepByStep(Connection lateral, int from, int to, float[] slopes) {
        int sampleStride = steps * stride;
        for (int t = steps - 1; t >= 0; t--) {
            int at = from * sampleStride + t * stride;
            if (t + 1 < steps) {
                lateral.sendBack(exchange, at + stride, sampleStride, to - from, 1, exchange, at, sampleStride);
            }
            for (int b = from; b < to; b++) {
                back(b, t, 1, slopes, exchange);
            }
        }
    }

    /// Sends back through some steps of a sample.
    private void back(int sample, int first, int count, float[] slopes, float[] onSpikes) {
        int row = (sample * steps + first) * stride;
        boolean start = first == 0;
        population.back(
                potentials,
                row,
                count,
                start,
                start ? before : potentials,
                start ? sample * stride : row - stride,
                new Rows(onSpikes, row, stride),
                onPotentials.length > 0 ? new Rows(onPotentials, row, stride) : population.nothing(),
                exchange,
                sums,
                sample * stride,
                slopes);
    }
}
