/// What the world shows to a network, as packed bits that are a pure function of a random stream
/// and the step index ([org.gyre.core.BinaryStimulus]).
///
/// - [org.gyre.data.stimulus.OnOffEncoder]: patches of pictures ([org.gyre.data.stimulus.PatchSource]) drive ON and
///   OFF cells (Tanaka, Kaneko & Aoyagi 2009, natural images).
/// - [org.gyre.data.stimulus.DeadLeaves]: a generated picture with the statistics of occluding objects.
/// - [org.gyre.data.stimulus.PulseSequence]: a few units forced to fire one after another at random times (same
///   paper, replay).
/// - [org.gyre.data.stimulus.RandomBits]: independent bits of a fixed rate, for memory capacity.
///
/// Two generated sets are rows of +1 and -1 instead, for networks that are trained on samples:
///
/// - [org.gyre.data.stimulus.HorizontalBars]: pictures of bars that are on or off (Makkeh et al. 2025).
/// - [org.gyre.data.stimulus.RandomPatterns]: independent patterns for associative memories.
///
/// One set is samples of spikes whose times alone tell the class, [org.gyre.data.stimulus.SpikeManifolds]
/// (Zenke & Vogels 2021), for spiking networks.
///
/// Three worlds move, and what is behind their frames is known ([org.gyre.data.stimulus.LatentSequences]), for
/// learners that infer it:
///
/// - [org.gyre.data.stimulus.BouncingBall]: balls in a box; place and velocity.
/// - [org.gyre.data.stimulus.MovingDigits]: small pictures on a canvas; place, velocity and class.
/// - [org.gyre.data.stimulus.LinearDynamicalSystem]: linear and Gaussian, with an exact posterior.
@NullMarked
package org.gyre.data.stimulus;

import org.jspecify.annotations.NullMarked;
