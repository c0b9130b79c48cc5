package org.gyre.core.special;

/// The logistic function and its relatives, without overflow or cancellation.
public final class Logistic {
    private Logistic() {}

    /// σ(x) = 1 / (1 + e^−x).
    public static double logistic(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /// log(p / (1 − p)) for p in [0, 1]; ±∞ at the ends.
    public static double logit(double p) {
        return Math.log(p) - Math.log1p(-p);
    }

    /// log(1 + e^x), also called softplus.
    public static double logOnePlusExp(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    /// log σ(x) = −log(1 + e^−x).
    public static double logLogistic(double x) {
        return -logOnePlusExp(-x);
    }
}
