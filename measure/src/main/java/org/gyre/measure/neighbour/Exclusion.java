package org.gyre.measure.neighbour;

import java.util.Arrays;

/// Which samples are not neighbours of a sample: itself, and those at most `window` steps away in the same
/// trial, whose likeness says something about slowness and not about dependence.
///
/// Source of the window: Theiler, Physical Review A 34:2427 (1986).
public final class Exclusion {
    private final int window;
    /// The first sample of each trial, then the number of samples.
    private final int[] starts;

    private Exclusion(int window, int[] starts) {
        this.window = window;
        this.starts = starts;
    }

    /// Samples of the same trial whose numbers differ by at most the window.
    ///
    /// @param window  steps w ≥ 0; with 0 only the sample itself is excluded
    /// @param lengths samples in each trial, which follow each other
    /// @throws IllegalArgumentException if the window is negative
    public static Exclusion of(int window, int... lengths) {
        if (window < 0) {
            throw new IllegalArgumentException("window = " + window + ": must not be negative");
        }
        int[] starts = new int[lengths.length + 1];
        for (int trial = 0; trial < lengths.length; trial++) {
            starts[trial + 1] = Math.addExact(starts[trial], lengths[trial]);
        }
        return new Exclusion(window, starts);
    }

    /// The window w.
    public int window() {
        return window;
    }

    /// The first sample that is excluded for a sample; all from here to [#last] are.
    int first(int sample) {
        return window == 0 ? sample : Math.max(starts[trial(sample)], sample - window);
    }

    /// The last sample that is excluded for a sample.
    int last(int sample) {
        return window == 0 ? sample : (int) Math.min(starts[trial(sample) + 1] - 1L, (long) sample + window);
    }

    /// Number of samples that are excluded for a sample, itself among them.
    public int excluded(int sample) {
        return last(sample) - first(sample) + 1;
    }

    /// Number of excluded samples with |x_d − c_d| < r_d in some columns of a table.
    ///
    /// @param table  `[column][sample]`
    /// @param chosen which columns
    /// @param centre c, one for each chosen column
    /// @param reach  r, one for each chosen column
    public int countInside(int sample, double[][] table, int[] chosen, double[] centre, double[] reach) {
        int inside = 0;
        for (int other = first(sample); other <= last(sample); other++) {
            boolean in = true;
            for (int d = 0; d < chosen.length; d++) {
                in &= Math.abs(table[chosen[d]][other] - centre[d]) < reach[d];
            }
            inside += in ? 1 : 0;
        }
        return inside;
    }

    private int trial(int sample) {
        if (starts.length == 2) {
            return 0;
        }
        int found = Arrays.binarySearch(starts, sample);
        int trial = found < 0 ? -found - 2 : found;
        // An empty trial starts where the next one does.
        while (starts[trial + 1] <= sample) {
            trial++;
        }
        return trial;
    }
}
