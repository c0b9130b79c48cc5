package org.gyre.app.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `90s`, `10m`, `1h30m`.
class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    /// As [DurationConverter], and longer than nothing.
    static final class Positive extends DurationConverter {
        @Override
        public Duration convert(String text) {
            Duration time = super.convert(text);
            if (!time.isPositive()) {
                throw new TypeConversionException("'" + text + "' is no time at all; give some, such as 90s or 10m");
            }
            return time;
        }
    }

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (text.isEmpty() || !matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a time such as 90s, 10m or 1h30m");
        }
        return Duration.ofHours(part(matcher.group(1)))
                .plusMinutes(part(matcher.group(2)))
                .plusSeconds(part(matcher.group(3)));
    }

    private static long part(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
