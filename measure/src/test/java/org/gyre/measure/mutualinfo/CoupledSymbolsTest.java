package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gyre.core.Estimate;
import org.gyre.core.stats.Descriptive;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.Instants;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The coupled symbols of JIDT's demonstrations, whose information follows from how they were made.
final class CoupledSymbolsTest {
    /// Shrinkage draws the table of pairs towards one without any information, by an amount of order 1/T that no
    /// correction undoes.
    private static final List<DiscreteEntropy> CONSISTENT_TO_FIRST_ORDER = Arrays.stream(DiscreteEntropy.values())
            .filter(entropy -> entropy != DiscreteEntropy.SHRINKAGE)
            .toList();

    private static int[] column(String name, int column) {
        return Arrays.stream(SharedSeries.columns(name, column).values())
                .mapToInt(value -> (int) value)
                .toArray();
    }

    private static double entropyOf(IntStream words) {
        Map<Integer, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        double total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.values().stream()
                .mapToDouble(n -> -n / total * Math.log(n / total))
                .sum();
    }

    /// y(t + 1) = x(t) ⊕ y(t) ⊕ y(t − 1) with x at random: two steps of y's past and one of x fix the next y, so that
    /// the
    /// transfer is H(y(t + 1) | y(t), y(t − 1)), counted here by hand and near ln 2, and one step of the past
    /// shows nothing.
    @Test
    void parityIsFoundWithTwoStepsOfThePastAndNotWithOne() {
        int[] x = column("2coupledBinaryColsUseK2", 0);
        int[] y = column("2coupledBinaryColsUseK2", 1);
        IntStream.range(1, x.length - 1).forEach(t -> assertThat(y[t + 1]).isEqualTo(x[t] ^ y[t] ^ y[t - 1]));
        double literal = entropyOf(IntStream.range(1, x.length - 1).map(t -> 4 * y[t + 1] + 2 * y[t] + y[t - 1]))
                - entropyOf(IntStream.range(1, x.length - 1).map(t -> 2 * y[t] + y[t - 1]));
        assertThat(literal).isEqualTo(Math.log(2), within(0.01));
        SymbolSeries from = SymbolSeries.of(x);
        SymbolSeries to = SymbolSeries.of(y);
        DiscreteInformation plugIn = new DiscreteInformation(DiscreteEntropy.PLUG_IN);
        assertThat(new TransferEntropy(2, 1).estimate(from, to, plugIn).nats()).isEqualTo(literal, within(1e-13));
        // Under independence 2T times it follows χ² with two degrees of freedom: 0.007 has p = 0.001.
        assertThat(new TransferEntropy(1, 1).estimate(from, to, plugIn).nats()).isLessThan(0.007);
        for (DiscreteEntropy entropy : CONSISTENT_TO_FIRST_ORDER) {
            assertThat(new TransferEntropy(2, 1)
                            .estimate(from, to, new DiscreteInformation(entropy))
                            .nats())
                    .as(entropy.label())
                    .isEqualTo(Math.log(2), within(0.02));
        }
    }

    /// The low bit of y(t + 1) is the high bit of x(t), all else is random: I(x(t); y(t + 1)) = ln 2, and what the four
    /// by
    /// four table of counts gives is that within its bias (3 · 3 / 2T = 0.00045) and scatter.
    @Test
    void oneBitOfTwoIsPassedOn() {
        int[] x = column("2coupledDiscreteCols-1", 0);
        int[] y = column("2coupledDiscreteCols-1", 1);
        double literal = entropyOf(Arrays.stream(x, 0, x.length - 1))
                + entropyOf(Arrays.stream(y, 1, y.length))
                - entropyOf(IntStream.range(0, x.length - 1).map(t -> 4 * x[t] + y[t + 1]));
        Instants instants = new Instants(1, 1);
        SymbolSeries before = SymbolSeries.of(x).shifted(instants, 0);
        SymbolSeries after = SymbolSeries.of(y).shifted(instants, 1);
        for (DiscreteEntropy entropy : CONSISTENT_TO_FIRST_ORDER) {
            Estimate estimate =
                    new DiscreteInformation(entropy).between(before, after).estimate("I(x(t); y(t+1))");
            assertThat(estimate.nats()).as(entropy.label()).isEqualTo(Math.log(2), within(0.002));
            if (entropy == DiscreteEntropy.PLUG_IN) {
                assertThat(estimate.nats()).isEqualTo(literal, within(1e-13));
            }
        }
    }

