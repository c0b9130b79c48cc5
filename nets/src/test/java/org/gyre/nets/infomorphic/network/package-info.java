@NullMarked
package org.gyre.nets.infomorphic.network;

import org.jspecify.annotations.NullMarked;
