package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.Method;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.flux.StationarySolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Exact values of the specification (golden networks), closed forms and invariances.
final class ExactFluxTest {
    private static final StationarySolver SOLVER = new StationarySolver(Team.alone());

    private static FluxReading read(BoltzmannMachine machine) {
        return read(machine, Method.AUTO);
    }

    private static FluxReading read(BoltzmannMachine machine, Method method) {
        return FluxReading.of(SOLVER.solve(machine, method));
    }

    private static double bits(double nats) {
        return Unit.BITS.fromNats(nats);
    }

    private static void holds(BoltzmannMachine machine, double h, double d, double i, double c, double mean) {
        for (Method method : new Method[] {Method.AUTO, Method.GTH, Method.GEMM}) {
            FluxReading reading = read(machine, method);
            assertThat(bits(reading.entropy())).isCloseTo(h, within(1e-10));
            assertThat(bits(reading.divergence())).isCloseTo(d, within(1e-10));
            assertThat(bits(reading.information())).isCloseTo(i, within(1e-10));
            assertThat(reading.correlationRms()).isCloseTo(c, within(1e-10));
            assertThat(bits(reading.meanPairInformation())).isCloseTo(mean, within(1e-10));
        }
    }

    private static void holds(BoltzmannMachine machine, double i, double c) {
        for (Method method : new Method[] {Method.AUTO, Method.GTH, Method.GEMM}) {
            FluxReading reading = read(machine, method);
            assertThat(bits(reading.information())).isCloseTo(i, within(1e-10));
            assertThat(reading.correlationRms()).isCloseTo(c, within(1e-10));
        }
    }

    @Test
    void a1() {
        holds(Golden.machine(3), 2.909879421760, 2.140677510218, .769201911542, .377578545630, .107288727257);
    }

    @Test
    void a2() {
        holds(Golden.machine(5), 4.783414826371, 3.213509352104, 1.569905474267, .310918161748, .072165648171);
    }

    @Test
    void a3() {
        holds(Golden.machine(5).withBias(Golden.bias(5)), 1.524028614860, .306451955866);
        holds(Golden.machine(5).withCoding(Coding.BINARY), .494757311567, .162733450351);
        holds(Golden.machine(5).withBias(Golden.bias(5)).withCoding(Coding.BINARY), .418836334161, .150079429591);
    }

