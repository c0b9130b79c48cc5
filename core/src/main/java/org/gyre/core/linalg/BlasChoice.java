package org.gyre.core.linalg;

/// The implementation that [Blas#best] returns.
final class BlasChoice {
    static final Blas CHOSEN = choose();

    private BlasChoice() {}

    private static Blas choose() {
        throw new IllegalStateException("no BLAS implementation on the class path");
    }
}
