@NullMarked
package org.gyre.data.tar;

import org.jspecify.annotations.NullMarked;
