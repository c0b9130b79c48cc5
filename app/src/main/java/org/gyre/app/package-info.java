@NullMarked
package org.gyre.app;

import org.jspecify.annotations.NullMarked;
