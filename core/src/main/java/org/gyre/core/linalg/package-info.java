/// Dense linear algebra: [org.gyre.core.linalg.Blas] is the whole interface to the kernels.
@NullMarked
package org.gyre.core.linalg;

import org.jspecify.annotations.NullMarked;
