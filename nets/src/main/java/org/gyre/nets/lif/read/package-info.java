/// What the spikes of units tell about the labels of samples.
///
/// Start with [org.gyre.nets.lif.read.LabelledSpikes], which collects what a layer did to labelled
/// samples; [org.gyre.nets.lif.read.LabelInformation] measures how much of the label is in spike
/// counts, in words and in first spikes, of a unit or of the whole layer, and what the times of spikes
/// add to their number.
@NullMarked
package org.gyre.nets.lif.read;

import org.jspecify.annotations.NullMarked;
