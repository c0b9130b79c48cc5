package org.gyre.data.image;

import java.nio.charset.StandardCharsets;

/// Says from its first bytes what a file really is, whatever its name.
final class FileKind {
    static final String PNG = "a PNG picture";
    static final String JPEG = "a JPEG picture";

    /// The bytes, as Latin-1 characters, that stand at an offset in every file of a kind.
    private record Magic(String kind, int offset, String bytes) {
        boolean opens(byte[] file) {
            return file.length >= offset + bytes.length()
                    && new String(file, offset, bytes.length(), StandardCharsets.ISO_8859_1).equals(bytes);
        }
    }

    private static final Magic[] KNOWN = {
        new Magic(PNG, 0, "\u0089PNG\r\n\u001a\n"),
        new Magic(JPEG, 0, "\u00ff\u00d8\u00ff"),
        new Magic("a GIF picture", 0, "GIF8"),
        new Magic("a WebP picture", 8, "WEBP"),
        new Magic("a TIFF picture", 0, "II*\0"),
        new Magic("a TIFF picture", 0, "MM\0*"),
        new Magic("a BMP picture", 0, "BM"),
        new Magic("a NumPy array (.npy)", 0, "\u0093NUMPY"),
        new Magic("an HDF5 file", 0, "\u0089HDF\r\n"),
        new Magic("a zip archive", 0, "PK\u0003\u0004"),
        new Magic("a gzip file", 0, "\u001f\u008b"),
        new Magic("a PDF document", 0, "%PDF"),
        new Magic("an SVG or HTML text", 0, "<"),
    };

    private FileKind() {}

    /// A noun phrase such as `a JPEG picture`, `text`, `an empty file` or `data of an unknown kind`.
    static String of(byte[] file) {
        if (file.length == 0) {
            return "an empty file";
        }
        for (Magic magic : KNOWN) {
            if (magic.opens(file)) {
                return magic.kind;
            }
        }
        for (int i = 0; i < Math.min(file.length, 512); i++) {
            int b = file[i] & 0xff;
            // Control characters other than tab, line feed, form feed and carriage return do not occur in text.
            boolean layout = b == '\t' || b == '\n' || b == '\f' || b == '\r';
            if ((b < 32 && !layout) || b == 127) {
                return "data of an unknown kind";
            }
        }
        return "text";
    }
}
