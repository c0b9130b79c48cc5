package org.gyre.measure.flux;

/// Up to where the RMS correlation of pairs may stand for the flux when networks are compared.
///
/// For weak coupling I = N² C_RMS² / (2 ln 2) bits, whatever the weights, so that C_RMS orders networks as the flux
/// does. N C_RMS² is the share of a unit's next state that the units before explain one by one, on average; where it
/// approaches a third, inputs add up beyond what pairs can tell, and soon after the order is lost, and among strong
/// networks reversed. The constant is ours: C_RMS = 1/4 at N = 5, from ensembles of random networks. It is the same
/// for units of ±1 and of 0 and 1, because correlations do not depend on the coding.
public final class ProxyBoundary {
    /// C_RMS √N at the boundary.
    static final double CONSTANT = 0.56;

    private ProxyBoundary() {}

    /// The largest C_RMS at which networks of N units keep their order, 0.56/√N.
    public static double correlation(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("units = " + units + ": must be at least 1");
        }
        return CONSTANT / Math.sqrt(units);
    }
}
