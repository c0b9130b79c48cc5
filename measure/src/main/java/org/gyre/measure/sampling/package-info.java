/// The flux of networks that are too large to enumerate, and of recordings.
///
/// [org.gyre.measure.sampling.ProcessSampler] simulates any [org.gyre.core.FactorisedMarkovProcess].
/// What the samples are good for: [org.gyre.measure.sampling.RecordedFlux] knows only the recording
/// and needs 4^N steps, [org.gyre.measure.sampling.ModelBasedFlux] knows the network too and needs
/// 2^N, and [org.gyre.measure.sampling.ContrastiveBracket] takes networks of any size whose flux is
/// well below log₂ of the number of samples.
@NullMarked
package org.gyre.measure.sampling;

import org.jspecify.annotations.NullMarked;
