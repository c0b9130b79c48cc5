package org.gyre.deep.adversarial;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.InputException;
import org.gyre.deep.torch.Draws;

/// A layer of an inference pathway at its place, with its weights. [Units] has the equations.
sealed interface InferenceLayer {
    /// Draws a sample of the latent variables.
    ///
    /// @param below `[sample][cell]`
    /// @return `[sample][variable]`
    Tensor sample(Tensor below, Draws draws);

    /// Mean over samples of −log q(z | below), without the constant, in nats.
    ///
    /// @throws IllegalStateException if the density is not known, see [Units#predicts]
    default Tensor surprise(Tensor z, Tensor below) {
        throw new IllegalStateException("units without a known density");
    }

    /// Declares the weights of a layer.
    ///
    /// @param name   prefix of their names
    /// @param inputs numbers below
    static InferenceLayer of(Units units, Weights weights, String name, int inputs) {
        return switch (units) {
            case Units.Linear linear -> new Linear(linear, weights, name, inputs);
            case Units.Rate rate -> new Rate(rate, weights, name, inputs);
            case Units.Population population ->
                population.lateral()
                        ? new Population(population, weights, name, inputs)
                        : new Factorised(population, weights, name, inputs);
            case Units.Recognition recognition -> new Recognition(recognition, weights, name, inputs);
            case Units.Sequence sequence -> {
                requireFrames(inputs, sequence.frames());
                yield sequence.memory() == 0
                        ? new Filter(sequence, false, weights, name, inputs)
                        : new Memory(sequence, weights, name, inputs);
            }
            case Units.LastTwo two -> {
                requireFrames(inputs, two.sequence().frames());
                yield new Filter(two.sequence(), true, weights, name, inputs);
            }
            case Units.LastFrame last -> {
                requireFrames(inputs, last.frames());
                yield new LastFrame(inputs / last.frames(), of(last.units(), weights, name, inputs / last.frames()));
            }
        };
    }

    private static void requireFrames(int inputs, int frames) {
        if (inputs % frames != 0) {
            throw new InputException(inputs + " inputs do not divide into " + frames + " frames");
        }
    }

    /// Hands on what lies in the last frame.
    ///
    /// @param width numbers of a frame
    record LastFrame(int width, InferenceLayer units) implements InferenceLayer {
        private Tensor last(Tensor below) {
            return below.narrow(1, below.size(1) - width, width);
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            return units.sample(last(below), draws);
        }

        @Override
        public Tensor surprise(Tensor z, Tensor below) {
            return units.surprise(z, last(below));
        }
    }

    /// z_t = F x + L z_{t−1} + s ∘ ε_t.
    final class Linear implements InferenceLayer {
        private final Units.Linear units;
        private final Weights weights;
        private final int input;
        private final int lateral;
        private final int logNoise;

        private Linear(Units.Linear units, Weights weights, String name, int inputs) {
            this.units = units;
            this.weights = weights;
            input = weights.declare(name + ".input", new Initial.Normal(START), units.count(), inputs);
            lateral = units.lateral()
                    ? weights.declare(name + ".lateral", new Initial.Normal(START), units.count(), units.count())
                    : -1;
            logNoise =
                    weights.declare(name + ".log-noise", new Initial.Constant(Math.log(units.noise())), units.count());
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            Tensor drive = below.mm(weights.get(input).t());
            Tensor noise = weights.get(logNoise).exp();
            return recur(units.steps(), drive, noise, draws);
        }

        private Tensor recur(int steps, Tensor drive, Tensor noise, Draws draws) {
            long samples = drive.size(0);
            Tensor z = torch.addcmul(drive, noise, draws.normal(samples, units.count()));
            if (units.lateral()) {
                Tensor lateralInput = weights.get(lateral).t();
                for (int t = 1; t < steps; t++) {
                    z = torch.addcmul(torch.addmm(drive, z, lateralInput), noise, draws.normal(samples, units.count()));
                }
            }
            return z;
        }
    }

    /// z_t = F x_t + L z_{t−1} + s ∘ ε_t, one step a frame.
    final class Filter implements InferenceLayer {
        private final Units.Sequence sequence;
        /// Whether z of the frame before the last is given too.
        private final boolean two;
        private final Linear linear;
        private final int width;

