@NullMarked
package org.gyre.lab.infomorphic;

import org.jspecify.annotations.NullMarked;
