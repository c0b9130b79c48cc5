package org.gyre.measure.mutualinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.Estimate.Part;
import org.gyre.core.InputException;
import org.gyre.core.stats.BatchMeans;
import org.gyre.measure.series.Series;

/// What three or more variables share beyond pairs, from a chain of mutual and conditional information:
///
///     TC  = Σ_{k=2..n} I(X_k; X_1…X_{k−1})                      total correlation
///     DTC = Σ_{k=2..n} I(X_k; X_1…X_{k−1} | X_{k+1}…X_n)        dual total correlation
///     Ω   = TC − DTC                                            O-information
///     Σ   = TC + DTC                                            S-information
///
/// Ω is positive where redundancy prevails and negative where synergy does; for three variables it is their
/// co-information. The terms of k = n cancel in Ω and are left out of it. Works with every estimator that
/// has a conditional form. Source: Rosas, Mediano, Gastpar, Jensen, Physical Review E 100:032305 (2019).
public final class SharedInformation {
    /// I(X_k; X_1…X_{k−1}), k = 2 … n.
    private final List<Relation> growing;

    /// I(X_k; X_1…X_{k−1} | X_{k+1}…X_n), k = 2 … n − 1; the last is the last of `growing`.
    private final List<Relation> held;

    private final String label;

    private SharedInformation(List<Relation> growing, List<Relation> held, String label) {
        this.growing = List.copyOf(growing);
        this.held = List.copyOf(held);
        this.label = label;
    }

    /// Prepares the terms.
    ///
    /// @param variables X_1 … X_n, n ≥ 3, recorded together; each may have several dimensions
    /// @throws InputException if there are fewer than three, they differ in length, or there is too little
    ///     to estimate from
    public static <S extends Series<S>> SharedInformation of(List<S> variables, InformationEstimator<S> estimator) {
        int n = variables.size();
        if (n < 3) {
            throw new InputException("O-information needs at least three variables, not " + n);
        }
        List<Relation> growing = new ArrayList<>();
        List<Relation> held = new ArrayList<>();
        S before = variables.getFirst();
        for (int k = 1; k < n; k++) {
            growing.add(estimator.between(variables.get(k), before));
            if (k < n - 1) {
                held.add(estimator.given(variables.get(k), before, joined(variables.subList(k + 1, n))));
                before = before.joined(variables.get(k));
            }
        }
        return new SharedInformation(growing, held, estimator.label());
    }

    private static <S extends Series<S>> S joined(List<S> variables) {
        S all = variables.getFirst();
        for (S variable : variables.subList(1, variables.size())) {
            all = all.joined(variable);
        }
        return all;
    }

    /// TC in nats.
    public double totalCorrelation() {
        return sum(growing);
    }

    /// DTC in nats.
    public double dualTotalCorrelation() {
        return sum(held) + growing.getLast().nats();
    }

    /// Ω in nats.
    public double oInformation() {
        return sum(growing.subList(0, growing.size() - 1)) - sum(held);
    }

    private static double sum(List<Relation> relations) {
        return relations.stream().mapToDouble(Relation::nats).sum();
    }

    /// The local values of Ω in nats, one for each sample.
    public double[] local() {
        double[] local = new double[growing.getFirst().samples()];
        for (int k = 0; k < held.size(); k++) {
            double[] plain = growing.get(k).local();
            double[] conditional = held.get(k).local();
            for (int s = 0; s < local.length; s++) {
                local[s] += plain[s] - conditional[s];
            }
        }
        return local;
    }

    /// Ω with its terms, standard error and the warnings of its terms.
    public Estimate estimate() {
        List<Estimate> terms = new ArrayList<>();
        for (int k = 0; k < growing.size(); k++) {
            terms.add(growing.get(k).estimate("I(x" + (k + 1) + "; x0..x" + k + ")"));
        }
        for (int k = 0; k < held.size(); k++) {
            terms.add(held.get(k).estimate("I(x" + (k + 1) + "; x0..x" + k + " | rest)"));
        }
        Estimate estimate = Estimate.of(
                        "O-information",
                        oInformation(),
                        label,
                        growing.getFirst().samples())
                .withBiasCorrection(terms.getFirst().biasCorrection())
                .withParts(
                        new Part("total correlation", totalCorrelation()),
                        new Part("dual total correlation", dualTotalCorrelation()));
        OptionalDouble error = BatchMeans.standardError(local());
        if (error.isPresent()) {
            estimate = estimate.withStandardError(error.getAsDouble());
        }
        List<String> warnings = terms.stream()
                .flatMap(term -> term.warnings().stream())
                .distinct()
                .toList();
        for (String warning : warnings) {
            estimate = estimate.withWarning(warning);
        }
        return estimate;
    }
}
