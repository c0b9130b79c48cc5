package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Against decimal arithmetic of 60 digits.
class WideTest {
    private static final MathContext DIGITS = new MathContext(60);

    private static final BigDecimal TOLERANCE = new BigDecimal("2e-31");

    private static BigDecimal exact(Wide x) {
        return new BigDecimal(x.high()).add(new BigDecimal(x.low()));
    }

    private static Wide random(SplittableRandom random) {
        double high = random.nextDouble(0.1, 10);
        return Wide.of(high).plus(Wide.of(random.nextDouble(-1, 1) * 0.4 * Math.ulp(high)));
    }

    private static void near(Wide found, BigDecimal expected) {
        assertThat(exact(found).subtract(expected).abs())
                .isLessThanOrEqualTo(expected.abs().multiply(TOLERANCE));
    }

    /// e^x by its series.
    private static BigDecimal exp(BigDecimal x) {
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; n < 150; n++) {
            term = term.multiply(x).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    @Test
    void operationsKeepThirtyOneDigits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 200; trial++) {
            Wide a = random(random);
            Wide b = random(random);
            near(a.plus(b), exact(a).add(exact(b)));
            near(a.times(b), exact(a).multiply(exact(b)));
            near(a.times(b.high()), exact(a).multiply(new BigDecimal(b.high())));
            near(a.over(b), exact(a).divide(exact(b), DIGITS));
            near(a.squareRoot(), exact(a).sqrt(DIGITS));
            near(a.exp(), exp(exact(a)));
            near(a.negated().exp(), BigDecimal.ONE.divide(exp(exact(a)), DIGITS));
        }
    }

    @Test
    void nearlyEqualNumbersAreSubtractedExactly() {
        Wide large = Wide.of(1).plus(Wide.of(0x1p-80));
        assertThat(large.minus(Wide.ONE).high()).isEqualTo(0x1p-80);
    }

    /// ln 10 from tables: 2.302585092994045684017991454684364207601…
    @Test
    void logarithmsHaveAsManyDigits() {
        near(Wide.of(10).log(), new BigDecimal("2.302585092994045684017991454684364207601"));
        near(
                Wide.of(0x1p-900).log(),
                new BigDecimal("0.6931471805599453094172321214581765680755").multiply(BigDecimal.valueOf(-900)));
    }

    @Test
    void exponentialsThatAreTooSmallAreZero() {
        assertThat(Wide.of(-1e5).exp()).isEqualTo(Wide.ZERO);
    }
}
