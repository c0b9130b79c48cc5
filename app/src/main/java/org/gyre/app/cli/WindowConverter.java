package org.gyre.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a window of time about an onset, `200ms` from the onset on, `50ms:250ms`, or `-100ms:300ms`.
final class WindowConverter implements ITypeConverter<WindowConverter.Window> {
    /// @param from seconds after the onset, negative before it
    /// @param to   seconds after the onset, > from
    record Window(double from, double to) {}

    @Override
    public Window convert(String text) {
        int colon = text.indexOf(':');
        double from = colon < 0 ? 0 : time(text, text.substring(0, colon));
        double to = time(text, text.substring(colon + 1));
        if (!(to > from)) {
            throw mistake(text);
        }
        return new Window(from, to);
    }

    private static double time(String all, String text) {
        if (text.matches("0(?:\\.0*)?(?:us|µs|ms|s)?")) {
            return 0;
        }
        try {
            return text.startsWith("-")
                    ? -new BinWidthConverter().convert(text.substring(1))
                    : new BinWidthConverter().convert(text);
        } catch (TypeConversionException e) {
            throw mistake(all);
        }
    }

    private static TypeConversionException mistake(String text) {
        return new TypeConversionException(
                "'" + text + "' is not a window after the onset such as 200ms, 50ms:250ms or -100ms:300ms");
    }
}
