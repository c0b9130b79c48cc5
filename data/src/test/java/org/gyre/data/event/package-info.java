@NullMarked
package org.gyre.data.event;

import org.jspecify.annotations.NullMarked;
