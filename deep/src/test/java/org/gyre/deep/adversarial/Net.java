package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.torch.Precision;

/// A learner with the generative pathway that it learns.
record Net(AdversarialLearner learner, LearnedGeneration generation) implements AutoCloseable {
    static final Units RATE = new Units.Rate(3, 2, true, 0.4, true);
    static final Units LINEAR = new Units.Linear(2, 3, true, 0.6);

    /// Sizes 4, 3, 2; all learns.
    static Net of(long seed) {
        return of(seed, RATE);
    }

    static Net of(long seed, Units first) {
        RandomStream stream = RandomStream.of(seed);
        LearnedGeneration generation = new LearnedGeneration(
                List.of(4, first.count(), 2),
                List.of(new LearnedGeneration.Step(5, true, 0.3), new LearnedGeneration.Step(0, false, 0.6)),
                Precision.SINGLE,
                stream.split("generation"));
        AdversarialLearner.Data data =
                (samples, draws) -> draws.normal(samples, 4).mul_(draws.uniform(0, 1, samples, 1));
        Rules rules = Rules.pairs().with(GeneratorRule.DELTA_AND_OPPOSING).with(8, 2, 2e-3);
        return new Net(
                new AdversarialLearner(
                        data, List.of(first, LINEAR), generation, rules.rule(), Precision.SINGLE, stream),
                generation);
    }

    Net learn(int updates) {
        for (int i = 0; i < updates; i++) {
            learner.update();
        }
        return this;
    }

    static void assertEqual(AdversarialLearner.State a, AdversarialLearner.State b) {
        assertThat(a.updates()).isEqualTo(b.updates());
        assertThat(a.steps()).isEqualTo(b.steps());
        assertThat(a.inference()).containsExactly(b.inference());
        assertThat(a.critics()).containsExactly(b.critics());
        assertThat(a.generation()).containsExactly(b.generation());
    }

    @Override
    public void close() {
        learner.close();
        generation.close();
    }
}
