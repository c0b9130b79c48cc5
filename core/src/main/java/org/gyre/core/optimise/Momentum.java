package org.gyre.core.optimise;

/// Parameters that descend along a running sum of gradients (stochastic gradient descent with
/// momentum):
///
///     v ← μ v + g + λ p,   p ← p − η v
///
/// Single precision. With μ = 0 it is plain gradient descent.
public final class Momentum {
    private final float[] parameters;
    private final float[] velocity;
    private final float momentum;

    /// Starts at rest.
    ///
    /// @param parameters changed in place by [#descend]; not copied
    /// @param momentum   μ, from 0 to below 1
    /// @throws IllegalArgumentException if the momentum is out of range
    public Momentum(float[] parameters, double momentum) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum = " + momentum + ": must be at least 0 and below 1");
        }
        this.parameters = parameters;
        this.velocity = new float[parameters.length];
        this.momentum = (float) momentum;
    }

    /// The running sum, for checkpoints.
    public float[] velocity() {
        return velocity;
    }

    /// One step of a stretch of parameters.
    ///
    /// @param rate     η
    /// @param decay    λ
    /// @param from     the first parameter
    /// @param count    how many
    /// @param gradient of what is to become small, aligned with the parameters
    public void descend(double rate, double decay, int from, int count, float[] gradient) {
        float step = (float) rate;
        float pull = (float) decay;
        for (int i = from; i < from + count; i++) {
            velocity[i] = momentum * velocity[i] + gradient[i] + pull * parameters[i];
            parameters[i] -= step * velocity[i];
        }
    }
}
