/// Reads chosen files out of tar archives, in which packages hold data sets.
@NullMarked
package org.gyre.data.tar;

import org.jspecify.annotations.NullMarked;
