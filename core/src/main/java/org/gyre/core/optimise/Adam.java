package org.gyre.core.optimise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Parameters that descend by adaptive moments (Kingma and Ba, arXiv:1412.6980), with the decay of
/// weights added to the gradient:
///
///     g ← g + λ p,   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
///     p ← p − η m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// with β₁ = .9, β₂ = .999, ε = 10⁻⁸. Single precision. Each parameter's step depends on its own
/// past alone, so that parts of an array may be updated by several threads.
public final class Adam {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final float TINY = 1e-8f;

    private final float[] parameters;
    private final float[] mean;
    private final float[] square;

    /// Starts with moments of zero.
    ///
    /// @param parameters changed in place by [#descend]; not copied
    public Adam(float[] parameters) {
        this.parameters = parameters;
        this.mean = new float[parameters.length];
        this.square = new float[parameters.length];
    }

    /// How far and with what correction the t-th step goes: the same for all parameters.
    ///
    /// @param rate    η / (1 − β₁ᵗ)
    /// @param scale   1 / (1 − β₂ᵗ)
    /// @param decay   λ
    public record Step(float rate, float scale, float decay) {
        /// The t-th step.
        ///
        /// @param rate  η, positive
        /// @param decay λ, not negative
        /// @param t     from 1 on
        public static Step of(double rate, double decay, long t) {
            return new Step(
                    (float) (rate / -Math.expm1(t * Math.log(FIRST))),
                    (float) (1 / -Math.expm1(t * Math.log(SECOND))),
                    (float) decay);
        }
    }

    /// The parameters.
    public float[] parameters() {
        return parameters;
    }

    /// The running mean of the gradient, for checkpoints.
    public float[] mean() {
        return mean;
    }

    /// The running mean of the squared gradient, for checkpoints.
    public float[] square() {
        return square;
    }

    /// One step of a stretch of parameters.
    ///
    /// @param step     from [Step#of]
    /// @param from     the first parameter
    /// @param count    how many
    /// @param gradient of what is to become small
    /// @param offset   where the gradient of the first parameter stands
    public void descend(Step step, int from, int count, float[] gradient, int offset) {
        for (int i = 0; i < count; i += LANES.length()) {
            VectorMask<Float> inside = LANES.indexInRange(i, count);
            FloatVector p = FloatVector.fromArray(LANES, parameters, from + i, inside);
            FloatVector g =
                    FloatVector.fromArray(LANES, gradient, offset + i, inside).add(p.mul(step.decay));
            FloatVector m = FloatVector.fromArray(LANES, mean, from + i, inside)
                    .mul((float) FIRST)
                    .add(g.mul((float) (1 - FIRST)));
            FloatVector v = FloatVector.fromArray(LANES, square, from + i, inside)
                    .mul((float) SECOND)
                    .add(g.mul(g).mul((float) (1 - SECOND)));
            m.intoArray(mean, from + i, inside);
            v.intoArray(square, from + i, inside);
            FloatVector root = v.mul(step.scale).sqrt().add(TINY);
            p.sub(m.mul(step.rate).div(root)).intoArray(parameters, from + i, inside);
        }
    }
}
