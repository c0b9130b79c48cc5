package org.gyre.deep.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.gyre.core.InputException;
import org.gyre.deep.torch.Floats;
import org.gyre.deep.torch.NeedsTorch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against LibTorch's own optimisers, whose memory cannot be read.
final class OptimiserTest {
    private static final int COUNT = 50;

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    @Test
    void adamIsThatOfLibTorch() {
        AdamOptions options = new AdamOptions(0.01);
        options.weight_decay().put(0.1);
        assertSameCourse(new Optimiser.Adam(0.9, 0.999, 1e-8, 0.1), parameters -> {
            Adam theirs = new Adam(parameters, options);
            return theirs::step;
        });
    }

    @Test
    void descentWithMomentumIsThatOfLibTorch() {
        SGDOptions options = new SGDOptions(0.01);
        options.momentum().put(0.8);
        options.weight_decay().put(0.1);
        assertSameCourse(new Optimiser.Sgd(0.8, 0.1), parameters -> {
            SGD theirs = new SGD(parameters, options);
            return theirs::step;
        });
    }

    @Test
    void plainDescentIsThatOfLibTorch() {
        SGDOptions options = new SGDOptions(0.01);
        assertSameCourse(new Optimiser.Sgd(0, 0), parameters -> {
            SGD theirs = new SGD(parameters, options);
            return theirs::step;
        });
    }

    private interface Maker {
        Runnable make(TensorVector parameters);
    }

    private static void assertSameCourse(Optimiser optimiser, Maker maker) {
        float[] start = Numbers.uniform("start", COUNT, -1, 1);
        try (PointerScope scope = new PointerScope();
                TorchLayer.Parameter ours = new TorchLayer.Parameter("p", Floats.tensor(start, COUNT), optimiser)) {
            assertThat(scope).isNotNull();
            Tensor theirs = Floats.tensor(start, COUNT);
            theirs.set_requires_grad(true);
            Runnable step = maker.make(new TensorVector(theirs));
            ArrayParameter inJava = new ArrayParameter("p", start.clone(), optimiser);
            for (int i = 1; i <= 20; i++) {
                float[] slopes = Numbers.uniform("slope " + i, COUNT, -2, 3);
                Tensor slope = Floats.tensor(slopes, COUNT);
                inJava.add(slopes);
                inJava.learn(optimiser, 0.01, i);
                ours.value().mul(slope).sum().backward();
                theirs.mul(slope).sum().backward();
                ours.learn(optimiser, 0.01, i);
                step.run();
                theirs.mutable_grad().zero_();
                float[] a = Floats.array(ours.value());
                float[] b = Floats.array(theirs);
                for (int k = 0; k < COUNT; k++) {
                    assertThat(a[k]).as("step " + i).isCloseTo(b[k], within(1e-6f));
                    assertThat(inJava.values()[k]).as("step " + i).isCloseTo(b[k], within(1e-6f));
                }
            }
            assertThat(Floats.array(theirs)).isNotEqualTo(start);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Optimiser.Adam(1, 0.9, 1e-8, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Optimiser.Adam(0.9, Double.NaN, 1e-8, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Optimiser.Adam(0.9, 0.9, 0, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Optimiser.Sgd(-0.1, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Optimiser.Sgd(0, Double.POSITIVE_INFINITY))
                .isInstanceOf(InputException.class)
                .hasMessage("decay = Infinity: must be at least 0 and a number of single precision");
    }
}
