package org.gyre.app.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a short time as [BinWidthConverter], or `mean-isi`, which is 0 here.
final class BinChoiceConverter implements ITypeConverter<Double> {
    private static final String MEAN_INTERVAL = "mean-isi";

    @Override
    public Double convert(String text) {
        if (text.toLowerCase(Locale.ROOT).equals(MEAN_INTERVAL)) {
            return 0.0;
        }
        try {
            return new BinWidthConverter().convert(text);
        } catch (TypeConversionException e) {
            throw new TypeConversionException(e.getMessage() + ", or " + MEAN_INTERVAL);
        }
    }
}
