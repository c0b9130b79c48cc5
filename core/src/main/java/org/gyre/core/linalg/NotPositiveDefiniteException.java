package org.gyre.core.linalg;

/// A matrix that should be positive definite is not, to working precision.
///
/// For a covariance matrix the usual causes are constant or duplicate variables and fewer samples than variables.
public final class NotPositiveDefiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int minor;

    NotPositiveDefiniteException(int order, int minor) {
        super(
                "matrix of order " + order + " is not positive definite: row " + (minor - 1)
                        + " (from 0) depends on those before it, or is not finite; remove constant or duplicate variables, take more samples, or shrink");
        this.minor = minor;
    }

    /// Order (1-based) of the first leading minor that is not positive: variable `minor − 1` depends on those
    /// before it.
    public int minor() {
        return minor;
    }
}
