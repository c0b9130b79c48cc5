package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.stats.Sum;

/// How far an entropy scatters between samples of T independent draws.
final class Scatter {
    private Scatter() {}

    /// Standard deviation of the plug-in entropy to second order, with frequencies p̂ for probabilities:
    ///
    ///     Var(Ĥ) = (Σ p ln² p − H²) / T + (K − 1) / 2T²
    ///
    /// The second term is all there is where every symbol is equally likely. In the first, the scatter of ln p̂
    /// itself adds (K − 1)/T to the bracket, which is taken away. B. Harris, The statistical
    /// estimation of entropy in the non-parametric case, MRC report 1605 (1975).
    ///
    /// @return nothing of a single sample
    static OptionalDouble ofPlugIn(Occupancies sample) {
        if (sample.total() < 2) {
            return OptionalDouble.empty();
        }
        double total = (double) sample.total();
        double mean = new PlugIn().nats(sample);
        Sum variance = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            double p = sample.count(i) / total;
            double distance = -Math.log(p) - mean;
            variance.add(sample.symbols(i) * p * distance * distance);
        }
        double bracket = Math.max(0, variance.value() - (sample.seen() - 1) / total);
        return OptionalDouble.of(Math.sqrt(bracket / total + secondOrder(sample)));
    }

    /// (K − 1) / 2T², the variance that remains where all symbols are equally likely.
    private static double secondOrder(Occupancies sample) {
        double total = (double) sample.total();
        return (sample.seen() - 1) / (2 * total * total);
    }

    /// The jackknife standard error of any formula, √((T − 1)/T Σ_t (Ĥ₋ₜ − mean)²): each sample is left out
    /// once. Efron and Stein, Annals of Statistics 9:586 (1981).
    ///
    /// @return nothing of fewer than three samples
    static OptionalDouble byLeavingOut(EntropyFormula formula, Occupancies sample) {
        if (sample.total() < 3) {
            return OptionalDouble.empty();
        }
        double total = (double) sample.total();
        double[] without = new double[sample.size()];
        Sum mean = new Sum();
        for (int i = 0; i < without.length; i++) {
            without[i] = formula.nats(sample.without(i));
            mean.add(sample.symbols(i) * (sample.count(i) / total) * without[i]);
        }
        Sum squares = new Sum();
        for (int i = 0; i < without.length; i++) {
            double distance = without[i] - mean.value();
            squares.add((double) sample.symbols(i) * sample.count(i) * distance * distance);
        }
        return OptionalDouble.of(Math.sqrt((total - 1) / total * squares.value()));
    }
}
