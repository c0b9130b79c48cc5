@NullMarked
package org.gyre.data.matrix;

import org.jspecify.annotations.NullMarked;
