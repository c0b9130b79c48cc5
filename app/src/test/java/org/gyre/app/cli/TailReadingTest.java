package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.Tally;
import org.junit.jupiter.api.Test;

/// Samples that take long: what is told on the way, and that there is an end.
class TailReadingTest {
    /// e to the power of normal values.
    private static Tally lognormal(int n, double deviation) {
        RandomGenerator random = RandomStream.of(1).generator();
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.exp(Math.clamp(deviation * random.nextGaussian(), -700, 700));
        }
        return Tally.of(values);
    }

    private static TailReading read(Tally sample, TailOptions options, List<String> told) {
        return TailReading.of(
                sample,
                false,
                options,
                Team.alone(),
                (done, total, what) -> told.add(what + " " + done + " of " + total));
    }

    @Test
    void valuesOverHundredsOfDecadesAreFitted() {
        // A cut-off at 20/xmin or below, far less than what changes xmin = 1e100, once kept the integral from ending.
        TailOptions options = new TailOptions();
        options.xmax = new UpperEnd(Double.POSITIVE_INFINITY, true);
        options.replicas = 50;
        List<String> told = new ArrayList<>();
        TailAnalysis analysis = read(lognormal(2000, 150), options, told).analysis();
        assertThat(analysis).isNotNull();
        assertThat(told).isNotEmpty().allMatch(line -> line.startsWith("ranges of the fit "));
    }

    @Test
    void aGoodnessOfFitTellsItsProgress() {
        TailOptions options = new TailOptions();
        options.replicas = 40;
        List<String> told = new ArrayList<>();
        read(lognormal(500, 1), options, told);
        assertThat(told).containsExactly("bootstrap replicas 32 of 40", "bootstrap replicas 40 of 40");
    }

    @Test
    void aLawThatReachesBeyondAllNumbersHasNoReplicas() {
        TailOptions options = new TailOptions();
        options.replicas = 10;
        assertThat(read(lognormal(2000, 150), options, new ArrayList<>()).warnings())
                .anyMatch(warning -> warning.startsWith("there is no goodness of fit")
                        && warning.contains("give it an upper end with xmax"));
    }
}
