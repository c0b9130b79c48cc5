package org.gyre.lab.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.gyre.lab.report.Axis;
import org.junit.jupiter.api.Test;

final class TicksTest {
    private static Ticks linear(double from, double to) {
        return Ticks.of(new Scale(false, from, to, 0, 500), 100);
    }

    private static Ticks log(double from, double to) {
        return Ticks.of(new Scale(true, from, to, 0, 500), 40);
    }

    private static String labels(Ticks ticks) {
        return ticks.major().stream()
                .map(Ticks.Tick::label)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Test
    void stepsAreOneTwoOrFiveTimesAPowerOfTen() {
        assertThat(labels(linear(0, 10))).isEqualTo("0 2 4 6 8 10");
        assertThat(labels(linear(0, 4.9))).isEqualTo("0 1 2 3 4");
        assertThat(labels(linear(-0.26, 0.2))).isEqualTo("−0.2 −0.1 0.0 0.1 0.2");
        assertThat(labels(linear(3, 24))).isEqualTo("5 10 15 20");
        assertThat(labels(linear(10_000, 20_000)))
                .isEqualTo("10\u202f000 12\u202f000 14\u202f000 16\u202f000 18\u202f000 20\u202f000");
    }

    @Test
    void veryLargeAndVerySmallLabelsShareAPowerOfTen() {
        Ticks large = linear(0, 5e7);
        assertThat(labels(large)).isEqualTo("0 1 2 3 4 5");
        assertThat(large.factor()).isEqualTo("×10⁷");
        Ticks small = linear(-4e-5, 0);
        assertThat(labels(small)).isEqualTo("−4 −3 −2 −1 0");
        assertThat(small.factor()).isEqualTo("×10⁻⁵");
    }

    @Test
    void neighboursNeverShareALabelAndLieInsideForAnyRange() {
        for (double from : new double[] {-1e12, -37.3, -1e-9, 0, 1e-7, 0.3, 99.99, 123456.7}) {
            for (double width : new double[] {1e-6, 0.01, 1, 7.7, 1234, 1e9}) {
                double to = from + width;
                // Narrower than the spacing of doubles around it, a range cannot be told apart by anyone.
                if (width < 1e-9 * Math.abs(from)) {
                    continue;
                }
                Ticks ticks = linear(from, to);
                assertThat(ticks.major()).as(from + " to " + to).hasSizeBetween(2, 6);
                assertThat(ticks.major().stream().map(Ticks.Tick::label))
                        .as(from + " to " + to)
                        .doesNotHaveDuplicates();
                assertThat(ticks.major()).allMatch(t -> t.value() >= from && t.value() <= to);
            }
        }
    }

    @Test
    void logarithmicTicksAreDecadesWithOneTwoFiveWhereThereIsRoom() {
        assertThat(labels(log(1, 1000))).isEqualTo("1 2 5 10 20 50 100 200 500 1000");
        assertThat(labels(log(1e-6, 1))).isEqualTo("10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 10⁰");
        assertThat(log(1e-6, 1).minor()).hasSize(6 * 8);
        assertThat(labels(log(3.1, 3.9))).isEqualTo("3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9");
        assertThat(log(1e-40, 1).major()).hasSizeBetween(2, 13);
    }

    @Test
    void scalesMapTheEndsOfTheDataToTheEndsOfTheAxis() {
        Scale linear = new Scale(false, -2, 6, 100, 500);
        assertThat(linear.at(-2)).isEqualTo(100);
        assertThat(linear.at(6)).isEqualTo(500);
        assertThat(linear.at(2)).isEqualTo(300);
        Scale upright = new Scale(true, 1, 10_000, 300, 100);
        assertThat(upright.at(1)).isEqualTo(300);
        assertThat(upright.at(10_000)).isEqualTo(100);
        assertThat(upright.at(100)).isCloseTo(200, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(upright.accepts(0)).isFalse();
        assertThat(linear.accepts(Double.NaN)).isFalse();
    }

    @Test
    void anAxisHoldsItsDataOneValueOrNone() {
        Axis axis = Axis.linear("x");
        Scale one = Scale.of(axis, Range.on(Axis.Scale.LINEAR).add(7), 0, 1);
        assertThat(one.from()).isLessThan(7);
        assertThat(one.to()).isGreaterThan(7);
        Scale none = Scale.of(Axis.log("x"), Range.on(Axis.Scale.LOG).add(-1).add(Double.NaN), 0, 1);
        assertThat(none.from()).isPositive().isLessThan(none.to());
        Scale beyond =
                Scale.of(axis.from(10), Range.on(Axis.Scale.LINEAR).add(1).add(2), 0, 1);
        assertThat(beyond.from()).isEqualTo(10);
        assertThat(beyond.to()).isGreaterThan(10);
    }

    @Test
    void numbersHaveAMinusSignAndThinSpaces() {
        assertThat(Ticks.plain(new BigDecimal("-1234567.50"))).isEqualTo("−1\u202f234\u202f567.50");
        assertThat(Ticks.plain(new BigDecimal("1234"))).isEqualTo("1234");
        assertThat(Ticks.superscript(-10)).isEqualTo("⁻¹⁰");
    }

    /// Axes of the widest data there can be have ends and a few ticks.
    @Test
    void theWidestAxesEnd() {
        for (double high : new double[] {1e300, Double.MAX_VALUE}) {
            for (double low : new double[] {-high, 0, Double.MIN_VALUE, 0.2, 1e299}) {
                Range data = Range.on(Axis.Scale.LINEAR).add(low).add(high);
                Scale plain = Scale.of(Axis.linear("x"), data, 0, 500);
                assertThat(plain.to() - plain.from()).isPositive().isFinite();
                assertThat(Ticks.of(plain, 100).major()).hasSizeBetween(2, 6);
                if (low > 0) {
                    Scale ratios = Scale.of(Axis.log("x"), data, 0, 500);
                    assertThat(ratios.to()).isFinite();
                    assertThat(ratios.from()).isPositive();
                    assertThat(Ticks.of(ratios, 40).major()).hasSizeBetween(2, 14);
                }
            }
        }
    }
}
