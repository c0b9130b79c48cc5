package org.gyre.measure.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Values named "SciPy" are from `solve_discrete_are`, `solve_discrete_lyapunov` (SciPy 1.17) and,
/// for readings, from sums over the impulse responses of reading and filter, 150 steps long.
final class KalmanFilterTest {
    private static final double[] A = {.9, .2, -.1, .7};
    private static final double[] Q = {.3, .1, .1, .2};
    private static final double[] C = {1, .5, .2, -1, 0, .3};
    private static final double[] R = {.4, 0, 0, 0, .6, 0, 0, 0, .5};

    private static KalmanFilter system() {
        return new KalmanFilter(2, 3, A, Q, C, R);
    }

    private static KalmanFilter scalar(double a, double q, double c, double r) {
        return new KalmanFilter(1, 1, new double[] {a}, new double[] {q}, new double[] {c}, new double[] {r});
    }

    private static KalmanFilter random(int latents, int inputs, long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        double[] a = random.doubles((long) latents * latents, -1, 1).toArray();
        a = Matrices.scaled(1.2 / Math.sqrt(latents), a);
        double[] root = random.doubles((long) latents * latents, -1, 1).toArray();
        double[] q = Matrices.congruence(latents, latents, root, Matrices.identity(latents));
        double[] c = random.doubles((long) inputs * latents, -1, 1).toArray();
        return new KalmanFilter(latents, inputs, a, q, c, Matrices.diagonal(inputs, .3));
    }

    @Test
    void theFilterIsTheConditionalOfTheWholeSequence() {
        int steps = 4;
        double[] x = system().samples(steps, RandomStream.of(2)).x();
        KalmanFilter.Filtered filtered = system().filter(x);
        double[] stationary = system().stationary();
        // cov(z_s, z_t) = S (Aᵀ)^(t−s) for s ≤ t, in blocks; then x = C z + v
        int n = 2 * steps;
        int m = 3 * steps;
        double[] sz = new double[n * n];
        double[] observe = new double[m * n];
        double[] sx = new double[m * m];
        for (int s = 0; s < steps; s++) {
            double[] lagged = stationary;
            for (int t = s; t < steps; t++) {
                Matrices.addBlock(sz, n, 2 * s, 2 * t, 2, 2, 1, lagged);
                if (t > s) {
                    Matrices.addBlock(sz, n, 2 * t, 2 * s, 2, 2, 1, Matrices.transpose(2, 2, lagged));
                }
                lagged = Matrices.multiply(2, 2, 2, lagged, Matrices.transpose(2, 2, A));
            }
            Matrices.addBlock(observe, n, 3 * s, 2 * s, 3, 2, 1, C);
            Matrices.addBlock(sx, m, 3 * s, 3 * s, 3, 3, 1, R);
        }
        sx = Matrices.plus(Matrices.congruence(m, n, observe, sz), 1, sx);
        for (int t = 1; t <= steps; t++) {
            int seen = 3 * t;
            double[] block = Matrices.block(sx, m, 0, 0, seen, seen);
            double[] cross = Matrices.block(
                    Matrices.multiply(n, n, m, sz, Matrices.transpose(m, n, observe)), m, 2 * (t - 1), 0, 2, seen);
            double[] gain = Matrices.multiply(2, seen, seen, cross, Matrices.inverse("x", seen, block));
            double[] mean = Matrices.apply(2, seen, gain, Arrays.copyOf(x, seen));
            double[] covariance = Matrices.plus(
                    stationary, -1, Matrices.multiply(2, seen, 2, gain, Matrices.transpose(2, seen, cross)));
            assertThat(Arrays.copyOfRange(filtered.means(), 2 * t - 2, 2 * t)).containsExactly(mean, within(1e-12));
            assertThat(filtered.covariances().get(t - 1)).containsExactly(covariance, within(1e-12));
        }
        double direct = GaussianMixture.logNormal(Matrices.factor("x", m, sx), x);
        assertThat(filtered.logLikelihood()).isCloseTo(direct, within(1e-11));
        assertThat(-Arrays.stream(filtered.surprises()).sum()).isCloseTo(direct, within(1e-11));
    }

    @Test
    void theSteadyStateSolvesTheRiccatiEquation() {
        KalmanFilter.SteadyState found = system().steadyState();
        // SciPy
        assertThat(found.predicted())
                .containsExactly(
                        new double[] {0.4718375200414186, 0.10202361218888269, 0.10202361218888269, 0.2795106475099253},
                        within(1e-12));
        assertThat(found.covariance())
                .containsExactly(
                        new double[] {
                            0.20547739481137273, -0.002482572103358102, -0.002482572103358102, 0.1573639050353906
                        },
                        within(1e-12));
        assertThat(found.gain())
                .containsExactly(
                        new double[] {
                            0.5105902718992343,
                            0.07263008510938777,
                            -0.0014895432620148587,
                            0.190498451035843,
                            -0.26310069909343703,
                            0.09441834302123435
                        },
                        within(1e-12));
        assertThat(system().stationary())
                .containsExactly(
                        new double[] {
                            1.6975824175824177, 0.015824175824175724, 0.015824175824175724, 0.42109890109890113
                        },
                        within(1e-13));
        KalmanFilter.Filtered late =
                system().filter(system().samples(80, RandomStream.of(1)).x());
        assertThat(late.covariances().get(79)).containsExactly(found.covariance(), within(1e-12));
    }