        private Filter(Units.Sequence sequence, boolean two, Weights weights, String name, int inputs) {
            this.sequence = sequence;
            this.two = two;
            this.width = inputs / sequence.frames();
            this.linear = new Linear((Units.Linear) sequence.readers(), weights, name, width);
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            long samples = below.size(0);
            Weights weights = linear.weights;
            int count = linear.units.count();
            Tensor noise = weights.get(linear.logNoise).exp();
            Tensor frames = below.contiguous().view(samples, sequence.frames(), width);
            if (!linear.units.lateral()) {
                Tensor last = frames.select(1, sequence.frames() - 1L);
                return torch.addcmul(last.mm(weights.get(linear.input).t()), noise, draws.normal(samples, count));
            }
            Tensor drives = frames.matmul(weights.get(linear.input).t());
            Tensor lateral = weights.get(linear.lateral).t();
            Tensor z = torch.addcmul(drives.select(1, 0), noise, draws.normal(samples, count));
            Tensor before = z;
            for (int t = 1; t < sequence.frames(); t++) {
                before = z;
                z = torch.addcmul(torch.addmm(drives.select(1, t), z, lateral), noise, draws.normal(samples, count));
            }
            return two ? torch.cat(new TensorVector(before, z), 1) : z;
        }
    }

    /// h_t = tanh(F x_t + b + R h_{t−1}), read by other units after the last frame.
    final class Memory implements InferenceLayer {
        private final Units.Sequence sequence;
        private final Weights weights;
        private final int width;
        private final int input;
        private final int bias;
        private final int recurrent;
        private final InferenceLayer readers;

        private Memory(Units.Sequence sequence, Weights weights, String name, int inputs) {
            this.sequence = sequence;
            this.weights = weights;
            this.width = inputs / sequence.frames();
            int memory = sequence.memory();
            input = weights.declare(name + ".memory-input", Initial.dense(width), memory, width);
            bias = weights.declare(name + ".memory-bias", Initial.dense(width), memory);
            recurrent = weights.declare(name + ".memory-recurrent", Initial.dense(memory), memory, memory);
            readers = InferenceLayer.of(sequence.readers(), weights, name, memory);
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            return readers.sample(remembered(below), draws);
        }

        @Override
        public Tensor surprise(Tensor z, Tensor below) {
            return readers.surprise(z, remembered(below));
        }

        private Tensor remembered(Tensor below) {
            Tensor frames = below.contiguous().view(below.size(0), sequence.frames(), width);
            Tensor drives = frames.matmul(weights.get(input).t()).add(weights.get(bias));
            Tensor back = weights.get(recurrent).t();
            Tensor h = drives.select(1, 0).tanh();
            for (int t = 1; t < sequence.frames(); t++) {
                h = torch.addmm(drives.select(1, t), h, back).tanh();
            }
            return h;
        }
    }

    /// z_t = f(F x + b + L z_{t−1} + s ∘ ε_t).
    final class Rate implements InferenceLayer {
        private final Units.Rate units;
        private final Weights weights;
        private final int input;
        private final int bias;
        private final int lateral;
        private final int logNoise;

        private Rate(Units.Rate units, Weights weights, String name, int inputs) {
            this.units = units;
            this.weights = weights;
            int count = units.count();
            input = weights.declare(name + ".input", Initial.dense(inputs), count, inputs);
            bias = weights.declare(name + ".bias", Initial.dense(inputs), count);
            lateral = units.lateral()
                    ? weights.declare(name + ".lateral", new Initial.Normal(START / Math.sqrt(count)), count, count)
                    : -1;
            logNoise = weights.declare(name + ".log-noise", new Initial.Constant(Math.log(units.noise())), count);
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            Tensor drive =
                    torch.addmm(weights.get(bias), below, weights.get(input).t());
            Tensor noise = weights.get(logNoise).exp();
            long samples = below.size(0);
            Tensor z = squash(torch.addcmul(drive, noise, draws.normal(samples, units.count())));
            if (units.lateral()) {
                Tensor lateralInput = weights.get(lateral).t();
                for (int t = 1; t < units.steps(); t++) {
                    z = squash(torch.addcmul(
                            torch.addmm(drive, z, lateralInput), noise, draws.normal(samples, units.count())));
                }
            }
            return z;
        }

        private Tensor squash(Tensor z) {
            return units.saturate() ? z.tanh() : z;
        }
    }

    /// h_t = tanh(F x + b + L z_{t−1} + N ε), z_t = A h_t + c + B z_{t−1} + s ∘ ε′.
    final class Population implements InferenceLayer {
        private final Units.Population units;
        private final Weights weights;
        private final int input;
        private final int bias;
        private final int lateral;
        private final int noiseInput;
        private final int output;
        private final int outputBias;
        private final int carry;
        private final int logNoise;

