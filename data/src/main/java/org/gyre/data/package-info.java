/// Reads what users bring and writes what other programs read.
///
/// Start with [org.gyre.data.matrix.MatrixFile], which reads a vector or a matrix from any supported file. Beside
/// it: `npy` (NumPy's `.npy` and `.npz`), `text` (numbers in columns), `image` and `stimulus`. This package holds
/// what the readers share: [org.gyre.data.Limits], [org.gyre.data.FileKind] (what a file is, by its first bytes),
/// [org.gyre.data.InputFile] and [org.gyre.data.Matrix].
///
/// Every reader keeps three rules. No file can make it allocate more than the file itself could fill, or than its
/// limits allow. No file can make it run code. Every malformation is an [org.gyre.core.InputException] of one
/// sentence with the file and the reason.
@NullMarked
package org.gyre.data;

import org.jspecify.annotations.NullMarked;
