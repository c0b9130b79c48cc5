package org.gyre.measure.flux;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.stats.Sum;

/// Finds the stationary law of a process, with a measured residual.
public final class StationarySolver {
    /// Goal of iteration for Σ |πP − π|.
    private static final double TOLERANCE = 1e-13;

    /// Error of the law beyond which iteration is not believed.
    private static final double BELIEVED = 1e-10;

    private static final int CYCLES = 6;

    /// Up to so many stored states elimination is at once the fastest and the most certain way.
    private static final int SMALL = 256;

    /// Only chains with a transition surer than this can have states that are hardly ever left.
    private static final double SURE = 0.999;

    private static final int LOOK = 20;

    private final Team team;
    private final Progress progress;

    /// A solver whose large products are shared by a team.
    public StationarySolver(Team team) {
        this(team, Progress.NONE);
    }

    /// A solver that tells how far an iteration is.
    public StationarySolver(Team team, Progress progress) {
        this.team = team;
        this.progress = progress;
    }

    /// The stationary law of a process by the cheapest certain way.
    ///
    /// @throws InputException if the process is too large to enumerate
    public StationaryLaw solve(FactorisedMarkovProcess process) {
        return solve(process, Method.AUTO);
    }

    /// The stationary law by the given method.
    ///
    /// @throws InputException if the process is too large for it, or the method does not apply
    public StationaryLaw solve(FactorisedMarkovProcess process, Method method) {
        if (method == Method.GTH && process.units() > 1 + Integer.numberOfTrailingZeros(Gth.LARGEST)) {
            throw tooLargeForElimination(process.units());
        }
        StateTable table = StateTable.of(process, team);
        Optional<ToDoubleFunction<long[]>> closedForm = process.logStationaryWeight();
        return switch (method) {
            case SYMMETRIC ->
                certain(symmetric(
                        table,
                        closedForm.orElseThrow(() -> new InputException(
                                "the closed form needs symmetric weights without noise: choose the method auto")),
                        "as asked"));
            case GTH -> gth(table, "as asked");
            case GEMM -> gemm(table, "as asked", true);
            case AUTO -> auto(table, closedForm);
        };
    }

    /// A law of which rounding left a digit.
    private static StationaryLaw certain(StationaryLaw law) {
        if (!(law.errorEstimate() < 1)) {
            throw new InputException("weights or biases are so large that rounding leaves no digit of the closed form:"
                    + " choose the method auto");
        }
        return law;
    }

    private static InputException tooLargeForElimination(int units) {
        int most = Integer.numberOfTrailingZeros(Gth.LARGEST);
        return new InputException("elimination of 2^" + units + " states: its limit is " + most + " units, or "
                + (most + 1) + " in +-1 coding without bias; choose the method "
                + (units > StateTable.LARGEST ? "sample" : "gemm or auto"));
    }

    private StationaryLaw auto(StateTable table, Optional<ToDoubleFunction<long[]>> closedForm) {
        // Where the start matters the closed form is only one of the laws that no step changes.
        if (closedForm.isPresent() && Reachability.recurrentClasses(table) == 1) {
            StationaryLaw known =
                    symmetric(table, closedForm.get(), "the weights are symmetric, so the law is known in closed form");
            if (known.errorEstimate() <= BELIEVED) {
                return known;
            }
        }
        if (table.stored() <= SMALL) {
            return gth(table, "few states: elimination is fast and exact to rounding");
        }
        boolean eliminable = table.stored() <= Gth.LARGEST;
        StationaryLaw iterated = gemm(table, "too many states for elimination to be the faster way", !eliminable);
        if (eliminable && !(iterated.errorEstimate() <= BELIEVED)) {
            return gth(table, "iteration mixes too slowly to be certain, elimination does not mind");
        }
        return iterated;
    }

    private StationaryLaw gth(StateTable table, String reason) {
        if (table.stored() > Gth.LARGEST) {
            throw tooLargeForElimination(table.units());
        }
        DenseLaw dense = DenseLaw.of(table, team);
        double residual = residual(table, dense.law());
        // Grassmann, Taksar and Heyman: every entry is right to about n roundings, whatever the chain.
        double error = Math.ulp(1.0) * table.stored();
        int classes = Math.max(dense.classes(), Reachability.recurrentClasses(table));
        return new StationaryLaw(table, dense.law(), Method.GTH, reason, residual, error, classes, null);
    }

    private StationaryLaw symmetric(StateTable table, ToDoubleFunction<long[]> logWeight, String reason) {
        int classes = Reachability.recurrentClasses(table);
        if (classes != 1) {
            throw new InputException(
                    "some states of this network are never left, so that the closed form is only one of"
                            + " its stationary laws: choose the method auto, which starts from the uniform law");
        }
        int size = table.stored();
        double[] law = new double[size];
        long[] state = new long[1];
        double largest = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < size; s++) {
            state[0] = s;
            law[s] = logWeight.applyAsDouble(state);
            largest = Math.max(largest, law[s]);
        }
        for (int s = 0; s < size; s++) {
            law[s] = Math.exp(law[s] - largest);
        }
        double scale = (double) size / table.states() / Sum.of(law);
        for (int s = 0; s < size; s++) {
            law[s] *= scale;
        }
        // The exponent is as large as the weights' sum; its rounding is the law's relative error.
        double error = Math.min(2, Math.ulp(1.0) * (2 * Math.abs(largest) + table.units()));
        return new StationaryLaw(table, law, Method.SYMMETRIC, reason, residual(table, law), error, classes, null);
    }

    /// @param aggregate whether to weigh attractors where iteration cannot
    private StationaryLaw gemm(StateTable table, String reason, boolean aggregate) {
        TransitionStep step = new TransitionStep(table, team);
        Krylov krylov = new Krylov(step, team, progress);
        Krylov.Solution solution = krylov.solve(TOLERANCE, CYCLES);
        int classes = Reachability.recurrentClasses(table);
        Mixing modes = solution.modes();
        if (table.surestTransition() > SURE) {
            // A mode within 10⁻¹³ of one leaves no trace in the residual; only a look for it finds it.
            modes = modes.and(krylov.slowest(solution.mass(), TransitionStep.Parity.EVEN, LOOK));
        }
        double residual = solution.residual();
        double error = error(residual, modes.nearestToOne());
        String why = reason;
        if (aggregate && classes == 1 && error > BELIEVED) {
            Aggregation groups = Aggregation.byAttractors(step);
            if (groups.feasible()) {
                error = groups.solve(solution.mass(), BELIEVED);
                residual = residual(table, solution.mass());
                error = Math.min(2, Math.max(error, residual));
                why = reason + ", and " + groups.groups() + " attractors weighed by aggregation";
            }
        }
        return new StationaryLaw(table, solution.mass(), Method.GEMM, why, residual, error, classes, modes);
    }

    private static double error(double residual, double nearest) {
        // Where the slowest mode is within rounding of one, the residual says nothing.
        double gap = 1 - nearest;
        return gap < 1e-12 ? 2 : Math.min(2, residual / gap);
    }

    private double residual(StateTable table, double[] law) {
        double[] next = new double[law.length];
        new TransitionStep(table, team).apply(law, next, TransitionStep.Parity.EVEN);
        for (int s = 0; s < law.length; s++) {
            next[s] = Math.abs(next[s] - law[s]);
        }
        return Sum.of(next) * table.states() / law.length;
    }
}
