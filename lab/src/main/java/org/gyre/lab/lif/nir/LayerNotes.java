package org.gyre.lab.lif.nir;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.nir.NirExtras;
import org.gyre.data.npy.NpyArray;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;

/// What the metadata of a node say of a layer: all that the format has no word for. Other programs may
/// ignore them.
final class LayerNotes {
    static final String STEP = "dt";
    private static final String PREFIX = "gyre_";
    private static final String FIRES = PREFIX + "fires";
    private static final String FORGETS = PREFIX + "forgets";
    private static final String RESET = PREFIX + "reset";
    private static final String FLOORED = PREFIX + "floored";
    private static final String LEAKY_INPUT = PREFIX + "leaky_input";
    private static final String DELAYED = PREFIX + "delayed";
    private static final String REFRACTORY = PREFIX + "refractory";
    private static final String THROUGH = PREFIX + "through";
    private static final String SURROGATE = PREFIX + "surrogate";
    private static final String BETA = PREFIX + "beta";
    private static final String LEAK_FORM = PREFIX + "leak_form";
    private static final String TRAIN_THRESHOLD = PREFIX + "train_threshold";
    private static final String BIAS = PREFIX + "bias";
    private static final String THRESHOLDS = PREFIX + "thresholds";

    private final String node;
    private final SortedMap<String, Hdf5Value> metadata;

    /// @param node for messages
    LayerNotes(String node, NirExtras extras) {
        this.node = node;
        this.metadata = extras.metadata();
    }

    /// The notes of a layer.
    ///
    /// @param thresholds kept where the node itself has none
    static NirExtras of(LifSettings settings, float[] thresholds) {
        LifSemantics semantics = settings.semantics();
        Map<String, Hdf5Value> notes = new TreeMap<>();
        notes.put(FIRES, word(semantics.fires()));
        notes.put(FORGETS, word(semantics.forgets()));
        notes.put(RESET, word(semantics.reset()));
        notes.put(FLOORED, truth(semantics.floored()));
        notes.put(LEAKY_INPUT, truth(semantics.leakyInput()));
        notes.put(DELAYED, truth(semantics.delayed()));
        notes.put(REFRACTORY, number(semantics.refractory()));
        notes.put(THROUGH, truth(semantics.through()));
        notes.put(LEAK_FORM, word(settings.leakForm()));
        notes.put(TRAIN_THRESHOLD, truth(settings.trainThreshold()));
        notes.put(BIAS, truth(settings.bias()));
        String name = switch (settings.surrogate()) {
            case Surrogate.Flat flat -> "flat";
            case Surrogate.SuperSpike(double beta) -> steep("superspike", beta, notes);
            case Surrogate.Sigmoid(double beta, boolean scaled) ->
                steep(scaled ? "scaled-sigmoid" : "sigmoid", beta, notes);
            case Surrogate.Esser(double beta) -> steep("esser", beta, notes);
            case Surrogate.Arctan(double alpha) -> steep("arctan", alpha, notes);
            case Surrogate.Gaussian(double beta) -> steep("gaussian", beta, notes);
            case Surrogate.Boxcar(double beta) -> steep("boxcar", beta, notes);
            case Surrogate.Custom custom -> "custom";
        };
        notes.put(SURROGATE, Hdf5Value.Texts.of(name));
        if (!semantics.spiking()) {
            notes.put(THRESHOLDS, new Hdf5Value.Numbers(NpyArray.of(thresholds, thresholds.length)));
        }
        return NirExtras.ofMetadata(notes);
    }

    private static String steep(String name, double beta, Map<String, Hdf5Value> notes) {
        notes.put(BETA, number(beta));
        return name;
    }

    static Hdf5Value number(double value) {
        return new Hdf5Value.Numbers(NpyArray.of(new double[] {value}));
    }

    private static Hdf5Value word(Enum<?> value) {
        return Hdf5Value.Texts.of(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Hdf5Value truth(boolean value) {
        return Hdf5Value.Texts.of(Boolean.toString(value));
    }

    /// Whether there are any.
    boolean present() {
        return metadata.containsKey(FIRES);
    }

    /// @throws InputException if a note is missing or has another form
    LifSemantics semantics() {
        double refractory = number(REFRACTORY);
        if (refractory != (int) refractory) {
            throw wrong(REFRACTORY, "a whole number");
        }
        return new LifSemantics(
                word(FIRES, LifSemantics.Comparison.class),
                word(FORGETS, LifSemantics.Comparison.class),
                word(RESET, LifSemantics.Reset.class),
                truth(FLOORED),
                truth(LEAKY_INPUT),
                truth(DELAYED),
                (int) refractory,
                truth(THROUGH));
    }

    /// @throws InputException if a note is missing or has another form
    LifSettings settings(int units, boolean recurrent) {
        return new LifSettings(
                units,
                semantics(),
                surrogate(),
                word(LEAK_FORM, LifSettings.LeakForm.class),
                truth(TRAIN_THRESHOLD),
                recurrent,
                truth(BIAS));
    }

    private Surrogate surrogate() {
        return switch (text(SURROGATE)) {
            case "flat", "custom" -> new Surrogate.Flat();
            case "superspike" -> new Surrogate.SuperSpike(number(BETA));
            case "sigmoid" -> new Surrogate.Sigmoid(number(BETA), false);
            case "scaled-sigmoid" -> new Surrogate.Sigmoid(number(BETA), true);
            case "esser" -> new Surrogate.Esser(number(BETA));
            case "arctan" -> new Surrogate.Arctan(number(BETA));
            case "gaussian" -> new Surrogate.Gaussian(number(BETA));
            case "boxcar" -> new Surrogate.Boxcar(number(BETA));
            default -> throw wrong(SURROGATE, "the name of a surrogate");
        };
    }

    /// Thresholds of units that never fire.
    float[] thresholds(int units) {
        if (metadata.get(THRESHOLDS) instanceof Hdf5Value.Numbers(NpyArray array) && array.size() == units) {
            double[] numbers = array.doubles();
            float[] thresholds = new float[units];
            for (int u = 0; u < units; u++) {
                thresholds[u] = (float) numbers[u];
            }
            return thresholds;
        }
        throw wrong(THRESHOLDS, "one number a unit");
    }

    /// The step of a graph's metadata, or NaN.
    static double step(NirExtras extras) {
        return extras.metadata().get(STEP) instanceof Hdf5Value.Numbers(NpyArray array) && array.size() == 1
                ? array.doubles()[0]
                : Double.NaN;
    }

    private double number(String key) {
        if (metadata.get(key) instanceof Hdf5Value.Numbers(NpyArray array) && array.size() == 1) {
            return array.doubles()[0];
        }
        throw wrong(key, "one number");
    }

    private String text(String key) {
        if (metadata.get(key) instanceof Hdf5Value.Texts texts && texts.texts().size() == 1) {
            return texts.texts().getFirst();
        }
        throw wrong(key, "one text");
    }

    private boolean truth(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false");
        };
    }

    private <E extends Enum<E>> E word(String key, Class<E> type) {
        String wanted = text(key).toUpperCase(Locale.ROOT).replace('-', '_');
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(wanted)) {
                return value;
            }
        }
        throw wrong(key, "one of the words that Gyre writes");
    }

    private InputException wrong(String key, String wanted) {
        return new InputException("node '" + FileKind.printable(node) + "' has metadata of Gyre in which " + key
                + " is not " + wanted + "; export the network again, or remove what begins with " + PREFIX);
    }
}
