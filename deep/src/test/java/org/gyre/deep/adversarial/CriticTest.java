package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The closed forms of a discriminator against loops, central differences and LibTorch's own automatic
/// differentiation.
final class CriticTest {
    private static final int INPUTS = 4;
    private static final int SAMPLES = 6;
    private static final String NAME = "c";

    private Weights weights;
    private Critic critic;
    private int layers;
    private double[] activity;
    private double[] signs;
    private PointerScope scope;
    private NoGradGuard guard;

    @BeforeEach
    void make() {
        NeedsTorch.orSkip();
        scope = new PointerScope();
        guard = new NoGradGuard();
        activity = Differences.normal("activity", 2 * SAMPLES * INPUTS);
        signs = new double[2 * SAMPLES];
        Arrays.fill(signs, 0, SAMPLES, 1.0 / SAMPLES);
        Arrays.fill(signs, SAMPLES, 2 * SAMPLES, -1.0 / SAMPLES);
        make(2, 2);
    }

    /// @param scale of the weights beside their usual start, so that slopes are on both sides of 1
    private void make(int layers, double scale) {
        release();
        this.layers = layers;
        weights = new Weights(Precision.DOUBLE);
        critic = new Critic(weights, NAME, INPUTS, 5, layers);
        weights.draw(RandomStream.of(4));
        for (String name : weights.names()) {
            weights.set(
                    name, Arrays.stream(weights.array(name)).map(w -> scale * w).toArray());
        }
    }

    private void release() {
        if (weights != null) {
            critic.close();
            weights.close();
        }
    }

    @AfterEach
    void free() {
        if (guard != null) {
            release();
            guard.close();
            scope.close();
        }
    }

    private static Tensor rows(double[] values, int width) {
        return Precision.DOUBLE.tensor(values, values.length / width, width);
    }

    private static double[] row(double[] values, int row) {
        return Arrays.copyOfRange(values, row * INPUTS, (row + 1) * INPUTS);
    }

    private double[] objective(CriticLoss loss, Penalty penalty) {
        return critic.objective(rows(activity, INPUTS), rows(signs, 1), SAMPLES, loss, penalty);
    }

    private double[] gradient(double[] activity, double[] signs, long samples, CriticLoss loss, Penalty penalty) {
        weights.zeroGradient();
        critic.addGradient(rows(activity, INPUTS), rows(signs, 1), samples, loss, penalty);
        return Precision.DOUBLE.array(weights.gradient());
    }

    @Test
    void itsOutputAndItsObjectiveAreThoseOfLoops() {
        make(3, 3);
        PlainCritic plain = PlainCritic.of(weights, NAME, layers);
        double[] outputs = Precision.DOUBLE.array(critic.output(rows(activity, INPUTS)));
        double zeroCentred = 0;
        double oneCentred = 0;
        double oneSided = 0;
        double logistic = 0;
        double wasserstein = 0;
        boolean above = false;
        boolean below = false;
        for (int i = 0; i < 2 * SAMPLES; i++) {
            double output = plain.output(row(activity, i));
            assertThat(outputs[i]).isCloseTo(output, within(1e-12));
            double norm = Math.sqrt(
                    Arrays.stream(plain.slope(row(activity, i))).map(g -> g * g).sum());
            above |= norm > 1;
            below |= norm < 1;
            zeroCentred += norm * norm / (2 * SAMPLES);
            oneCentred += (norm - 1) * (norm - 1) / (2 * SAMPLES);
            oneSided += Math.pow(Math.max(0, norm - 1), 2) / (2 * SAMPLES);
            double sign = i < SAMPLES ? -1 : 1;
            logistic += PlainCritic.cost(CriticLoss.LOGISTIC, sign, output) / SAMPLES;
            wasserstein += PlainCritic.cost(CriticLoss.WASSERSTEIN, sign, output) / SAMPLES;
        }
        assertThat(above && below).as("slopes on both sides of 1").isTrue();
        assertThat(objective(CriticLoss.LOGISTIC, new Penalty(Penalty.Kind.ZERO_CENTRED, 3)))
                .containsExactly(new double[] {logistic, 3 * zeroCentred}, within(1e-12));
        assertThat(objective(CriticLoss.WASSERSTEIN, new Penalty(Penalty.Kind.ONE_CENTRED, 0.5)))
                .containsExactly(new double[] {wasserstein, 0.5 * oneCentred}, within(1e-12));
        assertThat(objective(CriticLoss.WASSERSTEIN, new Penalty(Penalty.Kind.ONE_SIDED, 1)))
                .containsExactly(new double[] {wasserstein, oneSided}, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "LOGISTIC, ZERO_CENTRED, 0, 2",
        "WASSERSTEIN, ZERO_CENTRED, 0, 2",
        "LOGISTIC, ZERO_CENTRED, 2, 1",
        "LOGISTIC, ZERO_CENTRED, .05, 2",
        "WASSERSTEIN, ONE_CENTRED, 10, 2",
        "LOGISTIC, ONE_CENTRED, 1, 3",
        "WASSERSTEIN, ONE_SIDED, 10, 2",
        "LOGISTIC, ONE_SIDED, 1, 3"
    })
    void itsGradientIsThatOfDifferencesAndOfAutomaticDifferentiation(
            CriticLoss loss, Penalty.Kind kind, double weight, int depth) {
        make(depth, 3);
        Penalty penalty = new Penalty(kind, weight);
        double[] gradient = gradient(activity, signs, SAMPLES, loss, penalty);
        int at = 0;
        for (String name : weights.names()) {
            double[] start = weights.array(name);
            double[] differences = Differences.of(start, moved -> {
                weights.set(name, moved);
                double[] parts = objective(loss, penalty);
                return parts[0] + parts[1];
            });
            weights.set(name, start);
            double[] part = Arrays.copyOfRange(gradient, at, at + start.length);
            assertThat(weights.gradient(name)).as(name).containsExactly(part);
            if (name.equals("c.bias-output") && loss == CriticLoss.WASSERSTEIN) {
                assertThat(part[0]).as("both phases cancel").isCloseTo(0, within(1e-15));
            } else {
                Differences.assertEqual(name, part, differences, 1e-6);
            }
            at += start.length;
        }
        Differences.assertEqual("all", gradient, automatic(loss, penalty), 1e-10);
    }

