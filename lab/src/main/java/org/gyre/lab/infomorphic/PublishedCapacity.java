package org.gyre.lab.infomorphic;

/// Patterns per neuron that others state, for comparison.
final class PublishedCapacity {
    /// Hebb's rule, of many neurons (Amit, Gutfreund and Sompolinsky 1985).
    static final double HEBB = 0.138;
    /// Infomorphic neurons that want redundancy (Blümel et al. 2025).
    static final double INFOMORPHIC = 1.59;
    /// Any weights whatever, of many neurons (Gardner 1988).
    static final double ANY_RULE = 2;

    private PublishedCapacity() {}
}
