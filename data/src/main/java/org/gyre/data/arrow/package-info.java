/// Tables in the Arrow columnar format, as data frames of other languages read them.
@NullMarked
package org.gyre.data.arrow;

import org.jspecify.annotations.NullMarked;
