@NullMarked
package org.gyre.data.hdf5.write;

import org.jspecify.annotations.NullMarked;