        private Population(Units.Population units, Weights weights, String name, int inputs) {
            this.units = units;
            this.weights = weights;
            int count = units.count();
            int hidden = units.hidden();
            input = weights.declare(name + ".input", Initial.dense(inputs), hidden, inputs);
            bias = weights.declare(name + ".bias", Initial.dense(inputs), hidden);
            lateral = weights.declare(name + ".lateral", Initial.dense(count), hidden, count);
            noiseInput = weights.declare(name + ".noise-input", Initial.dense(count), hidden, count);
            output = weights.declare(name + ".output", Initial.dense(hidden), count, hidden);
            outputBias = weights.declare(name + ".output-bias", Initial.dense(hidden), count);
            carry = weights.declare(name + ".carry", Initial.dense(count), count, count);
            logNoise = weights.declare(name + ".log-noise", new Initial.Constant(Math.log(units.noise())), count);
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            long samples = below.size(0);
            int count = units.count();
            Tensor drive =
                    torch.addmm(weights.get(bias), below, weights.get(input).t());
            Tensor noise = weights.get(logNoise).exp();
            Tensor z = draws.normal(samples, count);
            for (int t = 0; t < units.steps(); t++) {
                Tensor heard = torch.addmm(drive, z, weights.get(lateral).t());
                Tensor h = torch.addmm(
                                heard,
                                draws.normal(samples, count),
                                weights.get(noiseInput).t())
                        .tanh();
                Tensor said = torch.addmm(
                        weights.get(outputBias), h, weights.get(output).t());
                z = torch.addcmul(torch.addmm(said, z, weights.get(carry).t()), noise, draws.normal(samples, count));
            }
            return z;
        }
    }

    /// z_k = a_k · tanh(F_k x + b_k + n_k ε_k) + c_k: no variable hears of another.
    final class Factorised implements InferenceLayer {
        private final Units.Population units;
        private final Weights weights;
        private final int input;
        private final int bias;
        private final int noiseInput;
        private final int output;
        private final int outputBias;

        private Factorised(Units.Population units, Weights weights, String name, int inputs) {
            this.units = units;
            this.weights = weights;
            int count = units.count();
            int hidden = units.hidden();
            // Each unit hears the input and one source of noise.
            Initial heard = Initial.dense(inputs + 1);
            input = weights.declare(name + ".input", heard, (long) count * hidden, inputs);
            bias = weights.declare(name + ".bias", heard, (long) count * hidden);
            noiseInput = weights.declare(name + ".noise-input", heard, count, hidden);
            output = weights.declare(name + ".output", Initial.dense(hidden), count, hidden);
            outputBias = weights.declare(name + ".output-bias", Initial.dense(hidden), count);
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            long samples = below.size(0);
            int count = units.count();
            Tensor drive = torch.addmm(
                            weights.get(bias), below, weights.get(input).t())
                    .view(samples, count, units.hidden());
            Tensor h = torch.addcmul(drive, draws.normal(samples, count, 1), weights.get(noiseInput))
                    .tanh();
            return h.mul(weights.get(output)).sum(2).add(weights.get(outputBias));
        }
    }

    /// z = f(F x + b) + s ∘ ε.
    final class Recognition implements InferenceLayer {
        private static final double LEAK = 0.2;

        private final Units.Recognition units;
        private final Weights weights;
        private final int hidden;
        private final int hiddenBias;
        private final int input;
        private final int bias;
        private final int logNoise;

        private Recognition(Units.Recognition units, Weights weights, String name, int inputs) {
            this.units = units;
            this.weights = weights;
            int below = inputs;
            if (units.hidden() > 0) {
                hidden = weights.declare(name + ".hidden", Initial.dense(below), units.hidden(), below);
                hiddenBias = weights.declare(name + ".hidden-bias", Initial.dense(below), units.hidden());
                below = units.hidden();
            } else {
                hidden = -1;
                hiddenBias = -1;
            }
            input = weights.declare(name + ".input", Initial.dense(below), units.count(), below);
            bias = weights.declare(name + ".bias", Initial.dense(below), units.count());
            logNoise =
                    weights.declare(name + ".log-noise", new Initial.Constant(Math.log(units.noise())), units.count());
        }

        private Tensor mean(Tensor below) {
            Tensor h = below;
            if (hidden >= 0) {
                h = torch.leaky_relu(
                        torch.addmm(
                                weights.get(hiddenBias), h, weights.get(hidden).t()),
                        new Scalar(LEAK));
            }
            Tensor mean = torch.addmm(weights.get(bias), h, weights.get(input).t());
            return units.saturate() ? mean.tanh() : mean;
        }

        @Override
        public Tensor sample(Tensor below, Draws draws) {
            Tensor mean = mean(below);
            return torch.addcmul(mean, weights.get(logNoise).exp(), draws.normal(mean.size(0), units.count()));
        }

        @Override
        public Tensor surprise(Tensor z, Tensor below) {
            Tensor log = weights.get(logNoise);
            Tensor error = z.sub(mean(below)).div(log.exp());
            return error.square().sum().mul(new Scalar(0.5 / z.size(0))).add(log.sum());
        }
    }

    /// Standard deviation of the first weights of linear units and of lateral ones.
    double START = 0.1;
}
