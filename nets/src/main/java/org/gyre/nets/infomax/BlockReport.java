package org.gyre.nets.infomax;

import org.gyre.measure.mutualinfo.GaussianInformation;

/// What one block showed and did.
///
/// @param block number of the block, from 0
/// @param nats Gaussian information of the measured half, NaN when the covariance was singular beyond
///     repair
/// @param condition what had to be done to obtain it
/// @param samplingBias N²/(2T): what independent spikes alone would show, in nats
/// @param rateDeviation largest |m_i − p̄_i| of a free unit in the measured half, spikes per step
/// @param thresholdDrift largest |Δh_i| over the measured half; |m − p̄| = |Δh| / (ε T) exactly
/// @param meanWeight mean |W_ij| over the weights that learn, before the update
/// @param largestWeight largest |W_ij| of them, before the update
/// @param updateNorm Frobenius norm of the change of the weights; 0 when there was none
/// @param learningRate η in force, after step control
/// @param step what happened to the weights
public record BlockReport(
        long block,
        double nats,
        GaussianInformation.Condition condition,
        double samplingBias,
        double rateDeviation,
        double thresholdDrift,
        double meanWeight,
        double largestWeight,
        double updateNorm,
        double learningRate,
        Step step) {

    /// What happened to the weights at the end of a block.
    public enum Step {
        /// The weights moved along the gradient.
        TAKEN,
        /// This block was not meant to learn.
        NONE,
        /// The block has no gradient to be trusted: its covariances needed repair, or (rule sampled) the
        /// rate of some unit did not respond to the thresholds; the weights stayed.
        SKIPPED,
        /// The last step was taken back in part: the covariances were unusable, or the line search saw
        /// the information fall.
        HALVED
    }
}