    @Test
    void theScalarSteadyStateIsTheRootOfItsQuadratic() {
        // random walk seen through noise: P⁻ = q/2 + √(q²/4 + q r)
        KalmanFilter walk = new KalmanFilter(
                1,
                1,
                new double[] {1},
                new double[] {.2},
                new double[] {1},
                new double[] {.7},
                new double[1],
                new double[] {5});
        double predicted = .1 + Math.sqrt(.01 + .14);
        assertThat(walk.steadyState().predicted()[0]).isCloseTo(predicted, within(1e-12));
        assertThat(walk.steadyState().gain()[0]).isCloseTo(predicted / (predicted + .7), within(1e-12));
    }

    @Test
    void anUnstableSystemThatIsSeenIsTracked() {
        // p = a² p r/(p + r) + q, a quadratic in the predicted variance p
        double a = 1.2;
        double q = .5;
        double r = .3;
        KalmanFilter growing = new KalmanFilter(
                1,
                1,
                new double[] {a},
                new double[] {q},
                new double[] {1},
                new double[] {r},
                new double[1],
                new double[] {1});
        double b = r - a * a * r - q;
        double predicted = .5 * (-b + Math.sqrt(b * b + 4 * q * r));
        assertThat(growing.steadyState().predicted()[0]).isCloseTo(predicted, within(1e-14));
    }

    @Test
    void slowFiltersSettleToo() {
        for (double a : new double[] {.9999, 1 - 1e-7, 1 - 1e-10}) {
            KalmanFilter slow = scalar(a, 1e-3, 1, 1e6);
            double b = 1e6 * (1 - a * a) - 1e-3;
            double predicted = .5 * (-b + Math.sqrt(b * b + 4e3));
            assertThat(slow.steadyState().predicted()[0]).isCloseTo(predicted, within(1e-7 * predicted));
            assertThat(slow.divergence(slow.exactReading()).qp()).isBetween(0.0, 1e-10);
        }
    }

    @Test
    void theFilterItselfAsAReadingHasNoDivergence() {
        for (KalmanFilter filter :
                new KalmanFilter[] {system(), scalar(.95, .1, 1, .5), random(6, 2, 3), random(2, 6, 4), random(20, 5, 5)
                }) {
            DivergencePair found = filter.divergence(filter.exactReading());
            assertThat(found.qp()).isBetween(0.0, 1e-10);
            assertThat(found.pq()).isBetween(0.0, 1e-10);
        }
    }

    @Test
    void oneRecurrentNeuronMatchesAScalarSystemExactly() {
        KalmanFilter filter = scalar(.9, .19, 1, .5);
        KalmanFilter.Reading exact = filter.exactReading();
        double l = exact.l()[0];
        double s = Math.sqrt(exact.s()[0] * (1 - l * l));
        DivergencePair found = filter.divergence(filter.reading(exact.f(), exact.l(), new double[] {s}));
        assertThat(found.qp()).isBetween(0.0, 1e-10);
        assertThat(found.pq()).isBetween(0.0, 1e-10);
    }

    @Test
    void theDivergenceOfAReadingIsThatOfItsImpulseResponse() {
        KalmanFilter.Reading reading = system().reading(
                        new double[] {.3, .1, .05, .2, -.4, .1}, new double[] {.4, .1, .05, .3}, new double[] {.5, .4});
        DivergencePair found = system().divergence(reading);
        assertThat(found.qp()).isCloseTo(0.9755165210030015, within(1e-10)); // SciPy
        assertThat(found.pq()).isCloseTo(0.7915494697275749, within(1e-10));
    }

    @Test
    void theDivergenceOfAReadingIsTheMeanOverASimulation() {
        KalmanFilter filter = scalar(.9, .19, 1, .5);
        double f = .5;
        double l = .3;
        double s = .4;
        DivergencePair exact = filter.divergence(filter.reading(new double[] {f}, new double[] {l}, new double[] {s}));
        KalmanFilter.SteadyState steady = filter.steadyState();
        double p = steady.covariance()[0];
        double variance = s * s / (1 - l * l);
        // 400 sequences, each read at its end, so that the values are independent.
        double[] divergences = new double[400];
        for (int trial = 0; trial < divergences.length; trial++) {
            double[] x = filter.samples(60, RandomStream.of(9).split(trial)).x();
            double mean = 0;
            for (double value : x) {
                mean = f * value + l * mean;
            }
            double[] means = filter.filter(x).means();
            double d = mean - means[means.length - 1];
            divergences[trial] = .5 * (variance / p - 1 - Math.log(variance / p) + d * d / p);
        }
        double error = org.gyre.core.stats.Descriptive.standardError(divergences);
        assertThat(org.gyre.core.stats.Descriptive.mean(divergences)).isCloseTo(exact.qp(), within(4 * error));
        assertThat(error).isLessThan(.02);
    }

