package org.gyre.measure.flux;

/// How a stationary law is found.
public enum Method {
    /// The cheapest way that is certain to be right.
    AUTO,
    /// Elimination of states one after another: every digit right, for chains that almost fall apart too.
    GTH,
    /// Krylov iteration on steps that are matrix products.
    GEMM,
    /// The closed form of a reversible chain.
    SYMMETRIC
}
