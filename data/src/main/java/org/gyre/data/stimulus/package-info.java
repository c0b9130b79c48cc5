/// What the world shows to a network, as packed bits that are a pure function of a random stream and the step index
/// ([org.gyre.core.BinaryStimulus]).
///
/// - [org.gyre.data.stimulus.OnOffEncoder]: patches of pictures ([org.gyre.data.stimulus.PatchSource]) drive ON and
///   OFF cells (Tanaka, Kaneko & Aoyagi 2009, natural images).
/// - [org.gyre.data.stimulus.DeadLeaves]: a generated picture with the statistics of occluding objects.
/// - [org.gyre.data.stimulus.PulseSequence]: a few units forced to fire one after another at random times (same
///   paper, replay).
/// - [org.gyre.data.stimulus.RandomBits]: independent bits of a fixed rate, for memory capacity.
@NullMarked
package org.gyre.data.stimulus;

import org.jspecify.annotations.NullMarked;
