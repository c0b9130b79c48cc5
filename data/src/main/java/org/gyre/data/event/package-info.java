/// Labelled samples of events: who fired when, and what the sample was.
///
/// [org.gyre.data.event.EventReader] reads them from HDF5 files in the layout of the Spiking Heidelberg
/// Digits, [org.gyre.data.event.EventWriter] writes that layout, and [org.gyre.data.event.EventBins] puts the
/// events into time steps.
///
/// Source of the layout: B. Cramer, Y. Stradmann, J. Schemmel, F. Zenke, "The Heidelberg spiking data sets for
/// the systematic evaluation of spiking neural networks", IEEE Transactions on Neural Networks and Learning
/// Systems 33, 2744-2757 (2022).
@NullMarked
package org.gyre.data.event;

import org.jspecify.annotations.NullMarked;
