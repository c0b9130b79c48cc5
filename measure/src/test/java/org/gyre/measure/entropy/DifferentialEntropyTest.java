package org.gyre.measure.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.stats.Descriptive;
import org.gyre.measure.series.RealSeries;
import org.junit.jupiter.api.Test;

class DifferentialEntropyTest {
    private static final KozachenkoLeonenko NEIGHBOURS = new KozachenkoLeonenko(4);
    private static final GaussianEntropy PLUG_IN = new GaussianEntropy(false);
    private static final GaussianEntropy CORRECTED = new GaussianEntropy(true);

    /// sin i², cos 3i.
    private static RealSeries waves(int n) {
        double[] values = new double[2 * n];
        for (int i = 0; i < n; i++) {
            values[2 * i] = Math.sin((double) i * i);
            values[2 * i + 1] = Math.cos(3.0 * i);
        }
        return RealSeries.of(2, values);
    }

    /// Values of SciPy 1.17.1: distances from `cKDTree`, and covariances from NumPy 2.4.6.
    @Test
    void agreesWithScipy() {
        RealSeries x = waves(60);
        assertThat(new KozachenkoLeonenko(1).estimate("h(x)", x).nats()).isCloseTo(1.2170604419541786, within(1e-12));
        assertThat(NEIGHBOURS.estimate("h(x)", x).nats()).isCloseTo(1.9234884816167548, within(1e-12));
        assertThat(PLUG_IN.estimate("h(x)", x).nats()).isCloseTo(2.1119965828444176, within(1e-12));
        assertThat(CORRECTED.estimate("h(x)", x).nats()).isCloseTo(2.1377364772193164, within(1e-12));
    }

    /// h = log of the volume of a uniform law; ½ log(2πe σ²) of a normal one.
    @Test
    void closedFormsAreMet() {
        double[] uniform = new double[40];
        double[] normal = new double[40];
        double[] gaussian = new double[40];
        for (int r = 0; r < uniform.length; r++) {
            SplittableRandom random = new SplittableRandom(r);
            uniform[r] = NEIGHBOURS
                    .estimate(
                            "h",
                            RealSeries.of(random.doubles(800).map(u -> 8 * u).toArray()))
                    .nats();
            RealSeries x = RealSeries.of(
                    random.doubles(800).map(u -> 0.5 * random.nextGaussian()).toArray());
            normal[r] = NEIGHBOURS.estimate("h", x).nats();
            gaussian[r] = CORRECTED.estimate("h", x).nats();
        }
        assertThat(Descriptive.mean(uniform))
                .isCloseTo(Math.log(8), within(0.005 + 4 * Descriptive.standardError(uniform)));
        double expected = 0.5 * Math.log(2 * Math.PI * Math.E * 0.25);
        assertThat(Descriptive.mean(normal)).isCloseTo(expected, within(0.01 + 4 * Descriptive.standardError(normal)));
        assertThat(Descriptive.mean(gaussian)).isCloseTo(expected, within(4 * Descriptive.standardError(gaussian)));
    }

    @Test
    void scalingAddsItsLogarithmInEachDimension() {
        RealSeries x = waves(200);
        RealSeries wide =
                RealSeries.of(2, Arrays.stream(x.values()).map(v -> 4 * v).toArray());
        for (DifferentialEntropy entropy : new DifferentialEntropy[] {NEIGHBOURS, PLUG_IN, CORRECTED}) {
            assertThat(entropy.estimate("h", wide).nats())
                    .isCloseTo(entropy.estimate("h", x).nats() + 2 * Math.log(4), within(1e-12));
        }
    }

    @Test
    void theValueIsTheMeanOfTheLocalOnes() {
        RealSeries x = waves(2500);
        assertThat(Descriptive.mean(NEIGHBOURS.local(x)))
                .isCloseTo(NEIGHBOURS.estimate("h", x).nats(), within(1e-12));
        // Squares that were divided by n − 1 have the mean d (n − 1)/n.
        assertThat(Descriptive.mean(PLUG_IN.local(x)) + 1.0 / 2500)
                .isCloseTo(PLUG_IN.estimate("h", x).nats(), within(1e-12));
        try (Team team = Team.of(3)) {
            assertThat(new KozachenkoLeonenko(4, 0, team).local(x)).isEqualTo(NEIGHBOURS.local(x));
        }
    }

    /// Of a slow walk the neighbours in time are the neighbours in space; without them distances are larger.
    @Test
    void theWindowLeavesOutNeighboursInTime() {
        RealSeries ramp = RealSeries.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        double[] local = new KozachenkoLeonenko(1, 2, Team.alone()).local(ramp);
        // The nearest admitted sample is three steps away; ψ(N) − ψ(1) are harmonic sums over the 7 … 5 that are left.
        assertThat(local[0]).isCloseTo(363.0 / 140 + Math.log(6), within(1e-12));
        assertThat(local[5]).isCloseTo(137.0 / 60 + Math.log(6), within(1e-12));
    }

    @Test
    void whatHasNoDensityIsRefused() {
        RealSeries constant = RealSeries.of(new double[30]);
        assertThatThrownBy(() -> NEIGHBOURS.estimate("h", constant))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("identical");
        assertThatThrownBy(() -> PLUG_IN.estimate("h", constant))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("COVARIANCE_SINGULAR");
        assertThatThrownBy(() -> NEIGHBOURS.estimate("h", waves(4)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 samples leave 3");
        assertThatThrownBy(() -> PLUG_IN.estimate("h", waves(2))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new KozachenkoLeonenko(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> NEIGHBOURS.estimate("h", RealSeries.of(-1.7e308, 1.7e308, 0, 1, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("overflow");
    }
}
