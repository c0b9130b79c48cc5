package org.gyre.lab.lif;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.nir.NirFile;
import org.gyre.data.nir.NirReader;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.lif.nir.NirImport;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;
import org.jspecify.annotations.Nullable;

/// Numbers of a NIR file for the layers that the keys describe: `network.from`.
final class GivenStart {
    private GivenStart() {}

    /// What to start with; none where no file is named.
    ///
    /// @param inputs of the first layer
    /// @throws InputException if the file is no chain of layers, or has other layers than the keys
    static List<LifStart> of(LifKeys keys, int inputs, RunContext context) {
        if (keys.from().isEmpty()) {
            return List.of();
        }
        Path file = context.input(keys.from());
        NirFile read = NirReader.read(file);
        NirImport.Imported imported;
        try {
            imported = NirImport.of(read.graph(), keys.fromDt());
        } catch (InputException e) {
            throw refused(keys, e.getMessage(), e);
        }
        int number = 0;
        for (List<String> warnings : List.of(read.warnings(), imported.warnings())) {
            for (String warning : warnings) {
                context.warn("NETWORK_FROM_" + ++number, warning);
            }
        }
        int layers = imported.model().settings().size();
        if (layers != keys.layers().size() || imported.model().inputs() != inputs) {
            throw refused(
                    keys,
                    "has " + Plural.of(layers, "layer") + " of "
                            + Plural.of(imported.model().inputs(), "input") + ", where network.layers are "
                            + keys.layers().size() + " and samples have " + Plural.of(inputs, "input"),
                    null);
        }
        List<LifStart> starts = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            starts.add(layer(
                    keys,
                    l,
                    imported.model().settings().get(l),
                    imported.model().starts().get(l),
                    context));
        }
        return starts;
    }

    private static InputException refused(LifKeys keys, String why, @Nullable Throwable cause) {
        String sentence = "network.from = \"" + keys.from() + "\": " + why;
        return cause == null ? new InputException(sentence) : new InputException(sentence, cause);
    }

    private static LifStart layer(LifKeys keys, int l, LifSettings given, LifStart start, RunContext context) {
        LifSettings wanted = keys.layers().get(l).settings();
        String layer = "layer " + (l + 1);
        if (given.units() != wanted.units() || given.recurrent() != wanted.recurrent()) {
            throw refused(
                    keys,
                    layer + " has " + Plural.of(given.units(), "unit") + (given.recurrent() ? " with" : " without")
                            + " recurrence, where network.layers has " + wanted.units()
                            + (wanted.recurrent() ? " with it" : " without it"),
                    null);
        }
        if (given.semantics().spiking() != wanted.semantics().spiking()) {
            throw refused(
                    keys,
                    layer + (given.semantics().spiking() ? " fires" : " never fires") + ", unlike its mode in"
                            + " network.layers; choose another mode",
                    null);
        }
        for (int u = 0; u < wanted.units(); u++) {
            if (!wanted.bias() && start.biases()[u] != 0) {
                throw refused(keys, layer + " has biases; set its bias = true in network.layers", null);
            }
            float leak = start.leaks()[u];
            if (wanted.leakForm() != LifSettings.LeakForm.FREE && !(leak >= 0 && leak <= 1)) {
                throw refused(
                        keys,
                        layer + " has a leak of " + leak + "; only leak_form = \"free\" lets it out of 0 to 1",
                        null);
            }
        }
        LifSemantics same = given.semantics().through(wanted.semantics().through());
        boolean weighs = wanted.semantics().leakyInput();
        if (!same.equals(wanted.semantics())) {
            context.warn(
                    "NETWORK_FROM_LAYER_" + (l + 1),
                    "Units of layer " + (l + 1) + " of " + keys.from()
                            + " do something else in a step than those of mode "
                            + keys.layers().get(l).mode()
                            + ", with which they go on here"
                            + (same.leakyInput() == weighs
                                    ? "."
                                    : "; their weights were " + (weighs ? "divided" : "multiplied")
                                            + " by their leaks."));
        }
        return same.leakyInput() == weighs ? start : weighed(keys, layer, start, weighs);
    }

    /// Weights for the same currents where the leak weighs the input, or no longer does.
    private static LifStart weighed(LifKeys keys, String layer, LifStart start, boolean weighs) {
        int units = start.leaks().length;
        double[] gains = new double[units];
        for (int u = 0; u < units; u++) {
            if (weighs && start.leaks()[u] == 0) {
                throw refused(
                        keys,
                        layer
                                + " has units without leak, which hear nothing in a mode in which the leak weighs the input;"
                                + " choose another mode",
                        null);
            }
            gains[u] = weighs ? 1.0 / start.leaks()[u] : start.leaks()[u];
        }
        return new LifStart(
                times(start.weights(), gains),
                times(start.biases(), gains),
                start.leaks(),
                start.thresholds(),
                times(start.recurrent(), gains));
    }

    private static float[] times(float[] values, double[] gains) {
        float[] product = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            product[i] = (float) (values[i] * gains[i % gains.length]);
        }
        return product;
    }
}