    /// The gradient of the same objective by LibTorch, backward through its own backward pass.
    private double[] automatic(CriticLoss loss, Penalty penalty) {
        guard.close();
        try {
            TensorVector leaves = new TensorVector();
            List<Tensor> tensors = new ArrayList<>();
            int below = INPUTS;
            for (int l = 0; l <= layers; l++) {
                String end = l == layers ? "output" : String.valueOf(l + 1);
                int to = l == layers ? 1 : 5;
                tensors.add(Precision.DOUBLE.tensor(weights.array("c.weights-" + end), below, to));
                tensors.add(Precision.DOUBLE.tensor(weights.array("c.bias-" + end), to));
                below = to;
            }
            for (Tensor leaf : tensors) {
                leaf.set_requires_grad(true);
                leaves.push_back(leaf);
            }
            Tensor input = rows(activity, INPUTS);
            input.set_requires_grad(true);
            Tensor h = input;
            for (int l = 0; l <= layers; l++) {
                h = h.mm(tensors.get(2 * l)).add(tensors.get(2 * l + 1));
                if (l < layers) {
                    h = torch.leaky_relu(h, new Scalar(0.2));
                }
            }
            Tensor slope = torch.grad(
                            new TensorVector(h.sum()),
                            new TensorVector(input),
                            new TensorVector(),
                            new BoolOptional(true),
                            true,
                            false)
                    .get(0);
            Tensor signed = h.mul(rows(signs, 1)).mul(new Scalar(SAMPLES));
            Tensor cost = loss == CriticLoss.LOGISTIC ? torch.softplus(signed.neg()) : signed.neg();
            Tensor square = slope.square().sum(1);
            Tensor beyond = square.sqrt().sub(new Scalar(1));
            Tensor slopeCost = switch (penalty.kind()) {
                case ZERO_CENTRED -> square;
                case ONE_CENTRED -> beyond.square();
                case ONE_SIDED -> beyond.clamp_min(new Scalar(0)).square();
            };
            Tensor objective =
                    cost.sum().div(new Scalar(SAMPLES)).add(slopeCost.mean().mul(new Scalar(penalty.weight())));
            TensorVector gradients = torch.grad(
                    new TensorVector(objective), leaves, new TensorVector(), new BoolOptional(true), false, true);
            double[] all = new double[(int) weights.count()];
            int at = 0;
            for (int i = 0; i < tensors.size(); i++) {
                int count = (int) tensors.get(i).numel();
                System.arraycopy(Precision.DOUBLE.array(gradients.get(i)), 0, all, at, count);
                at += count;
            }
            return all;
        } finally {
            guard = new NoGradGuard();
        }
    }

