/// Partial information decomposition: how much of what several sources tell about a target do they tell
/// alike (redundancy), alone (unique) and only together (synergy)?
///
/// Williams and Beer (2010) arrange all such parts, the atoms, on a lattice and reduce the question to
/// one: what is the redundancy I∩(α) of a collection α of sets of sources? The atoms follow by Möbius
/// inversion, and add up to the mutual information I(Y; S₁ … S_S), whatever the answer. The answers
/// differ, and so do the atoms:
///
/// - [org.gyre.measure.pid.SharedExclusions]: the likelihoods that all sources exclude (Makkeh,
///   Gutknecht and Wibral 2021). Two to four sources, pointwise, differentiable; atoms may be negative.
/// - [org.gyre.measure.pid.MinimumSpecificInformation]: the least that any source tells about each
///   value of the target (Williams and Beer 2010).
/// - [org.gyre.measure.pid.MinimumMutualInformation]: the least that any source tells; for Gaussian
///   variables [org.gyre.measure.pid.GaussianMinimumInformation] in closed form (Barrett 2015).
/// - [org.gyre.measure.pid.UniqueInformation]: what no joint law with the same two margins could do
///   without (Bertschinger, Rauh, Olbrich, Jost and Ay 2014). Two sources; a convex program that says
///   how far its answer may be off.
///
/// Start with [org.gyre.measure.pid.JointTable], which holds the law, and
/// [org.gyre.measure.pid.Redundancy], which names the measures;
/// [org.gyre.measure.pid.RedundancyLattice] is the lattice. [org.gyre.measure.pid.AtomTest] asks which
/// atoms of a recording are more than chance. Everything is in nats.
@NullMarked
package org.gyre.measure.pid;

import org.jspecify.annotations.NullMarked;
