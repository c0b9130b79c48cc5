package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.lif.nir.LifModel;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;

/// The network that a finished run of the kind `lif-classifier` has trained.
public final class LifRun {
    private LifRun() {}

    /// Reads the network.
    ///
    /// @throws InputException if the run is of another kind or not finished, or its arrays do not fit its layers
    public static LifModel read(RunDirectory run) {
        String kind = Manifest.read(run.manifest()).kind();
        if (!kind.equals(LifExperiment.KIND)) {
            throw new InputException(run.root() + ": is a run of the kind " + kind
                    + " whose network NIR files do not hold here; name one of the kind " + LifExperiment.KIND);
        }
        Result result = Result.read(run.result());
        if (result.status() != Result.Status.DONE) {
            throw new InputException(run.root() + ": the run is not finished ("
                    + result.status().label() + " at step " + result.step() + " of " + result.totalSteps()
                    + "), and its network is written at its end; 'gyre resume " + run.root() + "' goes on with it");
        }
        Configuration configuration = Configuration.load(
                ConfigurationSource.file(run.configuration()), List.of(), null, Experiments.installed());
        LifKeys keys = ((LifExperiment.Configuration) configuration.values()).network();
        List<LifSettings> settings =
                keys.layers().stream().map(LayerKeys::settings).toList();
        int[] shape = array(run, "weights_1").shape();
        if (shape.length != 2) {
            throw new InputException(run.arrays() + ": weights_1 is no matrix; run it again");
        }
        int inputs = shape[0];
        List<LifStart> starts = new ArrayList<>();
        int below = inputs;
        for (int l = 0; l < settings.size(); l++) {
            int units = settings.get(l).units();
            String number = "_" + (l + 1);
            starts.add(new LifStart(
                    floats(run, "weights" + number, below, units),
                    floats(run, "biases" + number, units),
                    floats(run, "leaks" + number, units),
                    floats(run, "thresholds" + number, units),
                    settings.get(l).recurrent()
                            ? floats(run, "recurrent_weights" + number, units, units)
                            : new float[0]));
            below = units;
        }
        return new LifModel(inputs, settings, starts);
    }

    private static NpyArray array(RunDirectory run, String name) {
        return NpyReader.read(run.arrays().resolve(name + ".npy"), Limits.DEFAULT);
    }

    private static float[] floats(RunDirectory run, String name, int... shape) {
        NpyArray array = array(run, name);
        if (!Arrays.equals(array.shape(), shape)) {
            throw new InputException(run.arrays() + ": " + name + " is " + array + ", where the layers need "
                    + Arrays.toString(shape) + "; run it again");
        }
        double[] numbers = array.doubles();
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
