package org.gyre.measure.posterior;

/// Kullback-Leibler divergences between an inference q and the truth p in both directions, in nats.
///
/// @param qp KL(q‖p) ≥ 0, which asks that q lies where the truth does; +∞ where q is possible and p
///     is not
/// @param pq KL(p‖q) ≥ 0, which asks that q covers the truth; +∞ where p is possible and q is not
public record DivergencePair(double qp, double pq) {}
