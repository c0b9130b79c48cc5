package org.gyre.nets.boltzmann;

/// What a unit does whose input is zero, in the deterministic limit.
public enum Ties {
    /// It stays as it is.
    STAY,
    /// It falls silent.
    DOWN
}
