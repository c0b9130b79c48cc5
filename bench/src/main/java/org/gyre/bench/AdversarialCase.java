package org.gyre.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gyre.deep.adversarial.CriticLoss;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.Moments;
import org.gyre.deep.adversarial.Penalty;
import org.gyre.deep.adversarial.Units;

/// One network to be timed: recurrent layers, a discriminator of two hidden layers for each pair.
///
/// @param sizes   numbers of each layer, from the input up
/// @param hidden  units between the layers of a generative pathway that learns; with 0 the world is given,
///     linear, and so are the units
/// @param batch   samples of each phase
/// @param critic  units of a hidden layer of a discriminator
/// @param steps   of the recurrent layers
/// @param updates of one timed run
record AdversarialCase(List<Integer> sizes, int hidden, int batch, int critic, int steps, int updates) {
    /// Standard deviation of the normal noise of the generative pathway.
    static final double LEARNED_NOISE = 0.1;

    /// As [#LEARNED_NOISE], of a given world.
    static final double GIVEN_NOISE = 0.5;

    private static final double RATE = 1e-3;

    AdversarialCase {
        sizes = List.copyOf(sizes);
    }

    boolean learns() {
        return hidden > 0;
    }

    /// The inference pathway.
    List<Units> units() {
        List<Units> units = new ArrayList<>();
        for (int l = 1; l < sizes.size(); l++) {
            units.add(
                    learns()
                            ? new Units.Rate(sizes.get(l), steps, true, Math.exp(-1.5), l < sizes.size() - 1)
                            : new Units.Linear(sizes.get(l), steps, true, Math.exp(-0.5)));
        }
        return units;
    }

    /// Pairs, dreams, logistic loss with a light penalty, all at the same rate.
    ///
    /// @param planned updates before which no rate falls
    LearningRule rule(long planned) {
        LearningRule.CriticRule critics = new LearningRule.CriticRule(
                LearningRule.View.PAIRS,
                0,
                LearningRule.Contrast.SLEEP,
                critic,
                2,
                CriticLoss.LOGISTIC,
                new Penalty(Penalty.Kind.ZERO_CENTRED, 0.05),
                1,
                RATE,
                true);
        return new LearningRule(
                2 * planned,
                batch,
                critics,
                false,
                LearningRule.InferenceRule.ADVERSARIAL,
                RATE,
                learns() ? LearningRule.GeneratorRule.DELTA_AND_OPPOSING : LearningRule.GeneratorRule.FIXED,
                RATE,
                Moments.OPPONENTS,
                Moments.OPPONENTS,
                0.98);
    }

    /// Such as `64-32-16, batch 128, generator learns`.
    String title() {
        return String.format(
                Locale.ROOT,
                "%s, batch %d, %s",
                sizes.stream().map(String::valueOf).collect(Collectors.joining("-")),
                batch,
                learns() ? "generator learns" : "world given");
    }

    /// A quick look takes fewer updates.
    AdversarialCase shrunk(int divisor) {
        return new AdversarialCase(sizes, hidden, batch, critic, steps, Math.ceilDiv(updates, divisor));
    }
}
