package org.gyre.nets.lif.layer;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.layer.BackwardScan.Rows;

/// Leaky integrate-and-fire units without weights, each with one current of its own: the activation
/// function of a layer that something else computes, such as a convolution.
///
/// Currents and outputs are `[sample][step][unit]`, without padding. Units that fire give spikes as
/// ones and zeros, units that never fire their potential. Every batch begins at rest. Results have
/// the same bits for any number of threads.
public final class LifUnits {
    private final LifSettings settings;
    private final int stride;
    private final Population population;
    private final float[] rest;
    private float[] potentials = new float[0];
    private float[] exchange = new float[0];
    private SpikeBits spikes;
    private int samples;
    private int steps;

    /// Units before their first batch.
    ///
    /// @param settings   without recurrence and bias, which are weights
    /// @param leaks      l, `[unit]`
    /// @param thresholds θ, `[unit]`, positive
    /// @throws InputException if the settings ask for weights, or a number is missing or out of range
    public LifUnits(LifSettings settings, float[] leaks, float[] thresholds) {
        if (settings.recurrent() || settings.bias()) {
            throw new InputException("units with one current each have no weights: leave `recurrent` and `bias` away,"
                    + " or put them into the layer that makes the currents");
        }
        LifStart start =
                new LifStart(new float[0], new float[0], leaks, thresholds, new float[0]); // checks the numbers
        int units = settings.units();
        if (leaks.length != units || thresholds.length != units) {
            throw new InputException(
                    leaks.length + " leaks and " + thresholds.length + " thresholds of " + units + " units");
        }
        this.settings = settings;
        this.stride = Lanes.stride(units);
        this.population = new Population(settings, start.leaks(), start.thresholds());
        this.rest = new float[stride];
        this.spikes = new SpikeBits(units, 0);
    }

    /// Brings what is computed with into line with parameters that have changed: clamps leaks (to 0.0001 at
    /// least where they weigh the input), keeps thresholds above a thousandth.
    public void settle() {
        population.settle();
    }

    /// What the units are.
    public LifSettings settings() {
        return settings;
    }

    /// The leak l of a unit.
    public float leak(int unit) {
        return population.leak(unit);
    }

    /// What is learnt, in a fixed order.
    public List<Parameter> parameters() {
        return population.learnt();
    }

    /// Share of the units that fire in a step of the last batch, on average.
    public double rate() {
        return (double) spikes.count(0, samples * steps) / Math.max(1, (double) samples * steps * settings.units());
    }

    /// Lets a batch pass from rest.
    ///
    /// @param currents `[sample][step][unit]`
    /// @return spikes or potentials, `[sample][step][unit]`
    public float[] forward(float[] currents, int samples, int steps, Team team) {
        int units = settings.units();
        if ((long) samples * steps * units != currents.length) {
            throw new IllegalArgumentException(
                    currents.length + " currents for " + samples + " samples of " + steps + " steps of " + units);
        }
        this.samples = samples;
        this.steps = steps;
        int rows = Math.multiplyExact(samples, steps);
        if ((long) rows * stride > potentials.length) {
            potentials = new float[Math.multiplyExact(rows, stride)];
            exchange = new float[potentials.length];
            spikes = new SpikeBits(units, rows);
        }
        population.begin(potentials.length);
        float[] output = new float[currents.length];
        team.run(tiles((from, to) -> forward(currents, output, from, to)));
        return output;
    }

    private void forward(float[] currents, float[] output, int from, int to) {
        int units = settings.units();
        boolean spiking = settings.semantics().spiking();
        float[] state = new float[stride];
        float[] held = new float[stride];
        for (int b = from; b < to; b++) {
            int row = b * steps * stride;
            for (int t = 0; t < steps; t++) {
                System.arraycopy(currents, (b * steps + t) * units, potentials, row + t * stride, units);
                Arrays.fill(potentials, row + t * stride + units, row + (t + 1) * stride, 0);
            }
            Arrays.fill(state, 0);
            Arrays.fill(held, 0);
            population.forward(rest, potentials, row, stride, potentials, row, steps, spikes, state, held, 0);
            for (int t = 0; t < steps; t++) {
                int at = row + t * stride;
                if (spiking) {
                    spikes.expand(b * steps + t, exchange, at);
                }
                System.arraycopy(spiking ? exchange : potentials, at, output, (b * steps + t) * units, units);
            }
        }
    }

    private List<Runnable> tiles(Population.Tile work) {
        return Population.tiles(samples, Math.max(1, Population.ROWS / steps), work);
    }

    /// From the gradient of the output of the last batch to that of its currents, and to the gradients
    /// of the parameters.
    ///
    /// @param onOutput dL/dS, or dL/dV of units that never fire, `[sample][step][unit]`
    /// @return dL/dI, `[sample][step][unit]`
    public float[] backward(float[] onOutput, Team team) {
        if ((long) samples * steps * settings.units() != onOutput.length) {
            throw new IllegalArgumentException(onOutput.length + " numbers for the gradient of " + samples
                    + " samples of " + steps + " steps of " + settings.units());
        }
        float[] onCurrents = new float[onOutput.length];
        BackwardScan.Sums sums = new BackwardScan.Sums(samples * stride);
        team.run(tiles((from, to) -> backward(onOutput, onCurrents, sums, from, to)));
        population.learn(sums, samples);
        return onCurrents;
    }

    private void backward(float[] onOutput, float[] onCurrents, BackwardScan.Sums sums, int from, int to) {
        LifSemantics semantics = settings.semantics();
        int units = settings.units();
        float[] slopes = new float[steps * stride];
        for (int b = from; b < to; b++) {
            int row = b * steps * stride;
            for (int t = 0; t < steps; t++) {
                int at = row + t * stride;
                // A spike that tells of the potential before it sends its gradient to the step before.
                int source = semantics.delayed() ? t + 1 : t;
                if (source < steps) {
                    System.arraycopy(onOutput, (b * steps + source) * units, exchange, at, units);
                    Arrays.fill(exchange, at + units, at + stride, 0);
                } else {
                    Arrays.fill(exchange, at, at + stride, 0);
                }
            }
            Rows given = new Rows(exchange, row, stride);
            Rows none = population.nothing();
            population.back(
                    potentials,
                    row,
                    steps,
                    true,
                    rest,
                    0,
                    given,
                    semantics.spiking() ? none : given,
                    exchange,
                    sums,
                    b * stride,
                    slopes);
            for (int t = 0; t < steps; t++) {
                System.arraycopy(exchange, row + t * stride, onCurrents, (b * steps + t) * units, units);
            }
        }
    }
}
