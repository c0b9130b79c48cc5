package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;

/// What the pathways of a learner minimise in its first update, as a function of the weights, without any
/// differentiation: the same draws, discriminators by loops. Of the learner it takes only the weights and
/// the layers' equations.
final class Twin implements AutoCloseable {
    /// Layers with the first and the last of their numbers.
    private record Seen(int layer, int from) {}

    final AdversarialLearner learner;
    final Weights weights = new Weights(Precision.DOUBLE);
    private final Inference inference;
    private final Draws draws = new Draws(Precision.DOUBLE);
    private final Generation generation;
    private final AdversarialLearner.Data data;
    private final Rules rules;
    private final RandomStream stream;
    private final List<List<Seen>> sights = new ArrayList<>();

    /// Makes the learner and lets it take its first update, in which only gradients are formed.
    Twin(List<Units> units, Generation generation, Rules rules, double[] output) {
        this.rules = rules.onlyGradients();
        this.generation = generation;
        this.stream = RandomStream.of(12);
        List<Integer> sizes = generation.sizes();
        this.data = (samples, from) -> from.normal(samples, sizes.getFirst());
        learner = new AdversarialLearner(data, units, generation, this.rules.rule(), Precision.DOUBLE, stream);
        inference = new Inference(units, weights, sizes.getFirst());
        weights.draw(stream.split("any"));
        // Larger discriminators than at the start, so that their slopes are felt.
        for (String name : learner.criticWeights().names()) {
            double[] larger = Arrays.stream(learner.criticWeights().array(name))
                    .map(w -> 2 * w)
                    .toArray();
            learner.criticWeights().set(name, larger);
        }
        if (output.length > 0) {
            learner.criticWeights().set("critic-1.weights-output", output);
        }
        learner.update();
        for (String name : learner.inferenceWeights().names()) {
            weights.set(name, learner.inferenceWeights().array(name));
        }
        sights(sizes);
    }

    private void sights(List<Integer> sizes) {
        List<Seen> all = new ArrayList<>();
        for (int l = 0; l < sizes.size(); l++) {
            all.add(new Seen(l, l == 0 && rules.window() > 0 ? sizes.getFirst() - rules.window() : 0));
        }
        if (rules.view() == View.JOINT) {
            sights.add(all);
        } else if (rules.view() == View.LAYERS) {
            all.forEach(layer -> sights.add(List.of(layer)));
        } else {
            for (int l = 1; l < all.size(); l++) {
                sights.add(all.subList(l - 1, l + 1));
            }
        }
        if (rules.contrast() == Contrast.BOUNCE && rules.view() != View.LAYERS) {
            sights.add(List.of(all.getLast()));
        }
    }

    int discriminators() {
        return sights.size();
    }

    /// The gradient that the learner formed, of the weights of a name.
    static double[] remembered(double[] state, Weights weights, String name) {
        int count = (int) weights.count();
        int at = 2 * count; // after the weights and their average
        for (String other : weights.names()) {
            int length = weights.array(other).length;
            if (other.equals(name)) {
                return Arrays.stream(Arrays.copyOfRange(state, at, at + length))
                        .map(half -> 2 * half)
                        .toArray();
            }
            at += length;
        }
        throw new IllegalArgumentException(name);
    }

    double[] inferenceGradient(String name) {
        return remembered(learner.state().inference(), learner.inferenceWeights(), name);
    }

    double[] generatorGradient(String name) {
        Weights generative = ((Generation.Learning) generation).weights();
        return remembered(learner.state().generation(), generative, name);
    }

    /// What inference minimises, over some of the discriminators.
    double inferenceLoss(IntPredicate which) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            assert scope != null && guard != null;
            return opposed(wake(), which);
        }
    }

    /// What inference minimises where it learns from dreams: −log q of causes, up to the constant.
    double dreamLoss() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            assert scope != null && guard != null;
            wake();
            return Precision.DOUBLE.value(inference.surprise(generation.dream(rules.batch(), draws)));
        }
    }

    /// What generation minimises.
    double generatorLoss() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            assert scope != null && guard != null;
            List<Tensor> wake = wake();
            double loss = 0;
            if (rules.contrast() == Contrast.BOUNCE) {
                double bounced = opposed(wake, _ -> true) - opposedInWake(wake, _ -> true);
                loss += rules.generator().opposing() ? bounced : 0;
            }
            if (rules.generator().delta()) {
                for (int k = 0; k < wake.size() - 1; k++) {
                    Generation.Layered layered = (Generation.Layered) generation;
                    double[] mean = Precision.DOUBLE.array(layered.mean(k, wake.get(k + 1)));
                    double[] given = Precision.DOUBLE.array(wake.get(k));
                    double sum = 0;
                    for (int i = 0; i < given.length; i++) {
                        sum += (mean[i] - given[i]) * (mean[i] - given[i]);
                    }
                    loss += sum / (2 * layered.noise(k) * layered.noise(k) * given.length);
                }
            }
            if (rules.generator().opposing()) {
                List<Tensor> dream = generation.dream(rules.batch(), draws);
                for (int s = 0; s < sights.size(); s++) {
                    loss += mean(s, dream, -1);
                }
            }
            return loss;
        }
    }

    private List<Tensor> wake() {
        draws.at(stream.split("update").split(0).split("pathways"));
        return inference.wake(data.draw(rules.batch(), draws), false, draws).layers();
    }

    private double opposedInWake(List<Tensor> wake, IntPredicate which) {
        double loss = 0;
        for (int s = 0; s < sights.size(); s++) {
            loss += which.test(s) ? mean(s, wake, 1) : 0;
        }
        return loss;
    }

    private double opposed(List<Tensor> wake, IntPredicate which) {
        double loss = opposedInWake(wake, which);
        if (rules.contrast() == Contrast.BOUNCE) {
            Generation.Layered layered = (Generation.Layered) generation;
            for (int s = 0; s < sights.size(); s++) {
                int lowest = sights.get(s).getFirst().layer;
                List<Tensor> bounced = new ArrayList<>(wake);
                boolean top = lowest == wake.size() - 1;
                bounced.set(
                        lowest,
                        top ? layered.top(rules.batch(), draws) : layered.down(lowest, wake.get(lowest + 1), draws));
                loss += which.test(s) ? mean(s, bounced, -1) : 0;
            }
        }
        return loss;
    }

    /// Mean cost of a discriminator whose output shall have the other sign.
    private double mean(int sight, List<Tensor> layers, double sign) {
        PlainCritic critic = PlainCritic.of(learner.criticWeights(), "critic-" + (sight + 1), Rules.LAYERS);
        double sum = 0;
        for (int i = 0; i < rules.batch(); i++) {
            double[] seen = {};
            for (Seen part : sights.get(sight)) {
                Tensor layer = layers.get(part.layer);
                int width = (int) layer.size(1);
                double[] values = Precision.DOUBLE.array(layer);
                double[] more = Arrays.copyOfRange(values, i * width + part.from, (i + 1) * width);
                int at = seen.length;
                seen = Arrays.copyOf(seen, at + more.length);
                System.arraycopy(more, 0, seen, at, more.length);
            }
            sum += PlainCritic.cost(rules.loss(), sign, critic.output(seen));
        }
        return sum / rules.batch();
    }

    @Override
    public void close() {
        learner.close();
        weights.close();
        draws.close();
    }
}
