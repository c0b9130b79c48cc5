/// Variables of MATLAB files: version 5 to 7 (`-v6`, `-v7`) by a reader of our own, version 7.3
/// through HDF5.
///
/// Start with [org.gyre.data.mat.MatFile]. The reader follows the MAT-File Format description
/// (MathWorks, R2024a) as far as data go: numbers, truth values, texts, cells and structures.
/// Objects, functions, Java and sparse arrays are named and not read. It is ours because every size
/// that a file declares has to be held against what is there.
@NullMarked
package org.gyre.data.mat;

import org.jspecify.annotations.NullMarked;
