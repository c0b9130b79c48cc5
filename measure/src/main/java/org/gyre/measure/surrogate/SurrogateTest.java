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
/// @param count number of surrogates, 1 to 10 million
/// @param stream where their randomness comes from
public record SurrogateTest(Shuffle shuffle, int count, RandomStream stream) {
    private static final int MOST = 10_000_000;

    /// @throws InputException if there is no surrogate, or more than 10 million
    public SurrogateTest {
        if (count < 1) {
            throw new InputException(Plural.of(count, "surrogate") + ": at least one is needed, 200 or more are usual");
        }
        if (count > MOST) {
            throw new InputException(Plural.of(count, "surrogate") + ": at most " + MOST + " are possible");
        }
    }

    /// The same with other randomness, for one of many tests.
    public SurrogateTest splitBy(long number) {
        return new SurrogateTest(shuffle, count, stream.split(number));
    }

    /// Refuses a test with more surrogates than there are orders to draw from. Most of its surrogates would be
    /// copies of a few, and p would tell their number, not how rare the value is: 999 copies of one circular
    /// shift give p = 0.001 where 1/2 is right.
    ///
    /// @param trialLengths number of samples of each trial
    /// @throws InputException if there are fewer orders than surrogates, or trials too short for the shuffle
    public void requireEnoughOrders(int[] trialLengths) {
        requireEnoughOrders(trialLengths, 1);
    }

    /// @param shuffled how many variables are shuffled, each by itself
    private void requireEnoughOrders(int[] trialLengths, int shuffled) {
        double distinct = StrictMath.pow(shuffle.distinct(trialLengths), shuffled);
        if (distinct < count) {
            String remedy = shuffle instanceof Shuffle.Circular
                    ? "lower the least shift"
                    : shuffle instanceof Shuffle.Blocks ? "cut shorter blocks" : "record more samples";
            throw new InputException("a " + shuffle.label() + " has only "
                    + Plural.of((long) distinct, "distinct order") + " here, fewer than the "
                    + Plural.of(count, "surrogate") + " asked for: " + remedy + ", or take fewer surrogates");
        }
    }

    /// Tests a relation.
    ///
    /// @throws InputException if its trials are too short for the shuffle and the number of surrogates
    public Significance of(Relation relation, Team team) {
        int[] trials = relation.trialLengths();
        requireEnoughOrders(trials);
        double[] values = new double[count];
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
    /// @throws InputException if the trials are too short for the shuffle and the number of surrogates
    public <S extends Series<S>> Significance of(List<S> variables, ToDoubleFunction<List<S>> quantity, Team team) {
        int[] trials = variables.getFirst().trialLengths();
        requireEnoughOrders(trials, variables.size() - 1);
        double[] values = new double[count];
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
