package org.gyre.app.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFile;
import org.gyre.data.catalogue.Layout;
import org.gyre.data.catalogue.Source;
import org.gyre.lab.run.Sha256;

/// A data set of three images of 1 x 2 pixels in the layout of MNIST, and packages that hold it.
final class SmallSet {
    static final Map<String, byte[]> FILES = Map.of(
            "train-images", hex("00000803000000020000000100000002" + "00ff0a14"),
            "train-labels", hex("0000080100000002" + "0102"),
            "test-images", hex("00000803000000010000000100000002" + "1e28"),
            "test-labels", hex("0000080100000001" + "00"));

    private SmallSet() {}

    static CatalogueEntry entry(Source... sources) {
        return new CatalogueEntry(
                "small",
                "three images",
                "CC0-1.0",
                "nobody",
                "LeCun1998",
                Layout.IDX,
                3,
                255,
                List.of(file("train-images"), file("train-labels"), file("test-images"), file("test-labels")),
                List.of(sources));
    }

    private static DataFile file(String name) {
        byte[] content = content(name);
        return new DataFile(name, content.length, Sha256.of(content));
    }

    static byte[] content(String name) {
        byte[] content = FILES.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name);
        }
        return content;
    }

    /// A tar archive with all files in a folder.
    ///
    /// @param packed whether each is compressed
    static byte[] tar(boolean packed) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        FILES.forEach((name, content) -> {
            byte[] stored = packed ? gzip(content) : content;
            byte[] header = new byte[512];
            put(header, 0, "./usr/share/" + name + (packed ? ".gz" : ""));
            put(header, 124, String.format(Locale.ROOT, "%011o", stored.length));
            Arrays.fill(header, 148, 156, (byte) ' ');
            header[156] = '0';
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format(Locale.ROOT, "%06o\0", sum));
            archive.writeBytes(header);
            archive.writeBytes(stored);
            archive.writeBytes(new byte[-stored.length & 511]);
        });
        archive.writeBytes(new byte[1024]);
        return archive.toByteArray();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] field = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(field, 0, header, at, field.length);
    }
}
