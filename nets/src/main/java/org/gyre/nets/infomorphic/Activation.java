package org.gyre.nets.infomorphic;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.special.Logistic;

/// How the summed inputs of a neuron drive it: it fires with probability θ = σ(A(r, c, l)), of the
/// receptive input r, the contextual input c and, with three sources, the lateral input l.
///
/// Sources: P1, P2; Kay and Phillips, Bulletin of Mathematical Biology 73:344 (2011), for the
/// second form.
public sealed interface Activation {
    /// Classes of input, 2 or 3.
    int sources();

    /// The drive of many samples of one neuron, and its slopes.
    ///
    /// @param inputs `[source][sample]`
    /// @param count  samples
    /// @param drive  A, `[sample]`, written
    /// @param slopes ∂A/∂input, `[source][sample]`, written
    void evaluate(double[][] inputs, int count, double[] drive, double[][] slopes);

    /// A = r [k₁ + 2 (1 − k₁) σ(k₂ r c)]: the context turns the gain between k₁ and 2 − k₁, but
    /// never drives. With k₁ = 1 it has no influence at all, and only enters the goal.
    ///
    /// @param share k₁, the part of the gain that is fixed, between 0 and 1
    /// @param gain  k₂
    record Modulated(double share, double gain) implements Activation {
        /// @throws InputException if k₁ is not between 0 and 1, or k₂ not finite
        public Modulated {
            requireShare("k1", share);
            requireFinite("k2", gain);
        }

        @Override
        public int sources() {
            return 2;
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] drive, double[][] slopes) {
            double[] r = inputs[0];
            double[] c = inputs[1];
            if (share == 1) {
                System.arraycopy(r, 0, drive, 0, count);
                Arrays.fill(slopes[0], 0, count, 1);
                Arrays.fill(slopes[1], 0, count, 0);
                return;
            }
            double part = 2 * (1 - share);
            sigma(gain, r, c, count, drive);
            // One loop for each array that is written: the compiler makes vectors of them.
            double[] byReceptive = slopes[0];
            double[] byContext = slopes[1];
            for (int k = 0; k < count; k++) {
                double s = drive[k];
                byReceptive[k] = share + part * (s + gain * r[k] * c[k] * (s * (1 - s)));
            }
            for (int k = 0; k < count; k++) {
                double s = drive[k];
                byContext[k] = part * gain * r[k] * r[k] * (s * (1 - s));
            }
            for (int k = 0; k < count; k++) {
                drive[k] = r[k] * (share + part * drive[k]);
            }
        }
    }

    /// A = r [k₁ + (1 − k₁) e^{k₂ r c}], the form of Kay and Phillips.
    ///
    /// @param share k₁, between 0 and 1
    /// @param gain  k₂
    record KayPhillips(double share, double gain) implements Activation {
        /// @throws InputException if k₁ is not between 0 and 1, or k₂ not finite
        public KayPhillips {
            requireShare("k1", share);
            requireFinite("k2", gain);
        }

        @Override
        public int sources() {
            return 2;
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] drive, double[][] slopes) {
            double[] r = inputs[0];
            double[] c = inputs[1];
            double part = 1 - share;
            for (int k = 0; k < count; k++) {
                double z = gain * r[k] * c[k];
                double e = Math.exp(z);
                slopes[0][k] = share + part * e * (1 + z);
                slopes[1][k] = part * gain * r[k] * r[k] * e;
                drive[k] = r[k] * (share + part * e);
            }
        }
    }

    /// A = r [(1 − c₁ − c₂) + c₁ σ(w₁ r c) + c₂ σ(w₂ r l)]: context and laterals turn the gain.
    ///
    /// @param context     c₁
    /// @param lateral     c₂
    /// @param contextGain w₁
    /// @param lateralGain w₂
    record ModulatedByTwo(double context, double lateral, double contextGain, double lateralGain)
            implements Activation {
        /// @throws InputException if the parts are not between 0 and 1 in sum, or a gain not finite
        public ModulatedByTwo {
            requireShare("c1", context);
            requireShare("c2", lateral);
            requireShare("c1 + c2", context + lateral);
            requireFinite("w1", contextGain);
            requireFinite("w2", lateralGain);
        }

        @Override
        public int sources() {
            return 3;
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] drive, double[][] slopes) {
            double[] r = inputs[0];
            double[] c = inputs[1];
            double[] l = inputs[2];
            double[] byReceptive = slopes[0];
            double[] byContext = slopes[1];
            double[] byLateral = slopes[2];
            sigma(contextGain, r, c, count, byContext);
            sigma(lateralGain, r, l, count, byLateral);
            // One loop for each array that is written: the compiler makes vectors of them.
            for (int k = 0; k < count; k++) {
                drive[k] = (1 - context - lateral) + context * byContext[k] + lateral * byLateral[k];
            }
            for (int k = 0; k < count; k++) {
                double s1 = byContext[k];
                double s2 = byLateral[k];
                byReceptive[k] = drive[k]
                        + context * contextGain * r[k] * c[k] * (s1 * (1 - s1))
                        + lateral * lateralGain * r[k] * l[k] * (s2 * (1 - s2));
            }
            for (int k = 0; k < count; k++) {
                drive[k] *= r[k];
            }
            slope(context * contextGain, r, count, byContext);
            slope(lateral * lateralGain, r, count, byLateral);
        }

        /// Turns σ into `factor` r² σ (1 − σ).
        private static void slope(double factor, double[] r, int count, double[] sigma) {
            for (int k = 0; k < count; k++) {
                double s = sigma[k];
                sigma[k] = factor * r[k] * r[k] * (s * (1 - s));
            }
        }
    }

    /// A = r + β₂ c, or r + β₂ c + β₃ l.
    ///
    /// @param contextWeight β₂
    /// @param lateralWeight β₃; 0 and `three` false with two sources
    /// @param three         whether there is a lateral input
    record Sum(double contextWeight, double lateralWeight, boolean three) implements Activation {
        /// @throws InputException if a weight is not finite
        public Sum {
            requireFinite("the weight of the context", contextWeight);
            requireFinite("the weight of the laterals", lateralWeight);
        }

        @Override
        public int sources() {
            return three ? 3 : 2;
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] drive, double[][] slopes) {
            for (int k = 0; k < count; k++) {
                drive[k] = inputs[0][k] + contextWeight * inputs[1][k];
                slopes[0][k] = 1;
                slopes[1][k] = contextWeight;
            }
            if (three) {
                for (int k = 0; k < count; k++) {
                    drive[k] += lateralWeight * inputs[2][k];
                    slopes[2][k] = lateralWeight;
                }
            }
        }
    }

    /// σ(gain · r · x) of each sample.
    private static void sigma(double gain, double[] r, double[] x, int count, double[] sigma) {
        for (int k = 0; k < count; k++) {
            sigma[k] = gain * r[k] * x[k];
        }
        Logistic.inPlace(sigma, count);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InputException(name + " = " + value + " in the activation: must be between 0 and 1");
        }
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new InputException(name + " = " + value + " in the activation: must be a finite number");
        }
    }
}
