@NullMarked
package org.gyre.lab.adversarial;

import org.jspecify.annotations.NullMarked;
