package org.gyre.measure.surrogate;

import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.Relation;

/// Compares an information with that of surrogates, in which the samples of the first variable are shuffled.
///
/// Surrogate i uses stream i, so that results depend neither on the number of threads nor on how many
/// surrogates follow.
///
/// @param shuffle what the surrogates keep
/// @param count number of surrogates, ≥ 1
/// @param stream where their randomness comes from
public record SurrogateTest(Shuffle shuffle, int count, RandomStream stream) {
    /// @throws InputException if there is no surrogate
    public SurrogateTest {
        if (count < 1) {
            throw new InputException(count + " surrogates: at least one is needed, 200 or more are usual");
        }
    }

    /// Tests a relation.
    ///
    /// @throws InputException if its trials are too short for the shuffle
    public Significance of(Relation relation, Team team) {
        double[] values = new double[count];
        int[] trials = relation.trialLengths();
        // Told here, in a sentence of its own, rather than by a thread that fails.
        shuffle.order(trials, stream.split(0).generator());
        List<Runnable> tasks = IntStream.range(0, count)
                .<Runnable>mapToObj(i -> () -> values[i] =
                        relation.nats(shuffle.order(trials, stream.split(i).generator())))
                .toList();
        team.run(tasks);
        return new Significance(relation.nats(), values, shuffle.label());
    }
}
