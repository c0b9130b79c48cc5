package org.gyre.deep.adversarial;

import org.gyre.core.InputException;

/// Stochastic units of one layer of an inference pathway, which turn what lies below into a sample of what
/// may have caused it. With `lateral` they talk to each other over steps of time, and samples of different
/// units can depend on each other; without, they are conditionally independent given what is below: the
/// factorised control.
public sealed interface Units {
    /// Latent variables of the layer.
    int count();

    /// Whether the units talk to each other.
    boolean lateral();

    /// The same units without connections between them.
    Units factorised();

    /// Whether the density of what they give is known, so that they can learn from dreams by predicting.
    default boolean predicts() {
        return false;
    }

    /// Linear units: z_t = F x + L z_{t−1} + s ∘ ε_t, z_0 = 0, read after T steps. Given x, z is normal
    /// with a mean and a covariance that are known exactly.
    ///
    /// @param count   latent variables ≥ 1
    /// @param steps   T ≥ 1
    /// @param lateral whether there is L; without, T = 1
    /// @param noise   s at the start > 0; it is learned
    record Linear(int count, int steps, boolean lateral, double noise) implements Units {
        public Linear {
            check(count, steps, noise);
        }

        @Override
        public Units factorised() {
            return new Linear(count, 1, false, noise);
        }
    }

    /// Rate units: z_t = f(F x + b + L z_{t−1} + s ∘ ε_t), z_0 = 0, read after T steps.
    ///
    /// @param count    latent variables ≥ 1
    /// @param steps    T ≥ 1
    /// @param lateral  whether there is L; without, T = 1
    /// @param noise    s at the start > 0; it is learned
    /// @param saturate whether f is tanh; else it is the identity
    record Rate(int count, int steps, boolean lateral, double noise, boolean saturate) implements Units {
        public Rate {
            check(count, steps, noise);
        }

        @Override
        public Units factorised() {
            return new Rate(count, 1, false, noise, saturate);
        }
    }

    /// Units that talk through a population of rate units with noise of their own, so that samples can lie
    /// in several lobes: h_t = tanh(F x + b + L z_{t−1} + N ε), z_t = A h_t + c + B z_{t−1} + s ∘ ε′, z_0 ~
    /// N(0, I), read after T steps. Factorised, each variable has a population of its own that hears only x
    /// and one source of noise, z_k = a_k · tanh(F_k x + b_k + n_k ε_k) + c_k.
    ///
    /// @param count   latent variables ≥ 1
    /// @param hidden  rate units ≥ 1; factorised, of each variable
    /// @param steps   T ≥ 1
    /// @param lateral whether the variables talk to each other
    /// @param noise   s at the start > 0; it is learned
    record Population(int count, int hidden, int steps, boolean lateral, double noise) implements Units {
        public Population {
            check(count, steps, noise);
            if (hidden < 1 || hidden > MOST) {
                throw new InputException("hidden = " + hidden + " units of a population: must be from 1 to " + MOST);
            }
        }

        @Override
        public Units factorised() {
            return new Population(count, hidden, 1, false, noise);
        }
    }

    /// Units around a mean, conditionally independent: z = f(F x + b) + s ∘ ε. Their density is known, so
    /// they can learn from dreams by predicting ([LearningRule.InferenceRule#DREAMS]): the recognition
    /// units of a Helmholtz machine.
    ///
    /// @param count    latent variables ≥ 1
    /// @param hidden   leaky rectifiers before F ≥ 0; with 0 there are none
    /// @param noise    s at the start > 0; it is learned
    /// @param saturate whether f is tanh; else it is the identity
    record Recognition(int count, int hidden, double noise, boolean saturate) implements Units {
        public Recognition {
            check(count, 1, noise);
            if (hidden < 0 || hidden > MOST) {
                throw new InputException("hidden = " + hidden + " of recognition units: must be from 0 to " + MOST);
            }
        }

        @Override
        public boolean lateral() {
            return false;
        }

        @Override
        public boolean predicts() {
            return true;
        }

        @Override
        public Units factorised() {
            return this;
        }
    }

