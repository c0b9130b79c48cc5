package org.gyre.measure.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.Team;
import org.gyre.core.linalg.Blas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random processes with impossible transitions: transient states, several recurrent classes, cycles.
final class ReducibleChainTest {
    private static final int UNITS = 4;
    private static final int STATES = 1 << UNITS;

    private static FactorisedMarkovProcess process(long seed) {
        Random random = new Random(seed);
        double[] choices = {0, 0, 0, 1, 1, 1, .5, .3};
        double[] fires = new double[UNITS * STATES];
        for (int k = 0; k < fires.length; k++) {
            fires[k] = choices[random.nextInt(choices.length)];
        }
        return new FactorisedMarkovProcess() {
            @Override
            public int units() {
                return UNITS;
            }

            @Override
            public void firingProbabilities(long[] state, double[] probability) {
                System.arraycopy(fires, (int) state[0] * UNITS, probability, 0, UNITS);
            }
        };
    }

    /// The uniform start after 2⁶⁰ steps of the lazy chain (1 + P)/2, which has the same long-run average and no
    /// cycles, by squaring.
    private static double[] longRun(double[] p) {
        double[] lazy = p.clone();
        for (int k = 0; k < lazy.length; k++) {
            lazy[k] /= 2;
        }
        for (int s = 0; s < STATES; s++) {
            lazy[s * STATES + s] += 0.5;
        }
        for (int square = 0; square < 60; square++) {
            double[] twice = new double[lazy.length];
            Blas.best()
                    .dgemm(
                            false, false, STATES, STATES, STATES, 1, lazy, 0, STATES, lazy, 0, STATES, 0, twice, 0,
                            STATES);
            for (int s = 0; s < STATES; s++) {
                double sum = 0;
                for (int y = 0; y < STATES; y++) {
                    sum += twice[s * STATES + y];
                }
                for (int y = 0; y < STATES; y++) {
                    lazy[s * STATES + y] = twice[s * STATES + y] / sum;
                }
            }
        }
        double[] law = new double[STATES];
        for (int s = 0; s < STATES; s++) {
            for (int y = 0; y < STATES; y++) {
                law[y] += lazy[s * STATES + y] / STATES;
            }
        }
        return law;
    }

    /// Recurrent classes by the transitive closure of the possible transitions.
    private static int recurrentClasses(double[] p) {
        boolean[][] reach = new boolean[STATES][STATES];
        for (int x = 0; x < STATES; x++) {
            for (int y = 0; y < STATES; y++) {
                reach[x][y] = x == y || p[x * STATES + y] > 0;
            }
        }
        for (int via = 0; via < STATES; via++) {
            for (int x = 0; x < STATES; x++) {
                for (int y = 0; y < STATES; y++) {
                    reach[x][y] |= reach[x][via] && reach[via][y];
                }
            }
        }
        int classes = 0;
        for (int x = 0; x < STATES; x++) {
            boolean recurrent = true;
            boolean first = true;
            for (int y = 0; y < STATES; y++) {
                recurrent &= !reach[x][y] || reach[y][x];
                first &= y >= x || !(reach[x][y] && reach[y][x]);
            }
            classes += recurrent && first ? 1 : 0;
        }
        return classes;
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "GTH", "GEMM"})
    void theLawIsTheLongRunAverageFromTheUniformStart(Method method) {
        StationarySolver solver = new StationarySolver(Team.alone());
        int several = 0;
        for (long seed = 0; seed < 1000; seed++) {
            FactorisedMarkovProcess process = process(seed);
            double[] p = DenseChain.whole(StateTable.of(process));
            StationaryLaw law = solver.solve(process, method);
            int expected = recurrentClasses(p);
            several += expected > 1 ? 1 : 0;
            assertThat(law.recurrentClasses()).as("seed %d", seed).isEqualTo(expected);
            assertThat(Reachability.classesOfFewCycles(StateTable.of(process)))
                    .as("seed %d, from the cycles alone", seed)
                    .isEqualTo(expected);
            double[] truth = longRun(p);
            double[] found = new double[STATES];
            Arrays.setAll(found, law::probability);
            assertThat(found).as("seed %d", seed).containsExactly(truth, within(1e-9));
        }
        // Otherwise the test would say little.
        assertThat(several).isGreaterThan(30);
    }
}
