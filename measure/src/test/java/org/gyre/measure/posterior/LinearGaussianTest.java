package org.gyre.measure.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.posterior.LinearGaussianChain.Direction;
import org.gyre.measure.twosample.MaximumMeanDiscrepancy;
import org.junit.jupiter.api.Test;

/// Values named "NumPy" were computed from the textbook formulas with numpy.linalg 2.4 and SciPy
/// 1.17.
final class LinearGaussianTest {
    private static final double[] S0 = {2, .3, -.4, .3, 1, .2, -.4, .2, .7};
    private static final double[] S1 = {1, -.2, .1, -.2, 1.5, .3, .1, .3, .9};
    private static final double[] M0 = {.5, -1, .2};
    private static final double[] M1 = {0, .3, -.6};

    /// x = z1 + z2 + .5 ε.
    private static LinearGaussianChain sum() {
        return new LinearGaussianChain(new int[] {1, 2}, new double[][] {{1, 1}}, new double[] {.5});
    }

    /// z2(2) → z1(3) → x(3).
    private static LinearGaussianChain deep() {
        double[] lower = {.253309, .758898, -1.077182, .733617, .391827, .929125, -.648957, .224387, .314647};
        double[] upper = {.803276, .174833, .088978, -.613718, .046182, -1.368259};
        return new LinearGaussianChain(new int[] {3, 3, 2}, new double[][] {lower, upper}, new double[] {.5, .5});
    }

