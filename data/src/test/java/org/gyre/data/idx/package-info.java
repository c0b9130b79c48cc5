@NullMarked
package org.gyre.data.idx;

import org.jspecify.annotations.NullMarked;
