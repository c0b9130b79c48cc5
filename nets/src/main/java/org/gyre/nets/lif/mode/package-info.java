/// What mode a leaky integrate-and-fire unit works in: one that integrates many spikes over a long
/// time, or one that detects coincidences of few.
///
/// - [org.gyre.nets.lif.mode.PhaseDiagram]: how far apart regular input spikes may be so that a unit
///   with a given weight and leak still fires.
/// - [org.gyre.nets.lif.mode.Chirp]: the published illustration of how the gradient spreads over the
///   input spikes of an output spike (Gerum & Schilling 2021).
/// - [org.gyre.nets.lif.mode.ModeMeasures]: contributing input spikes and effective integration
///   intervals of the units of a layer, from spikes (Stoll et al. 2023).
/// - [org.gyre.nets.lif.mode.DecayLaw]: how the ratio of the two falls with the decay time.
@NullMarked
package org.gyre.nets.lif.mode;

import org.jspecify.annotations.NullMarked;
