package org.gyre.app.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a short time with its unit, `4ms`, `500us`, `0.01s`, as seconds.
final class BinWidthConverter implements ITypeConverter<Double> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|µs|ms|s)");

    @Override
    public Double convert(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            throw new TypeConversionException("'" + text + "' is not a time with its unit such as 4ms, 500us or 0.01s");
        }
        double number = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> number;
            case "ms" -> number / 1e3;
            default -> number / 1e6;
        };
    }
}
