package org.gyre.nets.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gyre.core.random.RandomStream;

/// The largest load at which a rule still recalls random patterns well enough.
///
/// For each seed the patterns come from `seed.split("patterns")`, the damage to the cues from
/// `seed.split("flips")` and what the rule draws from `seed.split("rule")`. Fewer patterns are the
/// first of many, so that loads are compared on the same patterns. What is compared with the
/// threshold, up to rounding, is the mean over the seeds.
///
/// @param rule      makes a memory from patterns
/// @param units     N, ≥ 1
/// @param flips     share of the units of a cue that is damaged, 0 … 1
/// @param mostSteps of a recall, ≥ 1
/// @param criterion what is to be large enough
/// @param threshold how large, at least
public record Capacity(
        StorageRule rule, int units, double flips, int mostSteps, Criterion criterion, double threshold) {
    /// The threshold that is usual for either criterion.
    public static final double USUAL_THRESHOLD = 0.95;

    /// More than the rounding of a mean, less than one unit of one pattern.
    private static final double ROUNDING = 1e-12;

    /// What counts as good recall.
    public enum Criterion {
        /// The mean overlap of final states and patterns.
        MEAN_OVERLAP,
        /// The share of patterns that are recalled with an overlap of at least [Recall#RECALLED].
        RECALLED
    }

    /// Recall at one load, the mean over the seeds.
    ///
    /// @param patterns    M
    /// @param load        M/N
    /// @param meanOverlap mean overlap of final states and patterns
    /// @param recalled    share of patterns with an overlap of at least [Recall#RECALLED]
    public record Reading(int patterns, double load, double meanOverlap, double recalled) {}

    /// What a search found.
    ///
    /// @param patterns the largest M that was good enough, 0 if not even the smallest tried was
    /// @param load     M/N
    /// @param bounded  whether the search ended since it was not to look at more patterns: a lower
    ///     bound then
    /// @param readings all loads that were looked at, ascending
    public record Found(int patterns, double load, boolean bounded, List<Reading> readings) {
        public Found {
            readings = List.copyOf(readings);
        }
    }

    /// @throws IllegalArgumentException if there are no units or steps, or the share of flips is
    ///     not between 0 and 1
    public Capacity {
        if (units < 1 || mostSteps < 1) {
            throw new IllegalArgumentException(units + " units, " + mostSteps + " steps: must be at least 1 of each");
        }
        if (!(flips >= 0 && flips <= 1)) {
            throw new IllegalArgumentException("flips = " + flips + ": must be between 0 and 1");
        }
    }

    /// Recall without damage, of which the mean overlap is to be at least [#USUAL_THRESHOLD].
    ///
    /// @throws IllegalArgumentException if there are no units or steps
    public static Capacity of(StorageRule rule, int units, int mostSteps) {
        return new Capacity(rule, units, 0, mostSteps, Criterion.MEAN_OVERLAP, USUAL_THRESHOLD);
    }

    /// Recall of so many patterns.
    ///
    /// @param seeds at least one
    /// @throws IllegalArgumentException if there are no patterns or no seeds
    public Reading at(int patterns, List<RandomStream> seeds) {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("no seeds: must be at least 1");
        }
        double overlap = 0;
        double recalled = 0;
        for (RandomStream seed : seeds) {
            Patterns stored = Patterns.random(patterns, units, seed.split("patterns"));
            ThresholdMemory memory = rule.store(stored, seed.split("rule"));
            Recall recall = memory.recall(stored.flipped(flips, seed.split("flips")), mostSteps);
            overlap += recall.meanOverlap(stored);
            recalled += recall.recalled(stored);
        }
        return new Reading(patterns, (double) patterns / units, overlap / seeds.size(), recalled / seeds.size());
    }

    /// Halves the range 0 … `most` until M patterns are good enough and M + 1 are not. That is the
    /// largest such M if recall only gets worse with the load; else it is one end of several.
    ///
    /// @param most patterns, at most; ≥ 1
    /// @throws IllegalArgumentException if there are no patterns or no seeds
    public Found bisect(int most, List<RandomStream> seeds) {
        Map<Integer, Reading> readings = new TreeMap<>();
        Reading last = at(most, seeds);
        readings.put(most, last);
        if (good(last)) {
            return found(most, true, readings);
        }
        int good = 0;
        int bad = most;
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            Reading reading = at(middle, seeds);
            readings.put(middle, reading);
            if (good(reading)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return found(good, false, readings);
    }

    /// Looks at `from`, `from + step`, … patterns and stops at the first load that is not good
    /// enough.
    ///
    /// @param from patterns to begin with, ≥ 1
    /// @param step patterns from one load to the next, ≥ 1
    /// @param most patterns, at most; ≥ `from`
    /// @throws IllegalArgumentException if the range is empty, the step not positive or there are
    ///     no seeds
    public Found scan(int from, int step, int most, List<RandomStream> seeds) {
        if (from < 1 || step < 1 || most < from) {
            throw new IllegalArgumentException("from " + from + " by " + step + " to " + most
                    + " patterns: must ascend from at least 1 by at least 1");
        }
        Map<Integer, Reading> readings = new TreeMap<>();
        int good = 0;
        for (int patterns = from; patterns <= most; patterns += step) {
            Reading reading = at(patterns, seeds);
            readings.put(patterns, reading);
            if (!good(reading)) {
                return found(good, false, readings);
            }
            good = patterns;
        }
        return found(good, true, readings);
    }

    private boolean good(Reading reading) {
        return switch (criterion) {
            case MEAN_OVERLAP -> reading.meanOverlap() >= threshold - ROUNDING;
            case RECALLED -> reading.recalled() >= threshold - ROUNDING;
        };
    }

    private Found found(int patterns, boolean bounded, Map<Integer, Reading> readings) {
        return new Found(patterns, (double) patterns / units, bounded, new ArrayList<>(readings.values()));
    }
}
