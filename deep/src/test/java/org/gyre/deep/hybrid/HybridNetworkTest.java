package org.gyre.deep.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.NeedsTorch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HybridNetworkTest {
    private static final int SAMPLES = 8;
    private static final SignalShape INPUT = SignalShape.image(1, 6, 6);
    private final float[] images = Numbers.uniform("images", SAMPLES * INPUT.size(), 0, 2);
    private final int[] labels = {0, 1, 2, 0, 1, 2, 0, 1};

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    private static HybridNetwork network(long seed) {
        return HybridNetwork.on(INPUT, Optimiser.Adam.USUAL, RandomStream.of(seed))
                .layers(Layer.Convolution.same(4, 3), new Layer.MaxPooling(2, 2), new Layer.Repeat(5))
                .segment(shape -> new ScalarLif(shape, 0.2f, 0.3f, ScalarLif.Surrogate.FLAT))
                .layers(new Layer.Flatten(), new Layer.Dropout(0.3), new Layer.Dense(7, true))
                .segment(shape -> new ScalarLif(shape, 0.2f, 0.3f, ScalarLif.Surrogate.SUPERSPIKE))
                .layers(new Layer.Lstm(6), new Layer.Dense(3, false), new Layer.Reduce(Layer.OverTime.LAST))
                .build();
    }

    private double step(HybridNetwork network) {
        SoftmaxLoss loss = SoftmaxLoss.of(network.forward(images, SAMPLES, Segment.Pass.TRAINING), labels);
        network.backward(loss.gradient());
        network.learn(0.02);
        return loss.value();
    }

    /// LibTorch cuts its sums by its number of threads, which holds for whatever thread calls it.
    @Test
    void anyThreadComputesTheSameBits() throws InterruptedException {
        float[] input = new float[64 * 3 * 32 * 32];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) Math.sin(i);
        }
        float[][] outputs = new float[2][];
        float[][] gradients = new float[2][];
        int[] threads = {0, 0};
        for (int k = 0; k < 2; k++) {
            int which = k;
            Runnable pass = () -> {
                try (HybridNetwork network = HybridNetwork.on(
                                SignalShape.image(3, 32, 32), Optimiser.Adam.USUAL, RandomStream.of(4))
                        .layers(
                                Layer.Convolution.same(8, 5),
                                new Layer.MaxPooling(2, 2),
                                new Layer.Flatten(),
                                new Layer.Dense(50, true))
                        .withInputGradient()
                        .build()) {
                    outputs[which] = network.forward(input, 64, Segment.Pass.TRAINING);
                    gradients[which] = network.backward(outputs[which].clone());
                    threads[which] = torch.get_num_threads();
                }
            };
            if (k == 0) {
                pass.run();
            } else {
                Thread other = new Thread(pass);
                other.start();
                other.join();
            }
        }
        assertThat(threads).containsExactly(1, 1);
        assertThat(outputs[1]).isEqualTo(outputs[0]);
        assertThat(gradients[1]).isEqualTo(gradients[0]);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        try (HybridNetwork one = network(3);
                HybridNetwork other = network(3);
                HybridNetwork different = network(4)) {
            torch.manual_seed(99); // the generator of the process is nobody's concern
            assertThat(one.state()).isEqualTo(other.state());
            assertThat(one.state()).isNotEqualTo(different.state());
            for (int i = 0; i < 5; i++) {
                assertThat(step(one)).isEqualTo(step(other));
            }
            assertThat(one.state()).isEqualTo(other.state());
        }
    }

    @Test
    void goesOnFromAStateBitByBit() {
        try (HybridNetwork whole = network(3);
                HybridNetwork resumed = network(8)) {
            for (int i = 0; i < 3; i++) {
                step(whole);
            }
            List<SegmentState> middle = whole.state();
            for (int i = 0; i < 3; i++) {
                step(whole);
            }
            step(resumed);
            resumed.restore(middle);
            for (int i = 0; i < 3; i++) {
                step(resumed);
            }
            // Another seed draws other dropout: the state is that of the network, the seed that of the run.
            assertThat(resumed.state()).isNotEqualTo(whole.state());
        }
        try (HybridNetwork whole = network(3);
                HybridNetwork resumed = network(3)) {
            for (int i = 0; i < 3; i++) {
                step(whole);
            }
            List<SegmentState> middle = whole.state();
            step(resumed);
            resumed.restore(middle);
            for (int i = 0; i < 3; i++) {
                assertThat(step(resumed)).isEqualTo(step(whole));
            }
            assertThat(resumed.state()).isEqualTo(whole.state());
            assertThat(whole.state()).isNotEqualTo(middle);
        }
    }

    @Test
    void learnsALabelForEachOfEightRandomImages() {
        try (HybridNetwork network = network(3)) {
            double first = step(network);
            for (int i = 0; i < 300; i++) {
                step(network);
            }
            SoftmaxLoss after = SoftmaxLoss.of(network.forward(images, SAMPLES, Segment.Pass.EVALUATION), labels);
            assertThat(first).isCloseTo(Math.log(3), within(0.4));
            assertThat(after.value()).isLessThan(0.2);
            assertThat(after.correct()).isEqualTo(SAMPLES);
        }
    }

    /// Every pointer with memory outside the heap is counted by JavaCPP.
    @Test
    void stepsLeaveNothingBehindOutsideTheHeap() {
        long before = Pointer.totalCount();
        try (HybridNetwork network = network(3)) {
            step(network);
            step(network);
            long one = Pointer.totalCount();
            for (int i = 0; i < 20; i++) {
                step(network);
                network.forward(images, SAMPLES, Segment.Pass.EVALUATION);
                network.forward(images, SAMPLES, Segment.Pass.TRAINING); // without a backward pass
                network.state();
                network.restore(network.state());
            }
            step(network);
            assertThat(Pointer.totalCount()).isEqualTo(one);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void gradientsOfSeveralPassesAddUp() {
        Optimiser momentum = new Optimiser.Sgd(0.5, 0);
        try (HybridNetwork network = HybridNetwork.on(SignalShape.units(1, 2), momentum, RandomStream.of(1))
                .layers(new Layer.Dense(1, false))
                .build()) {
            network.forward(new float[] {1, 2}, 1, Segment.Pass.TRAINING);
            network.backward(new float[] {1});
            network.forward(new float[] {10, 20}, 1, Segment.Pass.TRAINING);
            network.backward(new float[] {1});
            network.learn(0);
            assertThat(network.state().getFirst().array("0.0.dense.weight.mean", 2))
                    .containsExactly(11, 22);
            network.learn(0);
            assertThat(network.state().getFirst().array("0.0.dense.weight.mean", 2))
                    .as("forgotten after a step")
                    .containsExactly(5.5f, 11);
        }
    }

    @Test
    void aNumberThatIsNotFiniteIsNamedWhereItComesUp() {
        try (HybridNetwork network = network(3)) {
            float[] bad = images.clone();
            bad[36 * 2 + 7] = Float.NaN;
            assertThatThrownBy(() -> network.forward(bad, SAMPLES, Segment.Pass.TRAINING))
                    .isInstanceOf(InputException.class)
                    .hasMessage("sample 3, step 1, unit 8 is NaN: every number of the input must be finite");
            float[] huge = images.clone();
            huge[0] = 3e38f;
            huge[1] = 3e38f;
            List<SegmentState> start = network.state();
            List<SegmentState> large = new ArrayList<>(start);
            TreeMap<String, float[]> arrays = new TreeMap<>(start.getFirst().arrays());
            arrays.replaceAll((name, array) -> {
                float[] filled = new float[array.length];
                java.util.Arrays.fill(filled, name.endsWith("weight") ? 1 : 0);
                return filled;
            });
            large.set(0, new SegmentState(0, 0, arrays));
            network.restore(large);
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> network.forward(huge, SAMPLES, Segment.Pass.TRAINING))
                    .withMessageStartingWith("the output of segment 1 (convolution-max-pooling-repeat) is not finite");

            network.restore(start);
            network.forward(images, SAMPLES, Segment.Pass.TRAINING);
            float[] gradient = new float[SAMPLES * 3];
            gradient[4] = Float.POSITIVE_INFINITY;
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> network.backward(gradient))
                    .withMessageStartingWith("the gradient of the output of segment 5 (lstm-dense-reduce) is not");
            assertThat(network.state().getLast().arrays())
                    .satisfies(all -> all.values()
                            .forEach(array -> assertThat(Numbers.largest(array)).isFinite()));
        }
    }

    @Test
    void passesInTheWrongOrderAreRefused() {
        try (HybridNetwork network = network(3)) {
            float[] gradient = new float[SAMPLES * 3];
            assertThatIllegalStateException().isThrownBy(() -> network.backward(gradient));
            network.forward(images, SAMPLES, Segment.Pass.EVALUATION);
            assertThatIllegalStateException().isThrownBy(() -> network.backward(gradient));
            network.forward(images, SAMPLES, Segment.Pass.TRAINING);
            network.backward(gradient);
            assertThatIllegalStateException().isThrownBy(() -> network.backward(gradient));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.forward(images, 3, Segment.Pass.TRAINING))
                    .withMessage("288 numbers for 3 samples of 1 step of 1 x 6 x 6 each");
            assertThatIllegalArgumentException().isThrownBy(() -> network.learn(Double.NaN));
        }
    }

    @Test
    void theStateOfAnotherNetworkIsRefused() {
        try (HybridNetwork network = network(3);
                HybridNetwork smaller = HybridNetwork.on(INPUT, Optimiser.Adam.USUAL, RandomStream.of(1))
                        .layers(new Layer.Flatten(), new Layer.Dense(3, true))
                        .build()) {
            assertThatThrownBy(() -> smaller.restore(network.state()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("5 segments for one of 1");
            assertThatThrownBy(() -> smaller.restore(network.state().subList(0, 1)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no array 0.1.dense.weight");
            List<SegmentState> start = smaller.state();
            TreeMap<String, float[]> arrays = new TreeMap<>(start.getFirst().arrays());
            arrays.put("0.1.dense.bias.mean", new float[4]);
            assertThatThrownBy(() -> smaller.restore(List.of(new SegmentState(0, 0, arrays))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("0.1.dense.bias.mean of the state has 4 numbers where 3 are needed");
            assertThat(smaller.state()).isEqualTo(start);
        }
    }
}
