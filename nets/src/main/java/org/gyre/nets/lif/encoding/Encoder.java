package org.gyre.nets.lif.encoding;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.SpikeRows;

/// Encodes batches of samples. Reuses what it returns: an input is good until the next batch.
///
/// What a sample becomes depends on its values, its number and the random stream alone: not on the
/// batch in which it comes, nor on the number of threads.
public final class Encoder {
    /// Samples of a task.
    private static final int TASK = 16;

    private final Encoding encoding;
    private final int inputs;
    private final int steps;
    private final Team team;
    private final SpikeRows rows;
    private final List<Task> tasks = new ArrayList<>();

    /// @param inputs values of a sample ≥ 1
    /// @param steps  N ≥ 1
    public Encoder(Encoding encoding, int inputs, int steps, Team team) {
        if (steps < 1) {
            throw new InputException("steps = " + steps + ": a sample needs at least one time step");
        }
        this.encoding = encoding;
        this.inputs = inputs;
        this.steps = steps;
        this.team = team;
        rows = new SpikeRows(inputs);
    }

    /// Steps of a sample.
    public int steps() {
        return steps;
    }

    /// What the samples become, in the order in which they are named.
    ///
    /// @param values  of all samples, `[sample][input]`
    /// @param samples numbers of those of the batch
    /// @param stream  of random numbers; sample s uses its child s
    /// @return spikes, `[sample][step]`, or constant currents
    /// @throws InputException if a value is not a number or not from 0 to 1; for constant currents any
    ///     finite value will do
    public LifInput encode(float[] values, int[] samples, RandomStream stream) {
        for (int sample : samples) {
            if (sample < 0 || (sample + 1L) * inputs > values.length) {
                throw new IllegalArgumentException(
                        "sample " + sample + " of " + values.length + " values with " + inputs + " inputs");
            }
        }
        if (encoding instanceof Encoding.Constant(double factor)) {
            float[] currents = new float[samples.length * inputs];
            for (int k = 0; k < samples.length; k++) {
                for (int i = 0; i < inputs; i++) {
                    currents[k * inputs + i] = (float) (factor * values[samples[k] * inputs + i]);
                }
            }
            return new LifInput.Constant(currents, inputs);
        }
        int count = Math.ceilDiv(samples.length, TASK);
        while (tasks.size() < count) {
            tasks.add(new Task());
        }
        for (int k = 0; k < count; k++) {
            tasks.get(k).set(values, samples, k * TASK, stream);
        }
        team.run(tasks.subList(0, count));
        rows.clear();
        for (Task task : tasks.subList(0, count)) {
            task.trains.appendTo(rows);
        }
        return new LifInput.Spikes(rows);
    }

    /// Some samples of a batch.
    private final class Task implements Runnable {
        private final Trains trains = new Trains(steps);
        private final BernoulliTrains random = new BernoulliTrains();
        private float[] values = {};
        private int[] samples = {};
        private int first;
        private RandomStream stream = RandomStream.of(0);

        void set(float[] of, int[] chosen, int from, RandomStream numbers) {
            values = of;
            samples = chosen;
            first = from;
            stream = numbers;
        }

        @Override
        public void run() {
            trains.clear();
            for (int k = first; k < Math.min(first + TASK, samples.length); k++) {
                check(values, samples[k]);
                int from = samples[k] * inputs;
                switch (encoding) {
                    case Encoding.Poisson(double factor) ->
                        random.draw(values, from, inputs, factor, stream.split(samples[k]), trains);
                    case Encoding.Latency latency -> {
                        for (int i = 0; i < inputs; i++) {
                            once(i, step(latency, values[from + i]));
                        }
                        trains.endSample();
                    }
                    case Encoding.LinearLatency latency -> {
                        for (int i = 0; i < inputs; i++) {
                            once(i, step(latency, values[from + i]));
                        }
                        trains.endSample();
                    }
                    case Encoding.Constant _ -> throw new AssertionError("currents are not spikes");
                }
            }
        }

        private void once(int input, int step) {
            if (step < steps) {
                trains.reserve();
                trains.add(step, input);
            }
        }

        /// The step of the spike, or one that is too late if there is none.
        private int step(Encoding.Latency latency, float value) {
            float threshold = (float) latency.threshold();
            if (value <= threshold) {
                return Integer.MAX_VALUE;
            }
            double charge = StrictMath.log(value / ((double) value - threshold));
            return (int) (latency.effectiveTime() * charge * steps);
        }

        private int step(Encoding.LinearLatency latency, float value) {
            if (value <= (float) latency.threshold()) {
                return Integer.MAX_VALUE;
            }
            // A value too small to be told from zero here is still above zero.
            return Math.min((int) ((1 - (double) value) * steps), steps - 1);
        }
    }

    private void check(float[] values, int sample) {
        boolean fine = true;
        for (int i = sample * inputs; i < (sample + 1) * inputs; i++) {
            fine &= values[i] >= 0 && values[i] <= 1;
        }
        for (int i = 0; !fine && i < inputs; i++) {
            float value = values[sample * inputs + i];
            if (!(value >= 0 && value <= 1)) {
                throw new InputException("value " + (i + 1) + " of sample " + (sample + 1) + " is " + value
                        + ": spikes encode values from 0 to 1, so scale the values or leave the sample out");
            }
        }
    }
}
