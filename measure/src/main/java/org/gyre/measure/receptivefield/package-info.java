/// Receptive fields: what a unit responds to, and whether it looks like a simple cell of the visual cortex.
///
/// [org.gyre.measure.receptivefield.SpikeTriggeredAverage] collects the mean stimulus before a spike (Tanaka, Kaneko
/// & Aoyagi 2009, natural images); [org.gyre.measure.receptivefield.GaborFit] fits a Gabor function to it (the usual
/// description of simple cells: Jones & Palmer 1987) and says how much of it that explains.
@NullMarked
package org.gyre.measure.receptivefield;

import org.jspecify.annotations.NullMarked;
