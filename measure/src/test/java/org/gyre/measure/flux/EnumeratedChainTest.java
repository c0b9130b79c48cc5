package org.gyre.measure.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

class EnumeratedChainTest {
    /// One unit that fires with probability a after silence and b after a spike.
    private static FactorisedMarkovProcess telegraph(double a, double b) {
        return process(1, (state, p) -> p[0] = (state & 1) == 0 ? a : b);
    }

    private interface Law {
        void fill(long state, double[] probability);
    }

    private static FactorisedMarkovProcess process(int units, Law law) {
        return new FactorisedMarkovProcess() {
            @Override
            public int units() {
                return units;
            }

            @Override
            public void firingProbabilities(long[] state, double[] probability) {
                law.fill(state[0], probability);
            }
        };
    }

    private static double h2(double p) {
        return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    }

    /// Closed form of the two-state chain: π₁ = a/(1 + a − b), I = H₂(π₁) − π₀ H₂(a) − π₁
    /// H₂(b).
    @Test
    void theTelegraphProcessHasItsClosedForm() {
        double a = 0.1;
        double b = 0.7;
        EnumeratedChain chain = new EnumeratedChain(telegraph(a, b));
        double on = a / (1 + a - b);
        assertThat(chain.stationary(1)).isEqualTo(on, within(1e-14));
        assertThat(chain.entropy()).isEqualTo(h2(on), within(1e-14));
        assertThat(chain.information()).isEqualTo(h2(on) - (1 - on) * h2(a) - on * h2(b), within(1e-14));
        assertThat(chain.covariance(new double[] {on})[0]).isEqualTo(on * (1 - on), within(1e-14));
        // The autocorrelation of a two-state chain at lag one is b − a.
        assertThat(chain.laggedCovariance(new double[] {on})[0]).isEqualTo((b - a) * on * (1 - on), within(1e-14));
    }

    /// Two units that copy each other through a noisy channel: each step moves h2-channel information
    /// across both ways.
    @Test
    void independentPairsAddTheirInformation() {
        FactorisedMarkovProcess pair = process(2, (state, p) -> {
            p[0] = (state & 2) == 0 ? 0.2 : 0.8;
            p[1] = (state & 1) == 0 ? 0.2 : 0.8;
        });
        EnumeratedChain chain = new EnumeratedChain(pair);
        assertThat(chain.information()).isEqualTo(2 * (Math.log(2) - h2(0.2)), within(1e-13));
        assertThat(chain.rates()).containsExactly(new double[] {0.5, 0.5}, within(1e-13));
        assertThat(chain.residual()).isLessThan(1e-14);
    }

    @Test
    void unitsWithoutMemoryCarryNoInformation() {
        EnumeratedChain chain = new EnumeratedChain(process(4, (state, p) -> {
            for (int i = 0; i < 4; i++) {
                p[i] = 0.1 * (i + 1);
            }
        }));
        assertThat(chain.information()).isEqualTo(0, within(1e-14));
        double entropy = 0;
        for (int i = 0; i < 4; i++) {
            entropy += h2(0.1 * (i + 1));
        }
        assertThat(chain.entropy()).isEqualTo(entropy, within(1e-13));
    }

    /// Independent coins: π is their product, down to 10⁻²⁷ for all nine at once.
    @Test
    void rareStatesHaveTheirProbabilityToo() {
        double rate = 0.001;
        EnumeratedChain chain = new EnumeratedChain(process(9, (state, p) -> Arrays.fill(p, rate)));
        for (int s = 0; s < chain.states(); s++) {
            int on = Integer.bitCount(s);
            double expected = Math.pow(rate, on) * Math.pow(1 - rate, 9 - on);
            assertThat(chain.stationary(s) / expected).as("state %d", s).isEqualTo(1, within(1e-10));
        }
    }

    /// dπ(x = 1)/da of the telegraph process is (1 − b)/(1 + a − b)² in closed form.
    @Test
    void thePoissonSolutionGivesTheSensitivityOfAMean() {
        double a = 0.1;
        double b = 0.7;
        EnumeratedChain chain = new EnumeratedChain(telegraph(a, b));
        double[] y = chain.poisson(new double[] {0, 1});
        double sensitivity = chain.stationary(0) * (y[1] - y[0]);
        assertThat(sensitivity).isEqualTo((1 - b) / ((1 + a - b) * (1 + a - b)), within(1e-13));
    }

    /// A unit that stays on once it fired: one recurrent class, and silence is transient.
    @Test
    void transientStatesDoNoHarm() {
        EnumeratedChain chain = new EnumeratedChain(telegraph(0.3, 1));
        assertThat(chain.stationary(0)).isZero();
        assertThat(chain.stationary(1)).isEqualTo(1, within(1e-15));
        // From silence it takes 1/.3 steps until the state is 1: y₀ − y₁ counts them for g = 1 in silence.
        double[] y = chain.poisson(new double[] {1, 0});
        assertThat(y[0] - y[1]).isEqualTo(1 / 0.3, within(1e-13));
    }

    @Test
    void tooManyUnitsAreRefused() {
        assertThatThrownBy(() -> new EnumeratedChain(process(20, (state, p) -> {})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20 units");
    }

    @Test
    void aFrozenNetworkIsRefused() {
        assertThatThrownBy(() -> new EnumeratedChain(telegraph(0, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("more than one recurrent class");
    }
}
