package org.gyre.core.special;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Compares with 20-digit values computed by mpmath 1.3.0 at 40 digits; `reference.py` beside the table wrote it.
class SpecialFunctionReferenceTest {
    private static final double TOLERANCE = 2e-13;

    @Test
    void everyTabulatedValueIsReached() throws IOException {
        List<String> failures = new ArrayList<>();
        int rows = 0;
        for (String line : table()) {
            String[] cells = line.split(",", -1);
            double[] x = Arrays.stream(cells[1].split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double expected = Double.parseDouble(cells[2]);
            double actual = call(cells[0], x);
            double scale = Math.max(Math.abs(expected), floor(cells[0]));
            if (!(Math.abs(actual - expected) <= TOLERANCE * scale)) {
                failures.add(line + " but was " + actual);
            }
            rows++;
        }
        assertThat(failures).isEmpty();
        assertThat(rows).isGreaterThan(800);
    }

    /// log Γ and ψ have zeros, near which the error is absolute.
    private static double floor(String function) {
        return function.equals("logGamma") || function.equals("digamma") ? 1 : Double.MIN_NORMAL;
    }

    private static double call(String function, double[] x) {
        return switch (function) {
            case "logGamma" -> Gamma.logGamma(x[0]);
            case "digamma" -> Gamma.digamma(x[0]);
            case "trigamma" -> Gamma.trigamma(x[0]);
            case "erf" -> Erf.erf(x[0]);
            case "erfc" -> Erf.erfc(x[0]);
            case "scaledErfc" -> Erf.scaledErfc(x[0]);
            case "normalCdf" -> Normal.cdf(x[0]);
            case "logSurvival" -> Normal.logSurvival(x[0]);
            case "normalQuantile" -> Normal.quantile(x[0]);
            case "regularisedLower" -> Gamma.regularisedLower(x[0], x[1]);
            case "regularisedUpper" -> Gamma.regularisedUpper(x[0], x[1]);
            case "upper" -> Gamma.upper(x[0], x[1]);
            case "scaledExponentialIntegral" -> Gamma.scaledExponentialIntegral(x[0], x[1]);
            case "hurwitz" -> Zeta.hurwitz(x[0], x[1]);
            case "hurwitzDerivative" -> Zeta.hurwitzDerivative(x[0], x[1]);
            case "hurwitzSecondDerivative" -> Zeta.hurwitzSecondDerivative(x[0], x[1]);
            case "powerSum" -> PowerSum.of(x[0], x[1], x[2]).value();
            case "powerSumDerivative" -> PowerSum.of(x[0], x[1], x[2]).first();
            case "powerSumSecondDerivative" -> PowerSum.of(x[0], x[1], x[2]).second();
            case "scaledSum" -> PowerExponential.scaledSum(x[0], x[1], x[2], x[3]);
            case "scaledIntegral" -> PowerExponential.scaledIntegral(x[0], x[1], x[2], x[3]);
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static List<String> table() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SpecialFunctionReferenceTest.class.getResourceAsStream("reference.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
