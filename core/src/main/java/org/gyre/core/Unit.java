package org.gyre.core;

/// The unit of an information quantity. Everything is computed in nats; this converts at the edge.
public enum Unit {
    NATS(1.0),
    BITS(1.0 / StrictMath.log(2.0));

    private final double perNat;

    Unit(double perNat) {
        this.perNat = perNat;
    }

    /// The given number of nats in this unit.
    public double fromNats(double nats) {
        return nats * perNat;
    }
}
