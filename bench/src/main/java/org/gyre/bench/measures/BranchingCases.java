package org.gyre.bench.measures;

import java.util.List;
import java.util.Map;
import org.gyre.bench.measures.MeasureCase.Quote;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.branching.BranchingAnalysis;
import org.gyre.measure.branching.BranchingSettings;
import org.gyre.measure.branching.CoefficientKind;
import org.gyre.measure.branching.DecayForm;

/// Multistep regression of the activity of a branching process as long as the recording of a culture.
final class BranchingCases {
    private BranchingCases() {}

    static List<MeasureCase> all() {
        return List.of(regression(227_000, 500).quoting(new Quote("public program", 0.9)));
    }

    /// r_1, and the time constants of the exponential form and of that with an offset; all four forms are
    /// fitted.
    static MeasureCase regression(int bins, int lags) {
        return MeasureCase.of(
                "multistep regression, " + bins + " bins, " + lags + " lags, 4 fits",
                "branching",
                Map.of("bins", bins, "lags", lags),
                () -> {
                    double[][] trials = {SeededData.branching(bins)};
                    BranchingSettings settings = new BranchingSettings(
                            lags, CoefficientKind.TRIAL_SEPARATED, List.of(DecayForm.values()), 0, 0.9);
                    return team -> {
                        BranchingAnalysis analysis = BranchingAnalysis.of(trials, settings, RandomStream.of(1));
                        return new double[] {
                            analysis.coefficients().at(1),
                            analysis.fits().get(0).timeConstant(),
                            analysis.fits().get(1).timeConstant()
                        };
                    };
                });
    }
}
