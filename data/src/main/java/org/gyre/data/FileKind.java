package org.gyre.data;

import java.nio.charset.StandardCharsets;

/// What a file is, told by its first bytes and never by its name.
public enum FileKind {
    NPY("a NumPy .npy array"),
    ZIP("a zip archive, as .npz files are"),
    HDF5("an HDF5 file"),
    MAT5("a MATLAB 5 .mat file"),
    MAT73("a MATLAB 7.3 .mat file, which is HDF5"),
    GZIP("a gzip-compressed file"),
    PNG("a PNG image"),
    JPEG("a JPEG image"),
    PDF("a PDF document"),
    PICKLE("a Python pickle, which can run code and is never read"),
    IDX("an IDX file, as MNIST uses"),
    TEXT("a text file"),
    EMPTY("an empty file"),
    UNKNOWN("a binary file of unknown kind");

    /// How many first bytes [#of] wants to see.
    public static final int HEAD = 520;

    private final String description;

    FileKind(String description) {
        this.description = description;
    }

    /// For messages: `an HDF5 file`.
    public String description() {
        return description;
    }

    /// The kind of a file that starts with the given bytes (up to [#HEAD] of them; fewer only if the file is
    /// shorter).
    public static FileKind of(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        if (starts(head, 0, 0x93, 'N', 'U', 'M', 'P', 'Y')) {
            return NPY;
        }
        if (starts(head, 0, 'P', 'K', 3, 4) || starts(head, 0, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (starts(head, 0, 'M', 'A', 'T', 'L', 'A', 'B', ' ', '5', '.', '0')) {
            return MAT5;
        }
        if (starts(head, 0, 'M', 'A', 'T', 'L', 'A', 'B', ' ', '7', '.', '3')) {
            return MAT73;
        }
        if (starts(head, 0, 0x89, 'H', 'D', 'F') || starts(head, 512, 0x89, 'H', 'D', 'F')) {
            return HDF5;
        }
        if (starts(head, 0, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (starts(head, 0, 0x89, 'P', 'N', 'G')) {
            return PNG;
        }
        if (starts(head, 0, 0xff, 0xd8, 0xff)) {
            return JPEG;
        }
        if (starts(head, 0, '%', 'P', 'D', 'F', '-')) {
            return PDF;
        }
        if (head[0] == (byte) 0x80 && head.length > 1 && head[1] >= 2 && head[1] <= 5) {
            return PICKLE;
        }
        if (head.length > 3
                && head[0] == 0
                && head[1] == 0
                && head[2] >= 8
                && head[2] <= 14
                && head[3] >= 1
                && head[3] <= 8) {
            return IDX;
        }
        return looksLikeText(head) ? TEXT : UNKNOWN;
    }

    /// UTF-16 is text if it has its byte order mark; otherwise text is what has no control characters but white
    /// space.
    private static boolean looksLikeText(byte[] head) {
        if (starts(head, 0, 0xff, 0xfe) || starts(head, 0, 0xfe, 0xff)) {
            return true;
        }
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] head, int at, int... magic) {
        if (head.length < at + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[at + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /// A name from a file, fit for a one-line message: control characters replaced, at most 60 characters.
    public static String printable(String text) {
        String clipped = text.length() <= 60 ? text : text.substring(0, 57) + "...";
        StringBuilder shown = new StringBuilder(clipped.length());
        for (int i = 0; i < clipped.length(); i++) {
            char c = clipped.charAt(i);
            shown.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c);
        }
        return shown.toString();
    }

    /// As [#printable(String)], for raw bytes.
    public static String printable(byte[] text) {
        return printable(new String(text, StandardCharsets.UTF_8));
    }
}
