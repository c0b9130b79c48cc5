@NullMarked
package org.gyre.data.hdf5;

import org.jspecify.annotations.NullMarked;
