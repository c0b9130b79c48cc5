package org.gyre.bench;

/// One size of network to be timed.
///
/// @param units      N
/// @param rate       target rate of every unit, spikes per step
/// @param pMax       ceiling of the firing probability
/// @param steps      steps of one timed run of Gyre; T of the block where there is one
/// @param peerSteps  steps of one timed run of the peer, which is slower
/// @param block      whether a whole block is timed: T steps, T steps with covariances, the gradient's
///     algebra
record InfomaxCase(int units, double rate, double pMax, int steps, int peerSteps, boolean block) {}
