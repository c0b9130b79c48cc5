@NullMarked
package org.gyre.data;

import org.jspecify.annotations.NullMarked;
