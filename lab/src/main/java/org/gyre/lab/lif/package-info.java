/// The experiments behind the presets `lif/…`: networks of leaky integrate-and-fire units.
///
/// [org.gyre.lab.lif.LifExperiment] trains one network; [org.gyre.lab.lif.LifSeries] trains networks
/// that differ in one thing, several of each, and tests the differences;
/// [org.gyre.lab.lif.LifInformation] reads what the spikes of networks tell of labels, against their
/// leak. [org.gyre.lab.lif.LifModes] and [org.gyre.lab.lif.LifPhaseDiagram] are about a single unit.
/// Keys are the records whose names end in `Keys`; [org.gyre.lab.lif.LifTraining] is the training that
/// networks share.
@NullMarked
package org.gyre.lab.lif;

import org.jspecify.annotations.NullMarked;