    /// Nothing is passed on between independent symbols: 2T times the plug-in value scatters as χ² with f degrees of
    /// freedom, by √(2f)/2T, where the local values do not scatter at all to first order.
    @Test
    void theErrorHoldsAlsoWhereThereIsNothingToFind() {
        int[] x = column("2coupledDiscreteCols-1", 0);
        SymbolSeries now = SymbolSeries.of(x).shifted(new Instants(1, 1), 0);
        SymbolSeries next = SymbolSeries.of(x).shifted(new Instants(1, 1), 1);
        Estimate estimate = new DiscreteInformation(DiscreteEntropy.MILLER_MADOW)
                .between(now, next)
                .estimate("I(x(t); x(t+1))");
        assertThat(estimate.standardError().orElseThrow()).isGreaterThan(Math.sqrt(18) / (2.0 * now.length()));
    }

    /// A fair coin through a channel that errs with probability ε: I = ln 2 − h(ε), of which counts
    /// give 1/2n too much (four cells, two and two symbols: Miller 1955), and in the next order
    /// (1 − 4 + 1 − 4 − 1 + Σ 1/p)/12n² (Harris 1975). The expectations of both estimates are sums over binomial
    /// laws. The mean of log p(x, y)/p(x)p(y) over a sample has the expectation I and nearly the scatter of the
    /// estimate: the difference of the two shows the bias with an error far below it.
    @ParameterizedTest
    @ValueSource(ints = {50, 200, 800})
    void theBiasOfABinarySymmetricChannelFallsAsOneOverTwiceN(int n) {
        double error = 0.1;
        double truth = Math.log(2) + error * Math.log(error) + (1 - error) * Math.log(1 - error);
        double ofPlugIn =
                2 * 2 * plugInTerm(n, 0.5) - 2 * plugInTerm(n, error / 2) - 2 * plugInTerm(n, (1 - error) / 2) - truth;
        double met = 2 * 2 * metWith(n, 0.5) - 2 * metWith(n, error / 2) - 2 * metWith(n, (1 - error) / 2);
        double ofCorrected = ofPlugIn + (met - 1) / (2 * n);
        double second = (-7 + 4 / error + 4 / (1 - error)) / 12 / n / n;
        assertThat(ofPlugIn).isCloseTo(0.5 / n + second, within(150 / Math.pow(n, 3)));
        double[] plugIn = new double[4000];
        double[] corrected = new double[plugIn.length];
        for (int r = 0; r < plugIn.length; r++) {
            SplittableRandom random = new SplittableRandom(r);
            int[] sent = random.ints(n, 0, 2).toArray();
            int[] received = Arrays.stream(sent)
                    .map(bit -> random.nextDouble() < error ? 1 - bit : bit)
                    .toArray();
            SymbolSeries x = SymbolSeries.of(sent);
            SymbolSeries y = SymbolSeries.of(received);
            double local = IntStream.range(0, n)
                    .mapToDouble(i -> Math.log(2 * (sent[i] == received[i] ? 1 - error : error)))
                    .average()
                    .orElseThrow();
            plugIn[r] = new DiscreteInformation(DiscreteEntropy.PLUG_IN)
                            .between(x, y)
                            .nats()
                    - local;
            corrected[r] = new DiscreteInformation(DiscreteEntropy.MILLER_MADOW)
                            .between(x, y)
                            .nats()
                    - local;
        }
        double scatter = 4 * Descriptive.standardError(plugIn);
        assertThat(scatter).isLessThan(0.2 * 0.5 / n);
        assertThat(Descriptive.mean(plugIn)).isCloseTo(ofPlugIn, within(scatter));
        assertThat(Descriptive.mean(corrected))
                .isCloseTo(ofCorrected, within(4 * Descriptive.standardError(corrected)));
    }

    /// The expectation of −(N/n) log(N/n) for the number N of n samples in a cell of probability p.
    private static double plugInTerm(int n, double p) {
        double sum = 0;
        double weight = Math.pow(1 - p, n);
        for (int count = 1; count <= n; count++) {
            weight *= (n - count + 1) / (double) count * p / (1 - p);
            sum -= weight * count / n * Math.log((double) count / n);
        }
        return sum;
    }

    /// The probability that any of n samples falls into a cell of probability p.
    private static double metWith(int n, double p) {
        return 1 - Math.pow(1 - p, n);
    }
}
