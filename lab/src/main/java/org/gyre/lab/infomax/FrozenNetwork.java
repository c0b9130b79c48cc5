package org.gyre.lab.infomax;

import org.gyre.core.BinaryRaster;
import org.gyre.core.BinaryStimulus;
import org.gyre.nets.infomax.BlockSimulator;
import org.gyre.nets.infomax.InfomaxParameters;
import org.gyre.nets.infomax.RasterSink;
import org.gyre.nets.infomax.Recorder;
import org.jspecify.annotations.Nullable;

/// A network whose weights stay as they are while it runs; homeostasis goes on. Its draws come from a
/// stream of its own name, so that a test depends on the weights alone and not on how training went.
final class FrozenNetwork {
    private final World world;
    private final double[] weights;
    private final BlockSimulator simulator;

    /// @param name names the streams of spikes and stimuli
    /// @param forced spikes that are forced upon free units, or null
    FrozenNetwork(World world, String name, double[] weights, @Nullable BinaryStimulus forced) {
        this.world = world;
        this.weights = weights;
        this.simulator = world.simulator(name, forced);
        simulator.setWeights(weights);
        InfomaxParameters parameters = world.parameters();
        double[] h = new double[parameters.freeUnits()];
        for (int i = 0; i < h.length; i++) {
            // The threshold at which a unit without connections fires at its target rate.
            h[i] = Math.log(parameters.pMax() / parameters.rate(i) - 1);
        }
        simulator.setThresholds(h);
    }

    InfomaxParameters parameters() {
        return world.parameters();
    }

    World world() {
        return world;
    }

    double[] weights() {
        return weights;
    }

    BlockSimulator simulator() {
        return simulator;
    }

    /// Starts from the thresholds that training arrived at.
    FrozenNetwork startingAt(double[] thresholds) {
        simulator.setThresholds(thresholds);
        return this;
    }

    FrozenNetwork settle(long steps) {
        simulator.run(steps, (raster, count, words) -> {});
        return this;
    }

    /// Records so many steps; step 0 of the result is the state before.
    BinaryRaster record(int steps) {
        Recorder recorder = new Recorder(steps, parameters().units());
        simulator.run(steps, recorder);
        return recorder.raster();
    }

    void stream(long steps, RasterSink sink) {
        simulator.run(steps, sink);
    }

    /// Targets of the free units, NaN (measure it) for inputs.
    static double[] centre(InfomaxParameters parameters) {
        double[] centre = parameters.rates();
        for (int i = parameters.freeUnits(); i < centre.length; i++) {
            centre[i] = Double.NaN;
        }
        return centre;
    }
}
