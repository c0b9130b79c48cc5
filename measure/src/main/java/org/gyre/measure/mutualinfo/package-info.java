/// Mutual and conditional mutual information.
///
/// [org.gyre.measure.mutualinfo.InformationEstimator] is what every measure made of such terms asks for, and
/// [org.gyre.measure.mutualinfo.Relation] what it gets: a value, local values, the value with shuffled samples.
/// [org.gyre.measure.mutualinfo.GaussianInformation] is the information between two successive states
/// if they were jointly Gaussian with the given covariances, with its derivatives: the objective of
/// recurrent infomax (Tanaka, Kaneko, Aoyagi 2009, eq. 4).
/// [org.gyre.measure.mutualinfo.KraskovInformation] is the information between real vectors from nearest neighbours
/// (KSG 1 and 2), [org.gyre.measure.mutualinfo.GaussianEstimator] that of normal variables with the same covariances,
/// [org.gyre.measure.mutualinfo.GaussianCopulaEstimator] the same after giving each component normal margins.
/// [org.gyre.measure.mutualinfo.DiscreteInformation] is the information between symbols that were
/// counted in a recording, with a choice of estimators.
@NullMarked
package org.gyre.measure.mutualinfo;

import org.jspecify.annotations.NullMarked;