    private static LinearGaussianChain random(int[] sizes, long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        double[][] weights = new double[sizes.length - 1][];
        double[] noise = new double[sizes.length - 1];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = random.doubles((long) sizes[k] * sizes[k + 1], -1, 1).toArray();
            noise[k] = .2 + random.nextDouble();
        }
        return new LinearGaussianChain(sizes, weights, noise);
    }

    private static List<LinearConditional> perturbed(LinearGaussianChain chain, double[] factors, double[] added) {
        List<LinearConditional> exact = chain.exactInference();
        return java.util.stream.IntStream.range(0, exact.size())
                .mapToObj(k -> {
                    LinearConditional step = exact.get(k);
                    double[] covariance = step.covariance().clone();
                    Matrices.addToDiagonal(step.outputs(), covariance, added[k]);
                    return new LinearConditional(
                            step.inputs(), step.outputs(), Matrices.scaled(factors[k], step.mean()), covariance);
                })
                .toList();
    }

    @Test
    void theDivergenceOfGaussiansIsThatOfTheTextbookFormula() {
        assertThat(GaussianDivergence.of(3, M0, S0, M1, S1)).isCloseTo(1.730610431621774, within(1e-13)); // NumPy
        assertThat(GaussianDivergence.of(3, M1, S1, M0, S0)).isCloseTo(2.9357253713428992, within(1e-13));
        assertThat(GaussianDivergence.of(3, S0, S1)).isCloseTo(0.4866254692157588, within(1e-13));
    }

    @Test
    void theDivergenceOfOneVariableIsItsClosedForm() {
        double expected = .5 * (4.0 / 9 - 1 + Math.log(9.0 / 4) + 1.0 / 9);
        assertThat(GaussianDivergence.of(1, new double[] {1}, new double[] {4}, new double[] {2}, new double[] {9}))
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void theDivergenceIsTheMeanLogRatioOfSamples() {
        GaussianMixture q = new GaussianMixture(3, new double[] {1}, new double[][] {M0}, new double[][] {S0});
        GaussianMixture p = new GaussianMixture(3, new double[] {1}, new double[][] {M1}, new double[][] {S1});
        double[] rows = q.samples(40_000, RandomStream.of(3));
        double[] logQ = q.logDensities(rows);
        double[] logP = p.logDensities(rows);
        double[] ratio = Matrices.plus(logQ, -1, logP);
        double error = org.gyre.core.stats.Descriptive.standardError(ratio);
        assertThat(org.gyre.core.stats.Descriptive.mean(ratio))
                .isCloseTo(GaussianDivergence.of(3, M0, S0, M1, S1), within(4 * error));
        assertThat(error).isLessThan(.02);
    }

    @Test
    void tinyDivergencesKeepTheirRelativePrecision() {
        // ½ (u − log(1 + u)) = u²/4 (1 − 2u/3 + …)
        for (double u : new double[] {1e-3, 1e-5, 1e-6}) {
            double value = GaussianDivergence.of(1, new double[] {1 + u}, new double[] {1});
            assertThat(value).isCloseTo(u * u / 4 * (1 - 2 * u / 3 + u * u / 2), within(1e-9 * u * u));
        }
        assertThat(GaussianDivergence.of(3, S0, S0)).isBetween(0.0, 1e-28);
    }

    @Test
    void theSeriesOfTheExcessMeetsItsLogarithm() {
        for (double u : new double[] {-.00999, .00999, -.0101, .0101}) {
            assertThat(GaussianDivergence.excess(u)).isCloseTo(u - Math.log1p(u), within(1e-17));
        }
    }

    @Test
    void whatIsNoCovarianceIsRefusedInASentence() {
        double[] one = {1, 0, 0, 1};
        assertThatThrownBy(() -> GaussianDivergence.of(2, new double[] {1, 2, 2, 1}, one))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("first covariance")
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> GaussianDivergence.of(2, one, new double[] {1, 1, 1, 1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("second covariance");
        assertThatThrownBy(() -> GaussianDivergence.of(2, new double[] {1, Double.NaN, 0, 1}, one))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be finite");
        assertThatThrownBy(() -> GaussianDivergence.of(2, new double[] {1, .5, 0, 1}, one))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("symmetric");
        assertThatThrownBy(() -> GaussianDivergence.of(3, one, one))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 x 3");
        assertThatThrownBy(() -> GaussianDivergence.of(0, new double[0], new double[0]))
                .isInstanceOf(InputException.class);
    }

    @Test
    void twoCausesOfOneSumExplainEachOtherAway() {
        LinearConditional posterior = sum().posterior();
        assertThat(posterior.mean()).containsExactly(new double[] {1 / 2.25, 1 / 2.25}, within(1e-14));
        double own = 1 - 1 / 2.25;
        assertThat(posterior.covariance())
                .containsExactly(new double[] {own, -1 / 2.25, -1 / 2.25, own}, within(1e-14));
        assertThat(posterior.correlation(0, 1)).isCloseTo(-.8, within(1e-14));
        DivergencePair floor = sum().factorisedFloor();
        assertThat(floor.qp()).isCloseTo(-.5 * Math.log(1 - .64), within(1e-14));
        assertThat(floor.pq()).isCloseTo(-.5 * Math.log(1 - .64), within(1e-14));
    }

    @Test
    void theExactPosteriorHasNoDivergence() {
        for (LinearGaussianChain chain :
                List.of(sum(), deep(), random(new int[] {7, 5, 4, 6, 2}, 1), random(new int[] {2, 9}, 2))) {
            LinearGaussianChain.Divergences divergences = chain.divergences(chain.exactInference());
            assertThat(divergences.joint().qp()).isBetween(0.0, 1e-20);
            assertThat(divergences.joint().pq()).isBetween(0.0, 1e-20);
            assertThat(chain.jointOf(chain.exactInference())).containsExactly(chain.jointCovariance(), within(1e-12));
        }
    }

    @Test
    void theFactorisedOptimumReachesTheFloorOfItsDirection() {
        for (LinearGaussianChain chain : List.of(sum(), deep(), random(new int[] {7, 5, 4, 6, 2}, 1))) {
            DivergencePair floor = chain.factorisedFloor();
            double qp = chain.divergences(chain.factorisedOptimum(Direction.TOWARDS_TRUTH))
                    .joint()
                    .qp();
            double pq = chain.divergences(chain.factorisedOptimum(Direction.FROM_TRUTH))
                    .joint()
                    .pq();
            assertThat(qp).isCloseTo(floor.qp(), within(1e-12));
            assertThat(pq).isCloseTo(floor.pq(), within(1e-12));
        }
        assertThat(sum().divergences(sum().factorisedOptimum(Direction.TOWARDS_TRUTH))
                        .joint()
                        .qp())
                .isCloseTo(.5108, within(1e-4));
    }

    @Test
    void noFactorisedInferenceGetsBelowTheFloor() {
        LinearGaussianChain chain = deep();
        DivergencePair floor = chain.factorisedFloor();
        CounterRandom random = RandomStream.of(8).generator();
        for (int trial = 0; trial < 200; trial++) {
            boolean towards = trial % 2 == 0;
            List<LinearConditional> tried =
                    chain.factorisedOptimum(towards ? Direction.TOWARDS_TRUTH : Direction.FROM_TRUTH).stream()
                            .map(step -> {
                                double[] mean = step.mean().clone();
                                double[] covariance = step.covariance().clone();
                                for (int i = 0; i < mean.length; i++) {
                                    mean[i] += .02 * random.nextGaussian();
                                }
                                for (int i = 0; i < step.outputs(); i++) {
                                    covariance[i * step.outputs() + i] *= Math.exp(.1 * random.nextGaussian());
                                }
                                return new LinearConditional(step.inputs(), step.outputs(), mean, covariance);
                            })
                            .toList();
            DivergencePair found = chain.divergences(tried).joint();
            assertThat(found.qp()).isGreaterThan(floor.qp());
            assertThat(found.pq()).isGreaterThan(floor.pq());
        }
    }

    @Test
    void theFloorOfTheDeepChainSitsInItsLowerPair() {
        // NumPy
        assertThat(deep().factorisedFloor(1).qp()).isCloseTo(0.12168199276005165, within(1e-13));
        assertThat(deep().factorisedFloor(1).pq()).isCloseTo(0.14024511377652082, within(1e-13));
        assertThat(deep().factorisedFloor(2).qp()).isCloseTo(0.00011196367566279619, within(1e-13));
        assertThat(deep().factorisedFloor().qp()).isCloseTo(.1218, within(5e-5));
    }

    @Test
    void theDivergencesOfAWrongInferenceAreThoseOfConditionedCovariances() {
        LinearGaussianChain chain = deep();
        LinearGaussianChain.Divergences found =
                chain.divergences(perturbed(chain, new double[] {.9, 1.1}, new double[] {.1, .05}));
        // NumPy
        assertThat(found.joint().qp()).isCloseTo(0.4963675600907713, within(1e-12));
        assertThat(found.joint().pq()).isCloseTo(0.32949180418645607, within(1e-12));
        assertThat(found.pairs().get(0).qp()).isCloseTo(0.3887751184407502, within(1e-12));
        assertThat(found.pairs().get(0).pq()).isCloseTo(0.2448469166083731, within(1e-12));
        assertThat(found.pairs().get(1).qp()).isCloseTo(0.1338693244655218, within(1e-12));
        assertThat(found.pairs().get(1).pq()).isCloseTo(0.10798037572511987, within(1e-12));
        assertThat(found.bottoms().get(0)).isEqualTo(found.pairs().get(0));
        assertThat(found.bottoms().get(1)).isEqualTo(found.joint());
    }

    @Test
    void thePosteriorAndTheSurpriseAreThoseOfConditionedCovariances() {
        double[] x = {.3, -1.2, .8};
        double[] mean = { // NumPy
            -0.9238410631383219, -0.05903324003108454, -0.4205707926719571, -0.8516242469480118, 0.18559905755853204
        };
        double[] variances = {
            0.21202356809695777, 0.19282667861080516, 0.12861109754147892, 0.43133697810046323, 0.16998946891833966
        };
        LinearConditional posterior = deep().posterior();
        assertThat(posterior.meanAt(x)).containsExactly(mean, within(1e-12));
        for (int i = 0; i < 5; i++) {
            assertThat(posterior.covariance()[i * 6]).isCloseTo(variances[i], within(1e-13));
        }
        assertThat(deep().surprise(x)).isCloseTo(4.051798472240662, within(1e-12));
    }

    @Test
    void samplesHaveTheJointCovariance() {
        LinearGaussianChain chain = deep();
        int count = 100_000;
        double[][] rows = chain.samples(count, RandomStream.of(5));
        int n = chain.dimension();
        double[] joint = chain.jointCovariance();
        double[] all = new double[count * n];
        for (int k = 0; k <= chain.layers(); k++) {
            for (int r = 0; r < count; r++) {
                System.arraycopy(rows[k], r * chain.size(k), all, r * n + chain.offset(k), chain.size(k));
            }
        }
        double[] found =
                Matrices.scaled(1.0 / count, Matrices.multiply(n, count, n, Matrices.transpose(count, n, all), all));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // Var of a product of jointly normal variables: S_ii S_jj + S_ij²; five standard errors of 64 entries.
                double error = Math.sqrt((joint[i * n + i] * joint[j * n + j] + Math.pow(joint[i * n + j], 2)) / count);
                assertThat(found[i * n + j]).isCloseTo(joint[i * n + j], within(5 * error));
            }
        }
        assertThat(chain.samples(10, RandomStream.of(5))[0]).containsExactly(java.util.Arrays.copyOf(rows[0], 30));
        assertThat(chain.floatSamples(2, RandomStream.of(5))[2][3]).isEqualTo((float) rows[2][3]);
    }

    @Test
    void samplesOfTheExactInferenceAreThoseOfTheModel() {
        // (x, z1, z2): x of one draw of the model with inferred latents against another draw, 1000 each
        LinearGaussianChain chain = deep();
        double[][] model = chain.samples(1000, RandomStream.of(31));
        double[] x = chain.samples(1000, RandomStream.of(32))[0];
        double[] z1 = chain.inference(1).samples(x, RandomStream.of(33));
        double[] z2 = chain.inference(2).samples(z1, RandomStream.of(34));
        MaximumMeanDiscrepancy.Test exact = MaximumMeanDiscrepancy.between(
                        8, rows(model[0], model[1], model[2]), rows(x, z1, z2))
                .test(99, RandomStream.of(35));
        assertThat(Math.abs(exact.value())).isLessThan(.002);
        assertThat(exact.pValue()).isGreaterThan(.01);
        List<LinearConditional> factorised = chain.factorisedOptimum(Direction.TOWARDS_TRUTH);
        double[] f1 = factorised.get(0).samples(x, RandomStream.of(33));
        double[] all = chain.posterior().samples(x, RandomStream.of(36));
        double[] joined = new double[8000];
        for (int r = 0; r < 1000; r++) {
            System.arraycopy(x, 3 * r, joined, 8 * r, 3);
            System.arraycopy(all, 5 * r, joined, 8 * r + 3, 5);
        }
        assertThat(Math.abs(MaximumMeanDiscrepancy.between(8, rows(model[0], model[1], model[2]), joined)
                        .value()))
                .isLessThan(.002);
        // independent noise: no correlation beyond the mean
        double cross = 0;
        for (int r = 0; r < 1000; r++) {
            double[] mean = factorised.get(0).meanAt(java.util.Arrays.copyOfRange(x, 3 * r, 3 * r + 3));
            cross += (f1[3 * r] - mean[0]) * (f1[3 * r + 1] - mean[1]) / 1000;
        }
        double[] c = factorised.get(0).covariance();
        assertThat(cross).isCloseTo(0, within(4 * Math.sqrt(c[0] * c[4] / 1000)));
    }

    private static double[] rows(double[] x, double[] z1, double[] z2) {
        double[] rows = new double[8000];
        for (int r = 0; r < 1000; r++) {
            System.arraycopy(x, 3 * r, rows, 8 * r, 3);
            System.arraycopy(z1, 3 * r, rows, 8 * r + 3, 3);
            System.arraycopy(z2, 2 * r, rows, 8 * r + 6, 2);
        }
        return rows;
    }

    @Test
    void generationIsTheInverseOfInference() {
        // p(z1) p(x | z1) by the generative step is the joint of the pair.
        LinearGaussianChain chain = random(new int[] {3, 4, 2}, 6);
        double[] turned = chain.generation(1).joint(chain.covariance(1));
        double[] up = chain.inference(1).joint(chain.covariance(0));
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                assertThat(turned[i * 7 + j]).isCloseTo(up[(i + 3) % 7 * 7 + (j + 3) % 7], within(1e-12));
            }
        }
    }

    @Test
    void aChainWithBadPartsIsRefused() {
        int[] sizes = {1, 2};
        double[] noise = {.5};
        assertThatThrownBy(() -> new LinearGaussianChain(new int[] {1}, new double[0][], new double[0]))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new LinearGaussianChain(sizes, new double[][] {{1}}, noise))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 x 2");
        assertThatThrownBy(() -> new LinearGaussianChain(sizes, new double[][] {{1, 1}}, new double[] {0}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> new LinearGaussianChain(sizes, new double[][] {{1, Double.NaN}}, noise))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> sum().divergences(List.of())).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> sum().divergences(deep().exactInference().subList(0, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must map 1 to 2");
        assertThatThrownBy(() -> sum().surprise(new double[] {Double.NaN})).isInstanceOf(InputException.class);
    }

    @Test
    void theRecurrenceIsTheSumOverItsSteps() {
        // M = Σ_{i<T} L^i F, C = Σ_{i<T} L^i diag(s²) L^iᵀ, by hand for T = 3 and scalars
        LinearRecurrence scalar =
                LinearRecurrence.after(1, 1, new double[] {.7}, new double[] {-.6}, new double[] {.3}, 3);
        assertThat(scalar.reading().mean()[0]).isCloseTo(.7 * (1 - .6 + .36), within(1e-15));
        assertThat(scalar.reading().covariance()[0]).isCloseTo(.09 * (1 + .36 + .1296), within(1e-15));
        assertThat(scalar.carry()[0]).isCloseTo(-.216, within(1e-15));
    }

    @Test
    void theRecurrenceHasTheMomentsOfItsSimulation() {
        double[] f = {.5, -.3, .2, .8};
        double[] l = {.2, -.6, .4, .1};
        double[] s = {.5, .9};
        double[] x = {1, -2};
        LinearConditional law = LinearRecurrence.after(2, 2, f, l, s, 4).reading();
        CounterRandom random = RandomStream.of(12).generator();
        int count = 100_000;
        double[] first = new double[2];
        double[] second = new double[4];
        double[] mean = law.meanAt(x);
        for (int r = 0; r < count; r++) {
            double[] z = new double[2];
            for (int t = 0; t < 4; t++) {
                double a = f[0] * x[0] + f[1] * x[1] + l[0] * z[0] + l[1] * z[1] + s[0] * random.nextGaussian();
                double b = f[2] * x[0] + f[3] * x[1] + l[2] * z[0] + l[3] * z[1] + s[1] * random.nextGaussian();
                z = new double[] {a, b};
            }
            for (int i = 0; i < 2; i++) {
                first[i] += z[i] / count;
                for (int j = 0; j < 2; j++) {
                    second[2 * i + j] += (z[i] - mean[i]) * (z[j] - mean[j]) / count;
                }
            }
        }
        double[] c = law.covariance();
        for (int i = 0; i < 2; i++) {
            assertThat(first[i]).isCloseTo(mean[i], within(4.5 * Math.sqrt(c[3 * i] / count)));
            for (int j = 0; j < 2; j++) {
                double error = Math.sqrt((c[3 * i] * c[3 * j] + c[2 * i + j] * c[2 * i + j]) / count);
                assertThat(second[2 * i + j]).isCloseTo(c[2 * i + j], within(4.5 * error));
            }
        }
    }

    @Test
    void aRecurrenceWithoutStepsOrWithoutBoundIsRefused() {
        double[] one = {1};
        assertThatThrownBy(() -> LinearRecurrence.after(1, 1, one, one, one, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("steps = 0");
        assertThatThrownBy(() -> LinearRecurrence.after(1, 1, one, new double[] {1e30}, one, 20))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("grows beyond finite numbers");
    }
}
