/// Any file to a vector or a matrix of finite doubles: [org.gyre.data.matrix.MatrixFile].
@NullMarked
package org.gyre.data.matrix;

import org.jspecify.annotations.NullMarked;
