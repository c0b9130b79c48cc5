package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Tensors lie where no garbage collector sees them: none may stay behind.
final class LearnerMemoryTest {
    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// 64 samples of 4096 numbers: a tensor of 1 MiB that stays at each of a thousand updates is 1 GiB in
    /// the end.
    private static final int WIDTH = 4096;

    private static void update(AdversarialLearner learner, int times) {
        for (int i = 0; i < times; i++) {
            learner.update();
        }
    }

    private static void judge(AdversarialLearner learner) {
        RandomStream stream = RandomStream.of(1);
        AdversarialLearner.Samples samples = learner.wake(3, stream);
        learner.evoked(samples.input(), stream);
        learner.sleep(3, stream);
        learner.readCritics(64, stream);
        learner.reconstruct(samples, 1);
        learner.averaged().close();
        learner.restore(learner.state());
        learner.requireFinite();
    }

    private static long residentKiB() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Net wide() {
        RandomStream stream = RandomStream.of(2);
        LearnedGeneration generation = new LearnedGeneration(
                List.of(WIDTH, 2),
                List.of(new LearnedGeneration.Step(0, false, 0.5)),
                Precision.SINGLE,
                stream.split("generation"));
        Rules rules = Rules.pairs().with(GeneratorRule.DELTA_AND_OPPOSING).with(64, 1, 1e-4);
        return new Net(
                new AdversarialLearner(
                        (samples, draws) -> draws.normal(samples, WIDTH),
                        List.of(Net.LINEAR),
                        generation,
                        rules.rule(),
                        Precision.SINGLE,
                        stream),
                generation);
    }

    /// The bound is far above what the Java heap adds in this time and far below what is lost where any
    /// tensor of a batch stays.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aThousandUpdatesLeaveTheResidentMemoryAsItIs() throws IOException {
        try (Net net = wide()) {
            update(net.learner(), 100);
            long before = residentKiB();
            update(net.learner(), 1000);
            assertThat(residentKiB() - before).as("KiB more").isLessThan(128 * 1024);
        }
    }

    /// JavaCPP counts what it still has to free: nothing more after updates and judging than before, and
    /// nothing after a learner is closed. Small tensors, which the resident memory does not show.
    @Test
    void nothingIsLeftToFree() {
        try (Net net = Net.of(1)) {
            net.learn(5);
            judge(net.learner());
            long before = Pointer.totalCount();
            net.learn(300);
            judge(net.learner());
            assertThat(Pointer.totalCount() - before).as("native objects more").isLessThanOrEqualTo(0);
        }
        long before = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            try (Net net = Net.of(i)) {
                net.learn(2);
            }
        }
        assertThat(Pointer.totalCount() - before).as("native objects more").isLessThanOrEqualTo(0);
    }
}
