package org.gyre.lab.hybrid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.deep.hybrid.Layer;
import org.gyre.lab.lif.LayerKeys;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.jspecify.annotations.Nullable;

/// The keys of a TOML file for one layer of a network. Which of them a layer takes depends on its kind; others
/// are refused.
///
/// @param kind           what the layer is
/// @param units          of `dense` and `lstm`
/// @param channels       of `convolution`
/// @param kernel         side of its windows; 3 if not given
/// @param size           side of the windows of a pooling; 2 if not given
/// @param stride         of windows; 1 for `convolution`, `size` for a pooling
/// @param padding        of `convolution`; `kernel` / 2 if not given
/// @param bias           of `dense` and `convolution`; true if not given
/// @param probability    of `dropout`; .5 if not given
/// @param steps          of `repeat`
/// @param over           how `reduce` puts steps together; their mean if not given
/// @param mode           of `lif`, as all that follow: what a unit does in a step
/// @param refractory     steps for which V is held at zero after a spike
/// @param surrogate      what stands for the derivative of a spike
/// @param beta           its steepness
/// @param points         of the surrogate of that name
/// @param leak           l at the start
/// @param leakTo         if above `leak`, leaks start evenly spread between the two
/// @param leakForm       whether and how leaks are learnt
/// @param threshold      θ
/// @param trainThreshold whether thresholds are learnt
public record HybridLayerKeys(
        Kind kind,
        @Nullable Integer units,
        @Nullable Integer channels,
        @Nullable Integer kernel,
        @Nullable Integer size,
        @Nullable Integer stride,
        @Nullable Integer padding,
        @Nullable Boolean bias,
        @Nullable Double probability,
        @Nullable Integer steps,
        Layer.@Nullable OverTime over,
        LayerKeys.@Nullable Mode mode,
        @Nullable Integer refractory,
        LayerKeys.@Nullable SurrogateName surrogate,
        @Nullable Double beta,
        @Nullable List<List<Double>> points,
        @Nullable Double leak,
        @Nullable Double leakTo,
        @Nullable LeakForm leakForm,
        @Nullable Double threshold,
        @Nullable Boolean trainThreshold) {
    private static final double USUAL_LEAK = 0.05;
    private static final double USUAL_DROPOUT = 0.5;

    /// What a layer is.
    public enum Kind {
        /// y = W x + b.
        DENSE,
        /// Cross-correlation with square kernels.
        CONVOLUTION,
        /// The largest value of each window.
        MAX_POOLING,
        /// The mean of each window.
        AVERAGE_POOLING,
        /// max(0, x).
        RELU,
        /// Planes as one vector.
        FLATTEN,
        /// Sets numbers to zero while training.
        DROPOUT,
        /// Long short-term memory.
        LSTM,
        /// A constant input, step after step.
        REPEAT,
        /// One step from all.
        REDUCE,
        /// Leaky integrate-and-fire units, one for each number of a step.
        LIF;

        /// The keys that it takes.
        private List<String> keys() {
            return switch (this) {
                case DENSE -> List.of("units", "bias");
                case CONVOLUTION -> List.of("channels", "kernel", "stride", "padding", "bias");
                case MAX_POOLING, AVERAGE_POOLING -> List.of("size", "stride");
                case RELU, FLATTEN -> List.of();
                case DROPOUT -> List.of("probability");
                case LSTM -> List.of("units");
                case REPEAT -> List.of("steps");
                case REDUCE -> List.of("over");
                case LIF ->
                    List.of(
                            "mode",
                            "refractory",
                            "surrogate",
                            "beta",
                            "points",
                            "leak",
                            "leak_to",
                            "leak_form",
                            "threshold",
                            "train_threshold");
            };
        }

        /// The text that names it.
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @throws InputException if a key is not one of the kind, is missing, or its number does not fit
    public HybridLayerKeys {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("units", units);
        given.put("channels", channels);
        given.put("kernel", kernel);
        given.put("size", size);
        given.put("stride", stride);
        given.put("padding", padding);
        given.put("bias", bias);
        given.put("probability", probability);
        given.put("steps", steps);
        given.put("over", over);
        given.put("mode", mode);
        given.put("refractory", refractory);
        given.put("surrogate", surrogate);
        given.put("beta", beta);
        given.put("points", points);
        given.put("leak", leak);
        given.put("leak_to", leakTo);
        given.put("leak_form", leakForm);
        given.put("threshold", threshold);
        given.put("train_threshold", trainThreshold);
        for (Map.Entry<String, @Nullable Object> key : given.entrySet()) {
            if (key.getValue() != null && !kind.keys().contains(key.getKey())) {
                throw new InputException(key.getKey() + ": a layer of the kind " + kind.label() + " takes "
                        + (kind.keys().isEmpty() ? "no keys" : "only " + String.join(", ", kind.keys())));
            }
        }
        if (kind == Kind.LIF) {
            spiking(mode, refractory, surrogate, beta, points, leak, leakTo, leakForm, threshold, trainThreshold);
        } else {
            plain(kind, units, channels, kernel, size, stride, padding, bias, probability, steps, over);
        }
    }

    /// The layer, of any kind but `lif`.
    Layer layer() {
        return plain(kind, units, channels, kernel, size, stride, padding, bias, probability, steps, over);
    }

    /// One unit of a layer of the kind `lif`, which stands for all: their number is that of what comes in.
    ///
    /// @param fixed whether leaks and thresholds stay as they start
    LayerKeys spiking(boolean fixed) {
        return spiking(
                mode,
                refractory,
                surrogate,
                beta,
                points,
                leak,
                leakTo,
                fixed ? LeakForm.FIXED : leakForm,
                threshold,
                fixed ? Boolean.FALSE : trainThreshold);
    }

    /// Whether its units learn anything themselves.
    boolean learns() {
        return kind == Kind.LIF && (leakForm != LeakForm.FIXED || Boolean.TRUE.equals(trainThreshold));
    }

    /// θ of all units of a layer of the kind `lif`.
    double firing() {
        return or(threshold, 1.0);
    }

    private static Layer plain(
            Kind kind,
            @Nullable Integer units,
            @Nullable Integer channels,
            @Nullable Integer kernel,
            @Nullable Integer size,
            @Nullable Integer stride,
            @Nullable Integer padding,
            @Nullable Boolean bias,
            @Nullable Double probability,
            @Nullable Integer steps,
            Layer.@Nullable OverTime over) {
        return switch (kind) {
            case DENSE -> new Layer.Dense(needed("units", units), or(bias, true));
            case CONVOLUTION ->
                new Layer.Convolution(
                        needed("channels", channels),
                        or(kernel, 3),
                        or(stride, 1),
                        or(padding, or(kernel, 3) / 2),
                        or(bias, true));
            case MAX_POOLING -> new Layer.MaxPooling(or(size, 2), or(stride, or(size, 2)));
            case AVERAGE_POOLING -> new Layer.AveragePooling(or(size, 2), or(stride, or(size, 2)));
            case RELU -> new Layer.Relu();
            case FLATTEN -> new Layer.Flatten();
            case DROPOUT -> new Layer.Dropout(or(probability, USUAL_DROPOUT));
            case LSTM -> new Layer.Lstm(needed("units", units));
            case REPEAT -> new Layer.Repeat(needed("steps", steps));
            case REDUCE -> new Layer.Reduce(or(over, Layer.OverTime.MEAN));
            case LIF -> throw new IllegalStateException("spiking units are no layer of LibTorch");
        };
    }

    private static LayerKeys spiking(
            LayerKeys.@Nullable Mode mode,
            @Nullable Integer refractory,
            LayerKeys.@Nullable SurrogateName surrogate,
            @Nullable Double beta,
            @Nullable List<List<Double>> points,
            @Nullable Double leak,
            @Nullable Double leakTo,
            @Nullable LeakForm leakForm,
            @Nullable Double threshold,
            @Nullable Boolean trainThreshold) {
        return new LayerKeys(
                1,
                or(mode, LayerKeys.Mode.GERUM_2021),
                or(refractory, -1),
                or(surrogate, LayerKeys.SurrogateName.FLAT),
                or(beta, 0.0),
                or(points, List.of()),
                or(leak, USUAL_LEAK),
                or(leakTo, 0.0),
                or(leakForm, LeakForm.CLAMPED),
                or(threshold, 1.0),
                or(trainThreshold, false),
                false,
                false,
                LayerKeys.Weights.UNIFORM,
                0,
                0);
    }

    private static <T> T or(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }

    private static int needed(String key, @Nullable Integer value) {
        if (value == null) {
            throw new InputException(key + ": is missing; give it a number");
        }
        return value;
    }
}
