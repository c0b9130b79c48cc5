package org.gyre.nets.lif.layer;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.linalg.Blas;

/// Weights from inputs to units, and the three products with them: of arrivals forward, for the
/// gradient of the weights, and of gradients backward.
public final class Connection {
    /// Inputs whose gradients one task works out.
    private static final int RUN = 128;

    private final int inputs;
    private final int units;
    private final int stride;
    private final Parameter weights;
    private final RowsByInput byInput = new RowsByInput();
    private final Blas blas = Blas.best();

    /// @param name    of the parameter
    /// @param initial `[input][unit]`
    Connection(String name, int inputs, int units, float[] initial) {
        this.inputs = inputs;
        this.units = units;
        this.stride = Lanes.stride(units);
        if (initial.length != inputs * units) {
            throw new IllegalArgumentException(initial.length + " weights of " + inputs + " x " + units);
        }
        float[] padded = new float[Math.multiplyExact(inputs, stride)];
        for (int i = 0; i < inputs; i++) {
            System.arraycopy(initial, i * units, padded, i * stride, units);
        }
        weights = new Parameter(name, padded);
    }

    /// The weights `[input][stride]`; what is beyond the units is zero.
    public Parameter weights() {
        return weights;
    }

    /// Bytes of the lists that gradients with sparse spikes need.
    long listBytes() {
        return byInput.bytes();
    }

    /// How many inputs there are.
    public int inputs() {
        return inputs;
    }

    /// How many numbers a row of weights has.
    public int stride() {
        return stride;
    }

    /// The currents of rows, `[row][stride]`, at the place of the first row.
    void project(Arrival arrival, int from, int to, float[] currents) {
        switch (arrival) {
            case Arrival.Lists(SpikeRows rows) ->
                SparseProducts.project(rows, from, to, weights.values(), stride, currents);
            case Arrival.Dense(float[] values, int valueStride) -> product(values, valueStride, from, to, currents);
            case Arrival.Constant(float[] values) -> product(values, inputs, from, to, currents);
        }
    }

    private void product(float[] values, int valueStride, int from, int to, float[] currents) {
        blas.sgemm(
                false,
                false,
                to - from,
                units,
                inputs,
                1,
                values,
                from * valueStride,
                valueStride,
                weights.values(),
                0,
                stride,
                0,
                currents,
                from * stride,
                stride);
    }

    /// Adds to rows of currents what spikes of other rows bring.
    ///
    /// @param spikes  ones and zeros, from `at` on, `spikeStride` from row to row
    /// @param rows    how many
    void add(float[] spikes, int at, int spikeStride, int rows, float[] currents, int to, int currentStride) {
        blas.sgemm(
                false,
                false,
                rows,
                units,
                inputs,
                1,
                spikes,
                at,
                spikeStride,
                weights.values(),
                0,
                stride,
                1,
                currents,
                to,
                currentStride);
    }

    /// Works out the gradient of the weights.
    ///
    /// @param onCurrents dL/dI, `[row][stride]`; for constant arrivals summed over steps
    /// @param rows       how many
    void learn(Arrival arrival, float[] onCurrents, int rows, Team team) {
        if (arrival instanceof Arrival.Lists(SpikeRows lists)) {
            byInput.of(lists, team);
        }
        List<Runnable> tasks = new ArrayList<>();
        int run = runs();
        for (int from = 0; from < inputs; from += run) {
            int first = from;
            int end = Math.min(from + run, inputs);
            tasks.add(() -> learn(arrival, onCurrents, rows, first, end));
        }
        team.run(tasks);
    }

    /// Inputs of a task: few where rows are long.
    private int runs() {
        return units > 256 ? RUN : 2 * RUN;
    }

    private void learn(Arrival arrival, float[] onCurrents, int rows, int from, int to) {
        switch (arrival) {
            case Arrival.Lists lists ->
                SparseProducts.gradient(byInput, from, to, onCurrents, stride, weights.gradient());
            case Arrival.Dense(float[] values, int valueStride) ->
                gradient(values, valueStride, onCurrents, 0, stride, rows, from, to, 0);
            case Arrival.Constant(float[] values) -> gradient(values, inputs, onCurrents, 0, stride, rows, from, to, 0);
        }
    }

    /// gradient = β gradient + xᵀ g of some inputs.
    private void gradient(
            float[] values,
            int valueStride,
            float[] onCurrents,
            int at,
            int gradientStride,
            int rows,
            int from,
            int to,
            float beta) {
        blas.sgemm(
                true,
                false,
                to - from,
                units,
                rows,
                1,
                values,
                from,
                valueStride,
                onCurrents,
                at,
                gradientStride,
                beta,
                weights.gradient(),
                from * stride,
                stride);
    }

    /// Sends gradients of rows of currents back to the inputs.
    ///
    /// @param beta    0, or 1 to add to what is there
    /// @param inputsStride numbers of a row of `onInputs`
    void sendBack(
            float[] onCurrents,
            int at,
            int currentStride,
            int rows,
            float beta,
            float[] onInputs,
            int to,
            int inputsStride) {
        blas.sgemm(
                false,
                true,
                rows,
                inputs,
                units,
                1,
                onCurrents,
                at,
                currentStride,
                weights.values(),
                0,
                stride,
                beta,
                onInputs,
                to,
                inputsStride);
    }
}
