package org.gyre.nets.lif;

import org.gyre.core.InputException;

/// One unit, one step after another, in double precision: the equations of [LifSemantics] and their
/// derivatives as they are written, with the surrogate where the step function is differentiated
/// (Gerum & Schilling 2021; derivatives worked out from the update rule).
///
/// @param semantics what the unit does in a step
/// @param surrogate what stands for dS/dV
/// @param threshold θ, positive
public record LifFormula(LifSemantics semantics, Surrogate surrogate, double threshold) {
    /// @throws InputException if the threshold is not positive
    public LifFormula {
        if (!(threshold > 0)) {
            throw new InputException("threshold = " + threshold + ": must be positive");
        }
    }

    /// Where a unit stands between two steps.
    ///
    /// @param potential V of the last step, before its reset
    /// @param held      steps for which V will have been held at zero, counting the last one down
    public record State(double potential, int held) {
        /// Before the first step.
        public static final State REST = new State(0, 0);
    }

    /// What a unit did.
    ///
    /// @param leak       l
    /// @param currents   I, `[step]`
    /// @param start      where it stood before
    /// @param potentials V before the reset, `[step]`
    /// @param kept       K, what was left of the potential of the step before, `[step]`
    /// @param spikes     S, `[step]`
    /// @param held       whether V was held at zero, `[step]`
    /// @param end        where it stands now
    public record Trace(
            double leak,
            double[] currents,
            State start,
            double[] potentials,
            double[] kept,
            boolean[] spikes,
            boolean[] held,
            State end) {
        /// V after the reset that belongs to the step itself: what packages that reset at once show.
        public double[] potentialsAfterReset(LifFormula formula) {
            double[] after = new double[potentials.length];
            for (int t = 0; t < after.length; t++) {
                after[t] = formula.keep(potentials[t]);
            }
            return after;
        }
    }

    /// What a loss changes by with what went into a unit.
    ///
    /// @param currents  dL/dI, `[step]`
    /// @param leak      dL/dl
    /// @param threshold dL/dθ
    public record Gradient(double[] currents, double leak, double threshold) {}

    /// Lets the unit hear currents.
    ///
    /// @param currents I, `[step]`
    /// @param leak     l
    public Trace run(double[] currents, double leak, State start) {
        int steps = currents.length;
        double[] potentials = new double[steps];
        double[] kept = new double[steps];
        boolean[] spikes = new boolean[steps];
        boolean[] helds = new boolean[steps];
        double before = start.potential();
        int held = start.held();
        for (int t = 0; t < steps; t++) {
            boolean forgot = semantics.forgets().reached(before, threshold);
            held = forgot && semantics.refractory() > 0 ? semantics.refractory() : Math.max(held - 1, 0);
            double gain = semantics.leakyInput() ? leak : 1;
            double charge = gain * currents[t] + (1 - leak) * keep(before);
            if (forgot && semantics.reset() == LifSemantics.Reset.SUBTRACT_IN_NEXT_STEP) {
                charge -= threshold;
            }
            double v = semantics.floored() ? Math.max(charge, 0) : charge;
            kept[t] = keep(before);
            helds[t] = held > 0;
            potentials[t] = held > 0 ? 0 : v;
            spikes[t] = semantics.fires().reached(semantics.delayed() ? before : potentials[t], threshold);
            before = potentials[t];
        }
        return new Trace(leak, currents, start, potentials, kept, spikes, helds, new State(before, held));
    }

    /// K of a potential.
    private double keep(double v) {
        if (!semantics.forgets().reached(v, threshold)) {
            return v;
        }
        return switch (semantics.reset()) {
            case ZERO -> 0;
            case SUBTRACT -> v - threshold;
            case SUBTRACT_IN_NEXT_STEP, NONE -> v;
        };
    }

    /// Sends back what a loss changes by with the outputs of a trace. Nothing is sent to what happened
    /// before the trace.
    ///
    /// @param spikes     dL/dS, `[step]`
    /// @param potentials dL/dV, `[step]`, of potentials before the reset
    public Gradient sendBack(Trace trace, double[] spikes, double[] potentials) {
        int steps = trace.potentials.length;
        double[] currents = new double[steps];
        double leak = 0;
        double threshold = 0;
        // dL/dV of the step after, times the derivative of its floor.
        double later = 0;
        for (int t = steps - 1; t >= 0; t--) {
            double v = trace.potentials[t];
            double slope = surrogate.slope(v - this.threshold);
            boolean forgot = semantics.forgets().reached(v, this.threshold);
            boolean shown = !semantics.delayed() || t + 1 < steps;
            double spike = shown ? spikes[semantics.delayed() ? t + 1 : t] : 0;

            double onKept = (1 - trace.leak) * later;
            boolean subtracts = semantics.reset() == LifSemantics.Reset.SUBTRACT;
            boolean subtractsLater = semantics.reset() == LifSemantics.Reset.SUBTRACT_IN_NEXT_STEP;
            boolean zeroes = semantics.reset() == LifSemantics.Reset.ZERO;
            double onPotential = spike * slope + potentials[t] + (zeroes && forgot ? 0 : onKept);
            double onReset = 0;
            if (semantics.spiking()) {
                threshold -= spike * slope;
                onReset = -(zeroes ? v * onKept : subtracts ? this.threshold * onKept : 0)
                        - (subtractsLater ? this.threshold * later : 0);
                if (forgot) {
                    threshold -= (subtracts ? onKept : 0) + (subtractsLater ? later : 0);
                }
            }
            if (semantics.through()) {
                onPotential += slope * onReset;
                threshold -= slope * onReset;
            }
            boolean open = !trace.held[t] && (!semantics.floored() || v > 0);
            later = open ? onPotential : 0;
            currents[t] = (semantics.leakyInput() ? trace.leak : 1) * later;
            leak += later * ((semantics.leakyInput() ? trace.currents[t] : 0) - trace.kept[t]);
        }
        // The reset before the first step moves with the threshold too.
        if (semantics.forgets().reached(trace.start.potential(), this.threshold)) {
            threshold -= semantics.reset() == LifSemantics.Reset.SUBTRACT ? (1 - trace.leak) * later : 0;
            threshold -= semantics.reset() == LifSemantics.Reset.SUBTRACT_IN_NEXT_STEP ? later : 0;
        }
        // Where it belongs to the first step, so does whether it comes, even from rest.
        if (semantics.through() && semantics.reset() == LifSemantics.Reset.SUBTRACT_IN_NEXT_STEP) {
            threshold += this.threshold * surrogate.slope(trace.start.potential() - this.threshold) * later;
        }
        return new Gradient(currents, leak, threshold);
    }
}
