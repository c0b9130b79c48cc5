package org.gyre.app.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where the range of a fit ends: a number, or found with `auto`.
///
/// @param at +∞ for no end
/// @param searched whether the end is to be found
record UpperEnd(double at, boolean searched) {
    private static final String AUTO = "auto";
    static final UpperEnd NONE = new UpperEnd(Double.POSITIVE_INFINITY, false);

    /// Reads a number or `auto`.
    static final class Converter implements ITypeConverter<UpperEnd> {
        @Override
        public UpperEnd convert(String text) {
            if (text.toLowerCase(Locale.ROOT).equals(AUTO)) {
                return new UpperEnd(Double.POSITIVE_INFINITY, true);
            }
            try {
                double at = Double.parseDouble(text);
                if (!(at > 0)) {
                    throw new TypeConversionException("'" + text + "' must be above 0, as the numbers that are fitted");
                }
                return new UpperEnd(at, false);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is neither a number nor " + AUTO);
            }
        }
    }
}
