package org.gyre.lab.infomorphic;

import org.gyre.core.optimise.search.BoxSearch;
import org.gyre.core.optimise.search.Cmaes;
import org.gyre.core.optimise.search.RandomSearch;
import org.gyre.core.optimise.search.TreeParzen;
import org.gyre.core.random.RandomStream;

/// How goals to try are chosen.
public enum GoalMethod {
    RANDOM("a random search", "Bergstra2012"),
    CMA_ES("CMA-ES", "Hansen2016"),
    TPE("TPE", "Bergstra2011");

    private final String words;
    private final String citation;

    GoalMethod(String words, String citation) {
        this.words = words;
        this.citation = citation;
    }

    /// In a sentence.
    String words() {
        return words;
    }

    /// The key of its paper.
    String citation() {
        return citation;
    }

    /// @param start    of CMA-ES: where it begins, in the box [−1, 1]^d
    /// @param startUp  of TPE: random trials at first
    /// @param together of TPE: trials chosen before their values are seen
    BoxSearch search(double[] start, int startUp, int together, RandomStream stream) {
        int dimensions = start.length;
        return switch (this) {
            case RANDOM -> new RandomSearch(dimensions, stream);
            case CMA_ES -> new Cmaes(Cmaes.Settings.from(start), stream);
            case TPE -> new TreeParzen(dimensions, TreeParzen.Settings.usual(startUp, together), stream);
        };
    }
}
