package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gyre.core.Plural;
import org.gyre.core.stats.SerialMemory;
import org.gyre.measure.mutualinfo.Relation;

/// In how many of many pairs samples that follow each other are alike, judged as for a single pair: by their local
/// values, from which the past of the target has taken its memory away.
///
/// A pair of columns of which one has no memory has none either. Of the others at most [#MOST] are looked at, spread
/// evenly, since local values take longer than a value of all pairs at once.
///
/// @param looked pairs that were looked at
/// @param found those with memory
/// @param told whether there are samples enough to find it
record PairMemory(int looked, int found, boolean told) {
    private static final int MOST = 100;

    /// Of independent samples this share of the pairs seems to have memory at most, see [SerialMemory].
    private static final double BY_CHANCE = 0.01;

    /// The relation of a pair of columns.
    @FunctionalInterface
    interface Pair {
        /// What one column tells about another.
        ///
        /// @throws org.gyre.core.InputException if there is too little to estimate from
        Relation of(int source, int target);
    }

    static PairMemory of(Samples samples, Pair pair) {
        int[] lengths =
                samples.trialLengths().stream().mapToInt(Integer::intValue).toArray();
        int[] slow = IntStream.range(0, samples.columns())
                .filter(column -> SerialMemory.in(samples.values().apply(column), lengths))
                .toArray();
        List<int[]> pairs = new ArrayList<>();
        for (int source : slow) {
            for (int target : slow) {
                if (source != target) {
                    pairs.add(new int[] {source, target});
                }
            }
        }
        int looked = Math.min(MOST, pairs.size());
        int found = 0;
        for (int i = 0; i < looked; i++) {
            int[] columns = pairs.get((int) ((long) i * pairs.size() / looked));
            Relation relation = pair.of(columns[0], columns[1]);
            found += SerialMemory.in(relation.local(), relation.trialLengths()) ? 1 : 0;
        }
        return new PairMemory(looked, found, SerialMemory.canTell(lengths));
    }

    /// What to say of it, if it is more than chance or cannot be told.
    ///
    /// @param samples of a pair
    Optional<String> warning(long samples) {
        if (found > BY_CHANCE * looked) {
            return Optional.of("in " + found + " of " + Plural.of(looked, "pair") + " with memory in both columns "
                    + SurrogateOptions.MEMORY);
        }
        return told ? Optional.empty() : Optional.of(SurrogateOptions.tooFew(samples));
    }
}
