package org.gyre.app.cli;

import java.nio.file.Path;
import org.gyre.core.InputException;
import org.gyre.data.InputFile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a file or folder; one that this system cannot have is a mistake and no bug.
final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            return InputFile.named(text);
        } catch (InputException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