    /// Units that remember: they read frame by frame, x = (x₁ … x_n), and what they give after the last
    /// frame is a sample of the present cause. With a memory of m > 0 rate units, h_t = tanh(F x_t + b + R
    /// h_{t−1}), h_0 = 0, and `readers` read h_n. With m = 0 the readers themselves, which then must be
    /// [Linear], remember: z_t = F x_t + L z_{t−1} + s ∘ ε_t, one step a frame.
    ///
    /// @param frames  n ≥ 1
    /// @param memory  m ≥ 0
    /// @param readers what gives the sample
    record Sequence(int frames, int memory, Units readers) implements Units {
        public Sequence {
            if (frames < 1 || memory < 0 || memory > MOST) {
                throw new InputException("frames = " + frames + ", memory = " + memory
                        + ": take at least one frame and a memory of 0 to " + MOST + " units");
            }
            if (readers instanceof Sequence) {
                throw new InputException("the readers of a sequence cannot be sequences themselves");
            }
            if (memory == 0 && !(readers instanceof Linear)) {
                throw new InputException(
                        "memory = 0: without units of a memory the readers must be linear; give it some units");
            }
        }

        @Override
        public int count() {
            return readers.count();
        }

        @Override
        public boolean lateral() {
            return readers.lateral();
        }

        @Override
        public boolean predicts() {
            return readers.predicts();
        }

        @Override
        public Units factorised() {
            return new Sequence(frames, memory, readers.factorised());
        }
    }

    /// Linear units that remember, of which the last two states are given, (z_{n−1}, z_n). Discriminators
    /// that see both can tell even the right inference from dreams: samples of a filter depend less on the
    /// one before than states do.
    ///
    /// @param sequence of at least two frames, without memory units
    record LastTwo(Sequence sequence) implements Units {
        /// @throws InputException if there is but one frame, or other units remember
        public LastTwo {
            if (sequence.frames() < 2 || sequence.memory() > 0 || !sequence.lateral()) {
                throw new InputException("the last two states are given by linear units that remember at least two"
                        + " frames: take memory = 0 and no control without memory");
            }
        }

        @Override
        public int count() {
            return 2 * sequence.count();
        }

        @Override
        public boolean lateral() {
            return true;
        }

        @Override
        public Units factorised() {
            return sequence.factorised();
        }
    }

    /// Units that see only the last frame of a sequence and forget all before it: the control without
    /// memory. The memory of a [Sequence] of one frame is but a layer of rate units.
    ///
    /// @param frames of the sequence ≥ 1
    /// @param units  that see one frame
    record LastFrame(int frames, Units units) implements Units {
        /// @throws InputException if there is no frame, or the units wait for more than one
        public LastFrame {
            if (frames < 1) {
                throw new InputException("frames = " + frames + ": take at least one");
            }
            if (units instanceof LastFrame
                    || units instanceof LastTwo
                    || (units instanceof Sequence sequence && sequence.frames() > 1)) {
                throw new InputException("units that see the last frame only cannot read a sequence");
            }
        }

        @Override
        public int count() {
            return units.count();
        }

        @Override
        public boolean lateral() {
            return units.lateral();
        }

        @Override
        public boolean predicts() {
            return units.predicts();
        }

        @Override
        public Units factorised() {
            return new LastFrame(frames, units.factorised());
        }
    }

    /// The same units, or units of the same kind, that see only the last frame of a sequence.
    ///
    /// @param frames of the sequence ≥ 1
    default Units memoryless(int frames) {
        return switch (this) {
            case LastFrame last -> last;
            case LastTwo two -> two.sequence().memoryless(frames);
            case Sequence sequence -> new LastFrame(frames, new Sequence(1, sequence.memory(), sequence.readers()));
            default -> new LastFrame(frames, this);
        };
    }

    /// Of units, rate units and steps alike.
    int MOST = 1 << 16;

    private static void check(int count, int steps, double noise) {
        if (count < 1 || count > MOST) {
            throw new InputException("units = " + count + " of an inference layer: must be from 1 to " + MOST);
        }
        if (steps < 1 || steps > MOST) {
            throw new InputException("steps = " + steps + " of an inference layer: must be from 1 to " + MOST
                    + "; none gives no sample");
        }
        if (!(noise > 0 && noise <= Float.MAX_VALUE)) {
            throw new InputException("noise = " + noise + " of an inference layer: must be positive and finite");
        }
    }
}
