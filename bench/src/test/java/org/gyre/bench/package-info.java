@NullMarked
package org.gyre.bench;

import org.jspecify.annotations.NullMarked;
