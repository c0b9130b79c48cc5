/// Networks of infomorphic layers that learn to name what they see.
///
/// [org.gyre.nets.infomorphic.network.Classifier] joins hidden layers and a read-out; its
/// [org.gyre.nets.infomorphic.network.Hidden] layers choose their classes of input.
@NullMarked
package org.gyre.nets.infomorphic.network;

import org.jspecify.annotations.NullMarked;
