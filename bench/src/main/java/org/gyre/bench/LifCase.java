package org.gyre.bench;

import java.util.Locale;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.LifSemantics.Comparison;
import org.gyre.nets.lif.LifSemantics.Reset;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;

/// One network of leaky integrate-and-fire units to be timed: inputs, a layer, a read-out of ten units
/// that fire too; 25 time steps, leak .05, reset to zero without a gradient, fast sigmoid of steepness 25.
///
/// @param inputs    of the first layer
/// @param units     of it
/// @param batch     samples
/// @param rate      of input spikes, a share of the inputs in each step
/// @param constant  whether the input is a current up to twice the rate, the same in each step, instead
/// @param steps     of learning in one timed run of Gyre
/// @param peerSteps of learning in one timed run of a peer
record LifCase(int inputs, int units, int batch, double rate, boolean constant, int steps, int peerSteps) {
    static final int TIME_STEPS = 25;
    static final int OUTPUTS = 10;
    static final float LEAK = 0.05f;
    static final double STEEPNESS = 25;
    static final double RATE = 5e-4;

    /// A layer of the network.
    static LifSettings layer(int units) {
        LifSemantics semantics =
                new LifSemantics(Comparison.ABOVE, Comparison.ABOVE, Reset.ZERO, false, false, false, 0, false);
        return LifSettings.of(units, semantics, new Surrogate.SuperSpike(STEEPNESS), LeakForm.FIXED);
    }

    /// Such as `784-100-10, B = 128, Poisson .1`.
    String title() {
        String drive = constant ? "constant" : String.format(Locale.ROOT, "Poisson %.1f", rate);
        return String.format(Locale.ROOT, "%d-%d-%d, B = %d, %s", inputs, units, OUTPUTS, batch, drive);
    }

    /// Three arrays of single precision for each sample, step and unit: what activity may take at most.
    long mostBytes() {
        return 3L * TIME_STEPS * batch * units * Float.BYTES;
    }

    /// A quick look takes fewer steps.
    LifCase shrunk(int divisor) {
        return new LifCase(
                inputs, units, batch, rate, constant, Math.ceilDiv(steps, divisor), Math.ceilDiv(peerSteps, divisor));
    }
}
