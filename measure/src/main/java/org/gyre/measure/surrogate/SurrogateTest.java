package org.gyre.measure.surrogate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Series;

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
            throw new InputException(Plural.of(count, "surrogate") + ": at least one is needed, 200 or more are usual");
        }
    }

    /// The same with other randomness, for one of many tests.
    public SurrogateTest splitBy(long number) {
        return new SurrogateTest(shuffle, count, stream.split(number));
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

    /// Tests a quantity of several variables: in a surrogate every variable but the first is shuffled by
    /// itself.
    ///
    /// @param variables recorded together
    /// @param quantity what is measured, safe for several threads
    /// @throws InputException if the trials are too short for the shuffle
    public <S extends Series<S>> Significance of(List<S> variables, ToDoubleFunction<List<S>> quantity, Team team) {
        double[] values = new double[count];
        int[] trials = variables.getFirst().trialLengths();
        shuffle.order(trials, stream.split(0).generator());
        List<Runnable> tasks = IntStream.range(0, count)
                .<Runnable>mapToObj(i -> () -> {
                    List<S> shuffled = new ArrayList<>(variables);
                    for (int v = 1; v < shuffled.size(); v++) {
                        int[] order =
                                shuffle.order(trials, stream.split(i).split(v).generator());
                        shuffled.set(v, shuffled.get(v).reordered(order));
                    }
                    values[i] = quantity.applyAsDouble(shuffled);
                })
                .toList();
        team.run(tasks);
        return new Significance(quantity.applyAsDouble(variables), values, shuffle.label());
    }
}
