package org.gyre.lab.report;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.BinaryRaster;
import org.jspecify.annotations.Nullable;

/// Spikes as marks, time to the right, units upwards; one panel, or several to compare (before and after learning).
///
/// @param xLabel label of time, with its unit ("time (steps)")
/// @param yLabel label of the units
/// @param stepsPerUnit how many steps make one unit of `xLabel`, such as 1000 where steps are milliseconds and the
///     label says seconds; absent: 1
public record RasterPlot(
        String id,
        String title,
        String caption,
        String xLabel,
        String yLabel,
        List<Panel> panels,
        @Nullable Double stepsPerUnit)
        implements Figure {
    /// One stretch of activity.
    ///
    /// @param units number of units N
    /// @param firstStep time of the left edge
    /// @param length number of time steps shown
    /// @param times time of each spike, from `firstStep` to `firstStep + length - 1`
    /// @param senders unit of each spike, 0 to N−1
    /// @param groups for each spike the number (≥ 1) of the repeated pattern or class that it belongs to, 0 for
    /// none; absent: none
    @SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
    public record Panel(
            String title, int units, long firstStep, int length, long[] times, int[] senders, int @Nullable [] groups) {
        /// Refuses parts that do not fit together.
        ///
        /// @throws IllegalArgumentException if lengths differ or a spike is outside the panel
        public Panel {
            Require.positive("raster '" + title + "', units", units);
            Require.positive("raster '" + title + "', length", length);
            Require.sameLength("raster '" + title + "', senders", times.length, senders.length);
            if (groups != null) {
                Require.sameLength("raster '" + title + "', groups", times.length, groups.length);
            }
            for (int i = 0; i < times.length; i++) {
                boolean inside = times[i] >= firstStep && times[i] < firstStep + length;
                if (!inside || senders[i] < 0 || senders[i] >= units) {
                    throw new IllegalArgumentException("raster '" + title + "', spike " + i + " of unit " + senders[i]
                            + " at " + times[i] + ": outside " + units + " units from " + firstStep + " for " + length
                            + " steps");
                }
            }
        }

        /// Spikes without classes.
        public Panel(String title, int units, long firstStep, int length, long[] times, int[] senders) {
            this(title, units, firstStep, length, times, senders, null);
        }

        /// The spikes of steps `from` (inclusive) to `to` (exclusive).
        public static Panel of(String title, BinaryRaster raster, int from, int to) {
            return of(title, raster, from, to, null);
        }

        /// The same, coloured.
        ///
        /// @param groupOfStep `[to - from]`: for each step the number of the repeated pattern that it shows, 0
        /// for none
        public static Panel of(String title, BinaryRaster raster, int from, int to, int @Nullable [] groupOfStep) {
            int count = 0;
            for (int t = from; t < to; t++) {
                count += raster.spikesAt(t);
            }
            long[] times = new long[count];
            int[] senders = new int[count];
            int[] groups = new int[count];
            int k = 0;
            for (int t = from; t < to; t++) {
                for (int i = 0; i < raster.units(); i++) {
                    if (raster.get(t, i)) {
                        times[k] = t;
                        senders[k] = i;
                        groups[k] = groupOfStep == null ? 0 : groupOfStep[t - from];
                        k++;
                    }
                }
            }
            boolean grouped = Arrays.stream(groups).anyMatch(g -> g != 0);
            return new Panel(title, raster.units(), from, to - from, times, senders, grouped ? groups : null);
        }
    }

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed or the unit of time is not positive and finite
    public RasterPlot {
        Require.id(id);
        panels = List.copyOf(panels);
        if (stepsPerUnit != null && !(stepsPerUnit > 0 && stepsPerUnit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "figure '" + id + "', steps per unit = " + stepsPerUnit + ": must be positive and finite");
        }
    }

    /// Time in steps.
    public RasterPlot(String id, String title, String caption, String xLabel, String yLabel, List<Panel> panels) {
        this(id, title, caption, xLabel, yLabel, panels, null);
    }

    /// Time in steps, one or several panels below each other.
    public RasterPlot(String id, String title, String caption, Panel... panels) {
        this(id, title, caption, "time (steps)", "unit", List.of(panels));
    }
}
