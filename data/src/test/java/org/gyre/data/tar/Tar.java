package org.gyre.data.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Tar archives, written here from the description of the format.
public final class Tar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// Adds a member.
    ///
    /// @param type `0` for a file, `5` for a folder, `2` for a link
    public Tar add(String name, char type, byte[] content) {
        return add(name, type, String.format(Locale.ROOT, "%011o\0", content.length), content);
    }

    /// Adds a member with a size as it shall stand in its header.
    Tar add(String name, char type, String size, byte[] content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, size);
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        bytes.writeBytes(header);
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[-content.length & 511]);
        return this;
    }

    /// The archive so far, without an end.
    byte[] open() {
        return bytes.toByteArray();
    }

    /// The archive with its end.
    public byte[] bytes() {
        bytes.writeBytes(new byte[1024]);
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] field = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(field, 0, header, at, field.length);
    }
}
