/// Spatial patterns that come back, and sequences of them: the trace of cell assemblies in a raster.
///
/// Start with [RepeatedPatterns][org.gyre.measure.pattern.RepeatedPatterns] and
/// [RepeatedSequences][org.gyre.measure.pattern.RepeatedSequences]; both rest on
/// [PatternIndex][org.gyre.measure.pattern.PatternIndex], which gives equal time steps equal numbers. Definitions
/// are those of the recurrent-infomax paper (Tanaka et al. 2009, figure 6): only what occurs at least twice counts.
@NullMarked
package org.gyre.measure.pattern;

import org.jspecify.annotations.NullMarked;
