/// Reads IDX files, the format of MNIST and of the data sets that followed it, plain or
/// gzip-compressed.
///
/// Start with [org.gyre.data.idx.IdxReader]. The format is described on the page of the MNIST
/// database (Y. LeCun, C. Cortes, C. J. C. Burges).
@NullMarked
package org.gyre.data.idx;

import org.jspecify.annotations.NullMarked;
