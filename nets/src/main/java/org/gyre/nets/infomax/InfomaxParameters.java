package org.gyre.nets.infomax;

import java.util.Arrays;
import java.util.Locale;

/// What defines a recurrent-infomax network (T09 eq. 1-2): its size, the ceiling of the firing
/// probability, target rates and the rate of homeostasis.
///
/// The N units are numbered free units first, then clamped input units: a clamped unit is a member of x
/// whose state the stimulus overwrites at every step (T09 section on receptive fields; T20 input u).
/// Only free units have homeostasis and learn.
public final class InfomaxParameters {
    /// ε of T09: what a spike adds to the threshold of its unit.
    public static final double PAPER_EPSILON = 0.01;

    private final int freeUnits;
    private final int inputUnits;
    private final double pMax;
    private final double epsilon;
    private final boolean centredDrive;
    private final double[] rates;

    private InfomaxParameters(
            int freeUnits, int inputUnits, double pMax, double epsilon, boolean centredDrive, double[] rates) {
        if (freeUnits < 1 || inputUnits < 0) {
            throw new IllegalArgumentException("units = " + freeUnits + ", inputs = " + inputUnits
                    + ": a network needs at least one unit and no negative number of inputs");
        }
        if (!(pMax > 0 && pMax <= 1)) {
            throw new IllegalArgumentException("p_max = " + number(pMax) + ": must be in (0, 1]");
        }
        if (!(epsilon >= 0 && epsilon <= 1)) {
            throw new IllegalArgumentException("epsilon = " + number(epsilon) + ": must be in [0, 1]");
        }
        for (int i = 0; i < rates.length; i++) {
            double ceiling = i < freeUnits ? pMax : 1;
            if (!(rates[i] > 0 && rates[i] < ceiling)) {
                throw new IllegalArgumentException("rate = " + number(rates[i]) + ": must be above 0 and below "
                        + (i < freeUnits ? "p_max = " + number(pMax) : "1"));
            }
        }
        this.freeUnits = freeUnits;
        this.inputUnits = inputUnits;
        this.pMax = pMax;
        this.epsilon = epsilon;
        this.centredDrive = centredDrive;
        this.rates = rates;
    }

    /// A network without inputs whose units share one target rate.
    ///
    /// @throws IllegalArgumentException naming the parameter, its value and the permitted range
    public static InfomaxParameters uniform(int units, double pMax, double rate) {
        return withInputs(units, 0, pMax, rate, rate);
    }

    /// A network whose free units share the target rate `rate` and whose inputs fire at `inputRate`.
    ///
    /// @throws IllegalArgumentException naming the parameter, its value and the permitted range
    public static InfomaxParameters withInputs(
            int freeUnits, int inputUnits, double pMax, double rate, double inputRate) {
        double[] rates = new double[Math.addExact(Math.max(freeUnits, 0), Math.max(inputUnits, 0))];
        Arrays.fill(rates, rate);
        if (inputUnits > 0 && freeUnits >= 0) {
            Arrays.fill(rates, freeUnits, rates.length, inputRate);
        }
        return new InfomaxParameters(freeUnits, inputUnits, pMax, PAPER_EPSILON, true, rates);
    }

    /// The same network with another ε; 0 freezes the thresholds.
    public InfomaxParameters withEpsilon(double newEpsilon) {
        return new InfomaxParameters(freeUnits, inputUnits, pMax, newEpsilon, centredDrive, rates);
    }

    /// The same network with a drive that is centred, Σ_j W_ij (x_j − p̄_j) as in T09 eq. 1, or plain,
    /// Σ_j W_ij x_j as in the authors' program. Homeostasis absorbs the difference, so that the
    /// stationary law is the same; after a change of the weights the plain drive has the larger
    /// transient.
    public InfomaxParameters withCentredDrive(boolean centred) {
        return new InfomaxParameters(freeUnits, inputUnits, pMax, epsilon, centred, rates);
    }

    /// N: free and clamped units.
    public int units() {
        return freeUnits + inputUnits;
    }

    public int freeUnits() {
        return freeUnits;
    }

    public int inputUnits() {
        return inputUnits;
    }

    public double pMax() {
        return pMax;
    }

    public double epsilon() {
        return epsilon;
    }

    /// p̄_i: the target rate of a free unit, the nominal rate of an input, in spikes per step.
    public double rate(int unit) {
        return rates[unit];
    }

    /// What is subtracted from x_j in the drive: p̄_j, or nothing.
    public double driveCentre(int unit) {
        return centredDrive ? rates[unit] : 0;
    }

    /// All p̄_i, a copy.
    public double[] rates() {
        return rates.clone();
    }

    /// Σ_i H₂(p̄_i) over all units in nats: no code of binary units at these rates carries more.
    public double entropyBound() {
        double bound = 0;
        for (double rate : rates) {
            bound -= rate * Math.log(rate) + (1 - rate) * Math.log1p(-rate);
        }
        return bound;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%s", value);
    }
}