    @Test
    void inferenceWithoutMemoryLeavesItsGap() {
        KalmanFilter.Memoryless best = system().memoryless(false);
        assertThat(best.gap().qp()).isCloseTo(0.5008206126394754, within(1e-11)); // SciPy
        assertThat(best.gap().pq()).isCloseTo(0.3789156690675417, within(1e-11));
        KalmanFilter.Memoryless factorised = system().memoryless(true);
        DivergencePair floor =
                GaussianDivergence.factorisedFloor(2, system().steadyState().covariance());
        assertThat(factorised.gap().qp()).isCloseTo(0.5008206126394754 + floor.qp(), within(1e-11));
        assertThat(factorised.gap().pq()).isGreaterThan(best.gap().pq());
        CounterRandom random = RandomStream.of(4).generator();
        for (int trial = 0; trial < 100; trial++) {
            KalmanFilter.Reading towards = factorised.towardsTruth();
            double[] f = towards.f().clone();
            double[] s = new double[2];
            for (int i = 0; i < f.length; i++) {
                f[i] += .05 * random.nextGaussian();
            }
            boolean first = trial % 2 == 0;
            double[] covariance = (first ? towards : factorised.fromTruth()).s();
            for (int i = 0; i < 2; i++) {
                s[i] = Math.sqrt(covariance[3 * i]) * Math.exp(.1 * random.nextGaussian());
            }
            DivergencePair found = system().divergence(system().reading(f, new double[4], s));
            assertThat(found.qp()).isGreaterThan(factorised.gap().qp());
            assertThat(found.pq()).isGreaterThan(factorised.gap().pq());
        }
    }

    @Test
    void aSystemWhosePastTellsNothingNeedsNoMemory() {
        DivergencePair gap = scalar(0, .7, 2, .5).memoryless(false).gap();
        assertThat(gap.qp()).isBetween(0.0, 1e-14);
        assertThat(gap.pq()).isBetween(0.0, 1e-14);
    }

    @Test
    void samplesHaveTheStationaryCovariance() {
        int count = 4000;
        double[] sum = new double[4];
        for (int r = 0; r < count; r++) {
            double[] z = system().samples(3, RandomStream.of(6).split(r)).z();
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    sum[2 * i + j] += z[4 + i] * z[4 + j] / count;
                }
            }
        }
        double[] s = system().stationary();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                double error = Math.sqrt((s[3 * i] * s[3 * j] + s[2 * i + j] * s[2 * i + j]) / count);
                assertThat(sum[2 * i + j]).isCloseTo(s[2 * i + j], within(4.5 * error));
            }
        }
    }

    @Test
    void noiseMayLackDirections() {
        // position and velocity: only the velocity is driven
        KalmanFilter filter = new KalmanFilter(
                2, 1, new double[] {.95, .1, 0, .9}, new double[] {0, 0, 0, .2}, new double[] {1, 0}, new double[] {.1
                });
        double[] z = filter.samples(50, RandomStream.of(3)).z();
        for (int t = 1; t < 50; t++) {
            assertThat(z[2 * t]).isCloseTo(.95 * z[2 * t - 2] + .1 * z[2 * t - 1], within(1e-12));
        }
        assertThat(filter.divergence(filter.exactReading()).qp()).isBetween(0.0, 1e-10);
    }

    @Test
    void systemsWithoutStationaryStateAreRefused() {
        assertThatThrownBy(() -> scalar(1, .1, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no stationary state");
        assertThatThrownBy(() -> scalar(1.5, .1, 1, 1)).isInstanceOf(InputException.class);
        KalmanFilter blind = new KalmanFilter(
                1,
                1,
                new double[] {1.1},
                new double[] {1},
                new double[] {0},
                new double[] {1},
                new double[1],
                new double[] {1});
        assertThatThrownBy(blind::steadyState)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not settle");
        assertThatThrownBy(() -> system().reading(new double[6], new double[] {1, 0, 0, 0}, new double[] {1, 1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("recurrent reading");
    }

    @Test
    void badPartsAreRefused() {
        assertThatThrownBy(() -> new KalmanFilter(2, 3, A, new double[] {1, 2, 2, 1}, C, R))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("negative eigenvalue");
        assertThatThrownBy(() -> new KalmanFilter(2, 3, A, Q, C, new double[9]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> new KalmanFilter(2, 3, A, Q, new double[5], R)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> system().filter(new double[] {1, Double.NaN, 0}))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> system().filter(new double[0])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> system().filter(new double[4])).isInstanceOf(InputException.class);
        assertThatThrownBy(() ->
                        system().divergence(new KalmanFilter.Reading(new double[6], new double[4], new double[4])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not positive definite");
    }
}
