/// Adversarial inference: recurrent networks that learn to infer by discriminators whose plasticity changes
/// its sign between wake and sleep.
///
/// A. S. Benjamin, K. P. Kording, A role for cortical interneurons as adversarial discriminators, PLoS
/// Computational Biology 19(9): e1011484 (2023), and its drafts, arXiv:2006.10811 v1 and v2.
///
/// Start with [org.gyre.deep.adversarial.AdversarialLearner]. It joins
///
/// - an inference pathway of stochastic layers ([org.gyre.deep.adversarial.Units] has their equations),
/// - a generative pathway ([org.gyre.deep.adversarial.Generation]): a world that is given, such as
///   [org.gyre.deep.adversarial.LinearWorld], or one that is learned,
///   [org.gyre.deep.adversarial.LearnedGeneration],
/// - discriminators (`Critic`, whose class comment has the local rule and its gradients in closed form),
///   and
/// - a [org.gyre.deep.adversarial.LearningRule]: what sees what, and who learns from whom.
///
/// LibTorch differentiates the pathways; the discriminators need no tape. All weights of a side lie in one
/// [org.gyre.deep.adversarial.Weights].
@NullMarked
package org.gyre.deep.adversarial;

import org.jspecify.annotations.NullMarked;
