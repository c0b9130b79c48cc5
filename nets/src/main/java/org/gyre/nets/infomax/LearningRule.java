package org.gyre.nets.infomax;

/// How the gradient of the Gaussian information is obtained.
public enum LearningRule {
    /// The approximate gradient of T09, appendix A, from the covariances of the block: [PaperRule].
    PAPER,
    /// The exact gradient by enumeration at the present weights, small networks only: [ExactInfomax].
    EXACT,
    /// The score-function estimate from the spikes of the block: [SampledRule].
    SAMPLED
}