    /// Leaky rectifiers are linear in pieces: differences are exact but for rounding.
    @ParameterizedTest
    @CsvSource({"WAKE, LOGISTIC", "SLEEP, LOGISTIC", "WAKE, WASSERSTEIN", "SLEEP, WASSERSTEIN"})
    void whatItTellsTheCellsIsTheSlopeOfTheirLoss(Phase phase, CriticLoss loss) {
        PlainCritic plain = PlainCritic.of(weights, NAME, layers);
        double weight = 1.5;
        int count = 2 * SAMPLES;
        double[] differences = Differences.of(activity, moved -> {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += PlainCritic.cost(loss, phase.sign(), plain.output(row(moved, i)));
            }
            return weight * sum / count;
        });
        double[] signal = Precision.DOUBLE.array(critic.signal(rows(activity, INPUTS), phase, loss, weight));
        Differences.assertEqual("signal", signal, differences, 1e-6);
    }

    /// With Wasserstein loss the phase is a factor ±1 of every product, and rounding is symmetric.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void theSleepUpdateIsTheNegativeOfTheWakeUpdateBitByBit(Precision precision) {
        try (Weights own = new Weights(precision)) {
            Critic some = new Critic(own, NAME, INPUTS, 33, 2);
            own.draw(RandomStream.of(1));
            double[][] updates = new double[2][];
            for (int p = 0; p < 2; p++) {
                double[] phase = new double[2 * SAMPLES];
                Arrays.fill(phase, (p == 0 ? 1.0 : -1.0) / phase.length);
                own.zeroGradient();
                some.addGradient(
                        precision.tensor(activity, phase.length, INPUTS),
                        precision.tensor(phase, phase.length, 1),
                        phase.length,
                        CriticLoss.WASSERSTEIN,
                        new Penalty(Penalty.Kind.ONE_SIDED, 0));
                updates[p] = precision.array(own.gradient());
            }
            assertThat(Arrays.stream(updates[0]).anyMatch(value -> value != 0)).isTrue();
            for (int i = 0; i < updates[0].length; i++) {
                // 0 has two signs: a sum that is 0 is +0 in both phases.
                assertThat(updates[1][i] + 0.0).as("number " + i).isEqualTo(-updates[0][i] + 0.0);
            }
            some.close();
        }
    }

    /// With logistic loss the factors of a sample are −σ(−D) in wake and σ(D) in sleep: of opposite sign,
    /// but not of the same size, so that updates point in opposite directions and are not each other's
    /// negative.
    @Test
    void withLogisticLossTheUpdatesOfASampleAreOpposite() {
        Penalty none = new Penalty(Penalty.Kind.ZERO_CENTRED, 0);
        for (int i = 0; i < 2 * SAMPLES; i++) {
            double[] wake = gradient(row(activity, i), new double[] {1}, 1, CriticLoss.LOGISTIC, none);
            double[] sleep = gradient(row(activity, i), new double[] {-1}, 1, CriticLoss.LOGISTIC, none);
            double product = 0;
            double wakes = 0;
            double sleeps = 0;
            for (int k = 0; k < wake.length; k++) {
                product += wake[k] * sleep[k];
                wakes += wake[k] * wake[k];
                sleeps += sleep[k] * sleep[k];
            }
            assertThat(product / Math.sqrt(wakes * sleeps)).isCloseTo(-1, within(1e-14));
            double output = critic.output(rows(row(activity, i), INPUTS)).item_double();
            assertThat(Math.sqrt(wakes / sleeps)).isCloseTo(Math.exp(-output), within(1e-9));
        }
    }

    /// The formula of the class: Δw_k = phase · a_k f′(w_k · h) h for one hidden layer.
    @Test
    void withOneLayerTheUpdateIsTheLocalRule() {
        make(1, 2);
        PlainCritic plain = PlainCritic.of(weights, NAME, 1);
        double[] h = row(activity, 0);
        gradient(h, new double[] {1}, 1, CriticLoss.WASSERSTEIN, new Penalty(Penalty.Kind.ONE_SIDED, 0));
        double[] gradient = weights.gradient("c.weights-1");
        for (int k = 0; k < 5; k++) {
            double drive = plain.biases().get(0)[k];
            for (int j = 0; j < INPUTS; j++) {
                drive += h[j] * plain.matrices().get(0)[j * 5 + k];
            }
            double gate = plain.matrices().get(1)[k] * (drive > 0 ? 1 : 0.2);
            for (int j = 0; j < INPUTS; j++) {
                assertThat(-gradient[j * 5 + k]).isCloseTo(gate * h[j], within(1e-14));
            }
        }
    }

    /// No number is lost where all rates and slopes are 0.
    @ParameterizedTest
    @EnumSource(Penalty.Kind.class)
    void withoutAnySlopeThePenaltyHasNoGradient(Penalty.Kind kind) {
        weights.set("c.weights-output", new double[5]);
        double[] with = gradient(activity, signs, SAMPLES, CriticLoss.LOGISTIC, new Penalty(kind, 7));
        double[] without = gradient(activity, signs, SAMPLES, CriticLoss.LOGISTIC, new Penalty(kind, 0));
        assertThat(with).containsExactly(without);
        assertThat(Arrays.stream(without).anyMatch(value -> value != 0)).isTrue();
    }
}
