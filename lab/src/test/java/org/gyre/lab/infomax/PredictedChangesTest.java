package org.gyre.lab.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.LineChart;
import org.gyre.nets.infomax.InfomaxParameters;
import org.junit.jupiter.api.Test;

class PredictedChangesTest {
    /// For one unit with p_max = 1 the approximation is exact in the limit of weak weights: C = v is
    /// fixed, E = v² W to first order with v = p̄(1 − p̄), so that I = −½ log(1 − v² W²) has the
    /// gradient v² W and log|C| never moves.
    @Test
    void oneWeakUnitIsPredictedExactly() {
        Outcome outcome = report(InfomaxParameters.uniform(1, 1, 0.4), 0.05, 1e-4);
        assertThat(outcome.values().get("predicted_over_measured_slope_information"))
                .isEqualTo(1, within(0.02));
        assertThat(outcome.values().get("predicted_measured_correlation_information"))
                .isGreaterThan(0.999);
        assertThat(outcome.undefined().get("predicted_over_measured_slope_log_c"))
                .isEqualTo("log|C| does not change in these networks.");
    }

    /// The paper's rule against finite differences, measured by an independent program: for N = 4,
    /// p_max 1, p̄ .4 and weights within ±.5 its length is 1.03-1.06 times the true one, its cosine
    /// .9988 at least.
    @Test
    void fourUnitsArePredictedAsTheReplicationFound() {
        Outcome outcome = report(InfomaxParameters.uniform(4, 1, 0.4), 0.5, 0.005);
        assertThat(outcome.values().get("predicted_over_measured_slope_information"))
                .isBetween(1.0, 1.1);
        assertThat(outcome.values().get("predicted_measured_correlation_information"))
                .isGreaterThan(0.995);
        assertThat(outcome.figures())
                .singleElement()
                .isInstanceOfSatisfying(
                        LineChart.class, chart -> assertThat(chart.series()).hasSize(4));
    }

    @Test
    void theDeclaredNamesAreThoseGiven() {
        ValueNames names = new ValueNames();
        PredictedChanges.declare(true, names);
        assertThat(report(InfomaxParameters.uniform(2, 1, 0.4), 0.5, 0.005)
                        .values()
                        .keySet())
                .isEqualTo(names.given());
    }

    private static Outcome report(InfomaxParameters parameters, double width, double size) {
        PredictedChanges changes = new PredictedChanges(parameters);
        for (int k = 0; k < 10; k++) {
            RandomStream stream = RandomStream.of(5).split(k);
            changes.add(SmallNetworks.weights(parameters.units(), width, stream), size, 5, stream.split("steps"));
        }
        Outcome outcome = new Outcome();
        changes.report(size, outcome);
        return outcome;
    }
}