    @Test
    void a4() {
        holds(Golden.machine(8), 2.623495860484, .242905994279);
        holds(Golden.machine(8).withCoding(Coding.BINARY), .696284781511, .124457503250);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "GTH", "GEMM"})
    void a5(Method method) {
        assertThat(bits(read(Golden.machine(10), method).information())).isCloseTo(3.439659870382, within(1e-9));
        assertThat(bits(read(Golden.machine(10).withBias(Golden.bias(10)), method)
                        .information()))
                .isCloseTo(3.037782197350, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "GTH"})
    void a6(Method method) {
        try (Team team = Team.of(2)) {
            FluxReading reading = FluxReading.of(new StationarySolver(team).solve(Golden.machine(12), method), team);
            assertThat(bits(reading.entropy())).isCloseTo(10.4902824053, within(1e-8));
            assertThat(bits(reading.information())).isCloseTo(4.4536617696, within(1e-8));
            assertThat(reading.correlationRms()).isCloseTo(.2694380880, within(1e-8));
        }
    }

    /// A weight of 1e300 decides like one of 1000, at which a probability is 0 or 1 already; a denormal one and -0
    /// decide nothing. So both machines have the same law, to the bit.
    @ParameterizedTest
    @EnumSource(names = {"AUTO", "GTH", "GEMM"})
    void extremeWeightsGiveWhatTheirLimitsGive(Method method) {
        double tiny = Double.MIN_VALUE;
        double[] extreme = {0.3, 1e300, tiny, -0.0, 0.5, -1, -1e300, tiny, -0.0};
        double[] limits = {0.3, 1000, 0, 0, 0.5, -1, -1000, 0, 0};
        FluxReading found = read(BoltzmannMachine.of(3, extreme), method);
        FluxReading wanted = read(BoltzmannMachine.of(3, limits), method);
        assertThat(found.information()).isFinite().isEqualTo(wanted.information());
        assertThat(found.entropy()).isEqualTo(wanted.entropy()).isBetween(0.0, 3 * Math.log(2));
    }

    /// The closed form of symmetric weights e^{b·y/2} ∏ 2 cosh(u_i/2) has exponents as large as
    /// weights and biases: where they leave the range of a double, or no digit of the small ones, it
    /// is refused, and auto goes another way.
    @ParameterizedTest
    @ValueSource(doubles = {1000, 1e300, 1e308, Double.MAX_VALUE})
    void extremeBiasesOfSymmetricWeightsGiveWhatTheirLimitGives(double bias) {
        double tiny = Double.MIN_VALUE;
        BoltzmannMachine machine =
                BoltzmannMachine.of(3, new double[] {0, 0.5, tiny, 0.5, 0.5, -0.0, tiny, -0.0, 0.25});
        FluxReading limit = read(machine.withBias(new double[] {1000, -0.25, tiny}), Method.GTH);
        BoltzmannMachine extreme = machine.withBias(new double[] {bias, -0.25, tiny});
        assertThat(read(extreme, Method.AUTO).information()).isCloseTo(limit.information(), within(1e-12));
        assertThat(read(extreme, Method.AUTO).entropy()).isCloseTo(limit.entropy(), within(1e-12));
        if (bias > 1000) {
            assertThatThrownBy(() -> read(extreme, Method.SYMMETRIC))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no digit");
        } else {
            assertThat(read(extreme, Method.SYMMETRIC).information()).isCloseTo(limit.information(), within(1e-9));
        }
    }

    /// A7: beyond the sizes where elimination is quick the iteration must certify itself.
    @Test
    void a7() {
        try (Team team = Team.of(2)) {
            StationaryLaw law = new StationarySolver(team).solve(Golden.machine(14));
            assertThat(law.method()).isEqualTo(Method.GEMM);
            assertThat(law.residual()).isLessThan(1e-12);
            assertThat(law.errorEstimate()).isLessThan(1e-10);
        }
    }

    /// The definition itself, 4^N terms with naive power iteration, at N = 10: A7.
    @Test
    void theFastStepsEqualTheDefinition() {
        BoltzmannMachine machine = Golden.machine(10).withBias(Golden.bias(10));
        int n = 10;
        int states = 1 << n;
        double[][] p = new double[states][states];
        double[] f = new double[n];
        for (int x = 0; x < states; x++) {
            machine.firingProbabilities(new long[] {x}, f);
            for (int y = 0; y < states; y++) {
                p[x][y] = 1;
                for (int i = 0; i < n; i++) {
                    p[x][y] *= (y >>> i & 1) != 0 ? f[i] : 1 - f[i];
                }
            }
        }
        double[] pi = new double[states];
        Arrays.fill(pi, 1.0 / states);
        for (int step = 0; step < 400; step++) {
            double[] next = new double[states];
            for (int x = 0; x < states; x++) {
                for (int y = 0; y < states; y++) {
                    next[y] += pi[x] * p[x][y];
                }
            }
            pi = next;
        }
        double information = 0;
        for (int x = 0; x < states; x++) {
            for (int y = 0; y < states; y++) {
                information += pi[x] * p[x][y] * Math.log(p[x][y] / pi[y]);
            }
        }
        for (Method method : new Method[] {Method.GTH, Method.GEMM}) {
            assertThat(read(machine, method).information()).isCloseTo(information, within(1e-12));
        }
    }

    /// A8: N independent binary symmetric channels.
    @ParameterizedTest
    @CsvSource({"3, 1", "3, 10", "5, 1", "5, 2", "5, 3", "5, 5", "5, 10", "8, 2", "8, 5", "10, 3", "10, 10"})
    void a8(int n, double w) {
        Random random = new Random(n + 100 * (long) w);
        double[] weights = new double[n * n];
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        for (int i = 0; i < n; i++) {
            weights[i * n + order[i]] = random.nextBoolean() ? w : -w;
        }
        double p = 1 / (1 + Math.exp(-w));
        double q = Math.exp(-w) / (1 + Math.exp(-w));
        double perUnit = Math.log(2) + p * Math.log(p) + q * Math.log(q);
        for (Method method : new Method[] {Method.AUTO, Method.GTH}) {
            FluxReading reading = read(BoltzmannMachine.of(n, weights), method);
            assertThat(bits(reading.information())).isCloseTo(bits(n * perUnit), within(1e-10));
            assertThat(reading.correlationRms()).isCloseTo(Math.tanh(w / 2) / Math.sqrt(n), within(1e-10));
            assertThat(bits(reading.meanPairInformation())).isCloseTo(bits(perUnit / n), within(1e-10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void a9(int n) {
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            weights[i * n + (i + 1) % n] = 40;
        }
        assertThat(bits(read(BoltzmannMachine.of(n, weights)).information())).isCloseTo(n, within(1e-9));
    }

    /// A10: weights at which power iteration stands still without being there.
    @ParameterizedTest
    @EnumSource
    void a10(Method method) {
        assertThat(bits(read(BoltzmannMachine.of(2, new double[] {12, 0, 0, 12}), method)
                        .information()))
                .isCloseTo(1.9997695315196, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void a11(Method method) {
        int n = 8;
        double[] g = Golden.weights(n);
        double[] w = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i * n + j] = (g[i * n + j] + g[j * n + i]) / 2;
            }
        }
        FluxReading reading = read(BoltzmannMachine.of(n, w), method);
        assertThat(bits(reading.entropy())).isCloseTo(7.449497643478, within(1e-10));
        assertThat(bits(reading.information())).isCloseTo(2.462003579121, within(1e-10));
    }

    @Test
    void a12Coding() {
        BoltzmannMachine binary = Golden.machine(5).withBias(Golden.bias(5)).withCoding(Coding.BINARY);
        assertThat(read(binary.inPm1()).information()).isCloseTo(read(binary).information(), within(1e-11));
        assertThat(read(binary.inPm1()).correlationRms()).isCloseTo(read(binary).correlationRms(), within(1e-11));
    }

    @Test
    void a12GaugeAndPermutation() {
        int n = 5;
        double[] w = Golden.weights(n);
        double[] b = Golden.bias(n);
        double[] sign = {1, -1, -1, 1, -1};
        int[] order = {3, 0, 4, 1, 2};
        double[] gauged = new double[n * n];
        double[] gaugedBias = new double[n];
        double[] permuted = new double[n * n];
        double[] permutedBias = new double[n];
        for (int i = 0; i < n; i++) {
            gaugedBias[i] = sign[i] * b[i];
            permutedBias[i] = b[order[i]];
            for (int j = 0; j < n; j++) {
                gauged[i * n + j] = sign[i] * w[i * n + j] * sign[j];
                permuted[i * n + j] = w[order[i] * n + order[j]];
            }
        }
        FluxReading plain = read(Golden.machine(n).withBias(b));
        for (FluxReading other : new FluxReading[] {
            read(BoltzmannMachine.of(n, gauged).withBias(gaugedBias)),
            read(BoltzmannMachine.of(n, permuted).withBias(permutedBias))
        }) {
            assertThat(other.entropy()).isCloseTo(plain.entropy(), within(1e-11));
            assertThat(other.information()).isCloseTo(plain.information(), within(1e-11));
            assertThat(other.correlationRms()).isCloseTo(plain.correlationRms(), within(1e-11));
        }
    }

    @Test
    void a12Additivity() {
        double[] w = new double[64];
        double[] a = Golden.weights(3);
        double[] b = Golden.weights(5);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                w[i * 8 + j] = i < 3 && j < 3 ? a[i * 3 + j] : i >= 3 && j >= 3 ? b[(i - 3) * 5 + j - 3] : 0;
            }
        }
        FluxReading whole = read(BoltzmannMachine.of(8, w));
        FluxReading first = read(Golden.machine(3));
        FluxReading second = read(Golden.machine(5));
        assertThat(whole.entropy()).isCloseTo(first.entropy() + second.entropy(), within(1e-11));
        assertThat(whole.divergence()).isCloseTo(first.divergence() + second.divergence(), within(1e-11));
    }

    /// A22 and A23: noise at the input, averaged accurately.
    @ParameterizedTest
    @CsvSource({"0, 2.7114841", "1, 2.7625908", "2, 2.7332128", "4, 2.2616250"})
    void a22(double noise, double expected) {
        double[] w = Golden.weights(5);
        for (int k = 0; k < w.length; k++) {
            w[k] *= 4;
        }
        assertThat(bits(read(BoltzmannMachine.of(5, w).withNoise(noise)).information()))
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void a23() {
        double[] w = new double[25];
        for (int i = 0; i < 5; i++) {
            w[i * 6] = 10;
        }
        assertThat(bits(read(BoltzmannMachine.of(5, w).withNoise(5)).information()))
                .isCloseTo(4.0260186, within(1e-5));
    }

    /// Weights at which probabilities underflow: flagged, the start-uniform law, and no NaN.
    @Test
    void aReducibleChainIsFlagged() {
        StationaryLaw law = SOLVER.solve(BoltzmannMachine.of(3, new double[] {900, 0, 0, 0, 900, 0, 1, 1, 1}));
        assertThat(law.recurrentClasses()).isEqualTo(4);
        assertThat(law.reducible()).isTrue();
        FluxReading reading = FluxReading.of(law);
        // Two frozen units keep 1 bit each; the third sees them as a bias b in {−2, 0, 0, 2} and itself with
        // weight 1: a two-state chain, uniform start over the four classes.
        double third = 0;
        double thirdEntropy = 0;
        for (double b : new double[] {-2, 0, 0, 2}) {
            double up = 1 / (1 + Math.exp(-(b + 1)));
            double stay = 1 / (1 + Math.exp(-(b - 1)));
            double on = stay / (1 - up + stay);
            thirdEntropy += h(on) / 4;
            third += (on * h(up) + (1 - on) * h(stay)) / 4;
        }
        assertThat(reading.entropy()).isCloseTo(2 * Math.log(2) + thirdEntropy, within(1e-12));
        assertThat(reading.divergence()).isCloseTo(third, within(1e-12));
    }

    /// Almost decomposable chains, on which iteration alone stands still: aggregation against elimination,
    /// which is right to every digit, and the error must be the one that is told.
    @ParameterizedTest
    @CsvSource({"5, 3", "8, 1", "8, 3", "12, 3", "20, 1", "20, 3", "40, 1", "40, 3"})
    void aggregationEqualsElimination(double strength, long seed) {
        int n = 10;
        Random random = new Random(seed);
        double[] w = new double[n * n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            b[i] = seed == 3 ? random.nextGaussian() : 0;
            for (int j = 0; j < n; j++) {
                // Almost symmetric: many deep attractors, and no closed form.
                w[i * n + j] = j < i ? w[j * n + i] * (1 + 1e-9) : strength * random.nextGaussian() / 2;
            }
        }
        BoltzmannMachine machine = BoltzmannMachine.of(n, w).withBias(b);
        StationaryLaw exact = SOLVER.solve(machine, Method.GTH);
        StationaryLaw iterated = SOLVER.solve(machine, Method.GEMM);
        double difference = 0;
        for (int s = 0; s < 1 << n; s++) {
            difference += Math.abs(exact.probability(s) - iterated.probability(s));
        }
        assertThat(difference).isLessThan(Math.max(1e-13, 2 * iterated.errorEstimate()));
        assertThat(iterated.errorEstimate()).isLessThan(1e-9);
    }

    private static double h(double p) {
        return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    }
}
