package org.gyre.measure.avalanche;

import java.util.List;
import java.util.Optional;

/// How a family is fitted: free coordinates in which the likelihood has a tame shape, with bounds and first guesses.
interface Model {
    Distribution at(double[] free, Support support);

    /// First guesses; the best optimum found from any of them counts.
    List<double[]> starts(Tally sample, Support support);

    double[] lower(Tally sample, Support support);

    double[] upper(Tally sample, Support support);

    /// The maximum, where a formula or a one-dimensional root gives it.
    default Optional<double[]> solution(Tally sample, Support support) {
        return Optional.empty();
    }
}
