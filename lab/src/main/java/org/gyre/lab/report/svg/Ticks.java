package org.gyre.lab.report.svg;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Round values along an axis, with labels that tell neighbours apart.
///
/// @param major labelled ticks, in order
/// @param minor unlabelled ticks between them (logarithmic axes)
/// @param factor a power of ten that multiplies all labels ("×10⁶"), or empty
record Ticks(List<Tick> major, List<Double> minor, String factor) {
    record Tick(double value, String label) {}

    /// Ticks for a scale.
    ///
    /// @param spacing least distance between two labels, in units of the picture
    static Ticks of(Scale scale, double spacing) {
        int most = Math.max(2, (int) (scale.length() / spacing));
        return scale.log() ? log(scale, most) : linear(scale, most);
    }

    private static Ticks linear(Scale scale, int most) {
        double width = scale.to() - scale.from();
        // Steps of 1, 2 or 5 times a power of ten; ticks are whole multiples of the step, so that labels are exact.
        int power = (int) Math.floor(StrictMath.log10(width / most));
        int digit = 1;
        while (width / (digit * StrictMath.pow(10, power)) > most) {
            digit = digit == 1 ? 2 : digit == 2 ? 5 : 10;
        }
        if (digit == 10) {
            digit = 1;
            power++;
        }
        BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
        BigDecimal first = BigDecimal.valueOf(scale.from())
                .divide(step, 0, RoundingMode.CEILING)
                .multiply(step);
        BigDecimal last = BigDecimal.valueOf(scale.to());
        double largest = Math.max(Math.abs(scale.from()), Math.abs(scale.to()));
        int exponent = largest >= 1e6 || largest < 1e-3 ? (int) Math.floor(StrictMath.log10(largest)) : 0;
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal at = first; at.compareTo(last) <= 0; at = at.add(step)) {
            BigDecimal shown =
                    at.scaleByPowerOfTen(-exponent).setScale(Math.max(0, exponent - power), RoundingMode.HALF_EVEN);
            ticks.add(new Tick(at.doubleValue(), plain(shown)));
        }
        return new Ticks(ticks, List.of(), exponent == 0 ? "" : "×10" + superscript(exponent));
    }

    private static Ticks log(Scale scale, int most) {
        int low = (int) Math.floor(StrictMath.log10(scale.from()) + 1e-12);
        int high = (int) Math.ceil(StrictMath.log10(scale.to()) - 1e-12);
        int decades = high - low;
        boolean plain = low >= -3 && high <= 5;
        int[] digits = 3 * decades <= most ? new int[] {1, 2, 5} : new int[] {1};
        int stride = Math.max(1, (decades + most - 1) / most);
        List<Tick> major = new ArrayList<>();
        List<Double> minor = new ArrayList<>();
        for (int decade = low; decade <= high; decade++) {
            for (int digit = 1; digit <= 9; digit++) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(decade);
                if (!scale.contains(value.doubleValue())) {
                    continue;
                }
                boolean labelled = Math.floorMod(decade, stride) == 0
                        && (digit == 1 || (digits.length == 3 && (digit == 2 || digit == 5)));
                if (labelled) {
                    String power = "10" + superscript(decade);
                    String label = plain ? plain(value) : digit == 1 ? power : digit + "×" + power;
                    major.add(new Tick(value.doubleValue(), label));
                } else if (decades <= 8) {
                    minor.add(value.doubleValue());
                }
            }
        }
        return major.size() >= 2 ? new Ticks(major, minor, "") : linear(scale, most);
    }

    /// A number without exponent, with a minus sign and, from 10 000, thin spaces between thousands.
    static String plain(BigDecimal value) {
        String digits = value.abs().toPlainString();
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        StringBuilder text = new StringBuilder(value.signum() < 0 ? "−" : "");
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && whole.length() > 4 && (whole.length() - i) % 3 == 0) {
                text.append('\u202f');
            }
            text.append(whole.charAt(i));
        }
        return text.append(point < 0 ? "" : digits.substring(point)).toString();
    }

    /// An exponent in raised digits.
    static String superscript(int exponent) {
        StringBuilder raised = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            raised.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
        }
        return raised.toString();
    }
}
