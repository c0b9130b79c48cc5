/// Layers that learn without labels: [org.gyre.nets.infomorphic.encoder.Encoder] hears the world and
/// itself.
@NullMarked
package org.gyre.nets.infomorphic.encoder;

import org.jspecify.annotations.NullMarked;
