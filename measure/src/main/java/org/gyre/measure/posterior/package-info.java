/// Worlds whose posterior is known, to judge what has learned to infer.
///
/// A world has latents z with a prior, and an input x that depends on them. Each one here computes
/// its exact posterior p(z | x) from its parameters, draws samples of (z, x), and measures how far
/// an inference q is from it:
///
/// - [org.gyre.measure.posterior.LinearGaussianChain]: layers of linear neurons with noise, and the
///   floors of inference that is conditionally independent within a layer;
/// - [org.gyre.measure.posterior.LinearRecurrence]: what a linear recurrent inference layer does
///   after T steps;
/// - [org.gyre.measure.posterior.ProductWorld] and [org.gyre.measure.posterior.GridPosterior]:
///   posteriors in the plane that are not Gaussian, on a grid;
/// - [org.gyre.measure.posterior.MixtureWorld]: a prior that is a mixture of Gaussians;
/// - [org.gyre.measure.posterior.NoisyOr]: binary causes (bars), by enumeration;
/// - [org.gyre.measure.posterior.KalmanFilter]: linear dynamical systems in time, and
///   [org.gyre.measure.posterior.FilteringWindow], their last state given a number of frames.
///
/// [org.gyre.measure.posterior.GaussianDivergence] has the Kullback-Leibler divergence between
/// Gaussians. Everything is in nats. Matrices are row-major, and a bad one is an
/// [org.gyre.core.InputException].
@NullMarked
package org.gyre.measure.posterior;

import org.jspecify.annotations.NullMarked;
