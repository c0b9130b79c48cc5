package org.gyre.lab.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The keys of a sweep's TOML file.
///
/// @param preset what is swept: a preset, or
/// @param file   a configuration file, looked for beside the sweep's own
/// @param title  of the report
/// @param set    settings of all points, as with `--set`: a table of keys
/// @param seeds  `"1..20"` or a list; without it every point has the seed of the configuration
/// @param values the columns that are kept; without it all
/// @param axes   the keys that vary
/// @param sample how points are drawn; without it the sweep is the whole grid
record SweepKeys(
        @Nullable String preset,
        @Nullable String file,
        @Default("") String title,
        @Nullable JsonNode set,
        @Nullable JsonNode seeds,
        @Default("[]") List<String> values,
        @Default("[]") List<AxisKeys> axes,
        @Nullable SampleKeys sample) {

    SweepKeys {
        if ((preset == null) == (file == null)) {
            throw new InputException("preset: name what is swept, either by preset = \"…\" or by file = \"….toml\"");
        }
        values = List.copyOf(values);
        axes = List.copyOf(axes);
        Set<String> keys = new HashSet<>();
        for (AxisKeys axis : axes) {
            if (!keys.add(axis.key())) {
                throw new InputException("axes: two of them have the key " + axis.key() + "; join their values");
            }
        }
        if (sample != null && axes.isEmpty()) {
            throw new InputException("sample: there are no axes to draw points from; add [[axes]]");
        }
    }

    /// One key that varies: by a list of values, or over a range.
    ///
    /// @param key    as with `--set`, for example `network.units`
    /// @param values whatever the key can be
    /// @param from   first end of the range, and its first value in a grid
    /// @param to     other end
    /// @param count  values of the range in a grid, both ends among them
    /// @param scale  how the range is divided, or drawn from
    /// @param whole  whether values are rounded to whole numbers; equal neighbours are then one
    /// @param with   the key of another axis, beside whose values these stand one by one
    record AxisKeys(
            String key,
            @Nullable List<JsonNode> values,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Integer count,
            @Default("linear") Scale scale,
            @Default("false") boolean whole,
            @Nullable String with) {
        enum Scale {
            LINEAR,
            LOG
        }

        AxisKeys {
            if ((values == null) == (from == null && to == null)) {
                throw new InputException("values: axis " + key + " needs values = […], or from and to");
            }
            if (values != null && (values.isEmpty() || count != null || scale != Scale.LINEAR || whole)) {
                throw new InputException(
                        "values: axis " + key + " needs at least one of them, and no count, scale or whole beside");
            }
            if ((from == null) != (to == null)) {
                throw new InputException("from: axis " + key + " needs both from and to");
            }
            if (from != null && to != null && !(from < to)) {
                throw new InputException("from: axis " + key + " goes from " + from + " to " + to + ": must increase");
            }
            if (from != null && scale == Scale.LOG && from <= 0) {
                throw new InputException("from = " + from + ": a logarithmic range must be positive");
            }
            if (count != null && count < 2) {
                throw new InputException("count = " + count + ": must be at least 2, since both ends are among them");
            }
            if (with != null && values == null) {
                throw new InputException("with: axis " + key + " needs values = […], one for each of " + with);
            }
            values = values == null ? null : List.copyOf(values);
        }
    }

    /// Points that are drawn and not counted out.
    ///
    /// @param method how
    /// @param points how many, each with every seed
    /// @param seed   of the drawing; has nothing to do with the seeds of the points
    record SampleKeys(
            Method method, int points, @Default("1") long seed) {
        enum Method {
            /// Independent and uniform in every axis.
            RANDOM,
            /// Each of as many equal parts of every axis once.
            LATIN_HYPERCUBE
        }

        SampleKeys {
            if (points < 1) {
                throw new InputException("points = " + points + ": must be at least 1");
            }
        }
    }
}
