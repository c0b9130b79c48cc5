package org.gyre.lab.lif;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.jspecify.annotations.Nullable;

/// The keys of a TOML file for one of the networks of a series: what is different in its hidden layers.
/// What is not given stays as in `network`.
///
/// @param name      lower-case letters, digits and `_`
/// @param surrogate what stands for the derivative of a spike
/// @param beta      its steepness; 0 for its usual one
/// @param points    of the surrogate of that name: `[[u, slope], ...]`, ascending
/// @param leak      l at the start
/// @param leakTo    if above `leak`, leaks start evenly spread between the two
/// @param leakForm  whether and how leaks are learnt
/// @param leaks     instead of `leak`: each is tried, and the validation samples choose
public record VariantKeys(
        String name,
        LayerKeys.@Nullable SurrogateName surrogate,
        @Default("0") double beta,
        @Default("[]") List<List<Double>> points,
        @Nullable Double leak,
        @Default("0") double leakTo,
        @Nullable LeakForm leakForm,
        @Default("[]") List<Double> leaks) {
    /// @throws InputException if the name is malformed, or leaks are given twice
    public VariantKeys {
        leaks = List.copyOf(leaks);
        points = points.stream().map(List::copyOf).toList();
        if (surrogate != null) {
            LayerKeys.checkPoints(surrogate, points);
        } else if (!points.isEmpty()) {
            throw new InputException(
                    "points = " + points + ": are those of surrogate = \"points\"; choose it, or leave" + " them out");
        }
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new InputException("variants.name = '" + name + "': lower-case letters, digits and _ only");
        }
        if (leak != null && !leaks.isEmpty()) {
            throw new InputException("variant " + name + ": give either leak or leaks");
        }
    }

    /// How many networks are tried for each seed.
    int trials() {
        return Math.max(1, leaks.size());
    }

    /// The network of one trial.
    LifKeys of(LifKeys network, int trial) {
        return network.withHidden(layer -> {
            LayerKeys changed = surrogate == null ? layer : layer.with(surrogate, beta, points);
            Double start = leaks.isEmpty() ? leak : leaks.get(trial);
            if (start == null && leakForm == null) {
                return changed;
            }
            return changed.withLeak(
                    start == null ? layer.leak() : start,
                    start == null ? layer.leakTo() : leakTo,
                    leakForm == null ? layer.leakForm() : leakForm);
        });
    }
}
