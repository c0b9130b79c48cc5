package org.gyre.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.Generation;
import org.gyre.deep.adversarial.LearnedGeneration;
import org.gyre.deep.adversarial.LinearWorld;
import org.gyre.deep.adversarial.RowData;
import org.gyre.deep.torch.Precision;

/// The learner of a case, with data: samples of the given world, or images of a fixed set with noise.
final class AdversarialKernel implements AutoCloseable {
    private static final int IMAGES = 1297;
    private static final long PLANNED = 1L << 40;

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final AdversarialLearner learner;
    private final int generated;

    AdversarialKernel(AdversarialCase which, long seed) {
        RandomStream stream = RandomStream.of(seed);
        List<Integer> sizes = which.sizes();
        Generation generation;
        AdversarialLearner.Data data;
        if (which.learns()) {
            LearnedGeneration learned = new LearnedGeneration(
                    sizes,
                    Collections.nCopies(
                            sizes.size() - 1,
                            new LearnedGeneration.Step(which.hidden(), true, AdversarialCase.LEARNED_NOISE)),
                    Precision.SINGLE,
                    stream.split("generation"));
            parts.add(learned);
            generation = learned;
            generated = (int) learned.weights().count();
            RowData images = images(sizes.getFirst(), stream.split("images").generator());
            parts.add(images);
            data = images;
        } else {
            LinearWorld world = world(sizes, stream.split("world"));
            parts.add(world);
            generation = world;
            generated = 0;
            data = RowData.of(world);
        }
        learner = new AdversarialLearner(
                data, which.units(), generation, which.rule(PLANNED), Precision.SINGLE, stream.split("learner"));
        parts.add(learner);
    }

    private static RowData images(int width, CounterRandom random) {
        double[] pixels = new double[IMAGES * width];
        Arrays.setAll(pixels, _ -> 2 * random.nextDouble() - 1);
        return new RowData(pixels, width, AdversarialCase.LEARNED_NOISE, Precision.SINGLE);
    }

    private static LinearWorld world(List<Integer> sizes, RandomStream stream) {
        List<double[]> matrices = new ArrayList<>();
        for (int k = 1; k < sizes.size(); k++) {
            CounterRandom random = stream.split(k).generator();
            double scale = 1 / Math.sqrt(sizes.get(k));
            double[] matrix = new double[sizes.get(k - 1) * sizes.get(k)];
            Arrays.setAll(matrix, _ -> scale * random.nextGaussian());
            matrices.add(matrix);
        }
        double[] noise = new double[matrices.size()];
        Arrays.fill(noise, AdversarialCase.GIVEN_NOISE);
        return new LinearWorld(sizes, matrices, noise, Precision.SINGLE);
    }

    void update(int times) {
        for (int i = 0; i < times; i++) {
            learner.update();
        }
    }

    /// @throws ArithmeticException if what was timed is not finite
    void requireFinite() {
        learner.requireFinite();
    }

    /// How many numbers inference, discriminators and generation learn.
    List<Integer> weights() {
        return List.of(
                (int) learner.inferenceWeights().count(),
                (int) learner.criticWeights().count(),
                generated);
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
