package org.gyre.measure.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Normal;
import org.junit.jupiter.api.Test;

/// Grids, products, mixtures and noisy-or causes.
final class WorldsTest {
    @Test
    void theGridOfANormalDensityHasItsProbabilities() {
        GridPosterior grid = new GridPosterior((a, b) -> -.5 * (a * a + b * b), new GridPosterior.Grid(6, -3, 3, 64));
        double all = Math.pow(Normal.cdf(3) - Normal.cdf(-3), 2);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                double p = (Normal.cdf(i - 2) - Normal.cdf(i - 3)) * (Normal.cdf(j - 2) - Normal.cdf(j - 3)) / all;
                assertThat(grid.probabilities()[6 * i + j]).isCloseTo(p, within(1e-5));
            }
        }
        assertThat(grid.equalSigns()).isCloseTo(.5, within(1e-12));
    }

    @Test
    void equalSignsOfCorrelatedNormalsAreTheirArcsine() {
        // P(z1 z2 > 0) = 1/2 + asin(ρ)/π (Sheppard 1899)
        double rho = -.8;
        GridPosterior.LogDensity density = (a, b) -> -.5 * (a * a - 2 * rho * a * b + b * b) / (1 - rho * rho);
        double expected = .5 + Math.asin(rho) / Math.PI;
        for (int bins : new int[] {64, 65}) {
            assertThat(new GridPosterior(density, new GridPosterior.Grid(bins, -8, 8, 8)).equalSigns())
                    .isCloseTo(expected, within(2e-4));
        }
    }

    @Test
    void countsOnTheGridGiveTheDivergenceByHand() {
        GridPosterior flat = new GridPosterior((a, b) -> 7, new GridPosterior.Grid(2, -1, 1, 3));
        double[] samples = {-.5, -.5, -.1, -1, -.9, -.2, -.5, .5, 2, 3, 1, 1};
        GridPosterior.Reading reading = flat.read(samples);
        // bins hold 3, 1, 0 and 1 (the upper corner belongs to the last); one of six samples is outside, and counts
        double expected = 0;
        for (double count : new double[] {3, 1, 0, 1}) {
            expected += .25 * Math.log(.25 / ((count + .5) / 8));
        }
        assertThat(reading.divergence()).isCloseTo(expected, within(1e-14));
        assertThat(reading.outside()).isCloseTo(1.0 / 6, within(1e-15));
        assertThat(reading.equalSigns()).isCloseTo(5.0 / 6, within(1e-15));
        assertThat(reading.trueEqualSigns()).isCloseTo(.5, within(1e-15));
        float[] narrow = {-.5f, -.5f, 2, 3};
        assertThat(flat.read(narrow)).isEqualTo(flat.read(new double[] {-.5, -.5, 2, 3}));
    }

    @Test
    void independentCausesReachTheInformationBetweenThem() {
        GridPosterior.Grid four = new GridPosterior.Grid(2, -1, 1, 3);
        assertThat(new GridPosterior((a, b) -> a - 2 * b, four).independentFloor())
                .isCloseTo(0, within(1e-15));
        // Equal signs only: one bit.
        assertThat(new GridPosterior((a, b) -> a * b > 0 ? 0 : Double.NEGATIVE_INFINITY, four).independentFloor())
                .isCloseTo(Math.log(2), within(1e-15));
        // Summed once in PyTorch on a grid 32 times finer than the bins.
        ProductWorld world = new ProductWorld(.3);
        assertThat(world.posterior(0, GridPosterior.Grid.USUAL).independentFloor())
                .isCloseTo(.14648, within(1e-3));
        assertThat(world.posterior(.75, GridPosterior.Grid.USUAL).independentFloor())
                .isCloseTo(.87192, within(1e-3));
        assertThat(world.posterior(-1.5, GridPosterior.Grid.USUAL).independentFloor())
                .isCloseTo(1.23495, within(1e-3));
    }

    @Test
    void exactSamplesHaveTheDivergenceOfChance() {
        // With ½ added, KL(p‖q) of n exact samples is near (occupied bins − 1)/2n or below; here at most 575/80000.
        ProductWorld world = new ProductWorld(.3);
        for (double x : new double[] {0, .75, -1.5}) {
            GridPosterior posterior = world.posterior(x, GridPosterior.Grid.USUAL);
            GridPosterior.Reading reading = posterior.read(posterior.samples(40_000, RandomStream.of(3)));
            assertThat(reading.divergence()).isBetween(0.0, .0085);
            double p = posterior.equalSigns();
            assertThat(reading.equalSigns()).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / 40_000) + 1e-3));
            assertThat(reading.outside()).isZero();
        }
    }

    @Test
    void theProductPosteriorIsThatOfAdaptiveIntegration() {
        // scipy.integrate.quad and dblquad, SciPy 1.17
        ProductWorld world = new ProductWorld(.3);
        assertThat(world.surprise(.75)).isCloseTo(1.4631725162097566, within(1e-10));
        assertThat(world.posterior(.75, new GridPosterior.Grid(24, -3, 3, 16)).equalSigns())
                .isCloseTo(0.9743620995252428, within(1e-4));
        assertThat(world.posterior(-.75, GridPosterior.Grid.USUAL).equalSigns())
                .isCloseTo(1 - 0.9743620995252428, within(4e-4));
    }

    @Test
    void theDensityOfTheProductIntegratesToOne() {
        for (double noise : new double[] {.02, .3, 5}) {
            ProductWorld world = new ProductWorld(noise);
            // uniform in u with x = noise · sinh u, dx = noise · cosh u du
            double sum = 0;
            double step = .01;
            double end = Math.log(2 * 60 * (1 + noise) / noise);
            for (double u = -end; u <= end; u += step) {
                sum += Math.exp(-world.surprise(noise * Math.sinh(u))) * noise * Math.cosh(u) * step;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void samplesOfTheProductHaveItsMoments() {
        // Var x = 1 + σ², Var x² = 9 − 1 + 4σ² + 2σ⁴
        ProductWorld.Samples samples = new ProductWorld(.3).samples(50_000, RandomStream.of(2));
        double square = Arrays.stream(samples.x()).map(v -> v * v).average().orElseThrow();
        assertThat(square).isCloseTo(1.09, within(4.5 * Math.sqrt((8 + 4 * .09 + 2 * .0081) / 50_000)));
    }

    @Test
    void badGridsAreRefused() {
        GridPosterior flat = new GridPosterior((a, b) -> 0, GridPosterior.Grid.USUAL);
        assertThatThrownBy(() -> flat.read(new double[] {1, Double.NaN}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> flat.read(new double[0])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> flat.read(new double[3])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new GridPosterior((a, b) -> Double.NaN, GridPosterior.Grid.USUAL))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new GridPosterior((a, b) -> Double.NEGATIVE_INFINITY, GridPosterior.Grid.USUAL))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("zero everywhere");
        assertThatThrownBy(() -> new GridPosterior.Grid(0, -1, 1, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new GridPosterior.Grid(2, 1, 1, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new ProductWorld(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new ProductWorld(1).surprise(Double.NaN)).isInstanceOf(InputException.class);
    }

    private static MixtureWorld mixture() {
        GaussianMixture prior = new GaussianMixture(
                2, new double[] {.5, .3, .2}, new double[][] {{-1, 0}, {2, 1}, {0, -3}}, new double[][] {
                    {1, .3, .3, .5}, {.2, 0, 0, 2}, {1, -.6, -.6, 1}
                });
        return new MixtureWorld(prior, 3, new double[] {1, .5, -.3, .8, .2, .2}, .7);
    }

    @Test
    void thePosteriorOfAMixtureObeysBayes() {
        MixtureWorld world = mixture();
        double[] x = {.4, -1, .3};
        GaussianMixture posterior = world.posterior(x);
        double surprise = world.surprise(x);
        CounterRandom random = RandomStream.of(5).generator();
        for (int trial = 0; trial < 50; trial++) {
            double[] z = {2 * random.nextGaussian(), 2 * random.nextGaussian()};
            double likelihood = -1.5 * Math.log(2 * Math.PI * .49);
            double[] seen = {z[0] + .5 * z[1], -.3 * z[0] + .8 * z[1], .2 * z[0] + .2 * z[1]};
            for (int i = 0; i < 3; i++) {
                likelihood -= .5 * Math.pow((x[i] - seen[i]) / .7, 2);
            }
            assertThat(posterior.logDensity(z))
                    .isCloseTo(world.prior().logDensity(z) + likelihood + surprise, within(1e-11));
        }
    }

    @Test
    void thePosteriorMomentsAreThoseOfAGrid() {
        double[] x = {.4, -1, .3};
        GaussianMixture posterior = mixture().posterior(x);
        double total = 0;
        double[] mean = new double[2];
        double[] second = new double[4];
        double step = .05;
        for (double a = -9; a <= 9; a += step) {
            for (double b = -9; b <= 9; b += step) {
                double likelihood = 0;
                double[] seen = {a + .5 * b, -.3 * a + .8 * b, .2 * a + .2 * b};
                for (int i = 0; i < 3; i++) {
                    likelihood -= .5 * Math.pow((x[i] - seen[i]) / .7, 2);
                }
                double p = Math.exp(likelihood + mixture().prior().logDensity(new double[] {a, b}));
                total += p;
                mean[0] += p * a;
                mean[1] += p * b;
                second[0] += p * a * a;
                second[1] += p * a * b;
                second[3] += p * b * b;
            }
        }
        double m0 = mean[0] / total;
        double m1 = mean[1] / total;
        double cross = second[1] / total - m0 * m1;
        assertThat(posterior.mean()).containsExactly(new double[] {m0, m1}, within(1e-9));
        assertThat(posterior.covariance())
                .containsExactly(
                        new double[] {second[0] / total - m0 * m0, cross, cross, second[3] / total - m1 * m1},
                        within(1e-9));
        double evidence = Math.log(total * step * step) - 1.5 * Math.log(2 * Math.PI * .49);
        assertThat(mixture().surprise(x)).isCloseTo(-evidence, within(1e-9));
    }

    @Test
    void oneComponentIsTheLinearGaussianWorld() {
        GaussianMixture prior =
                new GaussianMixture(2, new double[] {3}, new double[][] {{0, 0}}, new double[][] {{1, 0, 0, 1}});
        MixtureWorld world = new MixtureWorld(prior, 1, new double[] {1, 1}, .5);
        LinearGaussianChain chain =
                new LinearGaussianChain(new int[] {1, 2}, new double[][] {{1, 1}}, new double[] {.5});
        double[] x = {1.7};
        assertThat(world.posterior(x).mean()).containsExactly(chain.posterior().meanAt(x), within(1e-13));
        assertThat(world.posterior(x).covariance())
                .containsExactly(chain.posterior().covariance(), within(1e-13));
        assertThat(world.surprise(x)).isCloseTo(chain.surprise(x), within(1e-13));
    }

    @Test
    void samplesOfAMixtureHaveItsMomentsAndItsWorldTheEvidence() {
        MixtureWorld.Samples samples = mixture().samples(40_000, RandomStream.of(7));
        for (var pair : List.of(
                new Object[] {samples.z(), mixture().prior(), 2},
                new Object[] {samples.x(), mixture().evidence(), 3})) {
            double[] rows = (double[]) pair[0];
            GaussianMixture law = (GaussianMixture) pair[1];
            int d = (Integer) pair[2];
            for (int i = 0; i < d; i++) {
                int column = i;
                double[] values = java.util.stream.IntStream.range(0, 40_000)
                        .mapToDouble(r -> rows[r * d + column])
                        .toArray();
                double variance = law.covariance()[i * d + i];
                assertThat(org.gyre.core.stats.Descriptive.mean(values))
                        .isCloseTo(law.mean()[i], within(4 * Math.sqrt(variance / 40_000)));
                double[] squares = Arrays.stream(values)
                        .map(v -> Math.pow(v - law.mean()[column], 2))
                        .toArray();
                assertThat(org.gyre.core.stats.Descriptive.mean(squares))
                        .isCloseTo(variance, within(4 * org.gyre.core.stats.Descriptive.standardError(squares)));
            }
        }
    }

    @Test
    void aFarInputStillHasAPosterior() {
        GaussianMixture posterior = mixture().posterior(new double[] {1e3, -1e3, 500});
        assertThat(Arrays.stream(posterior.weights()).sum()).isCloseTo(1, within(1e-12));
        assertThat(mixture().surprise(new double[] {1e3, -1e3, 500}))
                .isGreaterThan(1e4)
                .isFinite();
    }

    @Test
    void badMixturesAreRefused() {
        double[][] mean = {{0}};
        double[][] unit = {{1}};
        assertThatThrownBy(() -> new GaussianMixture(1, new double[] {0}, mean, unit))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new GaussianMixture(1, new double[] {.5, .5}, mean, unit))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new GaussianMixture(1, new double[] {1}, mean, new double[][] {{0}}))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new GaussianMixture(2, new double[] {1}, mean, unit))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> mixture().posterior(new double[] {1, Double.NaN, 0}))
                .isInstanceOf(InputException.class);
    }

    @Test
    void barsHaveThePosteriorOfDirectEnumeration() {
        // NumPy 2.4, product over pixels and patterns term by term: 2 × 2, π = .3, strength .8, leak .05
        PatternPosterior posterior = NoisyOr.bars(2, .3, .8, .05).posterior(new double[] {1, 1, 0, 1});
        assertThat(posterior.surprise()).isCloseTo(3.0130351936894435, within(1e-13));
        assertThat(posterior.marginals())
                .containsExactly(
                        new double[] {0.824952741001206, 0.17798210547211654, 0.17798210547211654, 0.824952741001206},
                        within(1e-13));
        assertThat(posterior.factorisedFloor()).isCloseTo(0.21578383074157462, within(1e-13));
        assertThat(posterior.probability(0b1001)).isCloseTo(0.5380862109937401, within(1e-13));
    }

    @Test
    void imagesHaveProbabilitiesThatSumToOne() {
        double[] strength = {.9, .1, 0, .4, 1, .2, 0, 0, .7, .3, .3, .3};
        NoisyOr world = new NoisyOr(3, 4, new double[] {.2, .5, .7}, strength, .02);
        double sum = 0;
        for (int image = 0; image < 16; image++) {
            double[] x = new double[4];
            for (int j = 0; j < 4; j++) {
                x[j] = image >> j & 1;
            }
            PatternPosterior posterior = world.posterior(x);
            double total = 0;
            for (int c = 0; c < posterior.patterns(); c++) {
                total += posterior.probability(c);
            }
            assertThat(total).isCloseTo(1, within(1e-13));
            sum += Math.exp(-posterior.surprise());
        }
        assertThat(sum).isCloseTo(1, within(1e-13));
    }

    @Test
    void samplesOfBarsHaveTheProbabilitiesOfPixelsAndCauses() {
        NoisyOr world = NoisyOr.bars(3, .2, .9, .01);
        int count = 20_000;
        NoisyOr.Samples samples = world.samples(count, RandomStream.of(11));
        // a pixel has two causes: off with (1 − leak)(1 − π s)²
        double on = 1 - .99 * Math.pow(1 - .18, 2);
        for (int j = 0; j < 9; j++) {
            int pixel = j;
            double share = java.util.stream.IntStream.range(0, count)
                    .mapToDouble(r -> samples.x()[9 * r + pixel])
                    .average()
                    .orElseThrow();
            assertThat(share).isCloseTo(on, within(4 * Math.sqrt(on * (1 - on) / count)));
        }
        for (int k = 0; k < 6; k++) {
            int cause = k;
            double share = Arrays.stream(samples.patterns())
                    .map(c -> c >> cause & 1)
                    .average()
                    .orElseThrow();
            assertThat(share).isCloseTo(.2, within(4 * Math.sqrt(.16 / count)));
        }
        assertThat(world.patterns(samples.z())).containsExactly(samples.patterns());
        assertThat(Normal.survival(world.threshold(0))).isCloseTo(.2, within(1e-14));
    }

    @Test
    void patternCountsGiveTheDivergencesByHand() {
        NoisyOr world = new NoisyOr(1, 1, new double[] {.25}, new double[] {.8}, .1);
        PatternPosterior posterior = world.posterior(new double[] {1});
        // p(on | x) = .25 · .82 / (.25 · .82 + .75 · .1)
        double p = .205 / .28;
        assertThat(posterior.marginals()[0]).isCloseTo(p, within(1e-14));
        PatternPosterior.Reading reading = posterior.read(new int[] {1, 0, 1, 1});
        double qp = .75 * Math.log(.75 / p) + .25 * Math.log(.25 / (1 - p));
        double pq = p * Math.log(p / .7) + (1 - p) * Math.log((1 - p) / .3);
        assertThat(reading.divergences().qp()).isCloseTo(qp, within(1e-13));
        assertThat(reading.divergences().pq()).isCloseTo(pq, within(1e-13));
        assertThat(reading.marginals()).containsExactly(new double[] {.75}, within(1e-15));
        assertThat(posterior.read(new int[] {1}, 0).divergences().pq()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(posterior.factorised(new double[] {p}).qp()).isBetween(0.0, 1e-14);
        assertThat(posterior.factorised(new double[] {1}).pq()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void exactPatternsHaveTheDivergenceOfChance() {
        PatternPosterior posterior = NoisyOr.bars(2, .3, .8, .05).posterior(new double[] {1, 1, 0, 1});
        // 2n KL is about chi-square with 15 degrees of freedom: its mean over 50 draws is 15 ± 4 · √(30/50).
        double mean = 0;
        for (int trial = 0; trial < 50; trial++) {
            int[] patterns = posterior.samples(20_000, RandomStream.of(13).split(trial));
            mean += 2 * 20_000 * posterior.read(patterns).divergences().qp() / 50;
        }
        assertThat(mean).isCloseTo(15, within(3.1));
    }

    @Test
    void otherIndependentCausesAreFartherThanTheMarginals() {
        PatternPosterior posterior = NoisyOr.bars(2, .3, .8, .05).posterior(new double[] {1, 1, 0, 1});
        CounterRandom random = RandomStream.of(21).generator();
        for (int trial = 0; trial < 100; trial++) {
            double[] on = posterior.marginals();
            for (int k = 0; k < on.length; k++) {
                on[k] = Math.clamp(on[k] + .05 * random.nextGaussian(), 0.001, 0.999);
            }
            assertThat(posterior.factorised(on).pq()).isGreaterThan(posterior.factorisedFloor());
        }
    }

    @Test
    void certainCausesAreFoundWithCertainty() {
        NoisyOr certain = NoisyOr.bars(3, .3, 1, 0);
        PatternPosterior posterior = certain.posterior(new double[] {0, 1, 0, 0, 1, 0, 0, 1, 0});
        // column 1 alone: bit 3 + 1
        assertThat(posterior.probability(0b010000)).isCloseTo(1, within(1e-14));
        assertThat(posterior.factorisedFloor()).isBetween(0.0, 1e-12);
        assertThatThrownBy(() -> certain.posterior(new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no pattern of causes can make it");
    }

    @Test
    void manyUnlikelyPixelsDoNotUnderflow() {
        // 2,000 pixels, each on with probability 1e-3 without and .5 with its cause; all on.
        double[] strength = new double[2000];
        Arrays.fill(strength, .5);
        double[] x = new double[2000];
        Arrays.fill(x, 1);
        PatternPosterior posterior = new NoisyOr(1, 2000, new double[] {.1}, strength, .001).posterior(x);
        double on = 1 - .999 * .5;
        assertThat(posterior.surprise()).isCloseTo(-Math.log(.1) - 2000 * Math.log(on), within(1e-8));
    }

    @Test
    void badCausesAreRefused() {
        assertThatThrownBy(() -> NoisyOr.bars(11, .1, .9, .01))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("take smaller images");
        assertThatThrownBy(() -> new NoisyOr(21, 1, new double[21], new double[21], 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("take fewer");
        assertThatThrownBy(() -> NoisyOr.bars(2, 0, .9, .01)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> NoisyOr.bars(2, .1, 1.1, .01)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> NoisyOr.bars(2, .1, .9, 1)).isInstanceOf(InputException.class);
        NoisyOr world = NoisyOr.bars(2, .1, .9, .01);
        assertThatThrownBy(() -> world.patterns(new double[] {0, 0, Double.NaN, 0}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 0, cause 2");
        PatternPosterior posterior = world.posterior(new double[4]);
        assertThatThrownBy(() -> posterior.read(new int[] {16})).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> posterior.read(new int[0])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> world.posterior(new double[5])).isInstanceOf(InputException.class);
    }
}
