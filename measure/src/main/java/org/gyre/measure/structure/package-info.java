/// The structure of weight matrices: how strong, how dense, which connections dominate.
///
/// Start with [org.gyre.measure.structure.WeightStructure]. Matrices are `[to][from]`, row-major.
@NullMarked
package org.gyre.measure.structure;

import org.jspecify.annotations.NullMarked;
