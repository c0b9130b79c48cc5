package org.gyre.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gyre.core.special.Gamma;
import org.junit.jupiter.api.Test;

class BinomialTest {
    @Test
    void countsOccurAsOftenAsTheLawSays() {
        // Pearson's χ² of the counts against n!/(k!(n − k)!) pᵏ(1 − p)ⁿ⁻ᵏ, cells with fewer than 10
        // expected joined: its mean is the degrees of freedom d and its standard deviation √(2d);
        // five of them are allowed.
        double[][] laws = {{7, 0.3}, {30, 0.2}, {40, 0.7}, {1000, 0.004}, {1000, 0.5}, {100_000, 0.0007}, {20, 0.95}};
        int draws = 200_000;
        for (double[] law : laws) {
            int n = (int) law[0];
            double p = law[1];
            var random = RandomStream.of(3).split(n).generator();
            long[] seen = new long[n + 1];
            for (int i = 0; i < draws; i++) {
                seen[(int) Binomial.draw(random, n, p)]++;
            }
            double square = 0;
            int cells = 0;
            double expected = 0;
            double found = 0;
            double rest = draws;
            for (int k = 0; k <= n; k++) {
                double share = Math.exp(Gamma.logGamma(n + 1.0)
                        - Gamma.logGamma(k + 1.0)
                        - Gamma.logGamma(n - k + 1.0)
                        + k * Math.log(p)
                        + (n - k) * Math.log1p(-p));
                expected += draws * share;
                found += seen[k];
                rest -= draws * share;
                if ((expected >= 10 && rest >= 10) || k == n) {
                    square += (found - expected) * (found - expected) / expected;
                    cells++;
                    expected = 0;
                    found = 0;
                }
            }
            int freedom = cells - 1;
            assertThat(square).as("n = %d, p = %s", n, p).isLessThan(freedom + 5 * Math.sqrt(2.0 * freedom));
        }
    }

    @Test
    void theEndsAreCertain() {
        var random = RandomStream.of(1).generator();
        assertThat(Binomial.draw(random, 0, 0.3)).isZero();
        assertThat(Binomial.draw(random, 12, 0)).isZero();
        assertThat(Binomial.draw(random, 12, 1)).isEqualTo(12);
        assertThatIllegalArgumentException().isThrownBy(() -> Binomial.draw(random, 3, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Binomial.draw(random, -1, 0.5));
    }
}
