package org.gyre.lab.infomorphic;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.optimise.search.BoxSearch;
import org.gyre.core.optimise.search.Candidate;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// A search of so many trials, in groups that are tried side by side: none is larger than `together`
/// or goes beyond a generation of the search. Its state are the values of the groups that are over.
final class TrialSearch {
    private final BoxSearch search;
    private final int trials;
    private final int together;

    TrialSearch(BoxSearch search, int trials, int together) {
        this.search = search;
        this.trials = trials;
        this.together = together;
    }

    /// Groups in the end, known beforehand.
    int groups() {
        int count = 0;
        int asked = 0;
        while (asked < trials) {
            int generation = Math.min(search.generationAfter(asked), trials - asked);
            count += Math.ceilDiv(generation, together);
            asked += generation;
        }
        return count;
    }

    /// Trials that were handed out so far.
    int asked() {
        return search.asked();
    }

    /// Hands out the next group.
    List<Candidate> next() {
        int size = Math.min(Math.min(search.ready(), trials - search.asked()), together);
        for (int k = 0; k < size; k++) {
            search.ask();
        }
        return search.open();
    }

    /// The group that waits for its values.
    List<Candidate> open() {
        return search.open();
    }

    /// Takes the value of a trial; less is better.
    void tell(int number, double value) {
        search.tell(number, value);
    }

    /// The point of a trial.
    double[] point(int number) {
        return search.candidate(number).point();
    }

    /// The value of each trial so far.
    double[] values() {
        return search.values();
    }

    /// The least value so far, infinite before there is one.
    double least() {
        return search.best().map(best -> search.values()[best.number()]).orElse(Double.POSITIVE_INFINITY);
    }

    /// Candidates that wait for their values are left out: they are asked for again.
    void save(SnapshotWriter out) {
        int told = search.asked() - search.open().size();
        out.put("told", (long) told);
        out.put("values", Arrays.copyOf(Arrays.copyOf(search.values(), told), trials));
    }

    void restore(SnapshotReader in) {
        search.resume(Arrays.copyOf(in.doubles("values", trials), (int) in.integer("told")));
    }
}
