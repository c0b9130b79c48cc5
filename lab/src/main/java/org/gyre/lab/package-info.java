@NullMarked
package org.gyre.lab;

import org.jspecify.annotations.NullMarked;
