package org.gyre.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.gyre.core.InputException;

/// The photographs that come with the program, in linear light with 16 bits; authors and licences stand in
/// `CREDITS.md` beside them.
public final class Photographs {
    private static final List<String> NAMES = List.of("stream", "hillside", "mountains", "gravel", "grass");
    private static final String FOLDER = "/org/gyre/data/photographs/";

    private Photographs() {}

    /// The names that [#read] knows, in a fixed order.
    public static List<String> names() {
        return NAMES;
    }

    /// Reads one photograph.
    ///
    /// @throws InputException if there is none of that name; the message lists the names
    public static GreyImage read(String name) {
        if (!NAMES.contains(name)) {
            throw new InputException("photograph '" + name + "': unknown; choose from " + String.join(", ", NAMES));
        }
        return ImageReader.decode(bytes(name + ".png"), name, ImageLimits.DEFAULT);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Photographs.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is missing from the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
