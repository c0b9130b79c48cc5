package org.gyre.nets.boltzmann;

/// The two values of a unit.
///
/// A binary network (W, b) is the ±1 network (W/2, b + ½ · row sums of W), with the same firing
/// probabilities.
public enum Coding {
    /// −1 silent, +1 firing: the coding of the "symmetrised" Boltzmann machine.
    PM1,
    /// 0 silent, 1 firing.
    BINARY
}
