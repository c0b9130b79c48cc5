package org.gyre.data.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes `.npz` archives: stored members with a fixed date, in the order of the map. Equal arrays give equal bytes.
public final class NpzWriter {
    private static final LocalDateTime FIXED_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzWriter() {}

    /// Writes the arrays under their names to a stream, which stays open.
    ///
    /// @throws IllegalArgumentException if a name is empty or has a slash, a backslash or a control character
    public static void write(Map<String, NpyArray> arrays, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NpyArray> named : arrays.entrySet()) {
            String name = named.getKey();
            if (name.isEmpty() || name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
                throw new IllegalArgumentException("'" + name + "' cannot name an array in an archive");
            }
            ZipEntry entry = new ZipEntry(name + ".npy");
            entry.setTimeLocal(FIXED_DATE);
            entry.setMethod(ZipEntry.STORED);
            // A stored member states its checksum before its bytes, so the bytes are made twice rather than kept.
            CRC32 checksum = new CRC32();
            NpyWriter.write(named.getValue(), new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
            entry.setSize(NpyWriter.length(named.getValue()));
            entry.setCrc(checksum.getValue());
            zip.putNextEntry(entry);
            NpyWriter.write(named.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}
